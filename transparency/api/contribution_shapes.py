"""Contributions and their payments in JSON."""

from rest_framework import serializers

from buildings.models import Participation
from koprogo.api.bodies import FormBody, UploadBody
from koprogo.api.fields import Balance, Money
from transparency.forms.contributions import LONGEST, BankFileForm, ReceiptForm
from transparency.queries.contributions import reference_of


class ParticipationBalanceShape(serializers.Serializer):
    """``balance``: EUR owed, below 0 a credit; ``overdue``: what of it is late."""

    uuid = serializers.UUIDField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(Participation.Kind)
    reference = serializers.SerializerMethodField()
    balance = Balance(signed=True)
    overdue = Balance()

    def get_reference(self, row) -> str:
        return reference_of(row)


class AccountLineShape(serializers.Serializer):
    """A month, or a payment: ``asked`` or ``received``; ``is_reversed``: a payment that
    was taken back. ``has_statement``: its PDF is made.
    """

    uuid = serializers.UUIDField()
    date = serializers.DateField()
    asked = Balance(allow_null=True)
    received = Balance(allow_null=True)
    is_reversed = serializers.BooleanField()
    has_statement = serializers.BooleanField()


class ContributionReceiptShape(serializers.Serializer):
    uuid = serializers.UUIDField()
    participation = serializers.UUIDField(source="participation.uuid")
    amount = Money()
    received_on = serializers.DateField()
    from_bank = serializers.SerializerMethodField()
    is_reversed = serializers.SerializerMethodField()

    def get_from_bank(self, receipt) -> bool:
        return bool(receipt.bank_reference)

    def get_is_reversed(self, receipt) -> bool:
        return receipt.mirror_id is not None


class ReceiptBody(FormBody):
    """``participation``: its structured communication."""

    form_class = ReceiptForm

    participation = serializers.CharField(max_length=LONGEST)


class BankFileBody(UploadBody):
    form_class = BankFileForm


class FoundShape(serializers.Serializer):
    """A movement. ``participation``: whose payment it is, or null; ``is_new``: it would
    be booked.
    """

    booked_on = serializers.DateField(source="leaf.booked_on")
    amount = Balance(signed=True, source="leaf.amount")
    communication = serializers.CharField(source="leaf.reference")
    counterparty = serializers.CharField(source="leaf.counterparty")
    participation = serializers.SerializerMethodField()
    is_known = serializers.BooleanField()
    is_new = serializers.BooleanField()

    def get_participation(self, found) -> str | None:
        return str(found.participation.uuid) if found.participation else None


class BankFileShape(serializers.Serializer):
    """``key``: books what was looked at, within a day."""

    key = serializers.CharField()
    found = FoundShape(many=True)


class BookingBody(serializers.Serializer):
    key = serializers.CharField(max_length=500)
