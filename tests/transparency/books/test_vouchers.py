"""Costs and income: entered by one, approved by another, booked month by month."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from koprogo.documents.models import File
from koprogo.ledger.models import Entry
from tests import cast
from tests.transparency.books.making import (
    PAPER,
    approve,
    approved,
    balance,
    booked,
    closed,
    entered,
    months,
    seen,
    sound,
)
from transparency import errors
from transparency.accounts import borne, spread
from transparency.models import Voucher, VoucherEntry
from transparency.services import vouchers

D = Decimal
YEAR = {"since": date(2025, 1, 1), "until": date(2026, 1, 1)}


# Entering


def test_a_voucher_is_entered_and_books_nothing(asbl):
    voucher = entered("95.50")
    assert (voucher.state, voucher.amount) == ("entered", D("95.50"))
    assert voucher.entered_by == cast.user("tess")
    assert not Entry.objects.exists()


def test_the_same_form_enters_one_voucher(asbl):
    uuid = uuid4()
    entered(uuid=uuid)
    with pytest.raises(errors.VoucherEntered):
        entered(uuid=uuid)
    assert Voucher.objects.count() == 1


def test_a_voucher_of_tomorrow_is_refused(asbl):
    with pytest.raises(errors.NotYet):
        entered(dated=timezone.localdate() + timedelta(days=1))


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2025-03-01", "2025-03-01"),
        ("2025-03-01", "2025-02-01"),
        ("2020-01-01", "2025-02-01"),
    ],
)
def test_a_voucher_covers_one_to_sixty_months(asbl, since, until):
    with pytest.raises(errors.TooManyMonths):
        entered(since=date.fromisoformat(since), until=date.fromisoformat(until))
    assert entered(since=date(2020, 1, 1), until=date(2025, 1, 1)).pk


def test_what_is_undecided_is_corrected(asbl):
    voucher = entered()
    before = voucher.paper_id
    changed = {
        "kind": "storage",
        "supplier": "Disks SA",
        "description": "Disks",
        "amount": D("12.00"),
        "dated": date(2025, 3, 6),
        "since": date(2025, 3, 1),
        "until": date(2025, 5, 1),
        "recurring": "monthly",
    }
    paper = PAPER.__class__("other.pdf", "application/pdf", b"%PDF-1.4 two")
    by = cast.user("bo")
    found = vouchers.correct_voucher(voucher, by=by, paper=paper, **changed)
    assert {name: getattr(found, name) for name in changed} == changed
    assert found.entered_by == by  # who corrects it does not approve it
    assert not File.objects.filter(pk=before).exists()


def test_without_a_new_paper_the_old_one_stays(asbl):
    voucher = entered()
    fields = ["kind", "supplier", "description", "amount", "dated", "since", "until"]
    given_ = {name: getattr(voucher, name) for name in [*fields, "recurring"]}
    found = vouchers.correct_voucher(voucher, by=None, **given_)
    assert found.paper_id == voucher.paper_id


def test_what_is_undecided_is_withdrawn_with_its_paper(asbl):
    voucher = entered()
    vouchers.withdraw_voucher(voucher, by=cast.user("tess"))
    assert not Voucher.objects.exists()
    assert not File.objects.exists()
    with pytest.raises(errors.VoucherDecided):
        vouchers.withdraw_voucher(voucher, by=cast.user("tess"))


def test_what_is_decided_is_neither_corrected_nor_withdrawn(asbl):
    voucher = approved()
    with pytest.raises(errors.VoucherDecided):
        vouchers.withdraw_voucher(voucher, by=cast.user("tess"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Voucher.objects.filter(pk=voucher.pk).delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Voucher.objects.filter(pk=voucher.pk).update(amount=1)


# Four eyes


def test_who_entered_a_voucher_does_not_decide(asbl):
    voucher = entered(by="tess")
    with pytest.raises(errors.SamePerson):
        approve(voucher, by="tess")
    with pytest.raises(errors.SamePerson):
        vouchers.reject_voucher(voucher, reason="No", by=cast.user("tess"))
    assert not Entry.objects.exists()


def test_the_database_wants_four_eyes_too(asbl):
    voucher = entered(by="tess")
    with pytest.raises(IntegrityError), transaction.atomic():
        Voucher.objects.filter(pk=voucher.pk).update(
            state="approved", decided_by=cast.user("tess"), decided_at=timezone.now()
        )


def test_who_approves_has_looked_at_what_is_booked(asbl):
    voucher = entered()
    looked = seen(voucher)
    fields = ["kind", "supplier", "description", "dated", "since", "until", "recurring"]
    same = {name: getattr(voucher, name) for name in fields}
    vouchers.correct_voucher(voucher, amount=D("999.00"), by=None, **same)
    with pytest.raises(errors.VoucherChanged):
        vouchers.approve_voucher(voucher, seen=looked, by=cast.user("bo"))


def test_a_rejected_voucher_keeps_its_reason_and_books_nothing(asbl):
    voucher = vouchers.reject_voucher(
        entered(), reason=" Paid twice ", by=cast.user("bo")
    )
    assert (voucher.state, voucher.reason) == ("rejected", "Paid twice")
    assert not Entry.objects.exists()
    with pytest.raises(errors.VoucherDecided):
        approve(voucher)
    with pytest.raises(errors.ReasonMissing):
        vouchers.reject_voucher(entered(), reason=" ", by=cast.user("bo"))


def test_approved_once(asbl):
    voucher = approved()
    with pytest.raises(errors.VoucherDecided):
        approve(voucher, by="bo")
    assert Entry.objects.count() == 1


# What is booked


def test_a_cost_of_its_own_month_is_one_entry(asbl):
    voucher = approved("100.00")
    assert booked(voucher) == [
        ("2025-03-05", "2025-03", {"6100": D(100), "440": D(-100)})
    ]


def test_a_cost_of_another_month_is_borne_there(asbl):
    voucher = approved("100.00", since=date(2025, 2, 1), until=date(2025, 3, 1))
    assert booked(voucher) == [
        ("2025-03-05", None, {"490": D(100), "440": D(-100)}),
        ("2025-02-28", "2025-02", {"6100": D(100), "490": D(-100)}),
    ]


def test_1140_euros_a_year_are_95_a_month(asbl):
    """transparency.md §3: 100 participants at €1, 60 € are left, 5 %."""
    approved("1140.00", **YEAR, dated=date(2025, 1, 2))
    assert months("6100") == {f"2025-{month:02}": D(95) for month in range(1, 13)}
    assert balance("440") == D(-1140)
    assert balance("490") == 0
    assert balance("490", on=date(2025, 3, 31)) == D(1140) - 3 * D(95)
    assert sound()


def test_months_to_come_are_booked_when_it_is_approved(asbl):
    """Also months that end after today."""
    today = timezone.localdate().replace(day=1)
    until = date(today.year + 1, today.month, 1)
    voucher = approved("12.00", dated=today, since=today, until=until)
    assert voucher.entries.count() == 13
    assert max(Entry.objects.values_list("date", flat=True)) == until - timedelta(
        days=1
    )


def test_cents_that_remain_go_to_the_first_months(asbl):
    approved("100.00", since=date(2025, 1, 1), until=date(2025, 4, 1))
    assert months("6100") == {
        "2025-01": D("33.34"),
        "2025-02": D("33.33"),
        "2025-03": D("33.33"),
    }


def test_a_month_that_would_bear_nothing_has_no_entry(asbl):
    voucher = approved("0.02", since=date(2025, 1, 1), until=date(2025, 4, 1))
    assert [month for _day, month, _lines in booked(voucher)] == [
        None,
        "2025-01",
        "2025-02",
    ]


def test_february_of_a_leap_year_ends_on_the_29th(asbl):
    voucher = approved(
        "24.00", dated=date(2024, 1, 31), since=date(2024, 1, 1), until=date(2024, 3, 1)
    )
    assert [day for day, _month, _lines in booked(voucher)] == [
        "2024-01-31",
        "2024-01-31",
        "2024-02-29",
    ]


def test_an_income_is_booked_the_other_way(asbl):
    voucher = approved("100.00", kind="gifts")
    assert booked(voucher) == [
        ("2025-03-05", "2025-03", {"416": D(100), "730": D(-100)})
    ]
    vouchers.pay_voucher(voucher, on=date(2025, 3, 9), by=cast.user("tess"))
    assert (balance("416"), balance("550"), balance("730")) == (0, D(100), D(-100))


def test_an_income_of_two_months_is_deferred(asbl):
    approved("10.00", kind="income", since=date(2025, 3, 1), until=date(2025, 5, 1))
    assert months("740") == {"2025-03": D(-5), "2025-04": D(-5)}
    assert balance("490") == 0


# Closed quarters


def test_what_closed_months_would_bear_goes_to_the_first_open_one(asbl):
    approved("10.00")
    closed(2025, 1)
    voucher = approved("120.00", **YEAR, dated=date(2025, 2, 10))
    assert months("6100") == {"2025-03": D(10), "2025-04": D(40)} | {
        f"2025-{month:02}": D(10) for month in range(5, 13)
    }
    assert booked(voucher)[0][0] == "2025-04-01"  # the first open day
    assert balance("490") == 0


def test_a_cost_of_closed_months_alone_is_borne_by_the_first_open_one(asbl):
    approved("10.00")
    closed(2025, 1)
    voucher = approved("31.00", dated=date(2025, 3, 31))
    assert booked(voucher) == [
        ("2025-04-01", "2025-04", {"6100": D(31), "440": D(-31)})
    ]


def test_who_approves_sees_it_when_a_quarter_closed_meanwhile(asbl):
    approved("10.00")
    voucher = entered("31.00")
    looked = seen(voucher)
    closed(2025, 1)
    with pytest.raises(errors.VoucherChanged):
        vouchers.approve_voucher(voucher, seen=looked, by=cast.user("bo"))


@given(
    st.decimals("0.01", "99999.99", places=2),
    st.integers(1, 60),
    st.none() | st.dates(date(2019, 1, 1), date(2026, 1, 1)),
)
def test_whatever_is_closed_all_of_it_is_borne(amount, length, closed_until):
    since = date(2020, 1, 1)
    until = date(2020 + length // 12, length % 12 + 1, 1)
    first_open = closed_until and closed_until.replace(day=1)
    parts = spread(amount, since=since, until=until)
    found = borne(parts, first_open=first_open)
    assert sum(found.values()) == amount
    assert all(found.values())
    assert not first_open or min(found) >= first_open


# Payment and reversal


def test_a_payment_is_noted_and_undone_and_noted_again(asbl):
    voucher = approved("100.00")
    tess = cast.user("tess")
    vouchers.pay_voucher(voucher, on=date(2025, 3, 20), by=tess)
    assert (balance("440"), balance("550")) == (0, D(-100))
    with pytest.raises(errors.VoucherPaid):
        vouchers.pay_voucher(voucher, on=date(2025, 3, 20), by=tess)
    assert vouchers.unpay_voucher(voucher, by=tess).paid_on is None
    assert (balance("440"), balance("550")) == (D(-100), 0)
    with pytest.raises(errors.VoucherNotPaid):
        vouchers.unpay_voucher(voucher, by=tess)
    vouchers.pay_voucher(voucher, on=date(2025, 3, 21), by=tess)
    assert balance("550") == D(-100)
    assert vouchers.unpay_voucher(voucher, by=tess).paid_on is None
    assert balance("550") == 0
    assert sound()


def test_only_what_is_approved_is_paid(asbl):
    with pytest.raises(errors.NotApproved):
        vouchers.pay_voucher(entered(), on=date(2025, 3, 20), by=None)


def test_a_payment_of_a_closed_quarter_is_refused(asbl):
    voucher = approved()
    closed(2025, 1)
    with pytest.raises(errors.QuarterClosed) as refused:
        vouchers.pay_voucher(voucher, on=date(2025, 3, 20), by=None)
    assert refused.value.first_open == date(2025, 4, 1)


def test_a_reversal_undoes_every_entry_in_its_month(asbl):
    voucher = approved("1140.00", **YEAR, dated=date(2025, 1, 2))
    found = vouchers.reverse_voucher(voucher, reason="Wrong", by=cast.user("bo"))
    assert (found.state, found.reason) == ("reversed", "Wrong")
    assert months("6100") == months("490") == months("440") == {}
    assert VoucherEntry.objects.filter(voucher=voucher).count() == 26
    with pytest.raises(errors.NotApproved):
        vouchers.reverse_voucher(voucher, reason="Wrong", by=cast.user("bo"))
    assert sound()


def test_a_reversal_leaves_closed_quarters_alone(asbl):
    voucher = approved("120.00", **YEAR, dated=date(2025, 1, 2))
    closed(2025, 1)
    vouchers.reverse_voucher(voucher, reason="Wrong", by=cast.user("bo"))
    assert months("6100") == {
        "2025-01": D(10),
        "2025-02": D(10),
        "2025-03": D(10),
        "2025-04": D(-30),
    }
    assert [balance(code) for code in ("6100", "490", "440")] == [0, 0, 0]
    assert sound()


def test_what_is_paid_is_not_reversed(asbl):
    voucher = approved()
    vouchers.pay_voucher(voucher, on=date(2025, 3, 20), by=None)
    with pytest.raises(errors.VoucherPaid):
        vouchers.reverse_voucher(voucher, reason="Wrong", by=cast.user("bo"))
    vouchers.unpay_voucher(voucher, by=None)
    assert vouchers.reverse_voucher(voucher, reason="x", by=None).state == "reversed"
    with pytest.raises(errors.ReasonMissing):
        vouchers.reverse_voucher(approved(), reason="  ", by=None)


def test_a_voucher_is_borne_by_whole_months(asbl):
    entry = Entry.objects.get(pk=approved().entries.get().entry_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        VoucherEntry.objects.create(
            voucher=entered(), entry=entry, month=date(2025, 3, 2)
        )
