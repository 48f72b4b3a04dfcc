"""An invoice of a supplier, as a person types it or confirms what was read."""

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.forms.fields import IbanField, KboField, PickField
from buildings.importing.text import fold
from buildings.models import Supplier
from finance import chart
from finance.forms.invoice_fields import (
    AS_BEFORE,
    FixedAmountsField,
    LotsField,
    Offered,
    Suppliers,
)
from finance.invoices.proposal import MOST_LINES
from finance.models import Basis, Invoice, InvoiceLine
from finance.structured_reference import InvalidReference, normalise_reference
from koprogo.money import CENT
from koprogo.ui.fields import DayField, MoneyField

# What makes a row one that somebody filled in.
TYPED = ("label", "amount", "account", "fixed", "lot", "exempt", "judgment")
ONE_SUPPLIER = _("Choose a supplier of the list, or name a new one: not both.")


def _longest(model, name):
    return model._meta.get_field(name).max_length


class InvoiceForm(forms.Form):
    """Everything but the lines. ``files``: the key to what was uploaded before."""

    files = forms.CharField(required=False, widget=forms.HiddenInput)
    new_name = forms.CharField(
        label=_("Name of a new supplier"),
        required=False,
        max_length=_longest(Supplier, "name"),
    )
    new_kbo = KboField(label=_("KBO number of the new supplier"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=Invoice.Kind, initial=Invoice.Kind.INVOICE
    )
    number = forms.CharField(
        label=_("Number of the invoice"), max_length=_longest(Invoice, "number")
    )
    date = DayField(label=_("Date of the invoice"))
    due_on = DayField(label=_("To be paid by"), required=False)
    total = MoneyField(label=_("Total with VAT (€)"))
    iban = IbanField(label=_("To be paid to (IBAN)"), required=False)
    reference = forms.CharField(
        label=_("Communication"),
        required=False,
        max_length=_longest(Invoice, "reference"),
        help_text=_("Structured (+++…+++) or in words, as the supplier wants it."),
    )
    decision = forms.CharField(
        label=_("Decision or budget that it rests on"),
        required=False,
        max_length=_longest(Invoice, "decision"),
    )
    duplicate_confirmed = forms.BooleanField(
        label=_("This is another document: enter it"), required=False
    )

    def __init__(self, data=None, *, suppliers: Suppliers, initial=None):
        super().__init__(data, initial=initial)
        self.suppliers = suppliers
        self.fields["supplier"] = PickField(
            label=_("Supplier"),
            choices=suppliers,
            list_id="suppliers",
            required=not (data or initial or {}).get("new_name"),
            error_messages={"required": ONE_SUPPLIER},
            help_text=_("Choose one by name or KBO number, or name a new one below."),
        )
        self.order_fields(["supplier"])

    def clean_reference(self):
        """Keep the twelve digits of a structured communication."""
        text = self.cleaned_data["reference"]
        try:
            return normalise_reference(text)
        except InvalidReference:
            if text.startswith(("+", "*")):
                raise ValidationError(
                    _("The check digits of this structured communication are wrong.")
                ) from None
            return text

    def clean_date(self):
        date = self.cleaned_data["date"]
        if date > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return date

    def clean(self):
        data = self.cleaned_data
        date, due_on = data.get("date"), data.get("due_on")
        if date and due_on and due_on < date:
            self.add_error("due_on", _("An invoice is not due before it was written."))
        self._check_supplier(data)
        return data

    def _check_supplier(self, data):
        new = data.get("new_name", "")
        if "supplier" not in data or "new_name" not in data:
            return
        if bool(data["supplier"]) == bool(new):
            self.add_error("supplier", ONE_SUPPLIER)
        for one in self.suppliers.rows if new else ():
            if fold(one.name) == fold(new):
                self.add_error(
                    "new_name", _("There already is a supplier of this name.")
                )
            if one.kbo and one.kbo == data.get("new_kbo"):
                self.add_error(
                    "new_kbo",
                    _("Another supplier has this KBO number: %(name)s.")
                    % {"name": one.name},
                )


class InvoiceLineForm(forms.Form):
    """One line. What is left out is as on the supplier's last invoice."""

    label = forms.CharField(
        label=_("Description"),
        required=False,
        max_length=_longest(InvoiceLine, "label"),
    )
    amount = MoneyField(label=_("Amount with VAT (€)"), minimum=-MoneyField.maximum)
    vat_rate = forms.ChoiceField(
        label=_("VAT rate"),
        required=False,
        choices=[(AS_BEFORE, _("as before")), *InvoiceLine.VatRate.choices],
    )
    vat = MoneyField(
        label=_("Of which VAT (€)"),
        required=False,
        minimum=-MoneyField.maximum,
        help_text=_("Computed from the rate if you leave it empty."),
    )
    since = DayField(label=_("Covers from"), required=False)
    last_day = DayField(label=_("Until (last day)"), required=False)
    occupant_percent = forms.IntegerField(
        label=_("Borne by the occupant (%)"),
        required=False,
        min_value=0,
        max_value=100,
        help_text=_("As on the last invoice, or as the chart of accounts says."),
    )
    from_reserve = forms.BooleanField(
        label=_("Paid by the reserve fund"), required=False
    )
    judgment = forms.CharField(
        label=_("Judgment (art. 3.92 §9)"),
        required=False,
        max_length=_longest(InvoiceLine, "judgment"),
        help_text=_("Its court, day and number. All co-owners read it: name nobody."),
    )

    def __init__(self, *args, offered: Offered, first=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.empty_permitted = True
        self.offered = offered
        self.fields["account"] = PickField(
            label=_("Account"),
            choices=offered.accounts,
            list_id="cost-accounts",
            shared=not first,
            required=False,
        )
        self.fields["divided_by"] = forms.ChoiceField(
            label=_("Divided by"),
            required=False,
            choices=offered.bases,
            help_text=_("Without a last invoice: %(key)s.")
            % {"key": offered.usual_key},
        )
        self.fields["lot"] = PickField(
            label=_("Lot, for a private cost"),
            choices=offered.lots,
            list_id="lots",
            shared=not first,
            required=False,
        )
        self.fields["fixed"] = FixedAmountsField(
            label=_("Fixed amounts"),
            lots=offered.lots,
            required=False,
            help_text=_("One lot and its amount on each line: A12 150,00"),
        )
        self.fields["works"] = forms.ChoiceField(
            label=_("Works with calls of their own"),
            required=False,
            choices=[("", "—"), *((u, str(w)) for u, w in offered.works.items())],
        )
        self.fields["exempt"] = LotsField(
            label=_("Lots exempted by a judgment"),
            lots=offered.lots,
            required=False,
            help_text=_("Separated by commas: A12, B3. The others bear their part."),
        )
        self.order_fields(["label", "account", "amount", "vat_rate", "vat"])

    def has_changed(self):
        """An empty row is none, also one that held a line before."""
        return any(self.data.get(self.add_prefix(name), "").strip() for name in TYPED)

    def clean(self):
        data = self.cleaned_data
        if data.get("amount") == 0:
            self.add_error("amount", _("A line of 0.00 is no line."))
        self._check_vat(data)
        self._check_period(data)
        self._check_basis(data)
        return data

    def _check_vat(self, data):
        """VAT is a part of the amount and has its sign."""
        amount, vat = data.get("amount"), data.get("vat")
        if amount and vat and not 0 <= vat / amount <= 1:
            self.add_error("vat", _("The VAT is a part of the amount."))

    def _check_period(self, data):
        if not data.keys() >= {"since", "last_day"}:
            return
        since, last_day = data["since"], data["last_day"]
        if bool(since) != bool(last_day):
            name = "last_day" if since else "since"
            self.add_error(name, _("A period has a first and a last day."))
        elif since and last_day < since:
            self.add_error("last_day", _("The last day lies before the first one."))

    def _check_basis(self, data):
        basis = data.get("divided_by")
        if basis == Basis.LOT and not (data.get("lot") or "lot" in self.errors):
            self.add_error("lot", _("Choose the lot that bears this cost."))
        if basis == Basis.FIXED and not (data.get("fixed") or "fixed" in self.errors):
            self.add_error("fixed", _("Write what each lot bears."))

    def line(self, before: InvoiceLine | None) -> dict:
        """Return what the line is, with what was left out from ``before``.

        Adds an error to the row when nothing is known of the account.
        """
        data = self.cleaned_data
        basis = self._basis(before)
        account = data["account"] or self._usual_account(basis, before)
        if account is None:
            self.add_error(
                "account",
                _("Choose an account: nothing is known of this supplier yet."),
            )
            return {}
        rate = data["vat_rate"] or (before and before.vat_rate) or "21"
        vat = data["vat"]
        return {
            "label": data["label"] or self.offered.accounts.names[account.code][:200],
            "account": account,
            "amount": data["amount"],
            "vat_rate": rate,
            "vat": vat_inside(data["amount"], rate) if vat is None else vat,
            "since": data["since"],
            "until": data["last_day"] and data["last_day"] + timedelta(days=1),
            "occupant_percent": self._occupant(account, before),
            "from_reserve": data["from_reserve"],
            "works": self.offered.works.get(data["works"]),
            "exempt": data["exempt"],
            "judgment": data["judgment"],
            **basis,
        }

    def _basis(self, before: InvoiceLine | None) -> dict:
        chosen, _mark, uuid = self.cleaned_data["divided_by"].partition(":")
        if chosen == Basis.KEY:
            return {"basis": Basis.KEY, "key": self.offered.keys[uuid]}
        if chosen == Basis.METERS:
            return {"basis": Basis.METERS, "meters": self.offered.meters[uuid]}
        if chosen == Basis.LOT:
            return {"basis": Basis.LOT, "lot": self.cleaned_data["lot"]}
        if chosen == Basis.FIXED:
            return {"basis": Basis.FIXED, "fixed": self.cleaned_data["fixed"]}
        if before and before.basis in (Basis.KEY, Basis.METERS):
            return {"basis": before.basis, "key": before.key, "meters": before.meters}
        return {"basis": Basis.KEY, "key": self.offered.usual_key}

    def _usual_account(self, basis: dict, before: InvoiceLine | None):
        if basis["basis"] == Basis.LOT:
            return self.offered.accounts.by_code[chart.PRIVATE_COSTS]
        return before and before.account

    def _occupant(self, account, before: InvoiceLine | None) -> int:
        percent = self.cleaned_data["occupant_percent"]
        if percent is not None:
            return percent
        if before and before.account_id == account.pk:
            return before.occupant_percent
        return chart.occupant_percent(account.code)


def vat_inside(amount: Decimal, rate: str) -> Decimal:
    """Return how much of ``amount`` is VAT of ``rate`` %, half a cent rounded up."""
    return (amount * int(rate) / (100 + int(rate))).quantize(CENT, ROUND_HALF_UP)


class BaseInvoiceLines(forms.BaseFormSet):
    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {"first": not index}

    def filled(self) -> list[InvoiceLineForm]:
        """Return the rows that hold a line; those left empty count for nothing."""
        return [form for form in self.forms if form.cleaned_data]

    def clean(self):
        if not any(form.has_changed() for form in self.forms):
            raise ValidationError(_("Write a line at least."))


InvoiceLines = forms.formset_factory(
    InvoiceLineForm,
    formset=BaseInvoiceLines,
    extra=2,
    max_num=MOST_LINES,
    validate_max=True,
    absolute_max=MOST_LINES,
)
