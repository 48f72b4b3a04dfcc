import pytest
from django.db import transaction

from koprogo.tenancy import enter
from tests import cast
from tests.ledger.books import open_books


@pytest.fixture
def books(acacias):
    """Les Acacias entered, its books open."""
    open_books()


@pytest.fixture
def scratch(books):
    """The same for tests that leave something half-way: it never gets to a commit."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def tenant_id(own_database):
    """Les Acacias with open books in a database of its own; nobody entered."""
    tenant_id = cast.tenant().pk
    with enter(tenant_id, by=None):
        open_books()
    return tenant_id
