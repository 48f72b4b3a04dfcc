import pytest

from tests.community.bookings import making


@pytest.fixture
def ladder(neighbours):
    """Omar's ladder, which he lends on demand."""
    return making.thing(neighbours["omar"])


@pytest.fixture
def party(neighbours):
    """The party room, which Clara of the council added; bookings are accepted at once."""
    return making.room(neighbours["clara"])
