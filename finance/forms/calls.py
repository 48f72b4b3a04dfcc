from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.forms.fields import Choices, PickField
from buildings.importing.text import fold
from buildings.models import Holding, Ownership
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


def is_too_large(amounts: Iterable[Decimal]) -> bool:
    """Return whether a call for these amounts is more than the books can hold."""
    return sum(amounts) > MoneyField.maximum


class ItemForm(forms.Form):
    """One amount and its key. ``keys`` are the building's, fetched once for all rows, and
    ``works`` those under way, with calls of their own.
    """

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

    def __init__(self, *args, keys, works, **kwargs):
        super().__init__(*args, **kwargs)
        self.works = {str(one.uuid): one for one in works}
        self.fields["works"] = forms.ChoiceField(
            label=_("For which works"),
            required=False,
            choices=[("", "—"), *((uuid, str(w)) for uuid, w in self.works.items())],
            widget=forms.Select if self.works else forms.HiddenInput,
        )
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
        data["works"] = self.works.get(data.get("works", ""))
        if data["works"] and data.get("purpose") != CallItem.Purpose.WORKS:
            self.add_error("works", _("Only an amount for works is for works."))
        return data


class BaseItemFormSet(forms.BaseFormSet):
    def clean(self):
        filled = [row["amount"] for row in self.filled() if "amount" in row]
        if is_too_large(filled):
            raise ValidationError(MoneyField.default_error_messages["maximum"])

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


class Payers(Choices):
    """The account holders, who may also be named by a lot that they hold today.

    Programs name them by their uuid.
    """

    def __init__(self, holdings: Iterable[Holding]):
        holdings = list(holdings)
        self.lots: dict[int, list[str]] = defaultdict(list)
        held = Ownership.objects.on(timezone.localdate()).order_by("lot__position")
        for holding_id, lot in held.values_list("holding_id", "lot__code"):
            self.lots[holding_id].append(lot)
        super().__init__(holdings)
        for holding in holdings:
            for text in (str(holding.uuid), *self.lots[holding.pk]):
                self._add(text, holding)

    def label(self, row: Holding) -> str:
        """Return ``Jean Moreau (P1) · A31, G3``: the browser proposes by any of it."""
        lots = ", ".join(self.lots[row.pk])
        return " · ".join(filter(None, [Choices.label(row), lots]))

    def _add(self, text: str, holding: Holding) -> None:
        found = self._by_text.setdefault(fold(text), [])
        if holding not in found:
            found.append(holding)


class PaymentForm(forms.Form):
    """A payment: its structured communication names the payer, or he is chosen."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    communication = forms.CharField(
        label=_("Communication"),
        required=False,
        max_length=Payment._meta.get_field("communication").max_length,
        help_text=_("The payer is recognised by the structured communication +++…+++."),
    )
    amount = MoneyField(label=_("Amount (€)"))
    date = DayField(label=_("Value date"))
    bank_account = forms.ChoiceField(
        label=_("Received on the account"), choices=Payment.BankAccount
    )

    def __init__(self, data=None, *, holdings):
        today = timezone.localdate()
        super().__init__(data, initial={"uuid": uuid4(), "date": today})
        self.holdings = list(holdings)
        self.fields["holding"] = PickField(
            label=_("Payer"),
            choices=Payers(self.holdings),
            list_id="payers",
            required=False,
            help_text=_(
                "A name or a lot, only when the communication does not name the payer."
            ),
        )
        self.order_fields(["communication", "holding"])

    def clean_date(self):
        date = self.cleaned_data["date"]
        if date > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return date

    def clean(self):
        chosen = self.cleaned_data.get("holding")
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
        for holding in self.holdings:
            if holding.party.reference_base == base:
                return holding
        return None


class PeriodForm(forms.Form):
    """From which to which day a statement goes; what is left out is as given."""

    since = DayField(label=_("From"))
    until = DayField(label=_("Until"))

    def __init__(self, data, *, since: date, until: date):
        self.default = {"since": since, "until": until}
        super().__init__(
            {
                name: data.get(name) or day.isoformat()
                for name, day in self.default.items()
            }
        )

    def clean(self):
        data = self.cleaned_data
        if data.keys() >= {"since", "until"} and data["until"] < data["since"]:
            self.add_error("until", _("The last day lies before the first one."))
        return data

    def period(self) -> dict[str, date]:
        """Return ``since`` and ``until``: as asked for if both make sense together."""
        return self.cleaned_data if self.is_valid() else self.default
