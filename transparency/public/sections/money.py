"""What it costs, what comes in, what is left and what is set aside."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from koprogo.charts import Bars, Group
from transparency.public import words
from transparency.public.figures import Figures, Kind, OfSpan
from transparency.public.parts import Cell, Fact, Grid, Section, cells, rows
from transparency.public.queries import Published

MOST_QUARTERS = 8


def costs(found: Published) -> Section:
    figures = found.figures
    return Section(
        name="costs",
        title=_("Real costs"),
        text=_(
            "What servers, people and everything else cost, in the months that bear it: "
            "a bill for a year counts a twelfth in each month."
        ),
        facts=_cost_price(figures),
        grids=[
            _by_kind(
                "costs",
                _("Costs by kind"),
                [(span, span.costs_by_kind, span.costs) for span in _spans(figures)],
            )
        ],
        links=[(_("The rows behind it"), rows("costs"))],
    )


def _cost_price(figures: Figures) -> list[Fact]:
    """Return what a co-ownership cost last month, beside what it paid."""
    month = figures.last_month.since
    since = {"since": month, "until": month} if month else {}
    known = [
        (_("Cost price of a co-ownership"), figures.cost_price, "costs", since),
        (_("What it was billed"), figures.billed, "prices", {}),
        (_("Billed above the cost price"), figures.billed_above, "", {}),
    ]
    note = words.month(month) if month else ""
    return [
        Fact(label, words.money(amount), rows(table, **asked) if table else "", note)
        for label, amount, table, asked in known
        if amount is not None
    ]


def surplus(found: Published) -> Section:
    figures = found.figures
    grid = _by_kind(
        "revenue",
        _("Revenue by kind, and what is left of it"),
        [(span, span.revenue_by_kind, span.revenue) for span in _spans(figures)],
    )
    return Section(
        name="surplus",
        title=_("Surplus"),
        text=_(
            "What is left of the revenue when the costs are paid. It belongs to the "
            "members, who decide what it is for."
        ),
        note=("warn", _asked()) if figures.asks_members else None,
        grids=[
            Grid(
                caption=grid.caption,
                columns=grid.columns,
                rows=grid.rows,
                totals=[*grid.totals, *_left(figures)],
            ),
            _quarters(figures),
        ],
        bars=Bars(
            name="quarters",
            title=_("Costs and revenue by quarter"),
            description=_("What each quarter cost, and what it brought."),
            series=(_("Costs"), _("Revenue")),
            groups=[
                Group(words.quarter(one.quarter), (one.costs, one.revenue))
                for one in figures.quarters[-MOST_QUARTERS:]
            ],
        ),
        links=[
            (_("The rows behind it"), rows("revenue")),
            (_("Closed quarters"), rows("quarters")),
        ],
    )


def _asked() -> str:
    return _(
        "In the last two closed quarters more than a quarter of the revenue was left. On the "
        "next agenda the members find the proposal to lower the price or to give "
        "it back."
    )


def _left(figures: Figures) -> list[tuple[Cell, ...]]:
    spans = _spans(figures)
    return [
        cells(_("Costs"), *(words.money(one.costs) for one in spans)),
        cells(_("Surplus"), *(words.money(one.surplus) for one in spans)),
        cells(_("Part of the revenue"), *(words.percent(one.percent) for one in spans)),
    ]


def _quarters(figures: Figures) -> Grid:
    return Grid(
        caption=_("Costs and revenue by quarter"),
        columns=(_("Quarter"), _("Costs"), _("Revenue"), _("Surplus"), "%", _("Books")),
        rows=[
            (
                *cells(words.quarter(one.quarter), words.money(one.costs)),
                *cells(words.money(one.revenue), words.money(one.surplus)),
                Cell(words.percent(one.percent)),
                Cell(_("closed for good"), badge="ok")
                if one.closed_on
                else Cell(_("still open"), badge="plain"),
            )
            for one in reversed(figures.quarters[-MOST_QUARTERS:])
        ],
        texts=(0, 5),
        value=3,
        folded=True,
    )


def reserve(found: Published) -> Section:
    figures = found.figures
    return Section(
        name="reserve",
        title=_("Legal reserve"),
        text=_(
            "Three months of costs, kept for bad days. What is missing to it comes before "
            "anything is divided."
        ),
        facts=[
            Fact(_("In the reserve"), words.money(figures.reserve), rows("reserve")),
            Fact(
                _("Aimed at"),
                words.money(figures.reserve_target),
                _target_rows(figures),
                _("the costs of three months"),
            ),
            Fact(_("Still missing"), words.money(figures.reserve_lacks)),
            Fact(
                _("Earned until the end of last month, and not given out"),
                words.money(figures.undivided),
                rows("budget"),
            ),
            Fact(
                _("Can be distributed"),
                words.money(figures.distributable),
                note=_("what was not given out, without what the reserve lacks"),
            ),
            Fact(_("Assets"), words.money(figures.assets), rows("balance")),
            Fact(_("Liabilities"), words.money(figures.liabilities), rows("balance")),
        ],
        links=[
            (_("The rows behind it"), rows("reserve")),
            (_("Balance sheet"), rows("balance")),
        ],
    )


def _target_rows(figures: Figures) -> str:
    """Return the costs of the three months before the running one."""
    complete = [one.month for one in figures.months if one.complete][-3:]
    if not complete:
        return rows("costs")
    return rows("costs", since=complete[0], until=complete[-1])


# Kinds beside each other: the running month, the last one, twelve months


def _spans(figures: Figures) -> tuple[OfSpan, OfSpan, OfSpan]:
    return figures.running, figures.last_month, figures.last_year


Sums = tuple[OfSpan, Sequence[Kind], Decimal]


def _by_kind(table: str, caption: str, sums: Sequence[Sums]) -> Grid:
    """Return a row for each kind that one of the spans has, each amount with its rows."""
    kinds = dict.fromkeys(one.kind for _span, found, _sum in sums for one in found)
    return Grid(
        caption=caption,
        columns=(
            _("Kind"),
            _("This month so far"),
            _("Last month"),
            _("Twelve months"),
        ),
        rows=[
            (
                Cell(words.code(table, "kind", kind)),
                *(_of_kind(table, kind, span, found) for span, found, _sum in sums),
            )
            for kind in kinds
        ],
        totals=[
            (
                Cell(_("Total")),
                *(
                    Cell(words.money(amount), rows(table, **_months(span)))
                    for span, _found, amount in sums
                ),
            )
        ],
    )


def _of_kind(table: str, kind: str, span: OfSpan, found: Sequence[Kind]) -> Cell:
    amount = next((one.amount for one in found if one.kind == kind), None)
    if amount is None:
        return Cell(words.money(Decimal("0.00")))
    return Cell(words.money(amount), rows(table, kind=kind, **_months(span)))


def _months(span: OfSpan) -> dict[str, str]:
    return {"since": str(span.since), "until": str(span.until)}
