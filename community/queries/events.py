"""Who comes to what, and what comes next."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from buildings.models import Module
from community.models import Coming, Event, Neighbour
from community.queries.posts import apart, shown_to

__all__ = ["Gathering", "coming_up", "gathering"]


@dataclass(frozen=True, slots=True)
class Gathering:
    """``coming``, ``perhaps``: the answers that ``me`` sees; ``people``: who come in all.

    ``left``: places; None: for all. ``mine``: one's own answer.
    """

    event: Event
    coming: list[Coming]
    perhaps: list[Coming]
    people: int
    left: int | None
    mine: Coming | None
    is_over: bool


def gathering(event: Event, *, me: Neighbour) -> Gathering:
    """Return who comes: two statements. Who is blocked counts and is not named."""
    rows = list(
        event.answers.filter(neighbour__left_at=None).select_related("neighbour")
    )
    people = sum(row.people for row in rows if row.answer == Coming.Answer.YES)
    away = Neighbour.objects.filter(apart(me, of="pk"))
    unseen = set(away.values_list("pk", flat=True))
    named = [row for row in rows if row.neighbour_id not in unseen]
    return Gathering(
        event,
        [row for row in named if row.answer == Coming.Answer.YES],
        [row for row in named if row.answer == Coming.Answer.MAYBE],
        people,
        None if event.seats is None else max(event.seats - people, 0),
        next((row for row in rows if row.neighbour_id == me.pk), None),
        event.ends_at <= timezone.now(),
    )


def coming_up(me: Neighbour) -> QuerySet[Event]:
    """Return the events that are still to end, the next one first."""
    posts = shown_to(me, [Module.NOTICES]).order_by().values("pk")
    rows = Event.objects.filter(post__in=posts, ends_at__gt=timezone.now())
    return rows.select_related("post__author").order_by("begins_at", "pk")
