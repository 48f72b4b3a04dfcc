from datetime import timedelta
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.models import Holding
from finance.models import Call, CallItem, Payment
from finance.structured_reference import InvalidReference, normalise_reference
from koprogo.ui.fields import DayField, MoneyField


def in_thirty_days():
    return timezone.localdate() + timedelta(days=30)


class CallForm(forms.Form):
    title = forms.CharField(
        label=_("Title"),
        max_length=Call._meta.get_field("title").max_length,
        help_text=_("As the co-owners will read it, such as “Provision Q2 2026”."),
    )
    due_on = DayField(label=_("Due on"), initial=in_thirty_days)

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on < timezone.localdate():
            raise ValidationError(_("The due date has passed already."))
        return due_on


class ItemForm(forms.Form):
    """One amount and its key. ``keys`` are the building's, fetched once for all rows."""

    # What the browser selects by itself: a row with nothing else is an empty row.
    purpose = forms.ChoiceField(
        label=_("Purpose"),
        choices=CallItem.Purpose,
        initial=CallItem.Purpose.PROVISION,
    )
    label = forms.CharField(
        label=_("Description"),
        required=False,
        max_length=CallItem._meta.get_field("label").max_length,
    )
    amount = MoneyField(label=_("Amount (€)"))
    key = forms.ChoiceField(label=_("Divided by"))

    def __init__(self, *args, keys, **kwargs):
        super().__init__(*args, **kwargs)
        self.keys = {str(key.uuid): key for key in keys}
        self.fields["key"].initial = next(iter(self.keys), None)
        self.fields["key"].choices = [
            (uuid, str(key)) for uuid, key in self.keys.items()
        ]

    def clean(self):
        data = self.cleaned_data
        if "purpose" in data and not data.get("label"):
            data["label"] = str(CallItem.Purpose(data["purpose"]).label)
        if "key" in data:
            data["key"] = self.keys[data["key"]]
        return data


class BaseItemFormSet(forms.BaseFormSet):
    def filled(self) -> list[dict]:
        """Return purpose, label, amount and key of the rows that were filled in."""
        return [form.cleaned_data for form in self.forms if form.cleaned_data]


ItemFormSet = forms.formset_factory(
    ItemForm,
    formset=BaseItemFormSet,
    extra=2,
    min_num=1,
    validate_min=True,
    max_num=20,
    validate_max=True,
)


class PaymentForm(forms.Form):
    """A payment: its structured communication names the payer, or he is chosen."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    communication = forms.CharField(
        label=_("Communication"),
        required=False,
        max_length=Payment._meta.get_field("communication").max_length,
        help_text=_("The payer is recognised by the structured communication +++…+++."),
    )
    holding = forms.ChoiceField(
        label=_("Payer"),
        required=False,
        help_text=_("Only when the communication does not name him."),
    )
    amount = MoneyField(label=_("Amount (€)"))
    date = DayField(label=_("Value date"))
    bank_account = forms.ChoiceField(
        label=_("Received on the account"), choices=Payment.BankAccount
    )

    def __init__(self, data=None, *, holdings):
        today = timezone.localdate()
        super().__init__(data, initial={"uuid": uuid4(), "date": today})
        self.holdings = {str(holding.uuid): holding for holding in holdings}
        self.fields["holding"].choices = [
            ("", "—"),
            *((uuid, str(holding)) for uuid, holding in self.holdings.items()),
        ]

    def clean_date(self):
        date = self.cleaned_data["date"]
        if date > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return date

    def clean(self):
        chosen = self.holdings.get(self.cleaned_data.get("holding", ""))
        named = self._named_holding()
        if chosen and named and chosen != named:
            self.add_error(
                "holding",
                _("The communication names somebody else: %(name)s.") % {"name": named},
            )
        self.cleaned_data["holding"] = named or chosen
        if not (named or chosen or self.errors):
            self.add_error(
                "holding", _("Choose the payer: the communication does not name him.")
            )
        return self.cleaned_data

    def _named_holding(self) -> Holding | None:
        """Return whom the structured communication names; free text names nobody."""
        text = self.cleaned_data.get("communication", "")
        try:
            base = int(normalise_reference(text)[:10])
        except InvalidReference:
            if text.startswith(("+", "*")):
                self.add_error(
                    "communication",
                    _("The check digits of this structured communication are wrong."),
                )
            return None
        for holding in self.holdings.values():
            if holding.party.reference_base == base:
                return holding
        return None
