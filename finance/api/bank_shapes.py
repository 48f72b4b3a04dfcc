"""What the API shows of the bank, and what it is sent. Amounts: EUR, below zero paid."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from buildings.api.shapes import HoldingName
from buildings.models import AllocationKey, Holding, Supplier
from finance.forms.bank import BankFilesForm
from finance.matching.facts import Reason
from finance.models import Invoice, MovementMatch, Payment
from finance.movement_parts import (
    CostPart,
    HolderPart,
    InvoicePart,
    OtherPart,
    ReturnPart,
    SupplierPart,
    TransferPart,
)
from finance.queries.bank import What
from finance.queries.bank_sent import returnable
from finance.refusals.bank import sentence
from finance.services.bank_import import State
from koprogo.api.bodies import UploadBody
from koprogo.api.fields import Balance, Money, RowField

MOST_PARTS = 1000  # a file of direct debits that was booked as one sum


class BankAccountShape(serializers.Serializer):
    """An account: by its last statement, and by the books.

    ``closed_on`` and ``closing`` are null before the first statement; ``difference``:
    what neither statements nor ``in_transit`` explain; ``agrees_since``: the day.
    """

    account = serializers.ChoiceField(Payment.BankAccount)
    ledger = Money()
    closed_on = serializers.DateField(
        source="last.statement.closed_on", default=None, allow_null=True
    )
    closing = Money(source="last.statement.closing", default=None, allow_null=True)
    in_transit = Money(source="last.in_transit", default=None, allow_null=True)
    difference = Money(source="last.difference", default=None, allow_null=True)
    agrees_since = serializers.DateField(source="since", allow_null=True)


class BankStatementShape(serializers.Serializer):
    """A statement beside the books on the evening of its last day.

    ledger = closing + in_transit + difference. ``missing``: what moved before it on
    statements that are not here.
    """

    uuid = serializers.UUIDField(source="statement.uuid")
    iban = serializers.CharField(source="statement.iban")
    number = serializers.CharField(source="statement.number")
    closed_on = serializers.DateField(source="statement.closed_on")
    opening = Money(source="statement.opening")
    closing = Money(source="statement.closing")
    ledger = Money()
    in_transit = Money()
    difference = Money()
    missing = Money()


class BankMovementShape(serializers.Serializer):
    """A movement. What another owner paid has neither his name nor his words."""

    uuid = serializers.UUIDField(source="movement.uuid")
    account = serializers.ChoiceField(
        Payment.BankAccount, source="movement.statement.bank_account"
    )
    booked_on = serializers.DateField(source="movement.booked_on")
    value_date = serializers.DateField(source="movement.value_date")
    amount = Money(source="movement.amount")
    what = serializers.ChoiceField(What)
    whose = serializers.CharField()
    counterparty = serializers.CharField()
    counterparty_iban = serializers.CharField(source="iban")
    communication = serializers.CharField()
    message = serializers.CharField()


class MatchShape(serializers.Serializer):
    """What a part of a movement was said to be."""

    uuid = serializers.UUIDField()
    kind = serializers.ChoiceField(MovementMatch.Kind)
    amount = Money()
    payment = serializers.UUIDField(
        source="payment.uuid", default=None, allow_null=True
    )
    invoice = serializers.UUIDField(
        source="invoice.uuid", default=None, allow_null=True
    )
    other = serializers.UUIDField(
        allow_null=True,
        help_text="The movement that gives it back, or that it gives back.",
    )
    by_rule = serializers.BooleanField()


class BankMovementDetail(BankMovementShape):
    """``in_suspense``: what nobody has recognised yet.

    ``return_reason``: why it gives an earlier payment back, a code of ISO 20022.
    """

    end_to_end = serializers.CharField(source="movement.end_to_end")
    batch = serializers.CharField(source="movement.batch")
    return_reason = serializers.CharField(source="movement.return_reason")
    in_suspense = Money(source="movement.left")
    matches = MatchShape(many=True)


class ShareShape(serializers.Serializer):
    """A part of a proposal: of a holder, of an invoice, of a supplier, or a transfer.

    ``match``: of the payment that comes back.
    """

    amount = Money()
    holding = HoldingName(allow_null=True)
    invoice = serializers.UUIDField(
        source="invoice.uuid", default=None, allow_null=True
    )
    supplier = serializers.UUIDField(
        source="supplier.uuid", default=None, allow_null=True
    )
    match = serializers.UUIDField(source="returned.uuid", default=None, allow_null=True)


class ProposalShape(serializers.Serializer):
    """What a movement may be, and what speaks for it."""

    shares = ShareShape(many=True)
    reasons = serializers.ListField(child=serializers.ChoiceField(list(Reason)))


class SuspendedShape(serializers.Serializer):
    """A movement in suspense with what it may be, the best first."""

    uuid = serializers.UUIDField(source="movement.uuid")
    booked_on = serializers.DateField(source="movement.booked_on")
    in_suspense = Money(source="movement.left")
    counterparty = serializers.CharField(source="movement.counterparty")
    counterparty_iban = serializers.CharField(source="movement.counterparty_iban")
    communication = serializers.CharField(source="movement.communication")
    message = serializers.CharField(source="movement.message")
    return_reason = serializers.CharField(source="movement.return_reason")
    proposals = ProposalShape(many=True)


class BankResultShape(serializers.Serializer):
    """What became of one statement of a file. ``problem``: why it was refused."""

    account = serializers.CharField(source="statement.account")
    number = serializers.CharField(source="statement.number")
    closed_on = serializers.DateField(source="statement.closing_date")
    building = serializers.CharField(
        source="place.tenant.slug", default=None, allow_null=True
    )
    state = serializers.ChoiceField(list(State))
    movements = serializers.IntegerField(
        source="imported.movements", default=None, allow_null=True
    )
    in_suspense = serializers.IntegerField(
        source="imported.in_suspense", default=None, allow_null=True
    )
    missing = Money(source="imported.missing", default=None, allow_null=True)
    problem = serializers.SerializerMethodField()

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_problem(self, result) -> str | None:
        return sentence(result.refusal) if result.refusal else None


class BankImportShape(serializers.Serializer):
    """What became of the statements of all files, in their order."""

    statements = BankResultShape(many=True)


# What is sent


class BankFiles(UploadBody):
    """CODA or camt.053 files."""

    form_class = BankFilesForm


class MovementPartBody(serializers.Serializer):
    """A part of a movement, in its sign; each kind needs what belongs to it."""

    kind = serializers.ChoiceField(
        ["holder", "invoice", "supplier", "cost", "transfer", "other", "return"]
    )
    amount = Balance(signed=True)
    holding = RowField(Holding.objects.all, required=False)
    invoice = RowField(
        lambda: Invoice.objects.select_related("supplier"), required=False
    )
    supplier = RowField(Supplier.objects.all, required=False)
    account = serializers.RegexField(r"^[0-9]{1,10}$", required=False)
    label = serializers.CharField(max_length=200, required=False)
    key = RowField(AllocationKey.objects.all, required=False)
    match = RowField(returnable, required=False)

    NEEDS = {
        "holder": (HolderPart, ("holding",)),
        "invoice": (InvoicePart, ("invoice",)),
        "supplier": (SupplierPart, ("supplier",)),
        "cost": (CostPart, ("account", "label", "key")),
        "transfer": (TransferPart, ()),
        "other": (OtherPart, ("account",)),
        "return": (ReturnPart, ("match",)),
    }

    def validate(self, attrs):
        part, needs = self.NEEDS[attrs["kind"]]
        missing = [name for name in needs if name not in attrs]
        if missing:
            needed = _("A part of this kind needs it.")
            raise serializers.ValidationError(dict.fromkeys(missing, needed))
        named = {name: attrs[name] for name in needs}
        return {"part": part(amount=attrs["amount"], **named)}


class MatchBody(serializers.Serializer):
    """All that a movement has in suspense, divided into parts."""

    parts = MovementPartBody(many=True, min_length=1, max_length=MOST_PARTS)
