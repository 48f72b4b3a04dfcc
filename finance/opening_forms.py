"""The opening balances as a form: a line for each account and holding, no script."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.forms.fields import Picker
from buildings.forms.imports import UploadForm
from buildings.importing.text import clean, fold
from buildings.models import Holding, Supplier
from buildings.queries import named_holdings
from finance import chart
from finance.opening import Balances, OwnerBalance, SupplierBalance
from finance.opening_table import LONGEST_NAME, Reading
from finance.queries.opening import lots_by_holding
from koprogo.ui.fields import DayField, MoneyField

ZERO = Decimal("0.00")
# How each input is called for whoever does not see its column.
PARTS = {
    "working": _("%(name)s: owes for charges"),
    "reserve": _("%(name)s: owes for the reserve fund"),
    "credit": _("%(name)s: balance in favour"),
}
SIDES = {"debit": _("%(name)s: debit"), "credit": _("%(name)s: credit")}
MORE = 5  # empty lines for suppliers


class BalanceField(MoneyField):
    """An amount that may be zero or missing, and below zero when ``signed``."""

    default_error_messages = {"minimum": _("The amount cannot be below zero.")}

    def __init__(self, *, signed=False, **kwargs):
        minimum = -self.maximum if signed else ZERO
        super().__init__(minimum=minimum, required=False, **kwargs)


class DateForm(forms.Form):
    """The day on which the books begin."""

    date = DayField(
        label=_("First day of the books"),
        help_text=_(
            "The balances of the morning of this day. What is called or paid on this "
            "day or later is entered in the books."
        ),
    )


@dataclass(frozen=True, slots=True)
class HolderRow:
    """A holding, the codes of its lots today, and its three inputs."""

    holding: Holding
    lots: list[str]
    fields: list[BoundField]


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account of the chart with its inputs."""

    code: str
    name: str
    fields: list[BoundField]


class BalancesForm(DateForm):
    """The day, and an input for each balance that is not a supplier's."""

    def __init__(self, data=None, *, holdings, lots, first_day):
        super().__init__(data, initial={"date": first_day})
        self.holdings = holdings
        self.lots = lots
        self.codes = _other_codes(data)
        self.names = chart.labels((*chart.BANKS, *chart.FUNDS, *self.codes))
        for code in (*chart.BANKS, *chart.FUNDS):
            self.fields[f"account-{code}"] = BalanceField(
                label=self.names[code], signed=code in chart.BANKS
            )
        for code in self.codes:
            for side, label in SIDES.items():
                self.fields[f"{side}-{code}"] = BalanceField(
                    label=label % {"name": self.names[code]}
                )
        for holding in holdings:
            for part, label in PARTS.items():
                self.fields[f"{part}-{holding.uuid}"] = BalanceField(
                    label=label % {"name": holding}
                )

    def clean(self):
        for holding in self.holdings:
            working, reserve, credit = self._parts(holding)
            if credit and (working or reserve):
                self.add_error(
                    f"credit-{holding.uuid}",
                    _("Either something is owed, or there is a credit: not both."),
                )
        return self.cleaned_data

    def banks(self) -> list[AccountRow]:
        return [self._account(code, f"account-{code}") for code in chart.BANKS]

    def funds(self) -> list[AccountRow]:
        return [self._account(code, f"account-{code}") for code in chart.FUNDS]

    def others(self) -> list[AccountRow]:
        return [
            self._account(code, *(f"{side}-{code}" for side in SIDES))
            for code in self.codes
        ]

    def rows(self) -> Iterator[HolderRow]:
        for holding in self.holdings:
            fields = [self[f"{part}-{holding.uuid}"] for part in PARTS]
            yield HolderRow(holding, self.lots.get(holding.pk, []), fields)

    def accounts(self) -> dict[str, Decimal]:
        """Return debit minus credit of what is nobody's account, by code."""
        nets = {code: self._amount(f"account-{code}") for code in chart.BANKS}
        nets |= {code: -self._amount(f"account-{code}") for code in chart.FUNDS}
        for code in self.codes:
            nets[code] = self._amount(f"debit-{code}") - self._amount(f"credit-{code}")
        return nets

    def owners(self) -> tuple[OwnerBalance[Holding], ...]:
        return tuple(
            OwnerBalance(holding, *self._parts(holding)) for holding in self.holdings
        )

    def _account(self, code: str, *names: str) -> AccountRow:
        return AccountRow(code, self.names[code], [self[name] for name in names])

    def _parts(self, holding: Holding) -> list[Decimal]:
        return [self._amount(f"{part}-{holding.uuid}") for part in PARTS]

    def _amount(self, name: str) -> Decimal:
        return self.cleaned_data.get(name) or ZERO


def _other_codes(data) -> list[str]:
    """Return the accounts that the form asks for; a table may have brought others."""
    sent = {name.partition("-")[2] for name in data or () if name.startswith((*SIDES,))}
    return sorted({*chart.OTHERS, *sent.intersection(chart.others())})


class SupplierRow(forms.Form):
    """A supplier, known or new, and what he is owed."""

    name = forms.CharField(required=False, max_length=LONGEST_NAME)
    owed = BalanceField(signed=True)

    def __init__(self, *args, names, **kwargs):
        super().__init__(*args, **kwargs)
        number = int(self.prefix.rpartition("-")[2]) + 1
        self.fields["name"].label = _("Supplier %(number)s") % {"number": number}
        self.fields["owed"].label = _("Owed to supplier %(number)s (€)") % {
            "number": number
        }
        # The list of names stands in the first row and serves them all.
        picker = Picker("supplier-names", names if number == 1 else ())
        picker.attrs |= {
            "aria-label": self.fields["name"].label,
            "maxlength": LONGEST_NAME,
        }
        self.fields["name"].widget = picker

    def clean_name(self):
        return clean(self.cleaned_data["name"])

    def clean(self):
        if self.cleaned_data.get("owed") and not self.cleaned_data.get("name"):
            self.add_error("name", _("Name the supplier, or leave the amount empty."))
        return self.cleaned_data


class BaseSupplierRows(forms.BaseFormSet):
    def clean(self):
        """Refuse a supplier that stands on two rows: which amount would be right?"""
        seen = set()
        for form in self.forms:
            name = fold(form.cleaned_data.get("name", "")) if form.is_valid() else ""
            if name and name in seen:
                form.add_error("name", _("This supplier stands above already."))
                raise ValidationError(_("A supplier stands here twice."))
            seen.add(name)

    def balances(self) -> tuple[SupplierBalance, ...]:
        filled = [form.cleaned_data for form in self.forms]
        return tuple(
            SupplierBalance(row["name"], row["owed"])
            for row in filled
            if row.get("owed")
        )


SupplierRows = forms.formset_factory(
    SupplierRow, formset=BaseSupplierRows, extra=MORE, max_num=500, validate_max=True
)


class OpeningForms:
    """The form of the opening with all its rows; ``data`` is what was sent, or None."""

    def __init__(self, data=None, *, first_day: date | None = None):
        self.data = data
        names = list(Supplier.objects.values_list("name", flat=True))
        self.balances_form = BalancesForm(
            data,
            holdings=list(named_holdings().order_by("code", "pk")),
            lots=lots_by_holding(on=timezone.localdate()),
            first_day=first_day,
        )
        self.suppliers = SupplierRows(
            data,
            initial=[{"name": name} for name in names],
            prefix="suppliers",
            form_kwargs={"names": names},
        )
        self.known = {fold(name) for name in names}

    def is_valid(self) -> bool:
        return self.balances_form.is_valid() and self.suppliers.is_valid()

    @property
    def date(self) -> date:
        return self.balances_form.cleaned_data["date"]

    def balances(self) -> Balances[Holding]:
        """Return what the valid form says."""
        return Balances(
            self.balances_form.accounts(),
            self.balances_form.owners(),
            self.suppliers.balances(),
        )

    def is_new(self, supplier: str) -> bool:
        """Return whether the building does not know this supplier yet."""
        return fold(supplier) not in self.known

    def sent(self) -> list[tuple[str, str]]:
        """Return what was filled in, for the page that asks before it books."""
        names = [*self.balances_form.fields, *self._names_of_suppliers()]
        return [(name, self.data[name]) for name in names if self.data.get(name)]

    def _names_of_suppliers(self) -> Iterator[str]:
        for field in self.suppliers.management_form:
            yield field.html_name
        for row in self.suppliers:
            for field in row:
                yield field.html_name


def more_rows(data):
    """Return what was sent with room for more suppliers."""
    data = data.copy()
    name = "suppliers-TOTAL_FORMS"
    rows = data.get(name, "0")
    data[name] = str((int(rows) if rows.isdecimal() else 0) + MORE)
    return data


class OpeningFileForm(UploadForm, DateForm):
    """The day, and the table with the balances."""

    tables = forms.FileField(
        label=_("Table"),
        help_text=_("CSV or Excel (.xlsx), 10 MB at most."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )
    field_order = ["date", "tables"]

    def __init__(self, request=None, *, first_day: date):
        super().__init__(request)
        self.initial["date"] = first_day

    def clean_tables(self):
        """Return the name of the file and its bytes."""
        file = self.cleaned_data["tables"]
        return file.name, file.read()


def filled_in(reading: Reading, *, on: date, holdings) -> dict[str, str]:
    """Return what somebody would have typed to say what the file says."""
    uuids = {holding.code: holding.uuid for holding in holdings}
    data = {
        "date": on.isoformat(),
        "suppliers-TOTAL_FORMS": str(len(reading.suppliers)),
        "suppliers-INITIAL_FORMS": "0",
    }
    for code, net in reading.accounts.items():
        if code in chart.others():
            data[f"{'credit' if net < 0 else 'debit'}-{code}"] = str(abs(net))
        else:
            data[f"account-{code}"] = str(-net if code in chart.FUNDS else net)
    for owner in reading.owners:
        for part in PARTS:
            data[f"{part}-{uuids[owner.holder]}"] = str(getattr(owner, part))
    for number, supplier in enumerate(reading.suppliers):
        data[f"suppliers-{number}-name"] = supplier.name
        data[f"suppliers-{number}-owed"] = str(supplier.owed)
    return data
