"""The yearly report to the assembly: what the fund did to people's lives, in numbers."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from koprogo.audit.services import record
from koprogo.documents import services as documents
from solidarity.counting import Settled, quarter_of, repaid_percent
from solidarity.disclosure import SMALLEST
from solidarity.errors.public import GoalThere, NotAYearYet
from solidarity.models import FundGoal, FundOutcome, FundReport
from solidarity.publishing import ACCEPTED, Cells, added, cost_each, floor_to_five
from solidarity.queries import counting
from solidarity.services.report_making import start_making

__all__ = ["declare_outcome", "make_due_years", "set_goal"]


def make_due_years(settled: Sequence[Settled], *, at: datetime) -> list[FundReport]:
    """Make the reports of years that are over and have a period; each once."""
    this = timezone.localdate(at).year
    periods = FundReport.objects.filter(kind="period", year__lt=this)
    told = FundReport.objects.filter(kind="year").values("year")
    years = periods.exclude(year__in=told).values_list("year", flat=True)
    return [
        FundReport.objects.create(
            kind=FundReport.Kind.YEAR,
            year=year,
            made_at=at,
            **_contents(year, settled),
        )
        for year in sorted(set(years))
    ]


def _contents(year: int, settled: Sequence[Settled]) -> dict[str, object]:
    """Return what the report of a year tells, and of which quarters."""
    periods = FundReport.objects.filter(kind="period", year=year)
    rows = list(periods.order_by("quarter"))
    open_ones = [row for row in rows if ACCEPTED in row.cells]
    named = {quarter for row in open_ones for quarter in row.quarters}
    people = {
        one.person for one in settled if one.accepted and quarter_of(one.on) in named
    }
    helped = floor_to_five(len(people))
    cells = added(row.cells for row in rows)
    cells |= {"amount": str(cells["amount"]), "kinds": _texts(cells["kinds"])}
    return {
        "quarters": [quarter for row in rows for quarter in row.quarters],
        "cells": cells | {"impact": _impact(year, helped)},
    }


def _texts(kinds: Cells) -> Cells:
    return {kind: row | {"amount": str(row["amount"])} for kind, row in kinds.items()}


def _impact(year: int, helped: int | None) -> Cells:
    """Return what the year did; what is of fewer than five is not in it."""
    last = date(year, 12, 31)
    costs = counting.costs_between(date(year, 1, 1), last)
    public = _told_kinds(year)
    repaid = {
        kind: percent
        for kind, money in counting.repaid_by_kind(last).items()
        if (percent := repaid_percent(money)) is not None and kind in public
    }
    impact: Cells = {"costs": str(costs), "repaid": repaid}
    if helped:
        impact |= {"helped": helped, "cost_each": str(cost_each(costs, helped))}
    if outcome := counting.outcome_of(year):
        avoided = {
            "disputes": outcome.disputes_avoided,
            "evictions": outcome.evictions_avoided,
        }
        impact |= {name: many for name, many in avoided.items() if many >= SMALLEST}
    impact["goals"] = [
        {
            "participants": goal.participants,
            "low": goal.repaid_low,
            "high": goal.repaid_high,
            "helped": goal.helped,
        }
        for goal in counting.goals_on(last)
    ]
    return impact


def _told_kinds(year: int) -> set[str]:
    """Return the kinds of which five accepted requests are public by a year's end.

    That the repayment of a kind is told says that there are five: of a kind that is
    hidden, it would say what is hidden.
    """
    rows = FundReport.objects.filter(kind="period", year__lte=year)
    kinds = added(rows.values_list("cells", flat=True))["kinds"]
    return {kind for kind, row in kinds.items() if row[ACCEPTED] >= SMALLEST}


@transaction.atomic
def declare_outcome(
    *, year: int, disputes_avoided: int, evictions_avoided: int, by
) -> FundOutcome:
    """Declare, for the committee, what was avoided in a year; a later word counts.

    A report of that year that is not published yet is made anew, and reviewed anew.

    Raises:
        NotAYearYet: the year is not over.
    """
    if year >= timezone.localdate().year:
        raise NotAYearYet(year)
    outcome = FundOutcome.objects.create(
        year=year,
        disputes_avoided=disputes_avoided,
        evictions_avoided=evictions_avoided,
        declared_by=by,
    )
    record("fund_outcome.declared", target=outcome, by=by, year=year)
    _make_anew(year, by=by)
    return outcome


def _make_anew(year: int, *, by) -> None:
    rows = FundReport.objects.select_for_update(of=["self"], no_key=True)
    report = rows.filter(kind="year", year=year, published_at=None).first()
    if report is None:
        return
    for name, value in _contents(year, counting.settled_requests()).items():
        setattr(report, name, value)
    report.reviewed_at = report.reviewed_by = None
    report.save()
    old = list(report.documents.values_list("file", flat=True))
    report.documents.all().delete()
    documents.erase(old)
    start_making(report, by=by)


def set_goal(*, by, **values) -> FundGoal:
    """Set what the fund wants to reach from a day and a size on.

    Raises:
        GoalThere: there is one for that day and size.
    """
    try:
        with transaction.atomic():
            goal = FundGoal.objects.create(recorded_by=by, **values)
            record("fund_goal.set", target=goal, by=by, since=goal.since.isoformat())
    except IntegrityError as error:
        if error.__cause__.diag.constraint_name != "fund_goal_once":
            raise
        raise GoalThere(values) from error
    return goal
