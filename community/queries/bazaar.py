"""What stands in the bazaar, who is next to get it, and what one asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from buildings.models import Module
from community.drawing import drawn
from community.giving import Asked, line
from community.kinds import Kind
from community.models import Ask, Item, Neighbour, Post, Reservation
from community.models.bazaar import State
from community.queries.posts import Card, apart, cards, shown_to, written_by

__all__ = [
    "Offer",
    "Wanted",
    "asked_by",
    "cards_of_things",
    "offer_of",
    "own_things",
    "states_of",
    "things",
    "waiting",
]

MOST = 100
LEVELS = {State.FREE: "ok", State.RESERVED: "warn", State.HANDED: "plain"}


def things(
    me: Neighbour, *, kind: str = "", category: str = "", free: bool = False
) -> QuerySet[Post]:
    """Return the things that ``me`` sees; ``free``: only what is still to be had."""
    rows = shown_to(me, [Module.BAZAAR]).filter(item__isnull=False)
    if kind:
        rows = rows.filter(kind=kind)
    if category:
        rows = rows.filter(item__category=category)
    if free:
        held = Reservation.objects.holding().filter(item__post=OuterRef("pk"))
        rows = rows.exclude(Exists(held))
    return rows


def cards_of_things(posts: Sequence[Post], *, me: Neighbour) -> list[Card]:
    """Return the things of a page as cards that say how each stands: three statements."""
    states = states_of([post.pk for post in posts])
    return [
        replace(card, badges=((LEVELS[state], state.label),))
        for card in cards(posts, me=me)
        for state in [states.get(card.post.pk, State.FREE)]
    ]


def states_of(posts: Sequence[int]) -> dict[int, State]:
    """Return how those of these posts stand that are not free."""
    rows = Reservation.objects.holding().filter(item__post__in=posts)
    return {row.item.post_id: row.state for row in rows.select_related("item")}


@dataclass(frozen=True, slots=True)
class Offer:
    """A thing, for whom it is kept, and who is next.

    ``reservation``: None while it is free. ``waiting``: who stands in line behind it.
    ``mine``: one's own ask, while it stands; ``place``: in that line, from 1.
    ``draw``: all who took part, as drawn; empty before it was held.
    """

    item: Item
    reservation: Reservation | None
    waiting: list[Ask]
    mine: Ask | None
    place: int | None
    draw: list[Ask]

    @property
    def state(self) -> State:
        return self.reservation.state if self.reservation else State.FREE

    @property
    def level(self) -> str:
        return LEVELS[self.state]

    @property
    def is_handed(self) -> bool:
        return self.state == State.HANDED

    @property
    def comes_back(self) -> bool:
        return self.item.post.kind == Kind.KEEP

    @property
    def is_gone(self) -> bool:
        """Whether nobody can ask for it any more."""
        return self.is_handed and not self.comes_back

    @property
    def is_for_me(self) -> bool:
        held = self.reservation
        return bool(held and self.mine and held.ask_id == self.mine.pk)

    @property
    def is_in_draw(self) -> bool:
        """Whether one's own ask came in time for the draw."""
        until = self.item.asks_until
        return bool(self.mine and until and self.mine.asked_at <= until)

    @property
    def listed(self) -> list[Ask]:
        """Return who waits, for the giver: nobody's place is known before the draw."""
        if self.item.waits_for_draw:
            return sorted(self.waiting, key=lambda row: (row.asked_at, row.pk))
        return self.waiting

    @property
    def is_still_asked(self) -> bool:
        """Whether the draw is open: who asks now takes part in it."""
        item = self.item
        return item.waits_for_draw and item.asks_until > timezone.now()


def offer_of(post: Post, *, me: Neighbour) -> Offer | None:
    """Return how a thing stands for ``me``: three statements. None: it is no thing."""
    item = Item.objects.filter(post=post).select_related("post__author").first()
    if item is None:
        return None
    held = item.reservations.holding().select_related("ask__neighbour").first()
    asks = _asks(item)
    behind = _behind(asks, item, held)
    mine = next((row for row in asks if row.neighbour_id == me.pk), None)
    if mine and mine.ended_at:
        mine = None
    place = behind.index(mine) + 1 if mine in behind else None
    return Offer(item, held, behind, mine, place, _draw(asks, item))


def waiting(item: Item) -> list[Ask]:
    """Return who is next to get a thing, in this order: without who has it.

    Nobody who has left, or whom the giver does not see.
    """
    held = item.reservations.holding().first()
    return _behind(_asks(item), item, held)


def _asks(item: Item) -> list[Ask]:
    """Return all asks; ``is_apart``: the giver and he do not see each other."""
    away = apart(item.post.author, of="neighbour")
    marked = ExpressionWrapper(away, output_field=BooleanField())
    return list(item.asks.select_related("neighbour").annotate(is_apart=marked))


def _behind(asks: list[Ask], item: Item, held: Reservation | None) -> list[Ask]:
    found = {
        row.uuid: row
        for row in asks
        if row.ended_at is None
        and row.neighbour.left_at is None
        and not row.is_apart
        and not (held and held.ask_id == row.pk)
    }
    asked = [Asked(row.uuid, row.asked_at) for row in found.values()]
    order = line(asked, number=item.number, until=item.asks_until)
    return [found[number] for number in order]


def _draw(asks: list[Ask], item: Item) -> list[Ask]:
    if item.drawn_at is None:
        return []
    found = {row.uuid: row for row in asks if row.asked_at <= item.asks_until}
    return [found[number] for number in drawn(found, number=item.number)]


def own_things(me: Neighbour) -> list[Card]:
    """Return what ``me`` offers and has offered, as cards, the latest first."""
    rows = written_by(me).of(Module.BAZAAR).filter(item__isnull=False)
    found = cards_of_things(rows.select_related("author")[:MOST], me=me)
    ended = (("plain", _("No longer shown")),)
    return [
        replace(card, badges=card.badges + ended)
        if card.post.closed_at or card.post.hidden_at
        else card
        for card in found
    ]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What ``me`` asked for, how it stands, and whether it is kept for ``me``."""

    ask: Ask
    post: Post
    is_mine: bool
    state: State


def asked_by(me: Neighbour) -> list[Wanted]:
    """Return what ``me`` asked for and still stands there: three statements."""
    shown = shown_to(me, [Module.BAZAAR]).order_by().values("pk")
    rows = Ask.objects.filter(neighbour=me, ended_at=None, item__post__in=shown)
    asks = list(rows.select_related("item__post").order_by("-asked_at")[:MOST])
    held = {
        row.item_id: row
        for row in Reservation.objects.holding().filter(
            item__in=[ask.item_id for ask in asks]
        )
    }
    return [_wanted(ask, held.get(ask.item_id)) for ask in asks]


def _wanted(ask: Ask, held: Reservation | None) -> Wanted:
    is_mine = held is not None and held.ask_id == ask.pk
    return Wanted(ask, ask.item.post, is_mine, held.state if held else State.FREE)
