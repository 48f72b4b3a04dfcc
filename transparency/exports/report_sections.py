"""The sections of a report on paper, from the tables and figures frozen in it.

What is the same on the public page is taken from there; what tells of the report's own
months is here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from koprogo.charts import Bars, Group
from koprogo.line_charts import Lines, Point
from transparency.models import Report
from transparency.public import words
from transparency.public.derivation import span_of
from transparency.public.figures import Figures, Kind, OfMonth
from transparency.public.months import Month, from_to, later, month_of
from transparency.public.parts import Fact, Grid, Section, cells
from transparency.public.queries import Published
from transparency.public.sections import members, proof, together
from transparency.public.stored import read
from transparency.public.tables import Tables
from transparency.queries.reports import span_of as days_of

MOST_MONTHS, MOST_QUARTERS = 36, 8


@dataclass(frozen=True, slots=True)
class Told:
    """A report read back: ``months`` are its own, ``figures`` without what came later."""

    report: Report
    months: Sequence[Month]
    tables: Tables
    figures: Figures


def told(report: Report) -> Told:
    """Return what a report is made of; no statement."""
    since, until = days_of(report)
    last = later(month_of(until), -1)
    figures = read(Figures, report.figures)
    known = tuple(one for one in figures.months if one.month <= last)
    return Told(
        report=report,
        months=from_to(month_of(since), last),
        tables=read(Tables, report.tables),
        figures=replace(figures, months=known),
    )


def sections(found: Told, *, name: str) -> list[Section]:
    """Return the sections in the active language. ``name``: of the ASBL."""
    public = Published(
        name=name,
        tables=found.tables,
        figures=found.figures,
        as_of=found.report.created_at,
    )
    own = [_balance(found), _income(found), _surplus(found), _participants(found)]
    shared = [
        members.price(public),
        together.budget(public),
        together.totals(public),
        together.decisions(public),
        proof.goals(public),
        proof.footprint(public),
        proof.uptime(public),
        proof.checks(public),
    ]
    return [*own, *shared]


def _balance(found: Told) -> Section:
    figures = found.figures
    return Section(
        name="balance",
        title=_("Balance sheet"),
        text=_("At the end of the last day of the period."),
        grids=[
            _side(found, "assets", _("Assets"), figures.assets),
            _side(found, "liabilities", _("Liabilities"), figures.liabilities),
        ],
    )


def _side(found: Told, side: str, caption: str, total: Decimal) -> Grid:
    return Grid(
        caption=caption,
        columns=(_("Account"), _("Amount")),
        rows=[
            cells(
                f"{one.account} {words.account(one.account, one.name)}",
                words.money(one.amount),
            )
            for one in found.tables.balance
            if one.side == side
        ],
        totals=[cells(_("Together"), words.money(total))],
    )


def _income(found: Told) -> Section:
    """Return costs and revenue of the report's months by kind, and the result."""
    span = span_of(found.tables, found.months)
    return Section(
        name="income",
        title=_("Costs and revenue"),
        text=_("What the months of this report bear, and what they bring."),
        bars=Bars(
            name="kinds",
            title=_("Costs by kind"),
            description=_("What each kind of cost amounts to in this period."),
            series=(_("Costs"),),
            groups=[
                Group(words.code("costs", "kind", one.kind), (one.amount,))
                for one in span.costs_by_kind
            ],
        )
        if span.costs_by_kind
        else None,
        grids=[
            _kinds(_("Costs by kind"), "costs", span.costs_by_kind, span.costs),
            _kinds(_("Revenue by kind"), "revenue", span.revenue_by_kind, span.revenue),
        ],
        facts=[
            Fact(_("Surplus"), words.money(span.surplus)),
            Fact(_("Surplus of the revenue"), words.percent(span.percent)),
        ],
    )


def _kinds(caption: str, table: str, kinds: Sequence[Kind], total: Decimal) -> Grid:
    return Grid(
        caption=caption,
        columns=(_("Kind"), _("Amount")),
        rows=[
            cells(words.code(table, "kind", one.kind), words.money(one.amount))
            for one in kinds
        ],
        totals=[cells(_("Together"), words.money(total))],
    )


def _surplus(found: Told) -> Section:
    figures = found.figures
    last = found.months[-1]
    quarters = [
        one for one in figures.quarters if one.complete and one.quarter[:4] <= last[:4]
    ][-MOST_QUARTERS:]
    return Section(
        name="surplus",
        title=_("Surplus and reserve"),
        text=_(
            "What is left of the revenue when the costs are paid. What the legal reserve "
            "lacks comes before anything is divided."
        ),
        facts=[
            Fact(_("In the reserve"), words.money(figures.reserve)),
            Fact(_("Aimed at"), words.money(figures.reserve_target)),
            Fact(_("Still missing"), words.money(figures.reserve_lacks)),
        ],
        note=("warn", _asked()) if figures.asks_members else None,
        bars=Bars(
            name="quarters",
            title=_("Costs and revenue by quarter"),
            description=_("What each quarter cost, and what it brought."),
            series=(_("Costs"), _("Revenue")),
            groups=[
                Group(words.quarter(one.quarter), (one.costs, one.revenue))
                for one in quarters
            ],
        )
        if quarters
        else None,
        grids=[
            Grid(
                caption=_("Costs and revenue by quarter"),
                columns=(_("Quarter"), _("Costs"), _("Revenue"), _("Surplus"), "%"),
                rows=[
                    cells(
                        words.quarter(one.quarter),
                        words.money(one.costs),
                        words.money(one.revenue),
                        words.money(one.surplus),
                        words.percent(one.percent),
                    )
                    for one in reversed(quarters)
                ],
            )
        ],
    )


def _asked() -> str:
    return _(
        "In the last two closed quarters more than a quarter of the revenue was left: the "
        "next assembly decides on a lower price or on what to do with it."
    )


def _participants(found: Told) -> Section:
    months = found.figures.months[-MOST_MONTHS:]
    return Section(
        name="participants",
        title=_("Participants by month"),
        text=_("Co-ownerships with a running contribution on the last day of a month."),
        lines=Lines(
            name="participants",
            title=_("Participants by month"),
            description=_(
                "The number of co-ownerships that take part, month by month."
            ),
            series=(_("Participants"),),
            points=[Point(words.month(one.month), (_count(one),)) for one in months],
            counts=True,
        )
        if months
        else None,
        grids=[
            Grid(
                caption=_("Participants by month"),
                columns=(_("Month"), _("Participants")),
                rows=[
                    cells(words.month(one.month), words.group(one.participants))
                    for one in reversed(months)
                ],
            )
        ],
    )


def _count(one: OfMonth) -> Decimal | None:
    return None if one.participants is None else Decimal(one.participants)
