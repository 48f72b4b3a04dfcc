"""Several people at the bank at the same moment, with real transactions."""

from decimal import Decimal
from functools import partial
from uuid import uuid4

import pytest

from finance import services
from finance.errors import FinanceError
from finance.models import BankMovement, BankStatement, MovementMatch, Payment
from finance.movement_parts import HolderPart, ReturnPart
from finance.services.bank_import import import_file, places_here, places_of
from finance.services.bank_matching import match_movement, undo_match
from koprogo.ledger.queries import account_balances, findings
from koprogo.tenancy import enter
from tests import cast
from tests.finance.banking.statements import (
    ELSEWHERE,
    coda,
    imported,
    moved,
    statement,
    states,
    today,
    vcs,
)
from tests.finance.factories import issued
from tests.together import at_once, outcomes


@pytest.fixture
def inside(own_database):
    """Commit what a test does in Les Acacias."""
    return lambda: enter(cast.tenant().pk, by=None)


def entered(act):
    with enter(cast.tenant().pk, by=None):
        return act()


def together(*acts):
    return outcomes([partial(entered, act) for act in acts], refusals=FinanceError)


def test_the_same_file_twice_at_once_is_booked_once(inside):
    with inside():
        issued(due_in=0)
        paid = [moved("100.00", vcs=vcs(code)) for code in ("H1", "H2", "H3")]
        data = coda(statement(*paid, moved("7.00")))

    def act(_which):
        return entered(partial(import_file, data, places=places(), by=None))

    found = at_once(3, act)
    assert sorted(one for results in found for one in states(results)) == [
        "imported",
        "known",
        "known",
    ]
    with inside():
        assert (BankStatement.objects.count(), BankMovement.objects.count()) == (1, 4)
        assert Payment.objects.count() == 3
        assert findings() == []


def places():
    with enter(cast.tenant().pk, by=None):
        return places_here()


def test_two_firms_files_with_the_same_buildings_do_not_block(inside):
    one = statement(moved("1.00"), number="1")
    two = statement(moved("2.00"), iban=ELSEWHERE, number="2")

    def act(which):
        data = coda(*((one, two) if which else (two, one)))
        return import_file(data, places=places_of(None), by=None)

    found = at_once(2, act)
    assert sorted(one for results in found for one in states(results)) == [
        "imported",
        "imported",
        "known",
        "known",
    ]


def test_a_file_and_payments_typed_at_that_moment(inside):
    """Whichever comes first: each due is paid once, in turn."""
    with inside():
        issued(due_in=0)
        data = coda(statement(*(moved("60.00", vcs=vcs("H1")) for _ in range(5))))

    def type_one():
        services.record_payment(
            uuid=uuid4(),
            holding=cast.holding("H1"),
            date=today(),
            amount=Decimal("70.00"),
            by=None,
        )

    def act(which):
        return entered(
            type_one if which else partial(import_file, data, places=places(), by=None)
        )

    at_once(4, act)
    with inside():
        assert Payment.objects.count() == 8
        assert account_balances("551", "4101") == {
            "551": Decimal("510.00"),
            "4101": Decimal("490.00"),
        }
        assert findings() == []


def test_a_movement_is_said_by_one(inside):
    with inside():
        imported(statement(moved("50.00")))
        movement = BankMovement.objects.get()
        parts = [
            [HolderPart(cast.holding(code), Decimal("50.00"))] for code in ("H1", "H2")
        ]
    acts = [partial(match_movement, movement, part, by=None) for part in parts]
    assert together(*acts) == ["NothingToMatch", "done"]
    with inside():
        assert Payment.objects.count() == 1
        assert account_balances("499") == {"499": Decimal("0.00")}


def test_a_match_is_taken_back_once(inside):
    with inside():
        imported(statement(moved("50.00", vcs=vcs("H1"))))
        match = MovementMatch.objects.get()
    acts = [partial(undo_match, match, by=None)] * 2
    assert together(*acts) == ["AlreadyUndone", "done"]
    with inside():
        assert account_balances("551", "499") == {
            "551": Decimal("50.00"),
            "499": Decimal("-50.00"),
        }
        assert findings() == []


def test_a_payment_comes_back_once_or_is_taken_back(inside):
    """Two movements that give it back, and somebody who takes it back."""
    with inside():
        imported(
            statement(
                moved("50.00", vcs=vcs("H1")),
                moved("-50.00"),
                moved("-50.00", name="B"),
            )
        )
        match = MovementMatch.objects.get()
        backs = list(BankMovement.objects.filter(amount=-50))
    acts = [
        partial(match_movement, row, [ReturnPart(match, row.amount)], by=None)
        for row in backs
    ]
    acts.append(partial(undo_match, match, by=None))
    assert together(*acts) == ["AlreadyUndone", "AlreadyUndone", "done"]
    with inside():
        assert not Payment.objects.standing().exists()
        assert account_balances("551", "410") == {"551": Decimal("-50.00"), "410": 0}
        assert findings() == []
