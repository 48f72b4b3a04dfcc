"""The demo, loaded into databases of its own: fixtures of the tests about it."""

import pytest

from tests import databases
from tests.finance.demos import connected_to, load_and_work


@pytest.fixture(scope="session")
def own_demo(cast_template, django_db_setup, django_db_blocker):
    """``own_demo(name, load)`` runs ``load`` in a fresh database; it returns its name."""
    made = []

    def make(name, load):
        migrated = databases.migrated_template()
        made.append(databases.clone(migrated, f"{cast_template}_{name}"))
        with django_db_blocker.unblock(), connected_to(made[-1]):
            load()
        return made[-1]

    yield make
    for name in made:
        databases.drop(name)


@pytest.fixture(scope="session")
def todays_demo(own_demo):
    return own_demo("today", load_and_work)


@pytest.fixture
def shown(todays_demo, django_db_blocker):
    """The demo as of today, for a test that writes no building."""
    with django_db_blocker.unblock(), connected_to(todays_demo):
        yield
