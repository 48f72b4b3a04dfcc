"""Tenders and their quotes in JSON."""

from rest_framework import serializers

from governance.forms.tenders import QuoteForm, TenderForm
from governance.models import Quote, Tender, TenderOutcome
from governance.queries.agenda import attachable
from governance.queries.tenders import open_items
from koprogo.api.bodies import FormBody, UploadBody
from koprogo.api.fields import Money, RowField

# What is shown


class TenderShape(serializers.ModelSerializer):
    """A tender. ``item``: the point of the agenda that decides on it.

    ``chosen``: a quote; null as well when none is taken (``state`` says so).
    """

    state = serializers.ChoiceField(Tender.State)
    estimate = Money(allow_null=True)
    assembly = serializers.UUIDField(
        source="item.assembly.uuid", default=None, allow_null=True
    )
    item = serializers.UUIDField(source="item.uuid", default=None, allow_null=True)
    chosen = serializers.UUIDField(
        source="outcome.quote.uuid", default=None, allow_null=True
    )
    reason = serializers.CharField(
        source="outcome.reason", default=None, allow_null=True
    )
    quotes = serializers.SerializerMethodField()

    class Meta:
        model = Tender
        fields = [
            "uuid",
            "title",
            "state",
            "estimate",
            "assembly",
            "item",
            "chosen",
            "reason",
            "quotes",
            "compared_at",
        ]

    def get_quotes(self, tender) -> int:
        """How many there are."""
        return len(tender.quotes.all())


class QuoteShape(serializers.Serializer):
    """A quote beside the others, the cheapest first; all amounts EUR.

    ``difference`` and ``percent``: more than the cheapest. ``is_valid``: on the day of
    the assembly. ``own_cost``: what it would cost me.
    """

    uuid = serializers.UUIDField(source="quote.uuid")
    supplier = serializers.UUIDField(
        source="quote.supplier.uuid", default=None, allow_null=True
    )
    supplier_name = serializers.CharField(source="quote.supplier_name")
    kbo = serializers.CharField(source="quote.kbo")
    dated_on = serializers.DateField(source="quote.dated_on")
    valid_until = serializers.DateField(source="quote.valid_until", allow_null=True)
    amount = Money(source="quote.amount")
    vat_rate = serializers.IntegerField(source="quote.vat_rate")
    total = Money(source="compared.total")
    difference = Money(source="compared.difference")
    percent = serializers.DecimalField(
        source="compared.percent", max_digits=14, decimal_places=2
    )
    is_cheapest = serializers.BooleanField(source="compared.is_cheapest")
    is_valid = serializers.BooleanField()
    is_chosen = serializers.BooleanField()
    own_cost = Money(source="own", allow_null=True)
    delivery = serializers.CharField(source="quote.delivery")
    guarantee = serializers.CharField(source="quote.guarantee")
    not_covered = serializers.CharField(source="quote.not_covered")
    remarks = serializers.CharField(source="quote.remarks")
    interest = serializers.CharField(source="quote.interest")
    has_file = serializers.SerializerMethodField()

    def get_has_file(self, one) -> bool:
        return one.quote.file_id is not None


class TenderPaperShape(serializers.Serializer):
    """A document of the library that belongs to the specification."""

    version = serializers.UUIDField(source="version.uuid")
    document = serializers.UUIDField(source="version.document.uuid")
    title = serializers.CharField(source="version.document.title")


class TenderDetail(serializers.Serializer):
    """A tender with its quotes on ``day``: of the assembly, or today.

    ``amount``: what is held against ``threshold``. ``valid_quotes`` of at least two,
    where ``needs_several``.
    """

    tender = TenderShape()
    specification = serializers.CharField(source="tender.specification")
    day = serializers.DateField()
    amount = Money(allow_null=True)
    threshold = Money(source="settings.quote_threshold", allow_null=True)
    threshold_decision = serializers.CharField(source="settings.quote_decision")
    needs_several = serializers.BooleanField(source="enough.is_needed")
    valid_quotes = serializers.IntegerField(source="enough.valid")
    quotes = QuoteShape(many=True)
    documents = TenderPaperShape(many=True)


class TenderChoiceShape(serializers.ModelSerializer):
    """``quote``: null when none is taken."""

    quote = serializers.UUIDField(source="quote.uuid", default=None, allow_null=True)

    class Meta:
        model = TenderOutcome
        fields = ["quote", "reason", "noted_at"]


# What is sent


class TenderBody(FormBody):
    """``item``: a point to vote on of a draft, which has no tender yet."""

    form_class = TenderForm
    needs = ("tender",)

    item = RowField(open_items, required=False, allow_null=True)


class QuoteUpload(UploadBody):
    """A quote with its ``file``; the total is computed. Without a file it keeps its own."""

    form_class = QuoteForm


class TenderDocumentBody(serializers.Serializer):
    """``version``: the newest of a document that every owner may read."""

    version = RowField(attachable)


class TenderChoiceBody(serializers.Serializer):
    """``quote``: null: none of them is taken. ``reason``: unless it is the cheapest."""

    quote = RowField(Quote.objects.all, allow_null=True)
    reason = serializers.CharField(max_length=1000, allow_blank=True, default="")
