"""What neighbours know of the person who asks: what he wrote and offered himself."""

from collections.abc import Iterator

from django.db.models import F, Q

from buildings.access import BUILDINGS
from buildings.models import Grant
from community.models import (
    Ask,
    Block,
    Bookable,
    Booking,
    CalendarFeed,
    Coming,
    Comment,
    HoursAccount,
    HoursExchange,
    HoursLeg,
    HoursMediator,
    Item,
    Message,
    Neighbour,
    Post,
    Report,
    Reservation,
    Review,
    Skill,
    Waiting,
)
from koprogo.slots import Personal, PersonalData, PersonalTable
from koprogo.tenancy import current_tenant_id, enter
from koprogo.tenancy.models import Tenant

__all__ = ["DATA"]


def places(user) -> list[int]:
    """Return the buildings where he takes part, or did."""
    tenants = Tenant.objects.filter(
        pk__in=Grant.objects.filter(user=user).values("tenant"),
        kind__in=BUILDINGS,
    )
    found = []
    for tenant in tenants:
        with enter(tenant.pk, by=user):
            if Neighbour.objects.filter(user=user).exists():
                found.append(tenant.pk)
    return found


def here(user) -> Iterator[Personal]:
    me = Neighbour.objects.filter(user=user)
    if not me.exists():
        return
    yield PersonalTable(
        "neighbour",
        me.values(
            *("name", "where", "about", "is_listed", "mails"),
            *("joined_at", "left_at"),
        ),
    )
    yield PersonalTable(
        "neighbour_posts",
        Post.objects.filter(author__in=me)
        .order_by("pk")
        .values("module", "kind", "title", "text", "created_at", "closed_at"),
    )
    yield PersonalTable(
        "neighbour_comments",
        Comment.objects.filter(author__in=me)
        .order_by("pk")
        .values("text", "created_at", post_title=F("post__title")),
    )
    yield PersonalTable(
        "neighbour_messages",
        Message.objects.filter(Q(sender__in=me) | Q(receiver__in=me))
        .order_by("pk")
        .values("text", "sent_at", by=F("sender__name"), to=F("receiver__name")),
    )
    yield PersonalTable(
        "neighbour_events",
        Coming.objects.filter(neighbour__in=me)
        .order_by("pk")
        .values("answer", "people", "answered_at", event_title=F("event__post__title")),
    )
    yield PersonalTable(
        "neighbour_reports",
        Report.objects.filter(reporter__in=me)
        .order_by("pk")
        .values("reason", "text", "created_at", "outcome", "reasons"),
    )
    yield PersonalTable(
        "neighbour_blocks",
        Block.objects.filter(neighbour__in=me)
        .order_by("pk")
        .values("since", who=F("blocked__name")),
    )
    yield from _bookings(me)
    yield from hours(me)
    yield from _given(me)


def _bookings(me) -> Iterator[Personal]:
    """Yield what he lends and has booked, and what he said about it."""
    title = F("bookable__post__title")
    yield PersonalTable(
        "neighbour_things",
        Bookable.objects.filter(post__author__in=me)
        .order_by("pk")
        .values(
            "category", "condition", "conditions", "deposit", title=F("post__title")
        ),
    )
    yield PersonalTable(
        "neighbour_bookings",
        Booking.objects.filter(neighbour__in=me)
        .order_by("pk")
        .values(
            *("begins_at", "ends_at", "state", "note", "created_at", "taken_at"),
            *("brought_at", "back_at", "damage"),
            title=title,
            lot_code=F("lot__code"),
        ),
    )
    yield PersonalTable(
        "neighbour_waiting",
        Waiting.objects.filter(neighbour__in=me)
        .order_by("pk")
        .values("begins_at", "ends_at", "asked_at", title=title),
    )
    yield PersonalTable(
        "neighbour_reviews",
        Review.objects.filter(author__in=me)
        .order_by("pk")
        .values(
            *("verdict", "text", "written_at", "is_by_owner"),
            title=F("booking__bookable__post__title"),
        ),
    )
    yield PersonalTable(
        "neighbour_calendars",
        CalendarFeed.objects.filter(
            tenant=current_tenant_id(), neighbour__in=me.values("uuid")
        )
        .order_by("pk")
        .values("made_at"),
    )


def _given(me) -> Iterator[Personal]:
    """Yield what he gave and asked for, and what he can do."""
    yield PersonalTable(
        "neighbour_items",
        Item.objects.filter(post__author__in=me)
        .order_by("pk")
        .values(
            *("category", "condition", "wanted", "how", "asks_until", "drawn_at"),
            title=F("post__title"),
        ),
    )
    yield PersonalTable(
        "neighbour_asks",
        Ask.objects.filter(neighbour__in=me)
        .order_by("pk")
        .values("asked_at", "ended_at", title=F("item__post__title")),
    )
    yield PersonalTable(
        "neighbour_reservations",
        Reservation.objects.filter(ask__neighbour__in=me)
        .order_by("pk")
        .values(
            *("since", "handed_at", "taken_at", "ended_at"),
            title=F("item__post__title"),
        ),
    )
    yield PersonalTable(
        "neighbour_skills",
        Skill.objects.filter(post__author__in=me)
        .order_by("pk")
        .values("categories", "terms", "languages", title=F("post__title")),
    )


def hours(me) -> Iterator[Personal]:
    """Yield one's own hours: the balance, each line of it, and the exchanges."""
    yield PersonalTable(
        "neighbour_hours",
        HoursAccount.objects.filter(neighbour__in=me).values("balance", "opened_at"),
    )
    yield PersonalTable(
        "neighbour_hours_lines",
        HoursLeg.objects.filter(account__neighbour__in=me)
        .order_by("pk")
        .values("minutes", made_at=F("transfer__made_at"), kind=F("transfer__kind")),
    )
    yield PersonalTable(
        "neighbour_exchanges",
        HoursExchange.objects.filter(Q(giver__in=me) | Q(receiver__in=me))
        .order_by("pk")
        .values(
            *("state", "text", "answer", "minutes", "done_on", "dispute", "reasons"),
            *("asked_at", "ended_at"),
            gave=F("giver__name"),
            received=F("receiver__name"),
            about=F("post__title"),
        ),
    )
    yield PersonalTable(
        "neighbour_mediating",
        HoursMediator.objects.filter(neighbour__in=me)
        .order_by("pk")
        .values("offered_at", "named_at", "ended_at"),
    )


DATA = PersonalData(places=places, here=here)
