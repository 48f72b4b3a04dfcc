"""Who acts, and the demo, loaded into databases of its own."""

import pytest

from koprogo.jobs.services import run_all
from tests import cast, databases
from tests.finance.demos import connected_to, load_demo


@pytest.fixture
def sophie():
    return cast.user("sophie")


@pytest.fixture(scope="session")
def own_demo(cast_template, django_db_setup, django_db_blocker):
    """``own_demo(name, act)`` acts in a new database; it returns the database's name.

    The database is empty, or a clone of ``template``.
    """
    made = []

    def make(name, act, *, template=None):
        template = template or databases.migrated_template()
        made.append(databases.clone(template, f"{cast_template}_{name}"))
        with django_db_blocker.unblock(), connected_to(made[-1]):
            act()
        return made[-1]

    yield make
    for name in made:
        databases.drop(name)


@pytest.fixture(scope="session")
def loaded_demo(own_demo):
    """The demo as of today, as `make demo` loads it: nothing is left to a worker yet."""
    return own_demo("loaded", load_demo)


@pytest.fixture(scope="session")
def todays_demo(own_demo, loaded_demo):
    """The same after a worker has done what was left."""
    return own_demo("today", run_all, template=loaded_demo)


@pytest.fixture
def shown(todays_demo, django_db_blocker):
    """The demo as of today, for a test that writes no building."""
    with django_db_blocker.unblock(), connected_to(todays_demo):
        yield
