"""Which tariff is in force, and what each participation pays. In the ASBL's tenant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from buildings.models import Participation
from transparency.models import Audience, PriceStep, Schedule
from transparency.queries.participations import participants_on
from transparency.tariff import (
    Contribution,
    NoPriceYet,
    Reduction,
    Step,
    Tier,
    contribution,
    missing_for_next,
    next_tier,
    step_on,
)

AUDIENCE_OF_KIND = {
    Participation.Kind.CO_OWNERSHIP: Audience.CO_OWNERSHIP,
    Participation.Kind.PERSON: Audience.PERSON,
}
ADD_ONS = (Audience.AI, Audience.IOT, Audience.ANCHORING, Audience.ENERGY)


def schedules() -> QuerySet[Schedule]:
    """Return all schedules with their tiers, in the order in which they begin."""
    return Schedule.objects.prefetch_related("tiers")


def schedule_on(day: date) -> Schedule | None:
    """Return the schedule of co-ownerships in force: the last that has begun."""
    begun = schedules().filter(audience=Audience.CO_OWNERSHIP, since__lte=day)
    return begun.order_by("since", "pk").last()


@dataclass(frozen=True, slots=True)
class PriceList:
    """Every price there ever was, by whose it is: read once for a batch."""

    steps: Mapping[str, tuple[Step, ...]]

    def on(self, audience: str, day: date) -> Decimal:
        """Return the price in force.

        Raises:
            NoPriceYet: none has begun.
        """
        return step_on(day, self.steps.get(audience, ())).price

    def contribution(
        self, kind: str, day: date, *, reduction: Reduction, add_ons: Iterable[str]
    ) -> tuple[Contribution, list[tuple[str, Decimal]]]:
        """Return what one participation pays for the month of ``day``, and its add-ons
        with their prices.
        """
        lines = [(code, self.on(code, day)) for code in add_ons]
        paid = contribution(
            self.on(AUDIENCE_OF_KIND[kind], day),
            reduction=reduction,
            add_ons=[price for _code, price in lines],
        )
        return paid, lines


def price_list() -> PriceList:
    """Return all prices: one statement."""
    steps: dict[str, list[Step]] = {}
    for row in PriceStep.objects.order_by("since", "pk"):
        step = Step(row.since, row.price, row.participants)
        steps.setdefault(row.audience, []).append(step)
    return PriceList({audience: tuple(found) for audience, found in steps.items()})


def steps_of(audience: str) -> tuple[Step, ...]:
    """Return the prices of one audience, in the order in which they begin."""
    return price_list().steps.get(audience, ())


def price_on(audience: str, day: date) -> Decimal:
    """Return the price in force; raises ``NoPriceYet``."""
    return price_list().on(audience, day)


def step_before(step: PriceStep) -> Step | None:
    """Return the price that a step replaces; None: it was the first."""
    rows = PriceStep.objects.filter(audience=step.audience).exclude(pk__gte=step.pk)
    found = rows.filter(since__lte=step.since).order_by("since", "pk").last()
    return found and Step(found.since, found.price, found.participants)


@dataclass(frozen=True, slots=True)
class TariffToday:
    """``price``: None before any tariff. ``coming``: a price that is decided already.

    ``following`` and ``missing``: the next bound, of a grid that would lower the price.
    """

    participants: int
    price: Decimal | None
    person_price: Decimal | None
    coming: Step | None
    following: Tier | None
    missing: int | None
    schedule: Schedule | None


def tariff_today(day: date) -> TariffToday:
    """Return what is in force on a day and what comes next: four statements."""
    prices = price_list()
    schedule = schedule_on(day)
    many = participants_on(day)
    grid = schedule.grid if schedule else []
    steps = prices.steps.get(Audience.CO_OWNERSHIP, ())
    later = [step for step in steps if step.since > day]
    return TariffToday(
        participants=many,
        price=_price(prices, Audience.CO_OWNERSHIP, day),
        person_price=_price(prices, Audience.PERSON, day),
        coming=later[0] if later else None,
        following=next_tier(many, grid),
        missing=missing_for_next(many, grid),
        schedule=schedule,
    )


def _price(prices: PriceList, audience: str, day: date) -> Decimal | None:
    try:
        return prices.on(audience, day)
    except NoPriceYet:
        return None
