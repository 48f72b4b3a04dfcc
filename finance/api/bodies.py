"""What a program sends to keep the books: the rules are those of the pages' forms."""

from rest_framework import serializers

from buildings.models import Holding
from finance.forms import CallForm, ItemForm, PaymentForm, is_too_large
from finance.models import Payment
from finance.services import Item
from koprogo.api.bodies import FormBody
from koprogo.api.fields import RowField
from koprogo.ui.fields import MoneyField

MOST_ITEMS = 20


class ItemBody(FormBody):
    """Without a label the purpose is the label. ``works``: for which works it is."""

    form_class = ItemForm
    needs = ("keys", "works")

    key = serializers.UUIDField()
    works = serializers.UUIDField(required=False, allow_null=True)


class CallBody(FormBody):
    form_class = CallForm

    items = ItemBody(many=True, min_length=1, max_length=MOST_ITEMS)

    def validate_items(self, items):
        if is_too_large(item["amount"] for item in items):
            raise serializers.ValidationError(
                MoneyField.default_error_messages["maximum"]
            )
        return [Item(**item) for item in items]


class PaymentBody(FormBody):
    """A payment: its structured communication names the payer, or ``holding`` does."""

    form_class = PaymentForm
    needs = ("holdings",)

    holding = RowField(Holding.objects.all, required=False)
    bank_account = serializers.ChoiceField(
        Payment.BankAccount, default=Payment.BankAccount.WORKING
    )
