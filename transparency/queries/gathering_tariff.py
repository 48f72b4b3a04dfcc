"""Participants, prices and schedules as they are published."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.db.models import Count

from buildings.models import Participation, ParticipationPeriod
from transparency.models import Audience, PriceStep, Schedule
from transparency.months import add_months, first_of_month, last_of_month
from transparency.public import rows
from transparency.public.months import month_of
from transparency.queries.participations import CONTRIBUTING
from transparency.queries.tariffs import schedules


def participants(today: date) -> Iterator[rows.Participants]:
    """Yield how many co-ownerships took part on the last day of each month.

    From the first that joined; of the running month, as of today. Periods of one never
    overlap, so each counts once on a day. One statement.
    """
    changes: Counter[date] = Counter()
    periods = ParticipationPeriod.objects.filter(
        participation__kind=Participation.Kind.CO_OWNERSHIP,
        way__in=CONTRIBUTING,
        since__lte=today,
    )
    alike = periods.order_by().values_list("since", "until")
    for since, until, many in alike.annotate(many=Count("pk")):
        changes[since] += many
        if until is not None:
            changes[until] -= many
    month = first_of_month(min(changes, default=add_months(today, 1)))
    while month <= today:
        day = min(last_of_month(month), today)
        many = sum(change for on, change in changes.items() if on <= day)
        yield rows.Participants(month_of(month), many)
        month = add_months(month, 1)


def prices() -> Iterator[rows.Price]:
    """Yield every price step in the order in which they were written. One statement."""
    places: Counter[tuple[str, date]] = Counter()
    steps = PriceStep.objects.select_related("schedule").order_by("since", "pk")
    for step in steps:
        places[step.audience, step.since] += 1
        yield rows.Price(
            since=step.since,
            audience=_AUDIENCES[step.audience],
            price=step.price,
            participants=step.participants,
            cause=step.cause,
            decision=step.schedule.decision_text,
            place=places[step.audience, step.since],
        )


_AUDIENCES = {each.value: each.value.replace("_", "-") for each in Audience}


def grid() -> Iterator[rows.GridTier]:
    """Yield the schedules of co-ownerships; of one day, the one adopted last holds."""
    of_day: dict[date, Schedule] = {}
    for schedule in schedules().filter(audience=Audience.CO_OWNERSHIP):
        of_day[schedule.since] = schedule
    for schedule in of_day.values():
        for tier in schedule.grid:
            yield rows.GridTier(
                schedule.since, schedule.kind, tier.from_participants, tier.price
            )
