"""Several people at the same moment, with real transactions."""

from decimal import Decimal
from functools import partial

import pytest
from django.db import DatabaseError

from finance.errors import FinanceError
from finance.models import AccountCharge, ChargeStatement, MeterReading
from finance.services.charge_statements import (
    cancel_statement,
    compute_statement,
    post_statement,
)
from finance.services.meters import void_reading
from koprogo.ledger.models import Entry
from koprogo.ledger.queries import verify
from koprogo.tenancy import enter
from tests import cast
from tests.finance.charge_statements.books import (
    SINCE,
    UNTIL,
    booked,
    computed,
    cost,
    ordinary_result,
    posted,
    provisions,
)
from tests.finance.charge_statements.meters import metered, read
from tests.finance.factories import payment
from tests.together import outcomes


@pytest.fixture
def inside(own_database):
    """Commit what a test prepares in Les Acacias."""
    return lambda: enter(cast.tenant().pk, by=None)


def at_once(*acts, refusals=FinanceError):
    tenant_id = cast.tenant().pk

    def entered(act):
        with enter(tenant_id, by=None):
            act()

    return outcomes([partial(entered, act) for act in acts], refusals=refusals)


def test_two_settle_the_same_statement(inside):
    with inside():
        provisions("900.00")
        cost("1000.00")
        statement = computed()
    act = partial(post_statement, statement, by=None)
    assert at_once(act, act, act) == ["StatementPosted", "StatementPosted", "done"]
    with inside():
        assert Entry.objects.filter(source__startswith="statement:").count() == 1
        assert AccountCharge.objects.count() == 3
        assert (ordinary_result(), verify()) == (0, [])


def test_two_settle_the_same_period(inside):
    with inside():
        cost("1000.00")
        drafts = [computed(title=title) for title in ("One", "Other")]
    acts = [partial(post_statement, one, by=None) for one in drafts]
    assert at_once(*acts) == ["PeriodSettled", "done"]
    with inside():
        assert ChargeStatement.objects.standing().count() == 1
        assert ordinary_result() == 0


def test_two_cancel_it(inside):
    with inside():
        cost("1000.00")
        statement = posted()
    act = partial(cancel_statement, statement, by=None)
    assert at_once(act, act) == ["StatementCancelled", "done"]


def test_two_compute_the_same_draft(inside):
    with inside():
        cost("1000.00")
        statement = computed()
    act = partial(compute_statement, statement, by=None)
    assert at_once(act, act) == ["done", "done"]
    with inside():
        assert (statement.pieces.count(), statement.costs.count()) == (4, 1)


def test_a_cost_is_booked_while_the_year_is_settled(inside):
    """It is in the statement, or refused: never in the period and in no statement."""
    with inside():
        cost("1000.00")
        statement = computed()
    found = at_once(
        partial(post_statement, statement, by=None),
        lambda: cost("5.00"),
        refusals=(FinanceError, DatabaseError),
    )
    with inside():
        stands = ChargeStatement.objects.standing().exists()
        if stands:
            assert found == ["IntegrityError", "done"]
            assert ordinary_result() == 0
        else:
            assert found == ["StatementOutdated", "done"]
            assert ordinary_result() == Decimal("1005.00")
        assert verify() == []


def test_payments_and_a_settlement_wait_for_each_other(inside):
    with inside():
        provisions("900.00")
        cost("1000.00")
        statement = computed()
    acts = [partial(payment, "H1", "10.00") for _ in range(4)]
    found = at_once(partial(post_statement, statement, by=None), *acts)
    assert found == ["done"] * 5
    with inside():
        assert verify() == []


def test_a_reading_is_declared_void_while_it_is_settled(inside):
    with inside():
        water = metered("A", "B")
        read(water, SINCE, A="1", B="1")
        read(water, UNTIL, A="3", B="5")
        cost("10.00", basis="meters", meters=water)
        statement = computed()
        reading = MeterReading.objects.get(value=3)
    found = at_once(
        partial(post_statement, statement, by=None),
        partial(void_reading, reading, reason="?", by=None),
    )
    with inside():
        stands = ChargeStatement.objects.standing().exists()
        expected = "ReadingsSettled" if stands else "MeterUnread"
        assert found == [expected, "done"]
        assert MeterReading.objects.get(value=3).void is not stands


def test_nothing_is_booked_without_its_cost_meanwhile(inside):
    with inside():
        cost("10.00")
        statement = computed()
        booked("6105000", Decimal("1.00"))
    assert at_once(partial(post_statement, statement, by=None)) == ["CostsUnexplained"]
