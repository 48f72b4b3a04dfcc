"""What a program sends to keep the books: shapes here, rules in the pages' forms."""

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import serializers

from buildings.models import AllocationKey, Holding
from buildings.queries import named_holdings
from finance.forms import PaymentForm, is_too_large
from finance.models import Call, CallItem, Payment
from finance.services import Item
from koprogo.api.bodies import FormBody
from koprogo.api.fields import Money, RowField
from koprogo.ui.fields import MoneyField

MOST_ITEMS = 20


class ItemBody(serializers.Serializer):
    """Without a label the purpose is the label."""

    label = serializers.CharField(
        max_length=CallItem._meta.get_field("label").max_length, required=False
    )
    purpose = serializers.ChoiceField(
        CallItem.Purpose, default=CallItem.Purpose.PROVISION
    )
    amount = Money()
    key = serializers.UUIDField()


class CallBody(serializers.Serializer):
    title = serializers.CharField(max_length=Call._meta.get_field("title").max_length)
    due_on = serializers.DateField()
    items = ItemBody(many=True, min_length=1, max_length=MOST_ITEMS)

    def validate_due_on(self, due_on):
        if due_on < timezone.localdate():
            raise serializers.ValidationError(_("The due date has passed already."))
        return due_on

    def validate_items(self, items):
        """Return what the service takes: one statement for all keys."""
        if is_too_large(item["amount"] for item in items):
            raise serializers.ValidationError(
                MoneyField.default_error_messages["maximum"]
            )
        asked = {item["key"] for item in items}
        keys = {key.uuid: key for key in AllocationKey.objects.filter(uuid__in=asked)}
        if unknown := asked - keys.keys():
            raise serializers.ValidationError(
                _("There is no key %(uuid)s here.") % {"uuid": min(unknown)}
            )
        return [_item(item, keys[item["key"]]) for item in items]


def _item(item, key) -> Item:
    label = item.get("label") or str(CallItem.Purpose(item["purpose"]).label)
    return Item(label=label, **{k: item[k] for k in ("purpose", "amount")}, key=key)


class PaymentBody(FormBody):
    """A payment: its structured communication names the payer, or ``holding`` does."""

    date = serializers.DateField()
    amount = Money()
    holding = RowField(Holding.objects.all, required=False)
    bank_account = serializers.ChoiceField(
        Payment.BankAccount, default=Payment.BankAccount.WORKING
    )
    communication = serializers.CharField(
        max_length=Payment._meta.get_field("communication").max_length,
        required=False,
        allow_blank=True,
    )

    def validate_holding(self, holding):
        return holding.uuid

    def form(self, data):
        holdings = named_holdings().select_related("party")
        return PaymentForm(data | {"uuid": self.context["uuid"]}, holdings=holdings)
