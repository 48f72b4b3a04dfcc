"""What the rows of an invoice choose from, fetched once for all of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from buildings.forms.fields import Choices
from buildings.importing.text import fold
from buildings.models import AllocationKey, Lot, Supplier
from finance import chart
from finance.models import Basis, MeterGroup, Works
from koprogo.ledger.models import Account
from koprogo.money import NotAnAmount, read_amount

AS_BEFORE = ""


class NamedAccounts(Choices):
    """The accounts on which costs are booked, by code or by name."""

    def __init__(self):
        found = Account.objects.filter(code__startswith="6").order_by("code")
        accounts = [one for one in found if _takes_costs(one.code)]
        self.names = {
            one.code: one.name or chart.standard_label(one.code) for one in accounts
        }
        self.by_code = {one.code: one for one in accounts}
        super().__init__(accounts)
        for account in accounts:
            name = fold(self.names[account.code])
            self._by_text.setdefault(name, []).append(account)

    def label(self, row: Account) -> str:
        return f"{row.code} {self.names[row.code]}"


def _takes_costs(code: str) -> bool:
    return chart.is_cost(code) and chart.is_postable(code) and code[:2] != "68"


class Suppliers(Choices):
    """Suppliers by name, KBO number or uuid."""

    def __init__(self, suppliers: Iterable[Supplier]):
        self._by_text, self.labels = {}, []
        self.rows = list(suppliers)
        for one in self.rows:
            self.labels.append(self.label(one))
            texts = {fold(self.label(one)), fold(one.name), one.kbo, str(one.uuid)}
            for text in texts - {""}:
                self._by_text.setdefault(text, []).append(one)

    @staticmethod
    def label(row: Supplier) -> str:
        return f"{row.name} ({row.kbo})" if row.kbo else row.name


class Lots(Choices):
    """Lots by code, name or uuid."""

    def __init__(self, lots: Iterable[Lot]):
        lots = list(lots)
        super().__init__(lots)
        for lot in lots:
            self._by_text.setdefault(str(lot.uuid), []).append(lot)


@dataclass(frozen=True, slots=True)
class Offered:
    """All that the rows of one form choose from."""

    accounts: NamedAccounts
    keys: dict[str, AllocationKey]
    meters: dict[str, MeterGroup]
    lots: Lots
    works: dict[str, Works]

    @classmethod
    def of_building(cls) -> "Offered":
        """Fetch it in the building entered: five statements."""
        return cls(
            accounts=NamedAccounts(),
            keys={str(key.uuid): key for key in AllocationKey.objects.all()},
            meters={str(one.uuid): one for one in MeterGroup.objects.all()},
            lots=Lots(Lot.objects.all()),
            works={str(o.uuid): o for o in Works.objects.filter(ended_on=None)},
        )

    @property
    def usual_key(self) -> AllocationKey:
        """By what a cost is divided of which nothing is known: the shares of the deed."""
        return next(iter(self.keys.values()))

    @property
    def bases(self) -> list:
        """By what a line can be divided: values with their labels."""
        keys = [(f"{Basis.KEY}:{uuid}", str(key)) for uuid, key in self.keys.items()]
        meters = [(f"{Basis.METERS}:{uuid}", str(m)) for uuid, m in self.meters.items()]
        groups = [(AS_BEFORE, _("as on the last invoice")), *keys]
        if meters:
            groups.append((_("Meter readings"), meters))
        return [
            *groups,
            (Basis.LOT.value, Basis.LOT.label),
            (Basis.FIXED.value, Basis.FIXED.label),
        ]


class LotsField(forms.CharField):
    """Lots, separated by commas or lines: ``A12, B3``. Gives them as a set."""

    default_error_messages = {
        "lot": _("There is no lot “%(lot)s”."),
        "several": _("Several lots are called “%(lot)s”: write the code."),
    }

    def __init__(self, *, lots: Lots, **kwargs):
        super().__init__(**kwargs)
        self.lots = lots

    def clean(self, value) -> frozenset[Lot]:
        names = re.split("[,;\n]", super().clean(value))
        return frozenset(self._read(name.strip()) for name in names if name.strip())

    def _read(self, name: str) -> Lot:
        found = self.lots.find(name)
        if len(found) != 1:
            code = "several" if found else "lot"
            raise ValidationError(
                self.error_messages[code], code=code, params={"lot": name}
            )
        return found[0]


class FixedAmountsField(forms.CharField):
    """One lot and its amount on each line: ``A12 150,00``. Gives EUR by lot."""

    widget = forms.Textarea(attrs={"rows": 3})
    default_error_messages = {
        "line": _("Line %(number)s: write a lot and an amount, such as “A12 150,00”."),
        "lot": _("Line %(number)s: there is no lot “%(lot)s”."),
        "twice": _("Line %(number)s: lot %(lot)s stands here twice."),
    }

    def __init__(self, *, lots: Lots, **kwargs):
        super().__init__(**kwargs)
        self.lots = lots

    def clean(self, value):
        text = super().clean(value)
        amounts: dict[Lot, Decimal] = {}
        for number, line in enumerate(text.splitlines(), start=1):
            if line.strip():
                lot, amount = self._read(number, line)
                if lot in amounts:
                    raise self._error("twice", number, lot)
                amounts[lot] = amount
        return amounts

    def prepare_value(self, value):
        if not isinstance(value, dict):
            return value
        return "\n".join(f"{lot.code} {amount}" for lot, amount in value.items())

    def _read(self, number: int, line: str) -> tuple[Lot, Decimal]:
        name, _space, amount = line.strip().rpartition(" ")
        try:
            eur = read_amount(amount)
        except NotAnAmount:
            raise self._error("line", number, name) from None
        found = self.lots.find(name.rstrip(" :="))
        if len(found) != 1:
            raise self._error("lot", number, name)
        return found[0], eur

    def _error(self, code: str, number: int, lot) -> ValidationError:
        params = {"number": number, "lot": lot}
        return ValidationError(self.error_messages[code], code=code, params=params)
