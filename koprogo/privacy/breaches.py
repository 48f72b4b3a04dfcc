"""The register of breaches: opened, followed up, closed; nothing in it ever changes."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from koprogo.privacy.models import Breach, BreachEntry

__all__ = ["BreachClosed", "NotYet", "StepTaken", "add_entry", "open_breach"]


class BreachClosed(Exception):
    """Nothing is added to a breach that was closed: open another one."""


class StepTaken(Exception):
    """This step is in the register already, with its moment."""


class NotYet(Exception):
    """The moment has not come, or lies before the breach was found."""


def open_breach(
    *, found_at: datetime, what: str, concerned: str, measures: str, by: str
) -> Breach:
    """Write down a breach. ``by``: the name of whoever writes; the clock has run since
    ``found_at``.

    Raises:
        NotYet: it would be found in the future.
    """
    if found_at > timezone.now():
        raise NotYet(found_at)
    return Breach.objects.create(
        found_at=found_at, what=what, concerned=concerned, measures=measures, author=by
    )


@transaction.atomic
def add_entry(
    breach: UUID, *, kind: str, text: str, at: datetime, by: str
) -> BreachEntry:
    """Add a note or a step, taken ``at`` a moment; ``by``: the name of whoever writes.

    Raises:
        Breach.DoesNotExist: there is no such breach.
        BreachClosed: it was closed.
        StepTaken: the authority, the people were told already.
        NotYet: ``at`` has not come, or lies before the breach was found.
    """
    found = Breach.objects.get(uuid=breach)
    _lock(found)
    taken = set(found.entries.values_list("kind", flat=True))
    if BreachEntry.Kind.CLOSED in taken:
        raise BreachClosed(found)
    if kind in taken - {BreachEntry.Kind.NOTE}:
        raise StepTaken(found)
    if not found.found_at <= at <= timezone.now():
        raise NotYet(at)
    return BreachEntry.objects.create(
        breach=found, kind=kind, text=text, at=at, author=by
    )


def _lock(breach: Breach) -> None:
    """Wait for others who write about it; its row refuses FOR UPDATE: it never changes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('privacy.breach', %s))",
            [breach.pk],
        )
