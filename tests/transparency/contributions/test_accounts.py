"""What participations owe and paid: their balances and their payments."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from finance.months import add_months
from tests.transparency.books.making import approved, balance, closed, sound
from tests.transparency.contributions.making import JANUARY, MARCH, billed, member, paid
from tests.transparency.members import crowd
from transparency import errors
from transparency.models import Contribution, Receipt
from transparency.queries.contributions import (
    account_of,
    balance_of,
    balances,
    receipts,
    totals,
)
from transparency.queries.integrity import findings
from transparency.services.receipts import record_receipt, reverse_receipt

D = Decimal
TODAY = timezone.localdate
APRIL = date(2025, 4, 1)


def test_a_payment_lowers_what_is_owed(asbl):
    row = member()
    billed(MARCH, APRIL)
    paid(row, "1.50")
    assert balance_of(row) == D("0.50")
    assert (balance("400"), balance("550")) == (D("0.50"), D("1.50"))
    assert sound()


def test_the_same_form_books_once(asbl):
    row, uuid = member(), uuid4()
    given = {"participation": row, "amount": D(1), "received_on": MARCH, "by": None}
    record_receipt(uuid=uuid, **given)
    with pytest.raises(errors.ReceiptRecorded):
        record_receipt(uuid=uuid, **given)
    assert Receipt.objects.count() == 1


def test_a_payment_of_tomorrow_is_refused(asbl):
    with pytest.raises(errors.NotYet):
        paid(member(), on=TODAY() + timedelta(days=1))


def test_a_payment_is_reversed_once_by_a_mirror(asbl):
    row = member()
    billed(MARCH)
    receipt = paid(row)
    assert reverse_receipt(receipt, by=None).mirror.reverses == receipt.entry
    assert balance_of(row) == D(1)
    assert sound()
    with pytest.raises(errors.ReceiptReversed):
        reverse_receipt(receipt, by=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        Receipt.objects.filter(pk=receipt.pk).update(amount=2)


def test_a_payment_of_a_closed_quarter_is_reversed_after_it(asbl):
    row = member()
    billed(JANUARY, date(2025, 2, 1), MARCH)
    receipt = paid(row)
    closed(2025, 1)
    assert reverse_receipt(receipt, by=None).mirror.date == APRIL


def test_an_account_says_what_is_late(asbl):
    today = TODAY()
    month = today.replace(day=1)
    before = add_months(month, -1)
    row = member(since=before)
    billed(before, month)
    account = account_of(row, on=today)
    assert (account.balance, account.overdue) == (D(2), D(1))
    # On the last day it is still in time.
    assert account_of(row, on=add_months(month, 1) - timedelta(days=1)).overdue == D(1)
    assert account_of(row, on=add_months(month, 1)).overdue == D(2)
    paid(row, "1.20", on=today)
    assert account_of(row, on=today).overdue == 0


def test_what_was_taken_back_is_no_year_of_the_account(asbl):
    row = member(since=date(2024, 6, 1))
    reverse_receipt(paid(row, on=date(2023, 5, 5)), by=None)
    billed(date(2024, 6, 1), MARCH)
    assert account_of(row, on=TODAY()).years == [2025, 2024]


def test_balances_say_the_same_as_each_account(asbl):
    ann, bob, zed = member("Ann"), member("Bob"), member("Zed")
    billed(MARCH, APRIL)
    paid(ann, "5.00")
    paid(bob, "2.00")
    found = {row.name: row for row in balances(on=TODAY())}
    for row in (ann, bob, zed):
        account = account_of(row, on=TODAY())
        assert found[row.name].balance == account.balance
        assert found[row.name].overdue == account.overdue
    sums = totals(on=TODAY())
    assert (sums.owed, sums.overdue, sums.credit) == (D(2), D(2), D(3))


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, ["Ann", "Bob", "Zed"]),
        ({"only": "open"}, ["Zed"]),
        ({"only": "overdue"}, ["Zed"]),
        ({"only": "credit"}, ["Ann"]),
        ({"search": "zE"}, ["Zed"]),
        ({"only": "nonsense"}, ["Ann", "Bob", "Zed"]),
    ],
)
def test_balances_are_searched(asbl, asked, names):
    ann, bob, _zed = member("Ann"), member("Bob"), member("Zed")
    billed(MARCH)
    paid(ann, "5.00")
    paid(bob, "1.00")
    assert [row.name for row in balances(on=TODAY(), **asked)] == names


def test_balances_are_found_by_structured_communication(asbl):
    member("Ann")
    bob = member("Bob")
    reference = account_of(bob, on=TODAY()).reference
    assert [row.name for row in balances(on=TODAY(), search=reference)] == ["Bob"]


def test_payments_are_searched_by_name(asbl):
    paid(member("Ann"))
    paid(member("Bob"))
    assert [one.participation.name for one in receipts(search="bo")] == ["Bob"]
    assert receipts().count() == 2


def test_the_statements_do_not_grow(asbl):
    row = member()
    counts = []
    for months in ([MARCH], [APRIL, date(2025, 5, 1), date(2025, 6, 1)]):
        billed(*months)
        paid(row)
        with CaptureQueriesContext(connection) as seen:
            account_of(row, on=TODAY())
            list(balances(on=TODAY()))
        counts.append(len(seen))
        crowd(5, since=JANUARY)
    assert counts[0] == counts[1]


def test_who_does_not_trust_the_triggers_finds_nothing_wrong(asbl):
    row = member()
    billed(MARCH)
    paid(row)
    reverse_receipt(paid(row), by=None)
    approved()
    assert list(findings()) == []
    Contribution.objects.bulk_create(
        [
            Contribution(
                participation=row,
                month=APRIL,
                price=1,
                reduction="none",
                base=1,
                due=1,
                due_on=APRIL,
                entry=Receipt.objects.first().entry,
            )
        ]
    )
    assert [one.what for one in findings()] == [str(row.uuid)]
