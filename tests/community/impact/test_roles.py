"""Every page of impact, for the whole cast."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from community.urls import factors, impact, notices
from tests import cast
from tests.community import things as board
from tests.community.impact.things import things
from tests.roles.answers import EVERYBODY
from tests.roles.asking import status_of
from tests.roles.neighbours_impact import TABLE

ROUTES = {f"community:{route.name}": route for route in impact.urlpatterns} | {
    f"impact:{route.name}": route for route in factors.urlpatterns
}
EVENT = {
    f"community:{route.name}": route
    for route in notices.urlpatterns
    if route.name == "event-calendar"
}


@pytest.fixture(scope="module")
def arguments(written_once):
    return written_once(board.things) | things() | {"ending": "csv"}


@pytest.fixture(scope="module")
def sessions(written_once):
    return written_once(_sessions)


def _sessions():
    found = {}
    for role, name in cast.ROLES.items():
        client = Client()
        client.force_login(cast.user(name))
        found[role] = client.session.session_key
    return found


def test_every_page_is_in_the_table():
    assert sorted(ROUTES | EVENT) == sorted(TABLE)


@pytest.mark.parametrize("name", TABLE)
def test_who_gets_which_answer(db, name, arguments, sessions):
    wanted = re.findall(r"<\w+:(\w+)>", str((ROUTES | EVENT)[name].pattern))
    values = {key: arguments[key] for key in wanted}
    if name.startswith("community:"):
        values["slug"] = cast.ACACIAS
    address = reverse(name, kwargs=values)
    for method, expected in zip(("GET", "POST"), TABLE[name], strict=True):
        found = {
            role: status_of(method, address, session=sessions.get(role))
            for role in EVERYBODY
        }
        assert found == expected, method
