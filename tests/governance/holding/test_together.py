"""Two secretaries at the same moment, with real transactions."""

from functools import partial

import pytest

from governance.errors.meeting import EventRefused
from governance.queries.meeting import meeting_of
from governance.services import meeting as services
from governance.services.typing_in import all_for_except
from koprogo.tenancy import enter
from tests import cast
from tests.governance.factories import (
    CLARA,
    OMAR,
    arrive,
    open_item,
    opened,
    voter,
    with_roll,
)
from tests.governance.holding.log import counted, history, log
from tests.together import outcomes


@pytest.fixture
def inside(own_database):
    return lambda: enter(cast.tenant().pk, by=None)


def entered(act):
    with enter(cast.tenant().pk, by=None):
        act()


def test_two_secretaries_note_the_same_arrival(inside):
    with inside():
        assembly = with_roll()
        omar = voter(OMAR)
    acts = [
        partial(entered, partial(services.arrive, assembly, omar, by=None))
        for _ in range(2)
    ]
    done = outcomes(acts, refusals=EventRefused)
    with inside():
        assert (sorted(done), len(log(assembly))) == (["EventRefused", "done"], 1)


def test_two_secretaries_open_the_meeting(inside):
    with inside():
        assembly = with_roll()
        arrive(assembly, OMAR)
        arrive(assembly, CLARA)
    act = partial(entered, partial(services.open_meeting, assembly, by=None))
    done = outcomes([act, act], refusals=EventRefused)
    with inside():
        assert sorted(done) == ["EventRefused", "done"]
        assert history("assembly.opened") == 1


def test_one_types_the_room_while_the_other_closes(inside):
    with inside():
        item = opened().items.get()
        open_item(item)
    acts = [
        partial(entered, partial(all_for_except, item, {}, operator="Sophie", by=None)),
        partial(entered, partial(services.close_item, item, by=None)),
    ]
    done = outcomes(acts, refusals=EventRefused)
    with inside():
        tally = meeting_of(item.assembly).result(str(item.uuid)).tally
        late = done == ["EventRefused", "done"]
        assert (tally.votes_for, len(counted(item))) == ((0, 0) if late else (1000, 3))
