"""Exchanges of hours between neighbours of Les Acacias, made without the pages."""

from contextlib import contextmanager
from datetime import date, timedelta
from uuid import uuid4

from django.utils import timezone

from community.kinds import Kind
from community.models import (
    HoursAccount,
    HoursExchange,
    HoursLimits,
    HoursMediator,
    HoursPost,
    Neighbour,
    Post,
)
from community.services.hours import disputes, exchanges, ledger, limits
from koprogo.tenancy import enter
from tests import cast
from tests.community import making

TODAY = date(2026, 1, 5)


@contextmanager
def inside(by=None):
    """Les Acacias, entered as the system."""
    with enter(cast.tenant().pk, by=by):
        yield


def offered(author: Neighbour, kind: Kind = Kind.OFFER, **said) -> Post:
    """Let somebody offer, or look for, help with computers."""
    category = said.pop("category", HoursPost.Category.COMPUTER)
    post = making.posted(author, kind, **said)
    HoursPost.objects.create(post=post, category=category)
    return post


def asked(giver: Neighbour, receiver: Neighbour, **said) -> HoursExchange:
    """Let ``receiver`` ask for what ``giver`` offers."""
    text = {"text": "On Saturday?"} | said
    return exchanges.ask(offered(giver), **text, me=receiver, by=receiver.user)


def accepted(giver: Neighbour, receiver: Neighbour) -> HoursExchange:
    row = asked(giver, receiver)
    return exchanges.accept(row, answer="Gladly.", me=giver, by=giver.user)


def done(giver: Neighbour, receiver: Neighbour, minutes: int = 60) -> HoursExchange:
    """Let ``giver`` say that it is done; ``receiver`` is to confirm."""
    return say_done(accepted(giver, receiver), giver, minutes)


def say_done(row: HoursExchange, me: Neighbour, minutes: int) -> HoursExchange:
    return exchanges.say_done(
        row, minutes=minutes, done_on=timezone.localdate(), me=me, by=me.user
    )


def confirmed(
    giver: Neighbour, receiver: Neighbour, minutes: int = 60
) -> HoursExchange:
    row = done(giver, receiver, minutes)
    return confirm(row, receiver)


def confirm(row: HoursExchange, me: Neighbour) -> HoursExchange:
    return exchanges.confirm(row, minutes=row.minutes, me=me, by=me.user)


def disputed(giver: Neighbour, receiver: Neighbour, minutes: int = 60) -> HoursExchange:
    return disputes.dispute(
        done(giver, receiver, minutes),
        reason="It was half an hour.",
        me=receiver,
        by=receiver.user,
    )


def given(giver: Neighbour, receiver: Neighbour, minutes: int):
    """Post a transfer alone, of an exchange made for it."""
    for party in (giver, receiver):
        ledger.open_account(party)
    exchange = HoursExchange.objects.create(
        post=offered(giver),
        giver=giver,
        receiver=receiver,
        asked_by=receiver,
        state="confirmed",
        minutes=minutes,
        done_on=TODAY,
        said_by=giver,
        said_at=timezone.now(),
        giver_confirmed_at=timezone.now(),
        answered_at=timezone.now(),
        ended_at=timezone.now(),
    )
    return ledger.transfer(exchange, by=None)


def said_before(row: HoursExchange, **since) -> HoursExchange:
    """Let it be so long ago that somebody said it is done."""
    moment = timezone.now() - timedelta(**since)
    HoursExchange.objects.filter(pk=row.pk).update(said_at=moment)
    row.refresh_from_db()
    return row


def limited(floor: int = -720, ceiling: int = 2400, near: int = 180) -> HoursLimits:
    return limits.change_limits(
        floor=floor,
        ceiling=ceiling,
        near=near,
        decided_on=TODAY,
        decision="Council of 5 January, point 3",
        uuid=uuid4(),
        by=cast.user("clara"),
    )


def mediator(neighbour: Neighbour) -> HoursMediator:
    row = limits.offer_to_mediate(neighbour, by=neighbour.user)
    return limits.name_mediator(row, decision="Council, point 4", by=cast.user("clara"))


def balance(neighbour: Neighbour | None) -> int:
    """Return a balance; None: of the common account."""
    row = HoursAccount.objects.filter(neighbour=neighbour).first()
    return row.balance if row else 0
