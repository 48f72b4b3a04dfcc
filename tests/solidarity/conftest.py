import pytest

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
