import pytest

from tests import cast
from tests.community.bookings import making


@pytest.fixture
def ladder(neighbours):
    """Omar's ladder, which he lends on demand."""
    return making.thing(neighbours["omar"])


@pytest.fixture
def party(neighbours):
    """The party room, which Clara of the council added; bookings are accepted at once."""
    return making.room(neighbours["clara"])


@pytest.fixture
def as_(client):
    """``as_("otto")`` returns the client signed in as this neighbour."""

    def sign(name):
        client.force_login(cast.user(name))
        return client

    return sign
