"""Who gets which answer on the public side of the fund: the table, and nothing beside it."""

import pytest
from django.test import Client
from django.urls import reverse

from solidarity.urls import public
from tests import cast
from tests.roles import fund_public
from tests.roles.answers import ANONYMOUS, EVERYBODY
from tests.roles.asking import status_of
from tests.solidarity.public import things


@pytest.fixture(scope="module")
def written(written_once):
    return written_once(_written)


def _written():
    sessions = {}
    for role in EVERYBODY:
        if role != ANONYMOUS:
            client = Client()
            client.force_login(cast.user(cast.ROLES[role]))
            sessions[role] = client.session.session_key
    return things.things(), sessions


def test_the_table_names_every_address():
    assert set(fund_public.TABLE) == {
        f"solidarity:{one.name}" for one in public.urlpatterns
    }


@pytest.mark.parametrize("name", fund_public.TABLE)
def test_everybody_gets_the_answer_of_the_table(written, db, name):
    given, sessions = written
    kinds = next(
        one.pattern.converters
        for one in public.urlpatterns
        if f"solidarity:{one.name}" == name
    )
    address = reverse(name, kwargs={key: given[key] for key in kinds})
    for method, statuses in zip(("GET", "POST"), fund_public.TABLE[name], strict=True):
        got = {
            role: status_of(method, address, session=sessions.get(role))
            for role in EVERYBODY
        }
        assert got == statuses, method
