"""What the API shows of the books. All amounts are EUR as text, two decimals."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from buildings.api.shapes import HoldingName, KeyName, LotName
from finance.models import AccountCharge, CallItem, Payment
from finance.settlement import Status
from koprogo.api.fields import Money

DRAFT, ISSUED, CANCELLED = "draft", "issued", "cancelled"
STATUSES = [DRAFT, ISSUED, CANCELLED]


class CallName(serializers.Serializer):
    uuid = serializers.UUIDField()
    title = serializers.CharField()
    due_on = serializers.DateField()


class CallShape(CallName):
    """A call for funds; ``entry`` is its number in the books once it is issued."""

    date = serializers.DateField(allow_null=True)
    status = serializers.SerializerMethodField()
    total = Money()
    entry = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ChoiceField(STATUSES))
    def get_status(self, call):
        if call.is_cancelled:
            return CANCELLED
        return ISSUED if call.is_issued else DRAFT

    def get_entry(self, call) -> str | None:
        return f"{call.entry.year}-{call.entry.number}" if call.is_issued else None


class ItemShape(serializers.Serializer):
    """One amount and the key that divides it."""

    label = serializers.CharField()
    purpose = serializers.ChoiceField(CallItem.Purpose)
    amount = Money()
    key = KeyName()


class CallDetail(CallShape):
    items = ItemShape(many=True)


class LineShape(serializers.Serializer):
    """The part of a lot in an item: amount × parts / total = exact, cut to cents.

    ``extra_cent``: one cent more, from the remainder.
    """

    item = serializers.CharField(source="line.item.label")
    position = serializers.IntegerField(
        source="line.item.position", help_text="Of the item in its call."
    )
    purpose = serializers.ChoiceField(CallItem.Purpose, source="line.item.purpose")
    key = KeyName(source="line.item.key")
    lot = LotName(source="line.lot")
    amount = Money()
    parts = serializers.IntegerField(source="line.parts")
    total_parts = serializers.IntegerField(source="total")
    exact = serializers.CharField(help_text="EUR with four decimals, cut.")
    whole = Money()
    extra_cent = serializers.BooleanField()
    to_pay = Money(source="part")


class DividedShape(serializers.Serializer):
    """What one holding would owe, or owes, with the arithmetic."""

    holding = HoldingName()
    working = Money()
    reserve = Money()
    total = Money()
    lines = LineShape(many=True)


class DocumentShape(DividedShape):
    """What one holding owes for one call. ``state`` is null once it is cancelled."""

    uuid = serializers.UUIDField(source="document.uuid")
    call = CallName(source="document.call")
    state = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ChoiceField(list(Status), allow_null=True))
    def get_state(self, shown):
        return shown.state.status.value if shown.state else None

    open = serializers.SerializerMethodField()

    @extend_schema_field(Money(allow_null=True))
    def get_open(self, shown):
        return f"{shown.state.open:.2f}" if shown.state else None


class PaymentShape(serializers.Serializer):
    """Money received, and how it divided over the oldest dues."""

    uuid = serializers.UUIDField()
    holding = HoldingName()
    date = serializers.DateField()
    amount = Money()
    bank_account = serializers.ChoiceField(Payment.BankAccount)
    communication = serializers.CharField()
    working = Money()
    reserve = Money()
    reversed = serializers.BooleanField(source="is_reversed")


class ChargeName(serializers.ModelSerializer):
    """What was charged beside the calls, in the language of the request."""

    words = serializers.CharField()

    class Meta:
        model = AccountCharge
        fields = ["uuid", "kind", "words"]


class OpenItemShape(serializers.Serializer):
    """What is still to pay, the oldest due first.

    It is a ``document`` of a ``call``, a ``charge``, or, when all are null, the debt
    that the opening balances brought.
    """

    document = serializers.UUIDField(allow_null=True)
    call = CallName(allow_null=True)
    charge = ChargeName(allow_null=True)
    due_on = serializers.DateField()
    working_open = Money()
    reserve_open = Money()
    open = Money()
    overdue = serializers.BooleanField()


class AccountBalance(serializers.Serializer):
    """An account holder and what he owes by the books; below zero, a credit."""

    holding = HoldingName()
    reference = serializers.CharField(help_text="The permanent communication.")
    balance = Money()
    overdue = Money()


class AccountLine(AccountBalance):
    """The same with the codes of his lots today."""

    lots = serializers.ListField(child=serializers.CharField())


class AccountShape(AccountBalance):
    """An account with what is open. ``credit``: received, and needed by no document."""

    credit = Money()
    open_items = OpenItemShape(many=True)


class MovementShape(serializers.Serializer):
    """An entry: what it asks or what was received, and what is owed after it."""

    date = serializers.DateField(source="entry.date")
    entry = serializers.CharField(source="number", help_text="Journal, year, number.")
    text = serializers.CharField()
    debit = Money(allow_null=True)
    credit = Money(allow_null=True)
    balance = Money()
    document = serializers.UUIDField(allow_null=True)


class StatementShape(serializers.Serializer):
    """An account from one day to another, both included."""

    holding = HoldingName()
    reference = serializers.CharField(help_text="The permanent communication.")
    since = serializers.DateField()
    until = serializers.DateField()
    opening = Money()
    movements = MovementShape(many=True)
    closing = Money()


class TotalShape(serializers.Serializer):
    """The debits and credits of an account of the chart."""

    account = serializers.CharField()
    debit = Money()
    credit = Money()


class BalanceShape(TotalShape):
    """An account of the chart; ``net`` is debit minus credit."""

    net = Money()
