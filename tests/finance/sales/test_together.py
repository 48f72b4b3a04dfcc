"""Two people at the same moment, with real transactions."""

from functools import partial

import pytest

from buildings.queries import holders_on
from finance.errors import FinanceError
from finance.models import Sale
from finance.services.sale_deed import carry_out_sale, deed_of, undo_sale
from finance.services.sales import give_up_sale
from koprogo.ledger.models import Entry
from koprogo.ledger.queries import findings
from koprogo.tenancy import enter
from tests import cast
from tests.finance.sales.making import carried_out, planned, started, today
from tests.finance.sales.test_deed import funded
from tests.together import outcomes


def at_once(*acts):
    tenant_id = cast.tenant().pk

    def entered(act):
        with enter(tenant_id, by=None):
            act()

    return outcomes([partial(entered, act) for act in acts], refusals=FinanceError)


@pytest.fixture
def inside(own_database):
    """Commit what a test prepares in Les Acacias."""
    return lambda: enter(cast.tenant().pk, by=None)


def test_a_sale_is_carried_out_once(inside):
    with inside():
        funded()
        sale = planned("A", ago=1)
        seen = deed_of(sale).seen

    def act():
        carry_out_sale(sale, due_on=today(), seen=seen, by=None)

    assert at_once(act, act, act) == ["AlreadyCarriedOut", "AlreadyCarriedOut", "done"]
    with inside():
        assert holders_on(today())[cast.lot("A").pk] == sale.buyer_id
        assert Entry.objects.filter(source__startswith="sale:").count() == 1
        assert findings() == []


def test_a_sale_is_carried_out_or_given_up(inside):
    with inside():
        sale = planned("A", ago=1)
        seen = deed_of(sale).seen

    def act():
        carry_out_sale(sale, due_on=today(), seen=seen, by=None)

    assert at_once(act, partial(give_up_sale, sale, by=None)) == ["SaleClosed", "done"]
    with inside():
        found = Sale.objects.get()
        assert (found.carried_out_at is None) != (found.given_up_at is None)


def test_a_lot_gets_one_sale(inside):
    act = partial(started, "A")
    assert at_once(act, act) == ["LotInSale", "done"]
    with inside():
        assert Sale.objects.count() == 1


def test_a_sale_is_undone_once(inside):
    with inside():
        funded()
        sale = carried_out(planned("A", ago=1))
    act = partial(undo_sale, sale, by=None)
    assert at_once(act, act) == ["AlreadyUndone", "done"]
    with inside():
        assert findings() == []
