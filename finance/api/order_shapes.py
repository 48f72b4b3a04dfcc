"""What the API shows of payment files, mandates and direct debits."""

from django.utils import timezone
from rest_framework import serializers

from buildings.api.shapes import HoldingName
from finance.models import DebitMandate, Payment
from finance.queries.collections import CollectionState, MandateState, mandate_state
from finance.queries.orders import OrderState
from koprogo.api.fields import Money


class PayableLine(serializers.Serializer):
    """What may be ordered; below zero for a credit note.

    ``iban``: where the money goes; empty when nobody knows. ``other_ibans``: the accounts
    known before, when this is another one that has to be confirmed.
    """

    invoice = serializers.UUIDField(source="invoice.uuid")
    supplier = serializers.CharField(source="invoice.supplier.name")
    number = serializers.CharField(source="invoice.number")
    due_on = serializers.DateField(source="invoice.due_on", allow_null=True)
    amount = Money(source="invoice.left")
    iban = serializers.CharField()
    other_ibans = serializers.ListField(child=serializers.CharField(), source="others")


class OrderLine(serializers.Serializer):
    """A payment file with its sum, and what the bank paid of it."""

    uuid = serializers.UUIDField(source="order.uuid")
    execution_date = serializers.DateField(source="order.execution_date")
    bank_account = serializers.ChoiceField(
        Payment.BankAccount, source="order.bank_account"
    )
    created_at = serializers.DateTimeField(source="order.created_at")
    state = serializers.ChoiceField(OrderState)
    total = Money()
    paid = Money()


class OrderedLine(serializers.Serializer):
    """A payment of a file; ``reference``: structured (twelve digits), or a message."""

    invoice = serializers.UUIDField(source="row.invoice.uuid")
    supplier = serializers.CharField(source="row.invoice.supplier.name")
    number = serializers.CharField(source="row.invoice.number")
    amount = Money(source="row.amount")
    iban = serializers.CharField(source="row.iban")
    reference = serializers.CharField(source="row.reference")
    state = serializers.ChoiceField(OrderState)


class MandateLine(serializers.ModelSerializer):
    holding = HoldingName()
    used_on = serializers.DateField(allow_null=True)
    state = serializers.SerializerMethodField()

    class Meta:
        model = DebitMandate
        fields = [
            "uuid",
            "holding",
            "reference",
            "debtor",
            "iban",
            "signed_on",
            "used_on",
            "revoked_on",
            "state",
        ]

    def get_state(self, mandate) -> str:
        return MandateState(mandate_state(mandate, on=timezone.localdate())).value


class OwnMandate(serializers.ModelSerializer):
    """A mandate that runs, as its account holder sees it."""

    class Meta:
        model = DebitMandate
        fields = ["uuid", "reference", "debtor", "iban", "signed_on"]


class CollectableLine(serializers.Serializer):
    """What a mandate may take on a day. ``first``: it was never used."""

    mandate = serializers.UUIDField(source="mandate.uuid")
    holding = HoldingName(source="mandate.holding")
    amount = Money()
    in_plan = serializers.BooleanField()
    first = serializers.BooleanField()


class CollectionLine(serializers.Serializer):
    """A file of direct debits with its sum and number of debtors."""

    uuid = serializers.UUIDField(source="collection.uuid")
    date = serializers.DateField(source="collection.date")
    created_at = serializers.DateTimeField(source="collection.created_at")
    state = serializers.ChoiceField(CollectionState)
    debtors = serializers.IntegerField()
    total = Money()


class CollectedLine(serializers.Serializer):
    """What is taken from one account holder, and whether the bank booked it.

    ``told``: the addresses to which it is announced; none: a letter is needed.
    ``returned``: why the bank gave it back, a code of ISO 20022.
    """

    mandate = serializers.UUIDField(source="row.mandate.uuid")
    holding = HoldingName()
    amount = Money(source="row.amount")
    first = serializers.BooleanField(source="row.first")
    told = serializers.SerializerMethodField()
    received = serializers.BooleanField(source="is_received")
    returned = serializers.CharField(allow_null=True)

    def get_told(self, shown) -> list[str]:
        return [mail.address for mail in shown.told]
