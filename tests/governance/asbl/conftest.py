import pytest

from koprogo import slots
from koprogo.tenancy.models import Tenant
from tests.governance.asbl.making import inside, roll_of
from tests.governance.asbl.members import enrol


@pytest.fixture
def twelve(monkeypatch):
    """The list of members of the ASBL: twelve, with one vote each."""
    monkeypatch.setitem(slots.roll_source, Tenant.Kind.ASBL, roll_of(12))


@pytest.fixture
def asbl(db, twelve):
    """The ASBL, entered as the system."""
    with inside():
        yield


@pytest.fixture
def members(db, monkeypatch):
    """The ASBL with its register, entered as the system."""
    with inside():
        enrol(monkeypatch)
        yield


@pytest.fixture
def board(sign_in):
    """Bo of the board, signed in."""
    return sign_in("bo")
