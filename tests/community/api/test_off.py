"""What a building has switched off is not there for programs either, for nobody."""

import pytest

from buildings.models import Module
from koprogo.tenancy import enter
from tests import cast
from tests.api.conftest import a_token, url
from tests.api.roles_neighbours import PEOPLE, TABLE, things
from tests.api.test_roles import VIEWS
from tests.community.making import switched_off
from tests.roles.asking import status_of_program
from tests.test_roles_table import ROUTES

#: who takes part, and the syndic
WHO = ("omar", "clara", "otto", "sophie")
#: where the council prepares what it switches on, whatever is on
OFFICE = {("modules", "GET"), ("module", "GET"), ("module", "PUT"), ("welcome", "PUT")}
CELLS = [
    (name, method)
    for name in TABLE.keys() - PEOPLE.keys()
    for method in TABLE[name]
    if (name, method) not in OFFICE
]


@pytest.fixture(scope="module")
def arguments(written_once):
    return written_once(things) | {"slug": cast.ACACIAS}


@pytest.fixture(scope="module")
def secrets(written_once, arguments):
    return written_once(lambda: {name: a_token(name)[1] for name in WHO})


def _module(name, method):
    """Return the module that an operation asks for; none: it is of them all."""
    return dict(VIEWS[name].handlers())[method.lower()].module


def _there(cells, arguments, secrets):
    """Return the operations that answer somebody something else than no."""
    return [
        (name, method, who)
        for name, method in cells
        for who in WHO
        if status_of_program(
            method,
            url(name, **{each: arguments[each] for each in ROUTES[f"api:{name}"]}),
            secret=secrets[who],
        )
        not in (403, 404)
    ]


def test_every_module_has_operations():
    assert {_module(*cell) for cell in CELLS} == {None, *Module}


@pytest.mark.parametrize("module", Module)
def test_off_its_operations_are_gone(db, arguments, secrets, module):
    with enter(cast.tenant().pk, by=None):
        switched_off(module)
    cells = [cell for cell in CELLS if _module(*cell) is module]
    assert _there(cells, arguments, secrets) == []


def test_all_off_nothing_is_there(db, arguments, secrets):
    with enter(cast.tenant().pk, by=None):
        for module in Module:
            switched_off(module)
    assert _there(CELLS, arguments, secrets) == []
