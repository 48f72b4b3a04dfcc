"""Tariffs: adopted by the members, and lowered by themselves when enough take part."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from buildings.models import Building
from koprogo.audit.services import record
from koprogo.jobs.services import enqueue
from koprogo.slots import DecisionRef
from koprogo.tenancy import current_tenant_id
from transparency.errors import AdoptedAlready, PastTariff
from transparency.models import Audience, PriceStep, Schedule, ScheduleTier
from transparency.queries.participations import participants_on
from transparency.queries.tariffs import schedule_on, steps_of
from transparency.services.publishing import soon
from transparency.tariff import (
    Tier,
    check_grid,
    crossed,
    effective_from,
    price_for,
    step_on,
)

__all__ = ["adopt", "adopt_founding", "cross_if_reached", "lock_members"]


def lock_members() -> Building:
    """Let nobody join, leave or adopt a tariff at the same time, until the commit."""
    return Building.objects.select_for_update().get()


@transaction.atomic
def adopt(
    *,
    decision: DecisionRef,
    audience: str,
    kind: str,
    since: date,
    tiers: Sequence[Tier],
    by,
) -> Schedule:
    """Write the tariff that the members adopted; its price holds from ``since`` on.

    It may be higher than the one before: only they can do that. The members are told.

    Raises:
        PastTariff: ``since`` is not the first of a month to come.
        WrongGrid: the tiers are no grid.
        AdoptedAlready: this decision was carried out for this audience.
    """
    lock_members()
    if since < effective_from(timezone.localdate()) or since.day != 1:
        raise PastTariff(since)
    if Schedule.objects.filter(decision=decision.uuid, audience=audience).exists():
        raise AdoptedAlready(decision)
    schedule = _write(
        Schedule(
            audience=audience,
            kind=kind,
            since=since,
            decision=decision.uuid,
            decision_text=decision.text[:200],
            adopted_by=by,
        ),
        tiers,
        cause=PriceStep.Cause.VOTE,
    )
    record(
        "tariff.adopted", target=schedule, by=by, whose_price=audience, since=str(since)
    )
    return schedule


@transaction.atomic
def adopt_founding(
    *, audience: str, kind: str, since: date, tiers: Sequence[Tier], by
) -> Schedule:
    """Write the tariff of the founders, which no assembly has adopted."""
    lock_members()
    schedule = Schedule(audience=audience, kind=kind, since=since, adopted_by=by)
    return _write(schedule, tiers, cause=PriceStep.Cause.FOUNDING)


def _write(schedule: Schedule, tiers: Sequence[Tier], *, cause: str) -> Schedule:
    check_grid(tiers)
    many = participants_on(timezone.localdate())
    schedule.save(force_insert=True)
    ScheduleTier.objects.bulk_create(
        ScheduleTier(
            schedule=schedule,
            from_participants=tier.from_participants,
            price=tier.price,
        )
        for tier in tiers
    )
    step = PriceStep.objects.create(
        audience=schedule.audience,
        since=schedule.since,
        price=price_for(many, tiers),
        participants=many,
        cause=cause,
        schedule=schedule,
    )
    if cause == PriceStep.Cause.VOTE:
        _tell(step)
    soon()
    return schedule


@transaction.atomic
def cross_if_reached(*, today: date, by) -> PriceStep | None:
    """Lower the price from the next month on if a bound is reached; say so, once.

    Whoever joins calls it in his transaction, holding ``lock_members``; so does the
    night, for participations that begin later. Several bounds at once are one step.
    """
    lock_members()
    since = effective_from(today)
    schedule = schedule_on(since)
    if schedule is None:
        return None
    many = participants_on(today)
    before = step_on(since, steps_of(Audience.CO_OWNERSHIP)).price
    tier = crossed(many, schedule.grid, before)
    if tier is None:
        return None
    step = PriceStep.objects.create(
        audience=Audience.CO_OWNERSHIP,
        since=since,
        price=tier.price,
        participants=many,
        cause=PriceStep.Cause.CROSSING,
        schedule=schedule,
        tier=schedule.tiers.get(from_participants=tier.from_participants),
    )
    record(
        "tariff.crossed",
        target=step,
        by=by,
        participants=many,
        price=str(tier.price),
        since=str(since),
    )
    _tell(step)
    soon()
    return step


def _tell(step: PriceStep) -> None:
    """Have every member told of a price; prices of add-ons stand in their lists only."""
    if step.audience in (Audience.CO_OWNERSHIP, Audience.PERSON):
        enqueue(
            "transparency.tell_price",
            tenant_id=current_tenant_id(),
            by=None,
            total=participants_on(timezone.localdate()),
            step=str(step.uuid),
        )
