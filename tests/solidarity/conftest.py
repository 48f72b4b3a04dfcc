import pytest
from django.test import Client

from tests.api.conftest import Program, a_token
from tests.solidarity import making


@pytest.fixture
def fund(db):
    """The fund, entered as the system, with 50,000 € in the bank."""
    with making.inside():
        making.endowed()
        yield


@pytest.fixture
def seats(fund):
    """Five seats are filled, by name."""
    return making.committee()


@pytest.fixture
def program(fund):
    """``program("omar")`` is a program with a token of his."""

    def of(name, **token):
        return Program(a_token(name, **token)[1], Client())

    return of
