"""Who gets which answer in the ASBL: every address of an association × its people.

The addresses name things that are not there: who may ask is told so by another answer
than who may not. What stands on the pages is tested in tests/governance/asbl.
"""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from koprogo import slots
from koprogo.tenancy.models import Tenant
from tests import cast
from tests.api import roles_asbl
from tests.api.conftest import a_token
from tests.api.parity import BY_API
from tests.api.test_roles import VIEWS
from tests.roles.answers import ANONYMOUS
from tests.roles.asbl import INSIDE, TABLE
from tests.roles.asking import status_of, status_of_program

STRANGERS = ["syndic", "nobody"]
ASKED = [*INSIDE, *STRANGERS]
#: arguments that name nothing: the first that an address takes
SAMPLES = [str(uuid4()), "1", "x", "csv", "550"]


def _routes(patterns, namespace="", outer=()):
    """Yield each address of an association: name, arguments with what each may be, view."""
    for route in patterns:
        pattern = route.pattern.regex
        kinds = {
            name: re.search(rf"\(\?P<{name}>([^)]*)\)", pattern.pattern)[1]
            for name in pattern.groupindex
        }
        inside = {**dict(outer), **kinds}
        if hasattr(route, "url_patterns"):
            inner = f"{route.namespace}:" if route.namespace else ""
            yield from _routes(route.url_patterns, namespace + inner, inside.items())
        elif "slug" in inside:
            yield f"{namespace}{route.name}", inside, route.callback


ROUTES = {
    name: (kinds, view) for name, kinds, view in _routes(get_resolver().url_patterns)
}
PAGES = [name for name in ROUTES if not name.startswith("api:")]
CELLS = [
    (name, method.upper())
    for name, view in VIEWS.items()
    if f"api:{name}" in ROUTES
    for method, _handler in view.handlers()
]


def address(name):
    kinds, _view = ROUTES[name]
    given = {argument: _sample(kind) for argument, kind in kinds.items()}
    return reverse(name, kwargs={**given, "slug": cast.ASBL})


def _sample(kind):
    """``kind``: a pattern; one of named words is its first word."""
    fits = (one for one in SAMPLES if re.fullmatch(kind, one))
    return next(fits, kind.split("|")[0])


def test_the_table_names_the_pages_that_are_marked():
    marked = {name for name in PAGES if getattr(ROUTES[name][1], "asbl", False)}
    assert marked == set(TABLE)


def test_the_table_of_programs_names_the_handlers_that_are_marked():
    marked = {}
    for name, method in CELLS:
        if dict(VIEWS[name].handlers())[method.lower()].asbl:
            marked.setdefault(name, set()).add(method)
    assert marked == {name: set(of) for name, of in roles_asbl.TABLE.items()}


def test_what_a_page_does_in_the_asbl_a_program_does_too():
    """The page of assemblies to which the first address leads has no operation."""
    lonely = {
        (page, operation)
        for page in set(TABLE) & set(BY_API) - {"buildings:home"}
        for operation in BY_API[page].split(", ")
        if operation.split(" ")[0]
        not in roles_asbl.TABLE.get(operation.split(" ")[1], {})
    }
    assert lonely == set()


@pytest.fixture(autouse=True)
def nobody_votes(monkeypatch):
    """What is asked here needs no members."""
    monkeypatch.setitem(slots.roll_source, Tenant.Kind.ASBL, lambda keys, day: [])


@pytest.fixture(scope="module")
def sessions(written_once):
    return written_once(_sessions)


def _sessions():
    found = {}
    for role in ASKED:
        client = Client()
        client.force_login(cast.user(cast.ROLES[role]))
        found[role] = client.session.session_key
    return found


def answers(sessions, method, name):
    return {
        role: status_of(method, address(name), session=sessions.get(role))
        for role in [*ASKED, ANONYMOUS]
    }


def check(found, name, allowed, has_things):
    """Whoever may ask gets an answer; others of the ASBL 403, strangers 404."""
    assert {role: found[role] for role in STRANGERS} == dict.fromkeys(STRANGERS, 404)
    barred = [role for role in INSIDE if role not in allowed]
    assert {role: found[role] for role in barred} == dict.fromkeys(barred, 403)
    for role in allowed:
        assert found[role] not in (401, 403, 405, 500), role
        assert found[role] != 404 or has_things, role


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_pages(db, sessions, method, name):
    found = answers(sessions, method, name)
    if set(found.values()) - {found[ANONYMOUS]} == {405}:
        return  # what is only pressed, or only read
    if name in TABLE:
        # A member whom the register does not know has nobody to propose for.
        has_things = len(ROUTES[name][0]) > 1 or name == "governance:proposal-new"
        check(found, name, TABLE[name], has_things)
    else:
        assert {found[role] for role in ASKED} == {404}


@pytest.fixture(scope="module")
def secrets(written_once):
    return written_once(lambda: {role: a_token(cast.ROLES[role])[1] for role in ASKED})


@pytest.mark.parametrize(("name", "method"), CELLS)
def test_programs(db, secrets, name, method):
    found = {}
    for role in ASKED:
        way = address(f"api:{name}")
        found[role] = status_of_program(method, way, secret=secrets[role])
    if method in roles_asbl.TABLE.get(name, {}):
        has_things = len(ROUTES[f"api:{name}"][0]) > 1
        # Nothing is sealed yet, and the register does not know the member.
        own = name in {"proposals", "history-seal"}
        check(found, name, roles_asbl.TABLE[name][method], has_things or own)
    else:
        assert set(found.values()) == {404}
