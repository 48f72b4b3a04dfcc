"""What the API shows and reads of the check of the accounts and of interests."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from finance.api.budget_shapes import BudgetYearShape
from finance.api.invoice_shapes import Named
from finance.forms.auditing import (
    MOST_DAYS,
    MOST_DRAWN,
    PROPOSED,
    AnswerForm,
    ConclusionForm,
    ConflictForm,
    EndForm,
    QuestionForm,
)
from finance.models import AccountsCheck, ConflictOfInterest
from finance.queries.auditing import voucher_number
from finance.sampling import Reason
from koprogo.api.bodies import FormBody
from koprogo.api.fields import Money


class AuditCheckShape(serializers.Serializer):
    """A check of a year; ``done`` of its ``size`` vouchers were looked at.

    ``seed`` and the criteria decide the sample (docs/rules/sampling.md).
    """

    uuid = serializers.UUIDField()
    year = BudgetYearShape()
    auditor = serializers.SerializerMethodField()
    opened_at = serializers.DateTimeField()
    seed = serializers.CharField()
    random = serializers.IntegerField(source="random_size")
    largest = serializers.IntegerField(source="largest_size")
    round_to = Money()
    duplicate_days = serializers.IntegerField()
    threshold = Money(allow_null=True)
    split_days = serializers.IntegerField()
    size = serializers.IntegerField()
    done = serializers.IntegerField()
    found = serializers.IntegerField(help_text="Vouchers with a finding.")
    opinion = serializers.ChoiceField([*AccountsCheck.Opinion, ""])
    conclusion = serializers.CharField()
    signed_at = serializers.DateTimeField(allow_null=True)
    sha256 = serializers.SerializerMethodField()

    def get_auditor(self, check) -> str | None:
        return str(check.auditor) if check.auditor else None

    def get_sha256(self, check) -> str | None:
        """The hash of the signed report."""
        return check.report.sha256 if check.report else None


class CriteriaBody(serializers.Serializer):
    """Which year, and how its vouchers are chosen."""

    year = serializers.IntegerField(help_text="The calendar year in which it begins.")
    random = serializers.IntegerField(
        default=PROPOSED.random, min_value=0, max_value=MOST_DRAWN
    )
    largest = serializers.IntegerField(
        default=PROPOSED.largest, min_value=0, max_value=MOST_DRAWN
    )
    round_to = Money(default=PROPOSED.round_to)
    duplicate_days = serializers.IntegerField(
        default=PROPOSED.duplicate_days, min_value=0, max_value=MOST_DAYS
    )
    threshold = Money(default=None, allow_null=True)
    split_days = serializers.IntegerField(
        default=PROPOSED.split_days, min_value=0, max_value=MOST_DAYS
    )


class EnlargeBody(serializers.Serializer):
    random = serializers.IntegerField(min_value=0, max_value=MOST_DRAWN)


class AuditVoucherShape(serializers.Serializer):
    """A voucher of the sample, and why it was drawn."""

    number = serializers.SerializerMethodField()
    invoice = serializers.UUIDField(source="invoice.uuid")
    supplier = Named(source="invoice.supplier")
    date = serializers.DateField(source="invoice.date")
    amount = serializers.SerializerMethodField()
    reasons = serializers.ListField(child=serializers.ChoiceField(list(Reason)))
    ticked_at = serializers.DateTimeField(allow_null=True)
    finding = serializers.CharField()

    def get_number(self, voucher) -> str:
        return voucher_number(voucher.invoice.entry)

    @extend_schema_field(Money)
    def get_amount(self, voucher) -> str:
        return f"{voucher.invoice.total * voucher.invoice.sign:.2f}"


class LookBody(serializers.Serializer):
    """Whether it was looked at; without a finding it is in order."""

    looked_at = serializers.BooleanField()
    finding = serializers.CharField(default="", allow_blank=True, max_length=2000)


class ConclusionBody(FormBody):
    form_class = ConclusionForm


class AskBody(FormBody):
    """A question, in general or about a voucher of the sample."""

    form_class = QuestionForm

    invoice = serializers.UUIDField(default=None, allow_null=True)


class AnswerBody(FormBody):
    form_class = AnswerForm


class QuestionShape(serializers.Serializer):
    """A question of the auditor. ``invoice``: that of its voucher."""

    uuid = serializers.UUIDField()
    check_id = serializers.UUIDField(source="check_of.uuid")
    invoice = serializers.SerializerMethodField()
    text = serializers.CharField()
    asked_at = serializers.DateTimeField()
    answer = serializers.CharField()
    answered_at = serializers.DateTimeField(allow_null=True)

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_invoice(self, question):
        return question.voucher and str(question.voucher.invoice.uuid)


class InterestShape(serializers.Serializer):
    """Who has an interest in a supplier; ``ended_on``: its last day."""

    uuid = serializers.UUIDField()
    name = serializers.CharField()
    role = serializers.ChoiceField(ConflictOfInterest.Role)
    supplier = Named()
    text = serializers.CharField()
    decision = serializers.CharField()
    declared_on = serializers.DateField()
    ended_on = serializers.DateField(allow_null=True)


class InterestBody(FormBody):
    form_class = ConflictForm


class InterestEndBody(FormBody):
    form_class = EndForm
