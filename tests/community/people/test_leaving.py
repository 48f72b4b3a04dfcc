"""Who leaves the neighbours: by his own wish, or because his role has ended."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from buildings.models import Grant
from community.models import Neighbour
from community.services import leaving
from community.tasks import close_all_who_left
from tests import cast
from tests.community import making


@pytest.fixture
def settled(monkeypatch):
    """Who was settled, in order."""
    found = []
    monkeypatch.setattr(leaving, "AT_LEAVING", [lambda one, now: found.append(one)])
    return found


def ended(name, role, on):
    Grant.objects.filter(user=cast.user(name), tenant=cast.tenant(), role=role).update(
        until=on
    )


def here():
    return sorted(Neighbour.objects.here().values_list("name", flat=True))


def test_who_has_a_role_stays(neighbours, settled):
    assert leaving.close_those_who_left(timezone.now()) == 0
    assert (here(), settled) == (["Clara", "Omar", "Otto"], [])


def test_an_occupant_goes_with_his_role(neighbours, settled):
    ended("otto", "occupant", timezone.localdate())
    assert leaving.close_those_who_left(timezone.now()) == 1
    assert here() == ["Clara", "Omar"]
    assert settled == [neighbours["otto"]]


def test_on_his_last_day_he_is_still_there(neighbours):
    ended("otto", "occupant", timezone.localdate() + timedelta(days=1))
    assert leaving.close_those_who_left(timezone.now()) == 0


def test_one_role_of_two_is_enough(neighbours):
    ended("clara", "council", timezone.localdate())
    assert leaving.close_those_who_left(timezone.now()) == 0


def test_a_role_elsewhere_is_none_here(neighbours):
    making.joined("bea")
    assert leaving.close_those_who_left(timezone.now()) == 1


def test_nor_is_one_that_meets_no_neighbours(neighbours):
    making.joined("axel")
    assert leaving.close_those_who_left(timezone.now()) == 1


def test_again_nothing_happens(neighbours, settled):
    ended("otto", "occupant", timezone.localdate())
    leaving.close_those_who_left(timezone.now())
    assert leaving.close_those_who_left(timezone.now()) == 0
    assert len(settled) == 1


def test_the_task_goes_through_all_buildings(neighbours):
    ended("otto", "occupant", timezone.localdate())
    assert close_all_who_left() == 1


def test_what_cannot_be_settled_keeps_him(neighbours, monkeypatch):
    def refuse(neighbour, now):
        raise ArithmeticError

    monkeypatch.setattr(leaving, "AT_LEAVING", [refuse])
    with pytest.raises(ArithmeticError):
        leaving.leave(neighbours["otto"], by=cast.user("otto"))
    assert "Otto" in here()


def page():
    return reverse("community:leave", args=[cast.ACACIAS])


def test_somebody_leaves_by_his_own_wish(neighbours, sign_in, settled):
    client = sign_in("otto")
    assert "Leave the neighbours" in client.get(page()).content.decode()
    assert "Otto" in here()
    client.post(page())
    assert (here(), settled) == (["Clara", "Omar"], [neighbours["otto"]])
    assert client.get(page()).status_code == 302  # asked for his name again


def test_and_comes_back(neighbours, sign_in):
    client = sign_in("otto")
    client.post(page())
    client.post(reverse("community:join", args=[cast.ACACIAS]), {"name": "Otto"})
    assert "Otto" in here()
