"""The list of voters is frozen by the server, on the day of the meeting."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from buildings import services
from buildings.models import Lot
from governance.errors.meeting import (
    NotConvened,
    RollTaken,
    SharesIncomplete,
    TooEarly,
)
from governance.models import Cancellation, RollLine
from governance.queries.meeting import meeting_of
from governance.queries.roll import frozen_roll, names_of
from governance.services.roll import take_roll
from tests import cast
from tests.governance.factories import (
    CLARA,
    JEAN,
    OMAR,
    convened,
    draft,
    head,
    point,
    proxy,
    voter,
    with_roll,
)

pytestmark = pytest.mark.usefixtures("acacias")


def lines(assembly):
    return [
        (line.label, line.head, line.voter, line.votes, dict(line.parts))
        for line in frozen_roll(assembly).lines
    ]


def test_one_line_for_each_lot_in_the_order_of_the_deed():
    assembly = with_roll()
    assert lines(assembly) == [
        ("A", head(OMAR), voter(OMAR), 500, {}),
        ("B", head(CLARA), voter(CLARA), 300, {}),
        ("C", head(JEAN), voter(JEAN), 200, {}),
        ("K", head(OMAR), voter(OMAR), 0, {}),
    ]


def test_the_parts_of_the_keys_that_the_agenda_votes_by():
    assembly = draft()
    point(assembly, "Lift", key="lift")
    taken = take_roll(convened(assembly=assembly), by=None)
    assert [line[-1] for line in lines(taken)] == [{}, {"lift": 1}, {"lift": 2}, {}]
    assert [item.key for item in frozen_roll(taken).items] == [None, "lift"]


def test_the_key_of_shares_is_all_votes():
    assembly = draft()
    point(assembly, "Roof", key="shares")
    taken = take_roll(convened(assembly=assembly), by=None)
    assert [item.key for item in frozen_roll(taken).items] == [None, None]


def test_holders_who_named_nobody_have_no_voter():
    services.set_representative(cast.holding(JEAN), representative=None, by=None)
    found = frozen_roll(with_roll()).lines[2]
    assert (found.votes, found.voter) == (200, None)


def test_the_roll_stays_when_a_lot_is_sold():
    assembly = with_roll()
    services.hand_over_lot(
        cast.lot("B"),
        holding=cast.holding(OMAR),
        since=timezone.localdate(),
        by=None,
    )
    assert [line.head for line in frozen_roll(assembly).lines][1] == head(CLARA)


def test_a_lot_without_shares_and_holder_is_left_out():
    services.create_lot(code="Z", shares=0, kind=Lot.Kind.CELLAR, by=None)
    assert [line.label for line in frozen_roll(with_roll()).lines] == list("ABCK")


def test_everybody_has_a_name():
    assembly = convened()
    proxy(assembly, CLARA, name="Paul")
    names = names_of(take_roll(assembly, by=None))
    assert sorted(names.values()) == [
        "Clara Élise",
        "Clara Élise",
        "Jean Moreau",
        "Jean Moreau & Fatima El Idrissi",
        "Omar Haddad",
        "Omar Haddad",
        "Paul",
    ]


def test_signed_proxies_are_registered_in_their_order():
    assembly = convened()
    first = proxy(assembly, CLARA, holder=OMAR)
    gone = proxy(assembly, JEAN, holder=OMAR)
    gone.withdrawn_at = timezone.now()
    gone.save()
    second = proxy(assembly, JEAN, name="Syndic", is_syndic=True)
    found = meeting_of(take_roll(assembly, by=None)).proxies
    assert [(each.id, each.refused) for each in found] == [
        (str(first.uuid), None),
        (str(second.uuid), "syndic"),
    ]


def test_a_second_session_keeps_the_proxies_of_the_first():
    first = convened()
    given = proxy(first, CLARA, holder=OMAR)
    second = with_roll(session=2, after=first)
    assert [each.id for each in meeting_of(second).proxies] == [str(given.uuid)]


def test_a_draft_has_no_roll():
    with pytest.raises(NotConvened):
        take_roll(draft(), by=None)


def test_an_assembly_that_was_called_off_has_no_roll():
    assembly = convened()
    Cancellation.objects.create(assembly=assembly, reason="Snow")
    with pytest.raises(NotConvened):
        take_roll(assembly, by=None)


def test_it_is_taken_once():
    assembly = with_roll()
    with pytest.raises(RollTaken):
        take_roll(assembly, by=None)
    assert RollLine.objects.filter(assembly=assembly).count() == 4


def test_not_before_the_day_of_the_meeting():
    tomorrow = timezone.now() + timedelta(days=1)
    with pytest.raises(TooEarly):
        with_roll(starts_at=tomorrow)


def test_not_while_lots_do_not_add_up_to_the_deed():
    services.create_lot(code="Z", shares=1, by=None)
    with pytest.raises(SharesIncomplete):
        with_roll()


def test_the_database_refuses_a_line_afterwards():
    assembly = with_roll()
    with pytest.raises(DatabaseError, match="the roll was taken"), transaction.atomic():
        RollLine.objects.create(
            assembly=assembly, position=9, label="X", head=head(OMAR), votes=1
        )
