"""Money that arrived: booked once, oldest due first, reversed by a mirror."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from buildings.access import find_access
from buildings.models import Holding
from finance import chart, services
from finance.errors import (
    AlreadyCancelled,
    AlreadyRecorded,
    MirroredOnWrongDay,
    PaymentInTheFuture,
)
from finance.models import Payment
from finance.queries import account_of, arrears, balances, holdings_of
from finance.settlement import Status
from koprogo.ledger.queries import account_balances, trial_balance
from tests import cast
from tests.finance.factories import issued, item, late, payment


def account(code):
    one = Holding.objects.filter(code=code)
    return account_of(one, on=timezone.localdate())[0]


def states(code):
    return [
        (found.due.working + found.due.reserve, found.open, found.status)
        for found in account(code).settlement.items
    ]


def test_a_payment_settles_the_oldest_due_first(acacias):
    issued(item("1000.00"), due_in=60)
    issued(item("200.00"), due_in=10)
    payment("H1", "150.00")
    assert states("H1") == [
        (Decimal("100.00"), Decimal("0.00"), Status.PAID),
        (Decimal("500.00"), Decimal("450.00"), Status.PARTLY),
    ]
    assert account("H1").balance == Decimal("450.00")


def test_the_reserve_part_is_paid_after_the_working_part(acacias):
    issued(item("1000.00"), item("400.00", purpose="reserve"))
    payment("H1", "600.00")
    assert account_balances(*chart.OWNERS) == {
        "4100": Decimal("300.00"),
        "4101": Decimal("500.00"),
    }
    assert account_balances("551", "550") == {
        "551": Decimal("600.00"),
        "550": Decimal("0.00"),
    }


def test_an_overpayment_is_a_credit_for_what_comes(acacias):
    issued(item("1000.00"))
    payment("H1", "700.00")
    assert account("H1").balance == Decimal("-200.00")
    issued(item("1000.00"))
    assert states("H1")[1][1:] == (Decimal("300.00"), Status.PARTLY)


@pytest.mark.parametrize("account", ["551", "550"])
def test_the_bank_account_it_came_on(acacias, account):
    payment("H1", "10.00", bank_account=account)
    assert account_balances(account) == {account: Decimal("10.00")}


def test_balances_are_those_of_the_ledger(acacias):
    issued(item("1234.57"), item("100.00", key="lift", purpose="reserve"))
    payment("H2", "333.33")
    holdings = Holding.objects.all()
    settled = {
        found.holding.pk: sum(i.open for i in found.settlement.items)
        - found.settlement.credit
        for found in account_of(holdings, on=timezone.localdate())
    }
    assert balances(holdings) == settled


def test_a_double_click_books_once(acacias):
    uuid = uuid4()
    payment("H1", "10.00", uuid=uuid)
    with pytest.raises(AlreadyRecorded), transaction.atomic():
        payment("H1", "10.00", uuid=uuid)
    assert Payment.objects.count() == 1
    assert account("H1").balance == Decimal("-10.00")


@pytest.mark.parametrize(("days", "refused"), [(1, True), (0, False)])
def test_money_is_booked_when_it_has_arrived(acacias, days, refused):
    date = timezone.localdate() + timedelta(days=days)
    if refused:
        with pytest.raises(PaymentInTheFuture):
            payment("H1", "10.00", date=date)
    else:
        assert payment("H1", "10.00", date=date).date == date


def test_a_wrong_payment_is_mirrored(acacias):
    issued(item("1000.00"))
    wrong = payment("H1", "500.00")
    assert services.reverse_payment(wrong, by=None).is_reversed
    assert states("H1") == [(Decimal("500.00"), Decimal("500.00"), Status.OPEN)]
    assert account_balances("551") == {"551": Decimal("0.00")}
    with pytest.raises(AlreadyCancelled):
        services.reverse_payment(wrong, by=None)


def test_a_payment_reversed_earlier_is_taken_over_with_its_day(acacias):
    today = timezone.localdate()
    booked, taken_back = today - timedelta(days=40), today - timedelta(days=38)
    wrong = payment("H1", "500.00", date=booked)
    mirror = services.reverse_payment(wrong, by=None, on=taken_back).entry.mirror
    assert (mirror.date, mirror.year) == (taken_back, taken_back.year)


@pytest.mark.parametrize("days", [-1, 1])
def test_no_payment_is_reversed_before_its_day_or_in_the_future(acacias, days):
    on = timezone.localdate() + timedelta(days=days)
    with pytest.raises(MirroredOnWrongDay):
        services.reverse_payment(payment("H1", "500.00"), by=None, on=on)


def test_what_is_late_counts_from_the_day_after(acacias):
    issued(item("1000.00"), due_in=1)
    payment("H1", "100.00")
    today = timezone.localdate()
    assert arrears(on=today + timedelta(days=1)) == Decimal("0.00")
    assert arrears(on=today + timedelta(days=2)) == Decimal("900.00")


def test_a_credit_of_one_does_not_hide_the_arrears_of_another(acacias):
    issued(item("1000.00"), due_in=0)
    payment("H1", "5000.00")
    assert arrears(on=timezone.localdate() + timedelta(days=1)) == Decimal("500.00")


def test_a_co_holder_sees_the_account_of_the_lot(acacias):
    assert [
        h.code for h in holdings_of(find_access(cast.user("omar"), cast.ACACIAS))
    ] == ["H1"]
    assert [
        h.code for h in holdings_of(find_access(cast.user("sophie"), cast.ACACIAS))
    ] == []


def test_the_reference_is_permanent_and_right(acacias):
    reference = account("H1").reference
    issued()
    assert account("H1").reference == reference
    digits = reference.translate(str.maketrans("", "", "+/"))
    assert int(digits[:10]) % 97 in {int(digits[10:]), 0}
    assert account("H2").reference != reference


def test_the_books_balance_after_everything(acacias):
    call = issued(item("1234.57"), item("50.01", key="lift", purpose="reserve"))
    services.reverse_payment(payment("H1", "617.29"), by=None)
    payment("H2", "1.00")
    services.cancel_call(call, by=None)
    assert sum(b.net for b in trial_balance(on=timezone.localdate())) == 0


def test_what_is_next_is_not_what_is_overdue(acacias):
    late("300.00")
    assert (account("H1").overdue, account("H1").next_due) == (Decimal("150.00"), None)
    issued(item("100.00"), due_in=0)
    issued(item("10.00"), due_in=30)
    found = account("H1")
    assert (found.overdue, found.next_due.open) == (Decimal("150.00"), Decimal("50.00"))
    assert found.next_due.due.due_on == timezone.localdate()
