"""The log of a meeting: what is refused, repeated, chained, and at the same moment."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from governance.errors.meeting import EventRefused, NoRoll
from governance.meeting.chain import digests
from governance.models import CountedBallot, MeetingEvent
from governance.queries import meeting as queries
from governance.queries.meeting import as_event, meeting_at, meeting_of
from governance.queries.roll import frozen_roll
from governance.services.ballots import cast_ballots
from governance.services.log import add_event
from koprogo.tenancy import enter
from tests import cast
from tests.governance.factories import (
    CLARA,
    OMAR,
    arrive,
    close_item,
    convened,
    leave,
    line,
    open_item,
    opened,
    vote,
    voter,
    with_roll,
)
from tests.sql import refused
from tests.together import at_once, outcomes


def log(assembly):
    rows = MeetingEvent.objects.filter(assembly=assembly).order_by("number")
    return [(row.number, row.kind) for row in rows]


def test_an_event_that_cannot_follow_changes_nothing(acacias):
    assembly = with_roll()
    with pytest.raises(EventRefused) as error:
        leave(assembly, OMAR)
    assert (error.value.code, log(assembly)) == ("not-present", [])


def test_there_is_no_log_without_a_roll(acacias):
    assembly = convened()
    with pytest.raises(NoRoll):
        arrive(assembly, OMAR)


def test_the_same_tap_counts_once(acacias):
    assembly, tap = with_roll(), uuid4()
    body = {"person": voter(OMAR), "way": "room"}
    first = add_event(assembly, "arrived", body, by=None, client_id=tap)
    again = add_event(assembly, "arrived", body, by=None, client_id=tap)
    assert (first, log(assembly)) == (again, [(1, "arrived")])


def test_time_never_goes_back(acacias):
    assembly = with_roll()
    first = arrive(assembly, OMAR)
    earlier = first.at - timedelta(hours=1)
    body = {"person": voter(CLARA), "way": "room"}
    second = add_event(assembly, "arrived", body, by=None, at=earlier)
    assert second.at == first.at


def test_the_chain_is_that_of_the_rules(acacias):
    assembly = opened()
    rows = list(MeetingEvent.objects.filter(assembly=assembly))
    found = digests(frozen_roll(assembly), map(as_event, rows))
    assert [row.digest for row in rows] == found
    assert [row.previous for row in rows[1:]] == found[:-1]


def test_a_meeting_at_an_earlier_moment(acacias):
    assembly = opened()
    leave(assembly, OMAR)
    assert len(meeting_at(assembly, 2).represented) == 2
    assert len(meeting_of(assembly).represented) == 2
    assert len(meeting_at(assembly, 4).represented) == 3


@pytest.mark.django_db
def test_what_was_folded_is_read_once(acacias, django_assert_num_queries):
    assembly = opened()
    meeting_of(assembly)
    with django_assert_num_queries(1):
        meeting_of(assembly)


def test_what_was_rolled_back_is_forgotten(acacias):
    assembly = with_roll()
    arrive(assembly, CLARA)
    with transaction.atomic():
        arrive(assembly, OMAR)
        assert len(meeting_of(assembly).present) == 2
        transaction.set_rollback(True)
    assert list(meeting_of(assembly).present) == [voter(CLARA)]


def test_few_meetings_are_kept(acacias):
    assemblies = [with_roll() for _ in range(queries.MOST_KEPT + 1)]
    for assembly in assemblies:
        arrive(assembly, OMAR)
        meeting_of(assembly)
    assert len(queries._kept) == queries.MOST_KEPT
    assert len(meeting_of(assemblies[0]).present) == 1


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"number": 3}, "does not follow"),
        ({"previous": "0" * 64}, "is not chained"),
        ({"at": timezone.now() - timedelta(days=1)}, "is not chained"),
    ],
)
def test_the_database_refuses_what_does_not_follow(acacias, values, reason):
    assembly = with_roll()
    first = arrive(assembly, OMAR)
    row = {
        "assembly": assembly,
        "number": 2,
        "at": timezone.now(),
        "kind": "remark",
        "body": {},
        "previous": first.digest,
        "digest": "f" * 64,
        **values,
    }
    with pytest.raises(DatabaseError, match=reason), transaction.atomic():
        MeetingEvent.objects.create(**row)


@pytest.mark.parametrize("statement", ["UPDATE", "DELETE"])
def test_nobody_changes_the_log(acacias, statement):
    arrive(with_roll(), OMAR)
    with refused("permission denied"):
        if statement == "UPDATE":
            MeetingEvent.objects.update(kind="left")
        else:
            MeetingEvent.objects.all().delete()


# Ballots


def counted(item):
    ballots = CountedBallot.objects.filter(item=item).order_by("line__position")
    return dict(ballots.values_list("line__label", "choice"))


def test_the_last_ballot_counts_and_the_log_keeps_all(acacias):
    assembly = opened()
    item = assembly.items.get()
    open_item(item)
    vote(item, A="for", B="for", C="for")
    vote(item, B="against")
    vote(item, C="none")
    assert counted(item) == {"A": "for", "B": "against"}
    close_item(item)
    result = meeting_of(assembly).result(str(item.uuid))
    assert (result.tally.votes_for, result.tally.votes_against) == (500, 300)
    assert [kind for _number, kind in log(assembly)].count("ballot") == 3


def test_a_closed_item_takes_no_ballot(acacias):
    item = opened().items.get()
    open_item(item)
    close_item(item)
    with pytest.raises(EventRefused) as error:
        vote(item, A="for")
    assert (error.value.code, counted(item)) == ("item-not-open", {})


# At the same moment, with real transactions


@pytest.fixture
def inside(own_database):
    return lambda: enter(cast.tenant().pk, by=None)


def entered(act):
    with enter(cast.tenant().pk, by=None):
        act()


def test_two_browsers_leave_one_ballot_of_each_line(inside):
    with inside():
        item = opened().items.get()
        open_item(item)
        lines = {lot: line(item.assembly, lot) for lot in "AB"}

    def tap(which):
        choice = ("for", "against")[which % 2]
        with inside():
            choices = dict.fromkeys(lines.values(), choice)
            cast_ballots(item, choices, channel="room", operator="S", by=None)

    at_once(8, tap)
    with inside():
        last = MeetingEvent.objects.filter(kind="ballot").latest("number")
        choice = last.body["choices"][lines["A"]]
        assert counted(item) == {"A": choice, "B": choice}
        assert [number for number, _ in log(item.assembly)] == list(range(1, 14))


def test_a_lost_answer_and_its_retry_are_one_ballot(inside):
    with inside():
        item = opened().items.get()
        open_item(item)
        choices, tap = {line(item.assembly, "A"): "for"}, uuid4()

    def send(_which):
        with inside():
            event = cast_ballots(
                item, choices, channel="room", operator="S", by=None, client_id=tap
            )
            return event.number

    assert at_once(4, send) == [6] * 4
    with inside():
        assert len(log(item.assembly)) == 6


def test_a_vote_and_the_closing_at_once_agree(inside):
    with inside():
        item = opened().items.get()
        open_item(item)
    acts = [
        partial(entered, lambda: vote(item, A="for")),
        partial(entered, lambda: close_item(item)),
    ]
    done = outcomes(acts, refusals=EventRefused)
    with inside():
        result = meeting_of(item.assembly).result(str(item.uuid))
        late = done == ["EventRefused", "done"]
        assert (result.tally.votes_for, counted(item)) == (
            (0, {}) if late else (500, {"A": "for"})
        )


def test_a_crash_in_the_middle_leaves_nothing(inside):
    with inside():
        item = opened().items.get()
        open_item(item)

    def voted_and_crashed():
        with inside():
            vote(item, A="for")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        voted_and_crashed()
    with inside():
        assert (counted(item), len(log(item.assembly))) == ({}, 5)
