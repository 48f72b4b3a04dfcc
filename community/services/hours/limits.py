"""What the council decides about hours: the limits, and who mediates. It is recorded."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from buildings.models import Building
from community.credits import Limits, WrongLimits
from community.errors.hours import (
    AlreadyMediator,
    DecidedLater,
    LimitsWithoutRoom,
    NoMediator,
    WrittenAlready,
)
from community.models import HoursLimits, HoursMediator, Neighbour
from koprogo.audit.services import record

__all__ = [
    "change_limits",
    "end_mediator",
    "name_mediator",
    "offer_to_mediate",
    "stop_mediating",
]

#: what a limit is at most, in minutes: a thousand hours
FARTHEST = 60_000


@transaction.atomic
def change_limits(
    *,
    floor: int,
    ceiling: int,
    near: int,
    decided_on: date,
    decision: str,
    uuid: UUID,
    by,
) -> HoursLimits:
    """Set between which balances neighbours stay, in minutes, from this moment on.

    Whoever is beyond by then may move back. ``uuid`` is drawn when the form is shown.

    Raises:
        LimitsWithoutRoom: less than an hour on a side, or far too much.
        DecidedLater: the day of the decision is still to come.
        WrittenAlready: this ``uuid`` was sent before.
    """
    Building.objects.select_for_update(of=["self"]).get()
    if HoursLimits.objects.filter(uuid=uuid).exists():
        raise WrittenAlready(uuid)
    if decided_on > timezone.localdate():
        raise DecidedLater(decided_on)
    _refuse_without_room(floor, ceiling, near)
    row = HoursLimits.objects.create(
        uuid=uuid,
        floor=floor,
        ceiling=ceiling,
        near=near,
        decided_on=decided_on,
        decision=decision,
        recorded_by=by,
    )
    record(
        "hours.limits_changed",
        target=row,
        by=by,
        lowest=str(floor // 60),
        highest=str(ceiling // 60),
        decision=decision,
    )
    return row


def _refuse_without_room(floor: int, ceiling: int, near: int) -> None:
    try:
        Limits(floor, ceiling, near)
    except WrongLimits:
        raise LimitsWithoutRoom(floor) from None
    if not (-FARTHEST <= floor <= -60 and 60 <= ceiling <= FARTHEST):
        raise LimitsWithoutRoom(floor)
    if near > FARTHEST:
        raise LimitsWithoutRoom(near)


@transaction.atomic
def offer_to_mediate(me: Neighbour, *, by) -> HoursMediator:
    """Say that one is ready to mediate: the council sees it, and may name one.

    Raises:
        AlreadyMediator: he said so before.
    """
    Neighbour.objects.select_for_update().get(pk=me.pk)
    if HoursMediator.objects.filter(neighbour=me, ended_at=None).exists():
        raise AlreadyMediator(me)
    return HoursMediator.objects.create(neighbour=me)


@transaction.atomic
def stop_mediating(me: Neighbour, *, by) -> None:
    """Take one's offer back, or mediate no more, from this moment on.

    Raises:
        NoMediator: he does not.
    """
    rows = HoursMediator.objects.filter(neighbour=me, ended_at=None)
    if not rows.update(ended_at=timezone.now()):
        raise NoMediator(me)


@transaction.atomic
def name_mediator(row: HoursMediator, *, decision: str, by) -> HoursMediator:
    """Let somebody who is ready to mediate do it.

    Raises:
        AlreadyMediator: he is named.
        NoMediator: he took it back, or has left.
    """
    found = _held(row)
    if found.named_at is not None:
        raise AlreadyMediator(found)
    found.named_at, found.named_by, found.decision = timezone.now(), by, decision
    found.save(update_fields=["named_at", "named_by", "decision"])
    record("mediator.named", target=found, by=by, decision=decision)
    return found


@transaction.atomic
def end_mediator(row: HoursMediator, *, by) -> HoursMediator:
    """Let somebody mediate no more, or not at all.

    Raises:
        NoMediator: he does not.
    """
    found = _held(row)
    found.ended_at = timezone.now()
    found.save(update_fields=["ended_at"])
    record("mediator.ended", target=found, by=by)
    return found


def _held(row: HoursMediator) -> HoursMediator:
    found = (
        HoursMediator.objects.select_for_update(of=["self"])
        .select_related("neighbour")
        .get(pk=row.pk)
    )
    if found.ended_at is not None or found.neighbour.left_at is not None:
        raise NoMediator(found)
    return found
