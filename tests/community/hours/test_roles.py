"""Who gets which answer on the pages of hours; 404 for all of them while it is off."""

import pytest
from django.urls import reverse

from buildings.models import Module
from community.urls.hours import urlpatterns
from koprogo.tenancy import enter
from tests import cast
from tests.community.hours.things import things
from tests.community.making import switched_off
from tests.roles.answers import EVERYBODY
from tests.roles.asking import status_of
from tests.roles.neighbours_hours import TABLE
from tests.test_roles_table import _sessions

PARTS = {one.name: list(one.pattern.regex.groupindex) for one in urlpatterns}
SLUG = cast.ACACIAS


@pytest.fixture(scope="module")
def arguments(written_once):
    return written_once(lambda: things() | {"slug": SLUG, "ending": "csv"})


@pytest.fixture(scope="module")
def sessions(written_once, arguments):
    return written_once(_sessions)


def address(name, arguments):
    found = {part: arguments[part] for part in ["slug", *PARTS[name.split(":")[1]]]}
    return reverse(name, kwargs=found)


def answers(method, where, sessions):
    return {
        one: status_of(method, where, session=sessions.get(one)) for one in EVERYBODY
    }


def test_every_page_is_in_the_table():
    assert sorted(TABLE) == sorted(f"community:{name}" for name in PARTS)


@pytest.mark.parametrize("name", TABLE)
def test_reading_and_writing(db, arguments, sessions, name):
    where = address(name, arguments)
    reading, writing = TABLE[name]
    assert answers("GET", where, sessions) == reading
    assert answers("POST", where, sessions) == writing


def test_off_nothing_of_it_is_there(db, arguments, sessions):
    with enter(cast.tenant().pk, by=None):
        switched_off(Module.HOURS)
    for name, (reading, writing) in TABLE.items():
        is_read = reading["council"] != 405
        method, usual = ("GET", reading) if is_read else ("POST", writing)
        found = answers(method, address(name, arguments), sessions)
        # Who may not come in anyway learns nothing: he gets what he always gets.
        assert found == {
            one: status if status in {302, 403} and usual[one] == status else 404
            for one, status in found.items()
        }, name
        for one in ("co_owner", "council", "occupant", "syndic"):
            assert found[one] in ({404, 403} if usual[one] == 403 else {404}), name
