"""The rows that everybody may read, from the database: in the ASBL's tenant, read only.

Nothing in them names a building or a person. The number of statements does not depend on
the number of rows. What follows from them: ``transparency.public.derivation``.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from koprogo import slots
from koprogo.measuring import queries as measuring
from transparency.models import CheckResult, Goal, Quarter, ReportDocument
from transparency.public import rows
from transparency.public.months import month_of, quarter_of
from transparency.public.rows import Moment
from transparency.public.tables import SMALLEST_GROUP, Tables
from transparency.queries.gathering_books import (
    balance,
    budget,
    costs,
    endowments,
    reserve,
    revenue,
)
from transparency.queries.gathering_decisions import decisions
from transparency.queries.gathering_tariff import grid, participants, prices
from transparency.queries.quarters import closed_quarters

__all__ = ["closed_row", "gather", "moment"]

#: a check that is older did not take place last night
FRESH = timedelta(hours=26)
#: goals of which the measured value counts people, or what they did
ABOUT_PEOPLE = (
    Goal.Name.PARTICIPANTS,
    Goal.Name.PEOPLE,
    Goal.Name.CONTESTS,
    Goal.Name.CONTRIBUTORS,
)


def gather(now: datetime) -> Tables:
    """Return all published tables as of a moment."""
    today = timezone.localdate(now)
    return Tables(
        participants=tuple(participants(today)),
        prices=tuple(prices()),
        grid=tuple(grid()),
        costs=tuple(costs()),
        revenue=tuple(revenue()),
        reserve=tuple(reserve()),
        endowments=tuple(endowments()),
        balance=tuple(balance(today)),
        budget=tuple(budget()),
        decisions=tuple(decisions()),
        quarters=tuple(map(closed_row, closed_quarters())),
        reports=tuple(_reports()),
        checks=tuple(_checks(now)),
        footprint=tuple(_footprint(now)),
        totals=tuple(_totals()),
        goals=tuple(_goals(today)),
    )


def moment(at: datetime) -> Moment:
    """Write a moment as it is published: ``2026-03-01T02:00:00Z``."""
    return Moment(f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")


def closed_row(quarter: Quarter) -> rows.ClosedQuarter:
    """Return a closed quarter as it is published."""
    return rows.ClosedQuarter(
        quarter=quarter_of(month_of(quarter.since)),
        closed_on=timezone.localdate(quarter.closed_at),
    )


def _reports() -> Iterator[rows.Report]:
    published = ReportDocument.objects.filter(report__published_at__isnull=False)
    for document in published.select_related("report__replaces", "file"):
        report = document.report
        yield rows.Report(
            period=report.period,
            kind=report.kind,
            version=report.version,
            published_on=timezone.localdate(report.published_at),
            language=document.language,
            sha256=document.file.sha256,
            path=document.path,
            replaces=report.replaces.version if report.replaces else None,
        )


def _checks(now: datetime) -> Iterator[rows.Check]:
    """Yield what the last night found; what it did not check is not sound."""
    for result in CheckResult.objects.all():
        yield rows.Check(
            name=result.name,
            sound=result.sound and result.checked_at > now - FRESH,
            checked_at=moment(result.checked_at),
        )


def _footprint(now: datetime) -> Iterator[rows.Measured]:
    for one in measuring.months(now):
        yield rows.Measured(
            month=month_of(one.first_day),
            requests=one.requests,
            cpu_seconds=one.cpu_seconds,
            bytes_sent=one.bytes_sent,
            minutes_up=one.minutes_alive,
            minutes_possible=one.minutes,
        )


def _totals() -> Iterator[rows.Total]:
    for total in _told(slots.published_totals):
        hidden = total.behind is not None and total.behind < SMALLEST_GROUP
        yield rows.Total(total.area, total.name, None if hidden else total.value)


def _told(providers: Iterable) -> Iterator[slots.PublishedTotal]:
    return (total for provide in providers for total in provide())


def _goals(today: date) -> Iterator[rows.Goal]:
    """Yield of each goal the one to reach next, or else the last."""
    chosen: dict[str, Goal] = {}
    for goal in Goal.objects.order_by("due"):
        if goal.name not in chosen or chosen[goal.name].due < today:
            chosen[goal.name] = goal
    for goal in chosen.values():
        measured = goal.measured
        if goal.name in ABOUT_PEOPLE and measured is not None:
            measured = None if measured < SMALLEST_GROUP else measured
        yield rows.Goal(goal.name, goal.due, goal.target, measured)
