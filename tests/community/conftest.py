import pytest

from buildings.models import Module
from koprogo.tenancy import enter
from tests import cast
from tests.community import making


@pytest.fixture
def acacias(db):
    """Les Acacias, entered as the system, with every module on."""
    with enter(cast.tenant().pk, by=None):
        yield making.switched_on(*Module)


@pytest.fixture
def neighbours(acacias):
    """Omar, Clara and Otto take part, by first name."""
    return {name: making.joined(name) for name in ("omar", "clara", "otto")}
