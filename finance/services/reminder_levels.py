"""The levels of reminders of a building, and its own words for them."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from buildings.models import Building
from finance.errors import LevelsDoNotRise, UnknownLevel
from finance.models import ReminderLevel, ReminderWording
from finance.queries.lateness import ladder
from finance.reminding import Level, LevelsOutOfOrder, ordered
from koprogo.audit.services import record


@transaction.atomic
def set_levels(levels: Sequence[Level], *, by) -> None:
    """Let these be the levels, the first first; their positions are 1, 2, 3 …

    A level that there is no more takes its words along.

    Raises:
        LevelsDoNotRise: none at all, or a later one does not come later.
    """
    wanted = [
        replace(level, position=position)
        for position, level in enumerate(levels, start=1)
    ]
    try:
        ordered(wanted)
    except LevelsOutOfOrder as error:
        raise LevelsDoNotRise(levels) from error
    if not wanted:
        raise LevelsDoNotRise(levels)
    building = _locked()
    _write(wanted)
    record("reminder_levels.changed", target=building, by=by, number=len(wanted))


@transaction.atomic
def set_wording(position: int, *, language: str, subject: str, body: str, by) -> None:
    """Say a level in the building's own words, in one language; without any, in ours.

    Raises:
        UnknownLevel: there is no level of this position.
    """
    building = _locked()
    if not ReminderLevel.objects.exists():
        _write(ladder())
    level = ReminderLevel.objects.filter(position=position).first()
    if level is None:
        raise UnknownLevel(position)
    if subject and body:
        level.wordings.update_or_create(
            language=language, defaults={"subject": subject, "body": body}
        )
    else:
        level.wordings.filter(language=language).delete()
    record("reminder_wording.changed", target=building, by=by, level=position)


def _locked() -> Building:
    return Building.objects.select_for_update(no_key=True).get()


def _write(levels: Sequence[Level]) -> None:
    gone = ReminderLevel.objects.exclude(position__in=[one.position for one in levels])
    ReminderWording.objects.filter(level__in=gone).delete()
    gone.delete()
    for level in levels:
        ReminderLevel.objects.update_or_create(
            position=level.position,
            defaults={
                "days": level.days,
                "cost": level.cost,
                "with_interest": level.with_interest,
                "registered": level.registered,
            },
        )
