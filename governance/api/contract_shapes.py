"""The contracts for regular supplies and their evaluation in JSON."""

from rest_framework import serializers

from buildings.models import LibraryDocument, Supplier
from governance.api.council_shapes import DecidedBody
from governance.forms.contracts import ContractEndForm, ContractForm, ReviewForm
from governance.models import ContractReview, SupplyContract
from governance.queries.contracts import ContractState
from koprogo.api.bodies import FormBody
from koprogo.api.fields import Balance, Money, RowField

# What is shown


class ContractSupplier(serializers.Serializer):
    uuid = serializers.UUIDField()
    name = serializers.CharField()


class NoticeDayShape(serializers.Serializer):
    """Notice on ``last`` at the latest ends the contract before ``ends``."""

    last = serializers.DateField()
    ends = serializers.DateField()


class SupplyContractShape(serializers.Serializer):
    """A contract as of today.

    ``until``: the first day after the agreed term, null where none was agreed; ``ends``:
    that of the term which runs. ``notice``: the next last day, null where nothing is
    renewed by itself. ``decision``: in the register; of before it there is the day and
    the words.
    """

    uuid = serializers.UUIDField(source="contract.uuid")
    kind = serializers.ChoiceField(SupplyContract.Kind, source="contract.kind")
    title = serializers.CharField(source="contract.title")
    supplier = ContractSupplier(source="contract.supplier")
    reference = serializers.CharField(source="contract.reference")
    state = serializers.ChoiceField(ContractState)
    since = serializers.DateField(source="contract.since")
    until = serializers.DateField(source="contract.until", allow_null=True)
    renewal_months = serializers.IntegerField(
        source="contract.renewal_months", allow_null=True
    )
    notice_months = serializers.IntegerField(source="contract.notice_months")
    ends = serializers.DateField(allow_null=True)
    notice = NoticeDayShape(allow_null=True)
    agreed_cost = Money(source="contract.agreed_cost", allow_null=True)
    indexation = serializers.CharField(source="contract.indexation")
    interest = serializers.CharField(source="contract.interest")
    decision = serializers.UUIDField(
        source="contract.decision.uuid", default=None, allow_null=True
    )
    decided_on = serializers.DateField(source="contract.decided_on", allow_null=True)
    decided_text = serializers.CharField(source="contract.decided")
    document = serializers.UUIDField(
        source="contract.document.uuid", default=None, allow_null=True
    )
    ended_on = serializers.DateField(source="contract.ended_on", allow_null=True)
    end_reason = serializers.CharField(source="contract.end_reason")


class ContractReviewShape(serializers.ModelSerializer):
    class Meta:
        model = ContractReview
        fields = ["quality", "proposal", "remarks"]


class ReviewedContractShape(serializers.Serializer):
    """``cost``: of the supplier in the year by the books, ``before``: in the year before.

    ``is_shared``: of several contracts of that supplier together. ``review``: null before
    it is written, and for others than the syndic before it is reported.
    """

    contract = serializers.UUIDField(source="contract.uuid")
    title = serializers.CharField(source="contract.title")
    supplier = ContractSupplier(source="contract.supplier")
    agreed_cost = Money(source="contract.agreed_cost", allow_null=True)
    cost = Balance()
    before = Balance()
    is_shared = serializers.BooleanField()
    review = ContractReviewShape(allow_null=True)


class ReportDocumentShape(serializers.Serializer):
    """``document``: of the library."""

    language = serializers.CharField()
    document = serializers.UUIDField(source="document.uuid")


class ContractsYearShape(serializers.Serializer):
    """A fiscal year [since, until) by the calendar year in which it begins."""

    year = serializers.IntegerField()
    since = serializers.DateField()
    until = serializers.DateField()
    is_reported = serializers.BooleanField()
    contracts = ReviewedContractShape(source="rows", many=True)
    documents = ReportDocumentShape(many=True)


class AttachedReportShape(serializers.Serializer):
    """The point of the agenda to which it is attached."""

    item = serializers.UUIDField(source="uuid")
    assembly = serializers.UUIDField(source="assembly.uuid")


# What is sent


class SupplyContractBody(DecidedBody):
    """``decided``: a decision of the register; else ``decided_on`` and its words."""

    form_class = ContractForm

    supplier = RowField(Supplier.objects.all)
    document = RowField(LibraryDocument.objects.all, required=False, allow_null=True)


class SupplyContractEndBody(FormBody):
    form_class = ContractEndForm


class ContractReviewBody(FormBody):
    form_class = ReviewForm
