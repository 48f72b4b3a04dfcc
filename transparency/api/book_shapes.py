"""Vouchers, entries, reports and quarters of the ASBL in JSON."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from buildings.api.jobs import JobShape
from koprogo.api.bodies import FormBody, UploadBody
from koprogo.api.fields import Balance, Money
from koprogo.ledger.models import Journal
from transparency.forms.books import PaidForm, PaperField, ReasonForm, VoucherForm
from transparency.models import Voucher

PARTS = ["revenue", "costs"]
SIDES = ["assets", "liabilities"]


# Vouchers


class PlannedShape(serializers.Serializer):
    """``month``: who bears it; null: the voucher itself, borne month by month."""

    day = serializers.DateField()
    month = serializers.DateField(allow_null=True)
    debit = serializers.SerializerMethodField()
    credit = serializers.SerializerMethodField()
    amount = Money()

    def get_debit(self, planned) -> str:
        return planned.lines[0].account

    def get_credit(self, planned) -> str:
        return planned.lines[1].account


class VoucherShape(serializers.ModelSerializer):
    """``since`` to ``until``: the whole months that bear it."""

    entered_by = serializers.SerializerMethodField()
    decided_by = serializers.SerializerMethodField()
    amount = Money()

    class Meta:
        model = Voucher
        fields = [
            "uuid",
            "kind",
            "supplier",
            "description",
            "amount",
            "dated",
            "since",
            "until",
            "recurring",
            "state",
            "entered_by",
            "decided_by",
            "reason",
            "paid_on",
        ]

    def get_entered_by(self, voucher) -> str:
        return voucher.entered_by.name if voucher.entered_by else ""

    def get_decided_by(self, voucher) -> str:
        return voucher.decided_by.name if voucher.decided_by else ""


class BookedShape(serializers.Serializer):
    entry = serializers.UUIDField(source="entry.uuid")
    day = serializers.DateField(source="entry.date")
    month = serializers.DateField(allow_null=True)
    is_mirror = serializers.SerializerMethodField()

    def get_is_mirror(self, noted) -> bool:
        return noted.entry.reverses_id is not None


class VoucherDetail(serializers.Serializer):
    """``planned``: what approving it books; ``seen``: say it when you approve it.

    ``moved``: EUR that closed months would have borne. Of a voucher that is decided,
    ``seen`` is empty and nothing is planned.
    """

    voucher = VoucherShape()
    planned = PlannedShape(many=True)
    moved = Balance()
    seen = serializers.CharField()
    booked = BookedShape(many=True)


class ExpectedShape(serializers.Serializer):
    """A recurring voucher that should have come again for [since, until)."""

    last = VoucherShape()
    since = serializers.DateField()
    until = serializers.DateField()


class VoucherFields(VoucherForm):
    """The form of the page; the header says which voucher it is."""

    uuid = None


class CorrectionFields(VoucherFields):
    paper = PaperField(label=_("PDF, picture or electronic invoice"), required=False)

    def __init__(self, request=None):
        super().__init__(request, paper_needed=False)


class VoucherBody(UploadBody):
    """``since`` and ``last_day``: days in the first and the last month that bear it."""

    form_class = VoucherFields


class VoucherCorrectionBody(UploadBody):
    """The same; without a paper the one that is there stays."""

    form_class = CorrectionFields


class VoucherApprovalBody(serializers.Serializer):
    seen = serializers.CharField(max_length=64)


class VoucherReasonBody(FormBody):
    form_class = ReasonForm


class PaidBody(FormBody):
    form_class = PaidForm


# Entries and reports


class AsblEntryShape(serializers.Serializer):
    """``total``: the sum of one side."""

    uuid = serializers.UUIDField()
    journal = serializers.ChoiceField(Journal.Code, source="journal.code")
    year = serializers.IntegerField()
    number = serializers.IntegerField()
    date = serializers.DateField()
    text = serializers.CharField()
    total = Money()


class AsblLineShape(serializers.Serializer):
    """``participation``: on whose account it stands, if on any."""

    account = serializers.CharField(source="account.code")
    debit = Balance()
    credit = Balance()
    participation = serializers.SerializerMethodField()

    def get_participation(self, line) -> str | None:
        found = getattr(line.party, "participation", None)
        return str(found.uuid) if found else None


class EntryDetail(serializers.Serializer):
    """``undoes`` and ``undone_by``: the entry that it mirrors, and its own mirror."""

    uuid = serializers.UUIDField(source="entry.uuid")
    journal = serializers.ChoiceField(Journal.Code, source="entry.journal.code")
    year = serializers.IntegerField(source="entry.year")
    number = serializers.IntegerField(source="entry.number")
    date = serializers.DateField(source="entry.date")
    text = serializers.CharField(source="entry.text")
    lines = AsblLineShape(many=True)
    undoes = serializers.SerializerMethodField()
    undone_by = serializers.SerializerMethodField()

    def get_undoes(self, found) -> str | None:
        return str(found.undoes.uuid) if found.undoes else None

    def get_undone_by(self, found) -> str | None:
        return str(found.undone_by.uuid) if found.undone_by else None


class MonthAmountShape(serializers.Serializer):
    month = serializers.DateField()
    amount = Balance(signed=True)


class IncomeRowShape(serializers.Serializer):
    """An account of the income statement of a year; months without a line are left out."""

    part = serializers.ChoiceField(PARTS)
    code = serializers.CharField()
    name = serializers.CharField()
    amount = Balance(signed=True)
    months = MonthAmountShape(many=True)


class BalanceRowShape(serializers.Serializer):
    """``code`` is empty for the result of the year and those of earlier years."""

    part = serializers.ChoiceField(SIDES)
    code = serializers.CharField()
    name = serializers.CharField()
    amount = Balance(signed=True)


# Quarters


class MissingMonthShape(serializers.Serializer):
    """How many participations lack the contribution of a month."""

    month = serializers.DateField()
    many = serializers.IntegerField()


class BillingShape(serializers.Serializer):
    """``missing``: what was when it was asked; ``job`` writes it."""

    missing = MissingMonthShape(many=True)
    job = JobShape(allow_null=True)


class QuarterShape(serializers.Serializer):
    """``undecided``: vouchers; ``missing``: contributions that are not written yet."""

    year = serializers.IntegerField()
    number = serializers.IntegerField()
    since = serializers.DateField()
    until = serializers.DateField()
    closed_at = serializers.SerializerMethodField()
    undecided = serializers.IntegerField()
    missing = serializers.IntegerField(source="waits_for")
    may_close = serializers.BooleanField()

    def get_closed_at(self, row) -> str | None:
        return row.closed and row.closed.closed_at.isoformat()


class ClosedShape(serializers.Serializer):
    """``figures``: the balance of each account at its end, EUR, by code."""

    year = serializers.IntegerField()
    number = serializers.IntegerField()
    closed_at = serializers.DateTimeField()
    figures = serializers.DictField(child=serializers.CharField())
