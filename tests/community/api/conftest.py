import pytest
from django.test import Client

from buildings.models import Module
from koprogo.tenancy import enter
from tests import cast
from tests.api.conftest import Program, a_token
from tests.community import making


class Neighbour(Program):
    """A program whose addresses stand below the neighbours' of Les Acacias."""

    keys = 0

    @staticmethod
    def _address(path):
        absolute = path.startswith(("/", "http://testserver/"))
        return path if absolute else f"/api/v1/buildings/acacias/neighbours/{path}"

    def once(self, path, body, key=None):
        """Send what is written once for each key: a new one, unless told."""
        Neighbour.keys += 1
        return self.post(path, body, **{"Idempotency-Key": key or str(Neighbour.keys)})


@pytest.fixture
def program(db):
    return lambda name, **token: Neighbour(a_token(name, **token)[1], Client())


@pytest.fixture
def lively(db):
    """Everything is on; Omar, Clara and Otto take part. The building is left again."""
    with enter(cast.tenant().pk, by=None):
        making.switched_on(*Module)
        return {name: making.joined(name) for name in ("omar", "clara", "otto")}


@pytest.fixture
def omar(lively, program):
    return program("omar")


@pytest.fixture
def clara(lively, program):
    return program("clara")


@pytest.fixture
def otto(lively, program):
    return program("otto")
