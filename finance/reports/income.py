"""What a period cost and brought in, and how much of it is not settled."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from finance import chart
from finance.closing import OF_RESERVE, OF_WORKS, is_ordinary
from finance.queries.result import moved
from finance.reports.layout import Report, Row, Section, day_after, total_of

ZERO = Decimal("0.00")
COLUMNS = ("code", "name", "amount")
Balances = Mapping[str, Decimal]


def income_statement(*, since: date, until: date) -> Report:
    """Return costs by group, income, provisions and what is left: two statements.

    The closing of a year is left out: it carries the result, and is none.
    """
    found = moved(since=since, until=day_after(until))
    names = chart.labels(found)
    ordinary = {code: net for code, net in found.items() if is_ordinary(code)}
    provisions = -ordinary.pop(chart.PROVISIONS_CALLED, ZERO)
    costs = {code: net for code, net in ordinary.items() if code[0] == "6"}
    income = {code: -net for code, net in ordinary.items() if code[0] == "7"}
    result = sum(income.values(), ZERO) + provisions - sum(costs.values(), ZERO)
    return Report(
        name="income",
        title=_("Income statement"),
        since=since,
        until=until,
        sections=[
            *_groups(costs, names),
            *([_section(_("Income"), income, names)] if income else []),
            _ordinary(costs, income, provisions, result),
            *_apart(found, names),
        ],
        notes=[
            _(
                "Once the year is settled, the ordinary result is zero: everybody has "
                "borne his part of the costs, and got back his provisions."
            )
        ],
    )


def _groups(costs: Balances, names: Mapping[str, str]) -> list[Section]:
    """Return a section for each group of costs: the first two digits."""
    groups: dict[str, dict[str, Decimal]] = {}
    for code, amount in costs.items():
        groups.setdefault(code[:2], {})[code] = amount
    return [
        _section(chart.standard_label(group), inside, names)
        for group, inside in groups.items()
    ]


def _section(title: str, amounts: Balances, names: Mapping[str, str]) -> Section:
    rows = [
        Row({"code": code, "name": names[code], "amount": amount})
        for code, amount in amounts.items()
    ]
    return Section(
        COLUMNS, rows, title=title, totals=[total_of(rows, COLUMNS, _("Together"))]
    )


def _ordinary(
    costs: Balances, income: Balances, provisions: Decimal, result: Decimal
) -> Section:
    lines = (
        ("6", _("Costs"), -sum(costs.values(), ZERO)),
        ("7", _("Income"), sum(income.values(), ZERO)),
        (
            chart.PROVISIONS_CALLED,
            _("Provisions called, less those settled"),
            provisions,
        ),
    )
    rows = [
        Row({"code": code, "name": name, "amount": amount})
        for code, name, amount in lines
    ]
    left = Row({"name": _("Ordinary result"), "amount": result})
    return Section(COLUMNS, rows, title=_("Ordinary result"), totals=[left])


def _apart(found: Balances, names: Mapping[str, str]) -> list[Section]:
    """Return what no statement of charges settles: the reserve, and works."""
    kinds = (
        (_("Called for the reserve fund"), OF_RESERVE),
        (_("Works with calls of their own"), OF_WORKS),
    )
    return [
        _section(title, inside, names)
        for title, beginnings in kinds
        if (
            inside := {
                code: -net for code, net in found.items() if code.startswith(beginnings)
            }
        )
    ]
