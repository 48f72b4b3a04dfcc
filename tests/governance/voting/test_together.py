"""At the same moment, with real transactions: 300 owners, and a connection that is lost."""

from functools import partial
from uuid import UUID, uuid4, uuid5

import pytest
from django.db import connection

from buildings import services
from buildings.models import Owner
from governance.errors.meeting import EventRefused
from governance.meeting.chain import digests
from governance.models import Assembly, CountedBallot, MeetingEvent
from governance.queries.meeting import as_event, meeting_of
from governance.queries.roll import frozen_roll
from governance.services.log import add_event
from governance.services.meeting import arrive_together
from governance.services.voting import vote
from koprogo.tenancy import enter
from tests import cast
from tests.governance.factories import (
    OMAR,
    close_item,
    line,
    open_item,
    opened,
    voter,
    with_roll,
)
from tests.together import at_once, outcomes

OWNERS, THREADS = 300, 8
TAPS = UUID("5a7d1c1e-0000-4000-8000-000000000000")


@pytest.fixture
def inside(own_database):
    return lambda: enter(cast.tenant().pk, by=None)


def many_owners():
    """Les Hêtres: 300 lots of one vote each, all there, and a point open."""
    building = services.create_building(
        name="Les Hêtres", slug="hetres", deed_total=OWNERS, kbo="0403170701", by=None
    )
    with enter(building.pk, by=None):
        for number in range(OWNERS):
            owner = services.create_owner(
                code=f"p{number}", last_name=f"P{number}", language="fr", by=None
            )
            holding = services.create_holding(
                code=f"H{number}", members=[services.Member(owner, 1)], by=None
            )
            lot = services.create_lot(code=str(number), shares=1, by=None)
            services.hand_over_lot(lot, holding=holding, since=cast.SINCE, by=None)
        assembly = with_roll()
        persons = [str(owner.uuid) for owner in Owner.objects.all()]
        assert arrive_together(assembly, persons, by=None) == []
        add_event(assembly, "opened", {"session": 1}, by=None)
        open_item(assembly.items.get())
    return building, assembly


def test_300_owners_by_eight_threads_each_once(own_database):
    """Some change their mind, and every tap arrives twice."""
    building, assembly = many_owners()
    with enter(building.pk, by=None):
        owners = {owner.uuid: owner for owner in Owner.objects.all()}
        lines = [
            (str(row.uuid), owners[row.voter])
            for row in assembly.roll.order_by("position")
        ]

    changing = {id_ for id_, _owner in lines[::10]}

    def choices_of(id_):
        return ["against", "for"] if id_ in changing else ["for"]

    def some(which):
        for id_, owner in lines[which::THREADS]:
            for choice in choices_of(id_):
                for _twice in range(2):
                    with enter(building.pk, by=None):
                        item = Assembly.objects.get().items.get()
                        tap = uuid5(TAPS, f"{id_}{choice}")
                        vote(item, {id_: choice}, owner=owner, by=None, client_id=tap)

    at_once(THREADS, some)
    with enter(building.pk, by=None):
        ballots = CountedBallot.objects.values_list("line__uuid", "choice")
        assert sorted((str(one), how) for one, how in ballots) == sorted(
            (id_, "for") for id_, _owner in lines
        )
        rows = list(MeetingEvent.objects.order_by("number"))
        assert [row.kind for row in rows].count("ballot") == OWNERS + len(changing)
        assert [row.number for row in rows] == list(range(1, len(rows) + 1))
        found = digests(frozen_roll(assembly), map(as_event, rows))
        assert [row.digest for row in rows] == found
        item = str(assembly.items.get().uuid)
        assert meeting_of(assembly).result(item).tally.votes_for == OWNERS


def test_a_lost_connection_and_its_retry_are_one_ballot(inside):
    with inside():
        item = opened().items.get()
        open_item(item)
        choices, tap = {line(item.assembly, "A"): "for"}, uuid4()
        omar = Owner.objects.get(uuid=voter(OMAR))

    def send():
        with inside():
            return vote(item, choices, owner=omar, by=None, client_id=tap).number

    first = send()  # the answer is lost on its way
    connection.close()
    assert (send(), first) == (first, first)
    with inside():
        assert CountedBallot.objects.count() == 1


def test_a_connection_that_breaks_in_the_middle_leaves_nothing(inside):
    with inside():
        item = opened().items.get()
        open_item(item)
        choices, tap = {line(item.assembly, "A"): "for"}, uuid4()
        omar = Owner.objects.get(uuid=voter(OMAR))

    def break_off():
        with inside():
            vote(item, choices, owner=omar, by=None, client_id=tap)
            raise ConnectionError

    with pytest.raises(ConnectionError):
        break_off()
    with inside():
        assert CountedBallot.objects.count() == 0
        vote(item, choices, owner=omar, by=None, client_id=tap)
        assert CountedBallot.objects.count() == 1


def test_a_vote_and_the_closing_at_once_agree(inside):
    with inside():
        item = opened().items.get()
        open_item(item)
        choices = {line(item.assembly, "A"): "for"}
        omar = Owner.objects.get(uuid=voter(OMAR))

    def act(do):
        with inside():
            do()

    acts = [
        partial(act, lambda: vote(item, choices, owner=omar, by=None)),
        partial(act, lambda: close_item(item)),
    ]
    done = outcomes(acts, refusals=EventRefused)
    with inside():
        late = done == ["EventRefused", "done"]
        assert CountedBallot.objects.count() == (0 if late else 1)
