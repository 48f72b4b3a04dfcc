"""The cells of reports as rows, facts and bars, in the active language.

The page for everybody, the documents and the data are made of these, and of nothing
that is not published.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.html import SafeString
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from koprogo import charts
from koprogo.ui import formatting
from solidarity.publishing import ACCEPTED, REFUSED
from solidarity.terms import Kind
from solidarity.words_public import kind_label, percent

__all__ = [
    "Fact",
    "KindRow",
    "amount_bars",
    "kind_rows",
    "money_facts",
    "number_bars",
    "request_facts",
]

TENTHS = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind in numbers; None: hidden, since a cell of it is of fewer than five."""

    label: str
    accepted: int | None
    refused: int | None
    amount: Decimal | None


def kind_rows(cells: dict[str, Any]) -> list[KindRow]:
    """Return the table by kind."""
    rows = []
    for kind in Kind:
        row = cells["kinds"].get(kind.value)
        amount = Decimal(row["amount"]) if row else None
        rows.append(
            KindRow(
                kind_label(kind),
                row[ACCEPTED] if row else None,
                row[REFUSED] if row else None,
                amount,
            )
        )
    return rows


def request_facts(cells: dict[str, Any]) -> list[Fact]:
    """Return how many requests were decided and how, and what was granted."""
    language = get_language()
    facts = [
        Fact(_("Requests decided"), formatting.number(cells["requests"], language))
    ]
    decided = cells.get("decided", cells["requests"])
    if not cells.get(ACCEPTED):
        return facts
    for name, label in ((ACCEPTED, _("Accepted")), (REFUSED, _("Refused"))):
        part = Decimal(cells[name]) / decided
        value = formatting.number(cells[name], language)
        facts.append(Fact(label, value, percent(part)))
    amount = Decimal(cells["amount"])
    return [*facts, Fact(_("Granted in all"), formatting.money(amount, language))]


def money_facts(cells: dict[str, Any]) -> list[Fact]:
    """Return the money as it was told last; nothing, if it never was."""
    language = get_language()
    money = cells.get("money")
    if not money:
        return []
    facts = [
        Fact(
            _("Available capital"),
            formatting.money(Decimal(money["available"]), language),
        ),
        Fact(
            _("Lent and to come back"),
            formatting.money(Decimal(money["outstanding"]), language),
        ),
    ]
    if "repaid" in money:
        label = _("Repayment rate")
        facts.append(Fact(label, f"{money['repaid']} %", _("of what was due")))
    return facts


def number_bars(
    name: str, title: str, rows: Sequence[tuple[str, int]], *, series: str
) -> SafeString:
    """Return a chart of whole numbers; a table of the same stands beside it."""
    bars = charts.Bars(
        name=name,
        title=title,
        description=_("The table beside it has the same numbers."),
        series=(series,),
        groups=[charts.Group(label, (Decimal(many),)) for label, many in rows],
    )
    return _drawn(bars, _number)


def amount_bars(name: str, rows: Sequence[KindRow]) -> SafeString | str:
    """Return a chart of what was granted by kind; nothing, where no kind is told."""
    told = [row for row in rows if row.amount is not None]
    if not told:
        return ""
    bars = charts.Bars(
        name=name,
        title=_("Granted by kind of help"),
        description=_("The table beside it has the same numbers."),
        series=(_("Granted (€)"),),
        groups=[charts.Group(row.label, (row.amount,)) for row in told],
    )
    return _drawn(bars, lambda amount: formatting.money(_cents(amount), get_language()))


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"))


def _number(value: Decimal) -> str:
    """Write what a scale shows: whole, or half of an odd number."""
    if value == value.to_integral_value():
        return formatting.number(int(value), get_language())
    return formatting.decimal(value.quantize(TENTHS), get_language())


def _drawn(bars: charts.Bars, write) -> SafeString:
    return mark_safe(charts.draw(bars, write=write))  # noqa: S308 - it escapes itself
