"""How it runs: goals, footprint, uptime, and the checks of every night."""

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from transparency.public import footprint as weighing
from transparency.public import words
from transparency.public.figures import OfSpan
from transparency.public.parts import Cell, Fact, Grid, Section, cells, rows
from transparency.public.queries import Published

#: per cent; transparency.md §7
UPTIME_GOAL = Decimal("99.9")


def goals(found: Published) -> Section:
    ordered = sorted(found.tables.goals, key=lambda one: (one.due, one.name))
    nothing = _("The members have not set a goal yet.")
    grid = Grid(
        caption=_("Goals"),
        columns=(_("Goal"), _("Until"), _("Aimed at"), _("Measured")),
        rows=[
            cells(
                words.code("goals", "name", one.name),
                words.day(one.due),
                words.decimal(one.target),
                _("not yet") if one.measured is None else words.decimal(one.measured),
            )
            for one in ordered
        ],
        texts=(0, 1),
    )
    return Section(
        name="goals",
        title=_("Goals"),
        text=_("What the members want to reach, beside what is measured."),
        grids=[grid] if ordered else (),
        note=None if ordered else ("info", nothing),
        links=[(_("The rows behind it"), rows("goals"))] if ordered else (),
    )


def footprint(found: Published) -> Section:
    figures = found.figures
    known = [
        (_("A request last month"), figures.last_month),
        (_("A request in twelve months"), figures.last_year),
    ]
    return Section(
        name="footprint",
        title=_("Ecological footprint"),
        text=_(
            "Measured on the running servers: processor time and bytes of each request, "
            "times the factors below. The goal is less than 0.5 g of CO₂ a request."
        ),
        facts=[
            Fact(
                label,
                _("%(number)s g of CO₂") % {"number": words.decimal(span.grams)},
                _measured(span),
                _goal(span.grams),
            )
            for label, span in known
            if span.grams is not None
        ],
        grids=[_factors()],
        extra="transparency/public/formula.html",
        links=[(_("The rows behind it"), rows("footprint"))],
    )


def _goal(grams: Decimal) -> str:
    met = weighing.meets_goal(grams)
    return _("the goal is met") if met else _("the goal is missed")


def _factors() -> Grid:
    known = [
        (_("Power of a busy core"), weighing.WATTS_OF_A_CORE, "W"),
        (_("What the data centre uses besides (PUE)"), weighing.PUE, "×"),
        (_("Network"), weighing.NETWORK_KWH_PER_GB, "kWh/GB"),
        (
            _("Electricity of the data centre"),
            weighing.GRAMS_PER_KWH_OF_SERVERS,
            "g CO₂/kWh",
        ),
        (
            _("Electricity of networks"),
            weighing.GRAMS_PER_KWH_OF_NETWORK,
            "g CO₂/kWh",
        ),
    ]
    return Grid(
        caption=_("The factors of the formula"),
        columns=(_("Factor"), _("Value")),
        rows=[
            cells(label, f"{words.decimal(value)} {unit}")
            for label, value, unit in known
        ],
        folded=True,
    )


def uptime(found: Published) -> Section:
    figures = found.figures
    known = [
        (_("Last month"), figures.last_month),
        (_("Twelve months"), figures.last_year),
    ]
    facts = [
        Fact(label, words.percent(span.uptime), _measured(span), _promised(span.uptime))
        for label, span in known
        if span.uptime is not None
    ]
    nothing = _("No month has been measured yet.")
    return Section(
        name="uptime",
        title=_("Uptime"),
        text=_(
            "Minutes in which the site answered, of all minutes. The goal is 99.9 %."
        ),
        facts=facts,
        note=None if facts else ("info", nothing),
        links=[(_("The rows behind it"), rows("footprint"))],
    )


def _promised(percent: Decimal) -> str:
    met = percent >= UPTIME_GOAL
    return _("the goal is met") if met else _("the goal is missed")


def _measured(span: OfSpan) -> str:
    return rows("footprint", since=span.since, until=span.until)


def checks(found: Published) -> Section:
    nothing = _("The checks have not run yet.")
    ran = found.tables.checks
    grid = Grid(
        caption=_("Checks of every night"),
        columns=(_("What is checked"), _("Result"), _("Checked on")),
        rows=[
            (
                Cell(words.code("checks", "name", one.name)),
                Cell(_("in order"), badge="ok")
                if one.sound
                else Cell(_("not in order"), badge="bad"),
                Cell(
                    words.moment(datetime.fromisoformat(one.checked_at))
                    if one.checked_at
                    else words.NOTHING
                ),
            )
            for one in ran
        ],
        texts=(0, 1, 2),
    )
    return Section(
        name="checks",
        title=_("Integrity checks"),
        text=_("Every night a program looks whether anything was changed or lost."),
        grids=[grid] if ran else (),
        note=None if ran else ("info", nothing),
        links=[(_("The rows behind it"), rows("checks"))] if ran else (),
    )
