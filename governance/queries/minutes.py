"""Minutes: of which meeting, how far they are, and until when they must be sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.utils import timezone

from buildings.access import Access, Permission
from buildings.mailings import on_their_way, waiting_for_somebody
from buildings.models import Owner
from governance.models import (
    Assembly,
    Minutes,
    MinutesDocument,
    MinutesLetter,
    Signature,
)
from governance.queries.addressees import readers_on
from governance.queries.assemblies import days_of

#: the office is reminded so many days before the last day
NEAR = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Due:
    """Until when the minutes of an assembly must be sent (art. 3.87 §12)."""

    assembly: Assembly
    on: date
    left: int

    @property
    def is_late(self) -> bool:
        return self.left < 0


def minutes_of(assembly: Assembly) -> Minutes | None:
    return Minutes.objects.filter(assembly=assembly).first()


def ended_assemblies() -> QuerySet[Assembly]:
    """Return the meetings that were closed, or adjourned without a quorum."""
    ended = Assembly.objects.exclude(closed_at=None, adjourned_at=None)
    return ended.order_by("starts_at", "pk")


def not_sent() -> QuerySet[Assembly]:
    """Return the meetings that ended and whose minutes did not reach everybody."""
    waiting = waiting_for_somebody(
        MinutesLetter.objects.filter(minutes__assembly=OuterRef("pk"))
    )
    return ended_assemblies().filter(
        Q(minutes=None) | Q(minutes__sent_at=None) | Exists(waiting)
    )


def due_minutes(*, on: date) -> Iterator[Due]:
    """Yield whose minutes did not reach everybody yet, the oldest first: one statement.

    Letters that somebody still has to post, or that could not be sent, did not.
    """
    for assembly in not_sent():
        last = days_of(assembly).minutes_due
        yield Due(assembly, last, (last - on).days)


def urgent_minutes(*, on: date) -> list[Due]:
    """Return those of ``due_minutes`` that are late, or nearly."""
    return [due for due in due_minutes(on=on) if due.left <= NEAR.days]


def signatures_of(minutes: Minutes) -> QuerySet[Signature]:
    """Return who signed: chair and secretary first, the others as they signed."""
    place = Case(
        When(role=Signature.Role.CHAIR, then=0),
        When(role=Signature.Role.SECRETARY, then=1),
        default=2,
    )
    return minutes.signatures.select_related("scan").order_by(place, "pk")


def sealed_documents(minutes: Minutes) -> QuerySet[MinutesDocument]:
    """Return the documents that are signed, each with its file and SHA-256."""
    return minutes.documents.select_related("file")


# Letters


def readers_of(minutes: Minutes) -> list[Owner]:
    """Return whom the minutes are sent to: who has a right to vote today."""
    readers = readers_on(timezone.localdate(), of=minutes.assembly)
    return [one.owner for one in readers]


def without_letter(minutes: Minutes, many: int) -> list[Owner]:
    """Return the next readers, at most so many, who have no letter yet."""
    made = set(minutes.letters.values_list("addressee", flat=True))
    return [owner for owner in readers_of(minutes) if owner.pk not in made][:many]


def visible_letters(access: Access) -> QuerySet[MinutesLetter]:
    """Return the letters this person may read: his own, or all of them."""
    found = on_their_way(MinutesLetter.objects.all())
    if access.allows(Permission.SEND_LETTERS):
        return found
    return found.filter(addressee__in=access.own_owners)
