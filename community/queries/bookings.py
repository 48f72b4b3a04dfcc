"""Which things, rooms and bookings somebody sees; what counts for a quota."""

from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from buildings.access import Access, Permission
from buildings.models import (
    Grant,
    HoldingMember,
    Lot,
    Module,
    Owner,
    Ownership,
    Role,
)
from community.booking import Problem, Span, problems
from community.kinds import Kind
from community.models import Bookable, Booking, Neighbour, Post, Waiting
from community.queries.posts import apart, searched
from koprogo.tenancy import current_tenant_id

__all__ = [
    "BOOKED",
    "bookables",
    "bookings_between",
    "bookings_seen",
    "catalogue",
    "home_lot",
    "is_keeper",
    "keepers_of_rooms",
    "own_things",
    "problems_of",
    "waiting_of",
]

KINDS = {Module.LENDING: Kind.THING, Module.ROOMS: Kind.ROOM}
#: the modules of what is booked
BOOKED = tuple(KINDS)
COUNTED = (*Booking.HOLDING, Booking.State.RETURNED)


def _with_state(found: QuerySet[Bookable]) -> QuerySet[Bookable]:
    """Add ``is_out``: whether somebody has it, whatever was agreed."""
    out = Booking.objects.out().filter(bookable=OuterRef("pk"))
    return found.select_related("post__author__user").annotate(is_out=Exists(out))


def bookables(me: Neighbour, module: Module, *, q: str = "") -> QuerySet[Bookable]:
    """Return what he sees of a module: things of those who are here, or the rooms.

    A room is the building's: it is there whoever wrote it. ``q``: words in them.
    """
    posts = searched(Post.objects.of(module).shown(timezone.localdate()), q)
    if module == Module.LENDING:
        posts = posts.exclude(apart(me))
    kind = KINDS[module]
    return _with_state(
        Bookable.objects.filter(post__in=posts.values("pk"), post__kind=kind)
    )


def catalogue(
    me: Neighbour, *, q: str = "", category: str = "", is_here: bool = False
) -> QuerySet[Bookable]:
    """Return the things that he can borrow or lends, by name, as he searches them."""
    found = bookables(me, Module.LENDING, q=q)
    if category:
        found = found.filter(category=category)
    if is_here:
        found = found.filter(is_out=False)
    return found


def own_things(me: Neighbour) -> QuerySet[Bookable]:
    """Return the things that he lends, those that he lends no more last."""
    things = Bookable.objects.filter(post__author=me, post__kind=Kind.THING)
    return _with_state(things).order_by("post__closed_at", "post__title", "pk")


def is_keeper(me: Neighbour, booking: Booking, access: Access) -> bool:
    """Whether he answers a booking: it is his thing, or he keeps the rooms."""
    if booking.bookable.is_room:
        return access.allows(Permission.SWITCH_MODULES)
    return booking.bookable.post.author_id == me.pk


def bookings_seen(me: Neighbour, access: Access) -> QuerySet[Booking]:
    """Return his own, those of his things, and those of rooms when he keeps them.

    They stay when the thing is lent no more, or the two have nothing to do with each
    other any more: what is out must come back.
    """
    seen = Q(neighbour=me) | Q(bookable__post__author=me, bookable__post__kind="thing")
    if access.allows(Permission.SWITCH_MODULES):
        seen |= Q(bookable__post__kind="room")
    return Booking.objects.filter(
        seen, bookable__post__module__in=access.building.modules
    ).select_related("bookable__post__author__user", "neighbour__user")


def keepers_of_rooms() -> QuerySet[Neighbour]:
    """Return those of the council who take part."""
    council = Grant.objects.on(timezone.localdate()).filter(
        tenant=current_tenant_id(), role=Role.COUNCIL
    )
    return Neighbour.objects.here().filter(user__in=council.values("user"))


def waiting_of(me: Neighbour, access: Access) -> QuerySet[Waiting]:
    """Return the times that he waits for and that have not begun."""
    return Waiting.objects.filter(
        neighbour=me,
        begins_at__gt=timezone.now(),
        bookable__post__module__in=access.building.modules,
    ).select_related("bookable__post")


def bookings_between(bookable: Bookable, begin: date, end: date) -> QuerySet[Booking]:
    """Return what holds it on the days [begin, end), in order."""
    first, last = (_midnight(day) for day in (begin, end))
    return bookable.bookings.holding().within(first, last).order_by("begins_at")


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def home_lot(me: Neighbour, *, on: date) -> Lot | None:
    """Return the lot whose quota is his: of those that he holds the one of most shares.

    None: he holds none, as an occupant or where there are no lots; he counts alone.
    """
    # Each step names the tenant, and is small before the next one looks at it.
    mine = Owner.objects.filter(user=me.user_id)
    held = Ownership.objects.on(on).filter(
        holding__in=HoldingMember.objects.filter(owner__in=mine).values("holding")
    )
    return (
        Lot.objects.filter(pk__in=held.values("lot"))
        .order_by("-shares", "position")
        .first()
    )


def problems_of(
    bookable: Bookable, asked: Span, *, me: Neighbour, lot: Lot | None, now: datetime
) -> list[Problem]:
    """Return all that speaks against a booking of his; ``asked`` knows its zone."""
    taken = bookable.bookings.holding().within(asked.begin, asked.end)
    return problems(
        asked,
        now=timezone.localtime(now),
        rules=bookable.rules,
        taken=[row.span for row in taken],
        used=_used(bookable, asked, me=me, lot=lot) if bookable.quota else 0,
    )


def _used(bookable: Bookable, asked: Span, *, me: Neighbour, lot: Lot | None) -> int:
    """Return the minutes that he and his have booked in the month in which it begins."""
    first = asked.begin.date().replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    rows = bookable.bookings.filter(
        Q(lot=lot) if lot else Q(neighbour=me),
        state__in=COUNTED,
        begins_at__gte=_midnight(first),
        begins_at__lt=_midnight(following),
    )
    return sum(row.span.minutes for row in rows)
