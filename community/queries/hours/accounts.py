"""The hours of one neighbour: nobody else sees them, the syndic and the council neither."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet, Sum, Window

from community.credits import Limits, Reach
from community.exchanging import State
from community.models import (
    HoursAccount,
    HoursExchange,
    HoursLeg,
    HoursLimits,
    HoursTransfer,
    Neighbour,
)

__all__ = [
    "Line",
    "Standing",
    "limits_now",
    "lines",
    "own_exchanges",
    "standing_of",
    "statement",
    "transfer_of",
    "waiting_for",
]


@dataclass(frozen=True, slots=True)
class Standing:
    """A balance between its limits, in minutes; how near it is to each."""

    balance: int
    limits: Limits

    @property
    def may_owe(self) -> int:
        """How many minutes he may owe at most, without a sign."""
        return -self.limits.floor

    @property
    def is_near_floor(self) -> bool:
        return self.limits.reach(self.balance, -1) != Reach.FREE

    @property
    def is_near_ceiling(self) -> bool:
        return self.limits.reach(self.balance, 1) != Reach.FREE

    def after(self, change: int) -> Reach:
        """Tell what a change of it would lead to."""
        return self.limits.reach(self.balance, change)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a statement. ``other``: "" for the building's common account.

    ``title``: of the post, "" when it is gone. ``balance``: after it.
    """

    made_at: datetime
    kind: str
    label: str
    other: str
    title: str
    minutes: int
    balance: int
    exchange: HoursExchange | None


def limits_now() -> Limits:
    """Return the limits that hold: as the council decided last, or as everywhere."""
    decided = HoursLimits.objects.first()
    return decided.limits if decided else Limits()


def standing_of(me: Neighbour) -> Standing:
    """Return one's own balance: 0 before the first exchange."""
    found = HoursAccount.objects.filter(neighbour=me).values_list("balance", flat=True)
    return Standing(found.first() or 0, limits_now())


def statement(me: Neighbour) -> QuerySet[HoursLeg]:
    """Return one's own lines, the latest first, each with the balance after it."""
    return (
        HoursLeg.objects.filter(account__neighbour=me)
        .select_related(
            "transfer__exchange__post",
            "transfer__exchange__giver",
            "transfer__exchange__receiver",
        )
        .annotate(
            balance=Window(Sum("minutes"), partition_by=F("account"), order_by="pk")
        )
        .order_by("-pk")
    )


def lines(legs: Sequence[HoursLeg], me: Neighbour) -> Iterator[Line]:
    """Yield the lines of a statement."""
    for leg in legs:
        transfer, exchange = leg.transfer, leg.transfer.exchange
        post = exchange.post if exchange else None
        yield Line(
            transfer.made_at,
            transfer.kind,
            transfer.get_kind_display(),
            exchange.other(me).name if exchange else "",
            post.title if post else "",
            leg.minutes,
            leg.balance,
            exchange,
        )


def own_exchanges(me: Neighbour) -> QuerySet[HoursExchange]:
    """Return the exchanges of a neighbour, the latest first."""
    both = ("giver", "receiver", "post")
    return HoursExchange.objects.of(me).select_related(*both).order_by("-pk")


def waiting_for(me: Neighbour) -> list[HoursExchange]:
    """Return the exchanges in which it is his turn."""
    own = own_exchanges(me)
    asked = own.filter(state=State.ASKED).exclude(asked_by=me)
    said = own.filter(state=State.DONE).exclude(said_by=me)
    # In one filter: of the same transfer, not of the mirror that undid it.
    wished = own.filter(
        mirror_asked_by__isnull=False,
        transfers__kind=HoursTransfer.Kind.EXCHANGE,
        transfers__mirror=None,
    ).exclude(mirror_asked_by=me)
    return [*(asked | said).order_by("pk"), *wished.order_by("pk")]


def transfer_of(exchange: HoursExchange) -> HoursTransfer | None:
    """Return what was counted for it, with what undid it; None: nothing was."""
    rows = HoursTransfer.objects.filter(exchange=exchange, kind="exchange")
    return rows.select_related("mirror").first()
