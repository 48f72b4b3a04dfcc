"""Two people at the same moment, each in a transaction of his own."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from koprogo.ledger.models import Entry
from koprogo.tenancy import enter
from tests import cast
from tests.together import outcomes
from tests.transparency.books.making import (
    approved,
    balance,
    closed,
    entered,
    seen,
    sound,
)
from tests.transparency.contributions.making import MARCH, billed, member, paid
from tests.transparency.members import crowd
from transparency.errors import TransparencyError
from transparency.models import Contribution, Quarter, Receipt, Voucher
from transparency.services import receipts, vouchers
from transparency.services.contribution_papers import keep_statement
from transparency.services.contributions import bill_month


@pytest.fixture
def inside(own_database):
    return lambda: enter(cast.tenant(cast.ASBL).pk, by=None)


def both(inside, *acts):
    def entered_first(act):
        def run():
            with inside():
                act()

        return run

    return outcomes([entered_first(act) for act in acts], refusals=TransparencyError)


def test_a_voucher_is_approved_once(inside):
    with inside():
        voucher = entered()
        looked = seen(voucher)

    def approve():
        vouchers.approve_voucher(voucher, seen=looked, by=cast.user("bo"))

    assert both(inside, approve, approve) == ["VoucherDecided", "done"]
    with inside():
        assert Entry.objects.count() == 1


def test_approved_or_corrected(inside):
    """Who was first: nothing is booked that nobody has seen."""
    with inside():
        voucher = entered()
        looked = seen(voucher)
    names = ["kind", "supplier", "description", "dated", "since", "until", "recurring"]
    same = {name: getattr(voucher, name) for name in names}
    found = both(
        inside,
        lambda: vouchers.approve_voucher(voucher, seen=looked, by=cast.user("bo")),
        lambda: vouchers.correct_voucher(
            voucher, amount=2, by=cast.user("tess"), **same
        ),
    )
    assert found in (["VoucherChanged", "done"], ["VoucherDecided", "done"])
    with inside():
        now = Voucher.objects.get()
        assert (now.state == "approved") == (now.amount == 100)


def test_a_voucher_is_entered_paid_and_reversed_once(inside):
    uuid = uuid4()
    again = lambda: entered(uuid=uuid)  # noqa: E731
    assert both(inside, again, again) == ["VoucherEntered", "done"]
    with inside():
        voucher = approved()

    def pay():
        vouchers.pay_voucher(voucher, on=date(2025, 3, 9), by=None)

    assert both(inside, pay, pay) == ["VoucherPaid", "done"]
    with inside():
        vouchers.unpay_voucher(voucher, by=None)

    def undo():
        vouchers.reverse_voucher(voucher, reason="Twice", by=None)

    assert both(inside, undo, undo) == ["NotApproved", "done"]
    with inside():
        assert balance("6100") == 0
        assert sound()


def test_a_quarter_is_closed_once(inside):
    with inside():
        approved()
    found = both(inside, lambda: closed(2025, 1), lambda: closed(2025, 1))
    assert found == ["QuarterAlreadyClosed", "done"]
    with inside():
        assert Quarter.objects.count() == 1


def test_an_entry_is_in_the_closed_quarter_or_after_it(inside):
    with inside():
        approved()
        voucher = entered("7.00")
        looked = seen(voucher)
    found = both(
        inside,
        lambda: vouchers.approve_voucher(voucher, seen=looked, by=cast.user("bo")),
        lambda: closed(2025, 1),
    )
    with inside():
        figures = Quarter.objects.get().figures
        now = Voucher.objects.get(pk=voucher.pk)
    assert (found, figures["6100"]) == (
        (["done", "done"], "107.00")
        if now.state == "approved"
        else (["VoucherChanged", "done"], "100.00")
    )


def test_a_month_is_written_once(inside):
    with inside():
        crowd(7, since=MARCH)
    bill = lambda: bill_month(MARCH, by=None)  # noqa: E731
    assert both(inside, bill, bill) == ["done", "done"]
    with inside():
        assert Contribution.objects.count() == Entry.objects.count() == 7
        assert sound()


def test_a_payment_is_recorded_and_reversed_once(inside):
    with inside():
        row = member(since=MARCH)
    uuid = uuid4()

    def record():
        receipts.record_receipt(
            uuid=uuid, participation=row, amount=Decimal(1), received_on=MARCH, by=None
        )

    assert both(inside, record, record) == ["ReceiptRecorded", "done"]
    with inside():
        receipt = Receipt.objects.get()

    def undo():
        receipts.reverse_receipt(receipt, by=None)

    assert both(inside, undo, undo) == ["ReceiptReversed", "done"]
    with inside():
        assert balance("550") == 0
        assert paid(row).pk


def test_a_statement_is_made_once(inside):
    with inside():
        member(since=MARCH)
        billed(MARCH)
    kept = []

    def keep():
        kept.append(keep_statement(Contribution.objects.get(), by=None).pk)

    assert both(inside, keep, keep) == ["done", "done"]
    assert len(set(kept)) == 1
