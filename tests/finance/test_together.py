"""Two people at the same moment, with real transactions."""

from decimal import Decimal
from functools import partial
from uuid import uuid4

import pytest
from django.utils import timezone

from finance import services
from finance.errors import FinanceError
from finance.models import CallDocument, Payment
from koprogo.ledger.models import Entry
from koprogo.ledger.queries import account_balances, verify
from koprogo.tenancy import enter
from tests import cast
from tests.finance.factories import draft, issued, payment
from tests.together import outcomes


def at_once(*acts):
    """Run each act in its own thread, in Les Acacias; return what came out."""
    tenant_id = cast.tenant().pk

    def entered(act):
        with enter(tenant_id, by=None):
            act()

    return outcomes([partial(entered, act) for act in acts], refusals=FinanceError)


@pytest.fixture
def inside(own_database):
    """Commit what a test prepares in Les Acacias."""
    return lambda: enter(cast.tenant().pk, by=None)


def test_two_syndics_issue_the_same_call_once(inside):
    with inside():
        call = draft()

    def act():
        services.issue_call(call, by=None)

    assert at_once(act, act, act) == ["AlreadyIssued", "AlreadyIssued", "done"]
    with inside():
        assert CallDocument.objects.count() == 3
        assert list(Entry.objects.values_list("number", flat=True)) == [1]


def test_two_calls_at_once_get_the_next_numbers(inside):
    with inside():
        calls = [draft(title=str(number)) for number in range(4)]
    acts = [lambda call=call: services.issue_call(call, by=None) for call in calls]
    assert at_once(*acts) == ["done"] * 4
    with inside():
        numbers = Entry.objects.order_by("number").values_list("number", flat=True)
        assert list(numbers) == [1, 2, 3, 4]
        assert verify() == []


def test_a_call_is_cancelled_once(inside):
    with inside():
        call = issued()

    def act():
        services.cancel_call(call, by=None)

    assert at_once(act, act) == ["AlreadyCancelled", "done"]
    with inside():
        assert account_balances("4101") == {"4101": Decimal("0.00")}


def test_a_double_click_records_one_payment(inside):
    uuid = uuid4()

    def act():
        payment("H1", "10.00", uuid=uuid)

    assert at_once(act, act) == ["AlreadyRecorded", "done"]
    with inside():
        assert Payment.objects.count() == 1


def test_payments_at_once_do_not_pay_the_same_due_twice(inside):
    with inside():
        issued(due_in=0)
    acts = [lambda: payment("H1", "300.00") for _ in range(2)]
    assert at_once(*acts) == ["done", "done"]
    with inside():
        assert account_balances("4101", "551") == {
            "4101": Decimal("400.00"),
            "551": Decimal("600.00"),
        }
        assert timezone.localdate() == Payment.objects.first().date
