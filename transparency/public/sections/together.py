"""What the members decide and give: budget, solidarity, decisions, reports."""

from itertools import groupby

from django.utils.translation import gettext as _

from transparency.public import words
from transparency.public.parts import Fact, Grid, Section, cells, rows
from transparency.public.queries import Published
from transparency.public.rows import Report

MOST = 6


def budget(found: Published) -> Section:
    figures, lines = found.figures, found.tables.budget
    title = _("Participatory budget")
    text = _(
        "What the members decided to do with a surplus, and how much of it is spent: one "
        "member, one vote."
    )
    endowments = Fact(
        _("Given to the solidarity fund"),
        words.money(figures.endowments),
        rows("endowments"),
    )
    if not lines:
        nothing = _("The members have not divided a surplus yet.")
        return Section(
            "budget", title, text, facts=[endowments], note=("info", nothing)
        )
    grid = Grid(
        caption=_("Lines of the budget"),
        columns=(_("Line"), _("Voted"), _("Spent"), _("Remaining")),
        rows=[
            cells(
                one.title or words.code("budget", "line", one.line),
                words.money(one.amount),
                words.money(one.spent),
                words.money(one.amount - one.spent),
            )
            for one in sorted(lines, key=lambda one: one.decided, reverse=True)
        ],
        totals=[
            cells(
                _("Total"),
                words.money(figures.budget_voted),
                words.money(figures.budget_spent),
                words.money(figures.budget_left),
            )
        ],
    )
    return Section(
        "budget",
        title,
        text,
        facts=[endowments],
        grids=[grid],
        links=[(_("The rows behind it"), rows("budget"))],
    )


def totals(found: Published) -> Section:
    """Return the sums of fund and community; groups below five are words."""
    grids = [
        Grid(
            caption=words.code("totals", "area", area),
            columns=(_("What"), _("How much")),
            rows=[
                cells(
                    words.code("totals", "name", one.name),
                    words.group(None)
                    if one.value is None
                    else words.decimal(one.value),
                )
                for one in of_area
            ],
        )
        for area, of_area in groupby(found.tables.totals, key=lambda one: one.area)
    ]
    nothing = _("It begins with the fund: nothing has been counted yet.")
    return Section(
        name="together",
        title=_("Solidarity and neighbours"),
        text=_(
            "What the solidarity fund and the neighbourhoods did, in sums only. Where "
            "fewer than five people stand behind one, it is hidden."
        ),
        grids=grids,
        note=None if grids else ("info", nothing),
        links=[(_("The rows behind it"), rows("totals"))] if grids else (),
    )


def decisions(found: Published) -> Section:
    latest = sorted(found.tables.decisions, key=lambda one: one.date, reverse=True)
    nothing = _("The assemblies have not decided anything yet.")
    grid = Grid(
        caption=_("Decisions, latest first"),
        columns=(_("Decision"), _("Date"), _("Outcome")),
        rows=[
            cells(
                one.title,
                words.day(one.date),
                words.code("decisions", "outcome", one.outcome),
            )
            for one in latest[:MOST]
        ],
        texts=(0, 1, 2),
    )
    return Section(
        name="decisions",
        title=_("Decisions"),
        text=_("What the assemblies of the members decided."),
        grids=[grid] if latest else (),
        note=None if latest else ("info", nothing),
        links=[(_("All decisions, with their votes"), rows("decisions"))]
        if latest
        else (),
    )


def reports(found: Published) -> Section:
    """Return the latest version of each report, a link for each of its languages."""

    def version(one: Report) -> tuple[str, str, int]:
        return one.period, one.kind, one.version

    ordered = sorted(found.tables.reports, key=version, reverse=True)
    latest = [list(group) for _key, group in groupby(ordered, key=version)][:MOST]
    nothing = _("No report is published yet.")
    return Section(
        name="reports",
        title=_("Reports"),
        text=_(
            "The books of each quarter and year, reviewed and published by two different "
            "people. A report never changes: a correction is a new version."
        ),
        extra="transparency/public/reports.html" if latest else "",
        about=[_report(group) for group in latest],
        note=None if latest else ("info", nothing),
        links=[(_("All reports"), rows("reports"))] if latest else (),
    )


def _report(languages: list[Report]) -> dict[str, object]:
    first = languages[0]
    return {
        "title": words.period(first.period),
        "kind": words.code("reports", "kind", first.kind),
        "version": first.version,
        "published_on": first.published_on,
        "languages": [
            {"code": one.language, "path": one.path, "sha256": one.sha256}
            for one in sorted(languages, key=lambda one: one.language)
        ],
    }
