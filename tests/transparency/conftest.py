import pytest

from koprogo.tenancy import enter
from tests import cast


@pytest.fixture
def asbl(db):
    """The ASBL, entered as the system."""
    with enter(cast.tenant(cast.ASBL).pk, by=None):
        yield cast.building()
