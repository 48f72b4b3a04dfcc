"""The steps of an exchange, from asking to its end; none is taken twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community.errors.hours import (
    AskedAlready,
    BeyondLimit,
    Blocked,
    ChangedMeanwhile,
    DoneLater,
    NoMediator,
    NotNow,
    OwnPost,
    TooLong,
    Undone,
)
from community.kinds import Kind
from community.models import Block, HoursExchange, HoursTransfer, Neighbour, Post
from community.queries.hours.integrity import verify
from community.services.hours import disputes, exchanges, leaving
from community.services.hours.forgetting import forget_words
from community.services.hours.leaving import leave_hours
from community.tasks import confirm_hours
from koprogo.audit.models import AuditEvent
from koprogo.notifications.models import Delivery
from tests.community.hours import making
from tests.community.hours.making import balance, confirm, say_done

SATURDAY = {"text": "On Saturday?"}


@pytest.fixture
def omar(neighbours):
    return neighbours["omar"]


@pytest.fixture
def otto(neighbours):
    return neighbours["otto"]


def told():
    """Return who was told of what, in order."""
    rows = Delivery.objects.order_by("pk").values_list("event", "address")
    return [
        (event.split(":")[0].removeprefix("neighbours-"), address.split("@")[0])
        for event, address in rows
    ]


def test_from_asking_to_counting(omar, otto):
    row = making.confirmed(omar, otto, 90)
    assert (row.state, balance(omar), balance(otto)) == ("confirmed", 90, -90)
    assert row.giver_confirmed_at
    assert row.receiver_confirmed_at
    assert not row.by_silence
    assert told() == [
        ("hours-asked", "omar"),
        ("hours-accepted", "otto"),
        ("hours-done", "otto"),
    ]
    assert verify() == []


def test_none_of_it_is_in_the_history_which_the_syndic_reads(omar, otto):
    before = AuditEvent.objects.count()
    making.confirmed(omar, otto)
    assert AuditEvent.objects.count() == before


def test_who_looks_for_something_receives_and_who_answers_gives(omar, otto):
    wish = making.offered(omar, Kind.WISH)
    row = exchanges.ask(wish, **SATURDAY, me=otto, by=otto.user)
    assert (row.giver, row.receiver, row.asked_by) == (otto, omar, otto)


def test_nobody_asks_himself_nor_twice(omar, otto):
    post = making.offered(omar)
    with pytest.raises(OwnPost):
        exchanges.ask(post, **SATURDAY, me=omar, by=omar.user)
    row = exchanges.ask(post, **SATURDAY, me=otto, by=otto.user)
    with pytest.raises(AskedAlready):
        exchanges.ask(post, **SATURDAY, me=otto, by=otto.user)
    exchanges.decline(row, answer="", me=omar, by=omar.user)
    exchanges.ask(post, **SATURDAY, me=otto, by=otto.user)


def test_what_has_ended_and_who_is_avoided_is_not_asked(omar, otto):
    post = making.offered(omar)
    block = Block.objects.create(neighbour=omar, blocked=otto)
    with pytest.raises(Blocked):
        exchanges.ask(post, **SATURDAY, me=otto, by=otto.user)
    block.delete()
    for changed in (
        {"closed_at": timezone.now()},
        {"closed_at": None, "expires_on": timezone.localdate() - timedelta(days=1)},
    ):
        Post.objects.filter(pk=post.pk).update(**changed)
        with pytest.raises(NotNow):
            exchanges.ask(post, **SATURDAY, me=otto, by=otto.user)


def test_each_step_is_for_one_of_both(omar, otto, neighbours):
    row = making.asked(omar, otto)
    for me in (otto, neighbours["clara"]):
        with pytest.raises(NotNow):
            exchanges.accept(row, answer="", me=me, by=me.user)
    with pytest.raises(NotNow):
        exchanges.withdraw(row, me=omar, by=omar.user)
    exchanges.accept(row, answer="", me=omar, by=omar.user)
    for act in (exchanges.accept, exchanges.decline):
        with pytest.raises(NotNow):
            act(row, answer="", me=omar, by=omar.user)
    row = say_done(row, omar, 60)
    with pytest.raises(NotNow):
        confirm(row, omar)
    with pytest.raises(NotNow):
        exchanges.withdraw(row, me=otto, by=otto.user)
    confirm(row, otto)
    with pytest.raises(NotNow):
        confirm(row, otto)
    with pytest.raises(NotNow):
        say_done(row, otto, 30)
    assert balance(omar) == 60


def test_the_other_may_name_another_duration_which_is_confirmed_in_turn(omar, otto):
    row = making.done(omar, otto, 90)
    shown = row.minutes
    row = say_done(row, otto, 60)
    with pytest.raises(NotNow):
        confirm(row, otto)
    with pytest.raises(ChangedMeanwhile):
        exchanges.confirm(row, minutes=shown, me=omar, by=omar.user)
    confirm(row, omar)
    assert balance(omar) == 60
    assert told()[-2:] == [("hours-done", "otto"), ("hours-done", "omar")]


@pytest.mark.parametrize("minutes", [0, -1, 1441])
def test_how_long_one_exchange_may_take(omar, otto, minutes):
    with pytest.raises(TooLong):
        say_done(making.accepted(omar, otto), omar, minutes)


@pytest.mark.parametrize("days", [1, -1])
def test_the_day_lies_between_asking_and_now(omar, otto, days):
    row = making.accepted(omar, otto)
    day = timezone.localdate() + timedelta(days=days)
    with pytest.raises(DoneLater):
        exchanges.say_done(row, minutes=60, done_on=day, me=omar, by=omar.user)


def test_beyond_a_limit_nothing_is_counted_and_it_stays_to_be_confirmed(omar, otto):
    making.limited(floor=-60, ceiling=600)
    row = making.done(omar, otto, 61)
    with pytest.raises(BeyondLimit) as refused:
        confirm(row, otto)
    assert refused.value.is_own
    row.refresh_from_db()
    assert (row.state, balance(omar)) == ("done", 0)


# Silence


@pytest.mark.parametrize(("days", "state"), [(13, "done"), (14, "confirmed")])
def test_silence_confirms_after_14_days(omar, otto, days, state):
    row = making.said_before(making.done(omar, otto), days=days)
    assert confirm_hours() == (state == "confirmed")
    row.refresh_from_db()
    assert (row.state, row.by_silence) == (state, state == "confirmed")
    assert balance(omar) == (60 if state == "confirmed" else 0)
    assert confirm_hours() == 0
    assert verify() == []


def test_who_says_nothing_is_reminded_once_after_7_days(omar, otto):
    row = making.said_before(making.done(omar, otto), days=6)
    confirm_hours()
    assert told().count(("hours-reminder", "otto")) == 0
    making.said_before(row, days=7)
    for _night in range(2):
        confirm_hours()
    assert told().count(("hours-reminder", "otto")) == 1


def test_silence_passes_no_limit_and_is_tried_again(omar, otto):
    making.limited(floor=-60)
    row = making.said_before(making.done(omar, otto, 90), days=20)
    assert confirm_hours() == 0
    making.limited(floor=-120)
    assert confirm_hours() == 1
    row.refresh_from_db()
    assert row.state == "confirmed"


def test_nothing_moves_while_hours_are_switched_off(omar, otto):
    from buildings.models import Module
    from tests.community.making import switched_off

    making.said_before(making.done(omar, otto), days=20)
    switched_off(Module.HOURS)
    assert confirm_hours() == 0
    assert balance(omar) == 0


# Mediators


@pytest.fixture
def clara(neighbours):
    making.mediator(neighbours["clara"])
    return neighbours["clara"]


def mediated(row, me, minutes):
    said = {"minutes": minutes, "reasons": "You both remember half of it."}
    return disputes.mediate(row, **said, me=me, by=me.user)


@pytest.mark.parametrize("minutes", [0, 30])
def test_a_mediator_decides_how_much_counts(omar, otto, clara, minutes):
    row = making.disputed(omar, otto, 60)
    assert told()[-2:] == [("hours-disputed", "omar"), ("hours-mediate", "clara")]
    mediated(row, clara, minutes)
    assert (balance(omar), balance(otto)) == (minutes, -minutes)
    with pytest.raises(NotNow):
        mediated(row, clara, minutes)
    assert HoursTransfer.objects.count() == (minutes > 0)
    assert verify() == []


def test_what_is_disputed_counts_by_no_silence(omar, otto):
    making.said_before(making.disputed(omar, otto), days=30)
    assert confirm_hours() == 0


def test_nobody_mediates_for_himself_nor_for_whom_he_avoids(omar, otto, clara):
    own = making.disputed(omar, clara)
    other = making.disputed(omar, otto)
    with pytest.raises(NoMediator):
        mediated(own, clara, 30)
    Block.objects.create(neighbour=otto, blocked=clara)
    with pytest.raises(NoMediator):
        mediated(other, clara, 30)
    for me in (omar, otto):
        with pytest.raises(NoMediator):
            mediated(other, me, 30)


# A mistake


def test_it_is_undone_when_both_agree(omar, otto):
    row = making.confirmed(omar, otto)
    with pytest.raises(NotNow):
        disputes.agree_to_undo(row, me=omar, by=omar.user)
    disputes.ask_to_undo(row, me=omar, by=omar.user)
    assert told()[-1] == ("hours-undo", "otto")
    for act, me in (
        (disputes.ask_to_undo, otto),
        (disputes.agree_to_undo, omar),
    ):
        with pytest.raises(NotNow):
            act(row, me=me, by=me.user)
    disputes.agree_to_undo(row, me=otto, by=otto.user)
    assert (balance(omar), balance(otto)) == (0, 0)
    for act in (disputes.agree_to_undo, disputes.refuse_to_undo):
        with pytest.raises(Undone):
            act(row, me=otto, by=otto.user)
    assert verify() == []


def test_it_stays_when_one_does_not_agree(omar, otto):
    row = making.confirmed(omar, otto)
    disputes.ask_to_undo(row, me=omar, by=omar.user)
    disputes.refuse_to_undo(row, me=otto, by=otto.user)
    with pytest.raises(NotNow):
        disputes.refuse_to_undo(row, me=otto, by=otto.user)
    disputes.ask_to_undo(row, me=otto, by=otto.user)
    assert balance(omar) == 60


def test_what_was_not_counted_is_not_undone(omar, otto, clara):
    row = mediated(making.disputed(omar, otto), clara, 0)
    with pytest.raises(Undone):
        disputes.ask_to_undo(row, me=omar, by=omar.user)


# Leaving


def left(neighbour):
    now = timezone.now()
    Neighbour.objects.filter(pk=neighbour.pk).update(left_at=now)
    return leave_hours(neighbour, now=now)


def test_who_leaves_ends_what_was_agreed_and_settles(omar, otto, clara):
    making.confirmed(omar, otto, 60)
    asked, accepted = making.asked(omar, otto), making.accepted(otto, omar)
    left(otto)
    assert (balance(otto), balance(None)) == (0, -60)
    states = HoursExchange.objects.filter(pk__in=[asked.pk, accepted.pk])
    assert {row.state for row in states} == {"withdrawn"}
    assert left(otto) is None
    assert verify() == []


def test_what_was_done_counts_after_he_left_and_is_settled_at_once(omar, otto):
    making.said_before(making.done(omar, otto, 60), days=14)
    left(otto)
    assert confirm_hours() == 1
    assert (balance(omar), balance(otto), balance(None)) == (60, 0, -60)
    assert verify() == []


def test_who_has_left_mediates_no_more(omar, otto, clara):
    row = making.disputed(omar, otto)
    leaving.leave_hours(clara, now=timezone.now())
    with pytest.raises(NoMediator):
        mediated(row, clara, 30)


# What goes, and what stays


@pytest.mark.parametrize(("days", "stays"), [(364, True), (366, False)])
def test_words_go_after_a_year_and_minutes_stay(omar, otto, clara, days, stays):
    row = mediated(making.disputed(omar, otto, 60), clara, 30)
    forget_words(timezone.now() + timedelta(days=days))
    row.refresh_from_db()
    words = (row.text, row.answer, row.dispute, row.reasons)
    assert all(words) == stays
    assert (row.post is not None) == stays
    assert (row.minutes, balance(omar)) == (30, 30)
    assert forget_words(timezone.now()) == 0
    assert verify() == []
