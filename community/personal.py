"""What neighbours know of the person who asks: what he wrote and offered himself."""

from collections.abc import Iterator

from django.db.models import F, Q

from buildings.models import Grant
from community.models import (
    Ask,
    Block,
    Coming,
    Comment,
    Item,
    Message,
    Neighbour,
    Post,
    Report,
    Reservation,
    Skill,
)
from koprogo.slots import Personal, PersonalData, PersonalTable
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant

__all__ = ["DATA"]


def places(user) -> list[int]:
    """Return the buildings where he takes part, or did."""
    tenants = Tenant.objects.filter(
        pk__in=Grant.objects.filter(user=user).values("tenant"),
        kind=Tenant.Kind.CO_OWNERSHIP,
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


DATA = PersonalData(places=places, here=here)
