"""Several people at the same moment, with real transactions."""

from buildings.errors import AddressTaken, ArrivalDecided, ArrivedAlready
from buildings.models import Building, Grant, HallCode, ModuleSwitch
from buildings.services import hall
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from tests import cast
from tests.buildings.mailbox import ORIGIN
from tests.buildings_people.making import arrived, founded, opened, posted
from tests.together import at_once, outcomes


def test_two_neighbours_found_the_same_building(own_database):
    acts = [lambda n=name: founded(n) for name in ("zoe", "mia", "bo")]
    found = outcomes(acts, refusals=AddressTaken)
    assert found == ["AddressTaken", "AddressTaken", "done"]
    assert Tenant.objects.filter(kind=Tenant.Kind.NEIGHBOURS).count() == 1


def test_the_last_ones_come_at_once_and_it_opens_once(own_database):
    building = opened(others=("mia",))
    with enter(building.pk, by=None):
        code, _words = posted("zoe")
    names = ("bo", "tess", "arno", "cora")
    at_once(4, lambda which: arrived(code, names[which]))
    with enter(building.pk, by=None):
        assert Building.objects.get().modules == ["lending", "notices"]
        assert ModuleSwitch.objects.count() == 2
    assert Grant.objects.filter(tenant=building.pk, role="occupant").count() == 5


def test_a_double_click_comes_in_once(own_database):
    building = founded()
    with enter(building.pk, by=None):
        code, _words = posted("zoe")
    acts = [lambda: arrived(code, "mia")] * 2
    assert "done" in outcomes(acts, refusals=(ArrivedAlready, hall.LivesHere))
    assert Grant.objects.filter(tenant=building.pk, role="occupant").count() == 1


def test_two_answer_at_once(own_database):
    with enter(cast.tenant().pk, by=None):
        arrival = arrived(posted()[0])

    def answer(by, is_let_in):
        with enter(cast.tenant().pk, by=None):
            hall.answer(arrival, is_let_in=is_let_in, origin=ORIGIN, by=cast.user(by))

    acts = [lambda: answer("clara", True), lambda: answer("sophie", False)]
    assert outcomes(acts, refusals=ArrivalDecided) == ["ArrivalDecided", "done"]


def test_two_make_a_code_at_once_and_one_is_good(own_database):
    def make(which):
        with enter(cast.tenant().pk, by=None):
            posted(("clara", "sophie")[which])

    at_once(2, make)
    assert HallCode.objects.count() == 2
    assert HallCode.objects.filter(closed_at=None).count() == 1
