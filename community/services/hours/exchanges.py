"""The steps of an exchange: asked, accepted, done, confirmed. None is taken twice.

What neighbours do among themselves is not in the history of the building.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from community.errors.hours import (
    AskedAlready,
    BeyondLimit,
    Blocked,
    ChangedMeanwhile,
    DoneLater,
    NotNow,
    OwnPost,
    TooLong,
)
from community.exchanging import LONGEST, REMINDER, SILENCE, Act, State
from community.kinds import Kind
from community.models import Block, HoursExchange, Neighbour, Post
from community.notices_hours import About, tell_of
from community.services.hours.counting import count, hold, hold_for
from community.services.hours.ledger import open_account

__all__ = [
    "accept",
    "ask",
    "confirm",
    "confirm_by_silence",
    "decline",
    "find_due",
    "remind_due",
    "say_done",
    "withdraw",
]


@transaction.atomic
def ask(post: Post, *, text: str, me: Neighbour, by) -> HoursExchange:
    """Ask for what a neighbour offers, or offer him what he looks for.

    Raises:
        OwnPost: nobody asks himself.
        NotNow: it has ended meanwhile.
        Blocked: the two have nothing to do with each other.
        AskedAlready: he did before; a second click asks once.
    """
    found = Post.objects.select_for_update(of=["self"]).get(pk=post.pk)
    author = Neighbour.objects.select_related("user").get(pk=found.author_id)
    if author.pk == me.pk:
        raise OwnPost(found)
    _refuse_unavailable(found, me)
    pair = (author, me) if found.kind == Kind.OFFER else (me, author)
    same = HoursExchange.objects.filter(
        post=found, giver=pair[0], receiver=pair[1], state__in=["asked", "accepted"]
    )
    if same.exists():
        raise AskedAlready(found)
    for party in pair:
        open_account(party)
    exchange = HoursExchange.objects.create(
        post=found, giver=pair[0], receiver=pair[1], asked_by=me, text=text
    )
    tell_of(About.ASKED, exchange, to=[author])
    return exchange


def _refuse_unavailable(post: Post, me: Neighbour) -> None:
    shown = Post.objects.shown(timezone.localdate())
    if not shown.filter(pk=post.pk).exists():
        raise NotNow(post)
    either = Q(neighbour=me, blocked=post.author_id) | Q(
        neighbour=post.author_id, blocked=me
    )
    if Block.objects.filter(either).exists():
        raise Blocked(post)


@transaction.atomic
def accept(exchange: HoursExchange, *, answer: str, me: Neighbour, by) -> HoursExchange:
    """Agree to it; both arrange the rest.

    Raises:
        NotNow: see ``hold_for``.
    """
    found = hold_for(exchange, Act.ACCEPT, me=me)
    found.state, found.answer, found.answered_at = (
        State.ACCEPTED,
        answer,
        timezone.now(),
    )
    found.save(update_fields=["state", "answer", "answered_at"])
    tell_of(About.ACCEPTED, found, to=[found.other(me)])
    return found


@transaction.atomic
def decline(
    exchange: HoursExchange, *, answer: str, me: Neighbour, by
) -> HoursExchange:
    """Say no; nothing is counted.

    Raises:
        NotNow: see ``hold_for``.
    """
    found = hold_for(exchange, Act.DECLINE, me=me)
    now = timezone.now()
    found.state, found.answer = State.DECLINED, answer
    found.answered_at = found.ended_at = now
    found.save(update_fields=["state", "answer", "answered_at", "ended_at"])
    tell_of(About.DECLINED, found, to=[found.other(me)])
    return found


@transaction.atomic
def withdraw(exchange: HoursExchange, *, me: Neighbour, by) -> HoursExchange:
    """Call it off, before anybody said that it is done; nothing is counted.

    Raises:
        NotNow: see ``hold_for``.
    """
    found = hold_for(exchange, Act.WITHDRAW, me=me)
    found.state, found.ended_at = State.WITHDRAWN, timezone.now()
    found.save(update_fields=["state", "ended_at"])
    tell_of(About.DECLINED, found, to=[found.other(me)])
    return found


@transaction.atomic
def say_done(
    exchange: HoursExchange, *, minutes: int, done_on: date, me: Neighbour, by
) -> HoursExchange:
    """Say that it is done and how long it took; the other one confirms.

    Whoever is asked to confirm may say other minutes instead: then it is up to the
    other, and 14 days begin anew.

    Raises:
        NotNow: see ``hold_for``.
        TooLong: not between a minute and a day.
        DoneLater: the day is still to come, or before it was asked.
    """
    found = hold_for(exchange, Act.SAY_DONE, me=me)
    if not 1 <= minutes <= LONGEST:
        raise TooLong(minutes)
    asked_on = timezone.localdate(found.asked_at)
    if not asked_on <= done_on <= timezone.localdate():
        raise DoneLater(done_on)
    found.state, found.minutes, found.done_on = State.DONE, minutes, done_on
    found.said_by, found.said_at, found.reminded_at = me, timezone.now(), None
    found.giver_confirmed_at = found.receiver_confirmed_at = None
    _note_word(found, me, found.said_at)
    found.save()
    tell_of(About.DONE, found, to=[found.other(me)], once=_moment(found.said_at))
    return found


@transaction.atomic
def confirm(
    exchange: HoursExchange, *, minutes: int, me: Neighbour, by
) -> HoursExchange:
    """Agree to the minutes that the other one said: they are counted now, once.

    ``minutes``: as shown to who confirms.

    Raises:
        NotNow: see ``hold_for``.
        ChangedMeanwhile: the other one said other minutes since.
        BeyondLimit: it would pass a limit of one of them.
    """
    found = hold_for(exchange, Act.CONFIRM, me=me)
    if found.minutes != minutes:
        raise ChangedMeanwhile(found)
    now = timezone.now()
    _note_word(found, me, now)
    _end(found, now, by=me)
    return found


def _note_word(exchange: HoursExchange, me: Neighbour, now: datetime) -> None:
    if exchange.giver_id == me.pk:
        exchange.giver_confirmed_at = now
    else:
        exchange.receiver_confirmed_at = now


def _end(exchange: HoursExchange, now: datetime, *, by: Neighbour | None) -> None:
    count(exchange, by=by)
    exchange.state, exchange.ended_at = State.CONFIRMED, now
    exchange.save(
        update_fields=[
            "state",
            "ended_at",
            "giver_confirmed_at",
            "receiver_confirmed_at",
        ]
    )


def find_due(now: datetime) -> list[HoursExchange]:
    """Return what nobody answered for 14 days."""
    due = HoursExchange.objects.filter(state=State.DONE, said_at__lte=now - SILENCE)
    return list(due.order_by("pk"))


@transaction.atomic
def confirm_by_silence(exchange: HoursExchange, *, now: datetime) -> bool:
    """Count it, if it still waits; return whether it was counted.

    What would pass a limit stays as it is, and is tried again the next night.
    """
    found = hold(exchange)
    if found.state != State.DONE or found.said_at > now - SILENCE:
        return False
    try:
        with transaction.atomic():
            _end(found, now, by=None)
    except BeyondLimit:
        return False
    return True


def remind_due(now: datetime) -> int:
    """Remind, once, who has not confirmed for 7 days; return how many."""
    due = HoursExchange.objects.filter(
        state=State.DONE,
        reminded_at=None,
        said_at__lte=now - REMINDER,
        said_at__gt=now - SILENCE,
    )
    rows = list(
        due.select_for_update(of=["self"], skip_locked=True)
        .select_related("giver__user", "receiver__user", "said_by")
        .order_by("pk")
    )
    for row in rows:
        silent, once = row.other(row.said_by), _moment(row.said_at)
        tell_of(About.REMINDER, row, to=[silent], once=once)
    due.filter(pk__in=[row.pk for row in rows]).update(reminded_at=now)
    return len(rows)


def _moment(when: datetime) -> str:
    return str(int(when.timestamp()))
