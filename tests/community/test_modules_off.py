"""What a building has switched off is not there: no page of it, for nobody."""

import pytest
from django.urls import resolve, reverse

from buildings.models import Module
from koprogo.tenancy import enter
from tests import cast
from tests.community.making import switched_off
from tests.community.things import things
from tests.roles.answers import ANONYMOUS, EVERYBODY
from tests.roles.asking import status_of
from tests.roles.neighbours import TABLE, address
from tests.test_roles_table import ROUTES, _sessions

#: where the council prepares what it switches on, whatever is on
OFFICE = {"community:modules", "community:module", "community:greeting-edit"}
PAGES = [name for name in TABLE if name.startswith("community:") and name not in OFFICE]
#: pages of any post, whichever module it is of
OF_A_POST = [
    f"community:{name}"
    for name in ("post", "photos-add", "post-close", "comment", "pin", "report-post")
]
POSTS = {
    Module.NOTICES: "post_id",
    Module.HOURS: "hours_post_id",
    Module.LENDING: "thing_id",
    Module.ROOMS: "room_id",
    Module.BAZAAR: "item_post_id",
    Module.SKILLS: "skill_post_id",
}


@pytest.fixture(scope="module")
def arguments(written_once):
    made = written_once(things)
    return made | {"slug": cast.ACACIAS, "number": 1, "ending": "csv"}


@pytest.fixture(scope="module")
def sessions(written_once, arguments):
    return written_once(_sessions)


def _where(name, arguments):
    values = address(name, arguments)
    return reverse(name, kwargs={key: values[key] for key in ROUTES[name]})


def _module(where):
    """Return the module that the door of a page asks for; none: it is of them all."""
    return getattr(resolve(where).func, "module", None)


def _is_gone(where, sessions, method, usual):
    """Whether everybody finds nothing; who may not come in anyway learns nothing."""
    found = {
        one: status_of(method, where, session=sessions.get(one)) for one in EVERYBODY
    }
    return all(
        status == 404 or (status == usual[one] and (status == 403 or one == ANONYMOUS))
        for one, status in found.items()
    )


def _asked(names, arguments):
    """Yield name, address, method and usual answers of what each page answers to."""
    for name in names:
        where = _where(name, arguments)
        for method, usual in zip(("GET", "POST"), TABLE[name], strict=True):
            if 405 not in usual.values():
                yield name, where, method, usual


def test_every_module_has_pages(arguments):
    found = {_module(_where(name, arguments)) for name in PAGES}
    assert found == {None, *Module}


@pytest.mark.parametrize("module", Module)
def test_off_its_pages_are_gone(db, arguments, sessions, module):
    with enter(cast.tenant().pk, by=None):
        switched_off(module)
    names = [name for name in PAGES if _module(_where(name, arguments)) is module]
    there = [
        (name, method)
        for name, where, method, usual in _asked(names, arguments)
        if not _is_gone(where, sessions, method, usual)
    ]
    assert there == []


@pytest.mark.parametrize("module", POSTS)
def test_off_its_posts_are_gone(db, arguments, sessions, module):
    """The pages that all posts share, for a post of this module."""
    with enter(cast.tenant().pk, by=None):
        switched_off(module)
    of_it = arguments | {"post_id": arguments[POSTS[module]]}
    there = [
        (name, method)
        for name, where, method, usual in _asked(OF_A_POST, of_it)
        if not _is_gone(where, sessions, method, usual)
    ]
    assert there == []


def test_all_off_nothing_is_there(db, arguments, sessions):
    with enter(cast.tenant().pk, by=None):
        for module in Module:
            switched_off(module)
    there = [
        (name, method)
        for name, where, method, usual in _asked(PAGES, arguments)
        if not _is_gone(where, sessions, method, usual)
    ]
    assert there == []
