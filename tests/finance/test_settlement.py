from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.settlement import (
    Due,
    NegativePayment,
    OpenItem,
    PaymentSplit,
    Settlement,
    Status,
    open_items,
    settle,
    split_payment,
    together,
)
from koprogo.money import FractionOfACent, from_cents
from tests.worked_tables import worked_tables

WORKED = worked_tables("rules/settlement.md")
JANUARY, APRIL, JULY = date(2026, 1, 31), date(2026, 4, 30), date(2026, 7, 31)

money = st.integers(0, 10**7).map(from_cents)
parts = st.integers(-(10**5), 10**6).map(from_cents)
days = st.integers(0, 5).map(lambda after: JANUARY + timedelta(days=after))
dues_lists = st.lists(
    st.builds(Due, id=st.integers(), due_on=days, working=parts, reserve=parts),
    max_size=8,
)


def eur(text):
    return Decimal(text)


def call(name, due_on, working, reserve="0.00"):
    return Due(name, due_on, eur(working), eur(reserve))


def paid(items):
    return [
        (item.due.id, str(item.working_paid), str(item.reserve_paid)) for item in items
    ]


def test_two_documents_of_a_call_as_if_they_were_one():
    half = OpenItem(call("A", APRIL, "60.00", "40.00"), eur("60.00"), eur("10.00"))
    none = OpenItem(call("B", APRIL, "5.00"), eur("0.00"), eur("0.00"))
    both = together([half, none])
    assert both == OpenItem(
        call("A", APRIL, "65.00", "40.00"), eur("60.00"), eur("10.00")
    )
    assert (both.due.asked, both.open, both.status) == (
        eur("105.00"),
        eur("35.00"),
        Status.PARTLY,
    )
    assert together([none]) == none


# The documentation


def documented(heading):
    rows = WORKED[heading]
    dues = [
        Due(
            row["document"],
            date.fromisoformat(row["due on"]),
            eur(row["working"]),
            eur(row["reserve"]),
        )
        for row in rows
    ]
    return rows, dues


SETTLED = {
    "450.00 received": ("450.00", "0.00"),
    "A refund of 80.00, nothing received": ("0.00", "0.00"),
    "1,000.00 received": ("1000.00", "200.00"),
}


@pytest.mark.parametrize("heading", SETTLED)
def test_every_settlement_of_the_documentation(heading):
    received, credit = SETTLED[heading]
    rows, dues = documented(heading)
    settlement = settle(dues, eur(received))
    assert [
        {
            "document": item.due.id,
            "due on": item.due.due_on.isoformat(),
            "working": str(item.due.working),
            "reserve": str(item.due.reserve),
            "working paid": str(item.working_paid),
            "reserve paid": str(item.reserve_paid),
            "open": str(item.open),
            "status": item.status,
        }
        for item in settlement.items
    ] == rows
    assert settlement.credit == eur(credit)


def test_every_payment_of_the_documentation():
    _, dues = documented("1,000.00 received")
    before = eur("0.00")
    for row in WORKED["Three payments, over the owner's accounts"]:
        amount = eur(row["payment"])
        split = split_payment(dues, before, amount)
        assert (str(before), str(split.working), str(split.reserve)) == (
            row["received before"],
            row["4101"],
            row["4100"],
        )
        before += amount
    assert before == eur("1000.00")


def test_the_documentation_has_no_other_table():
    assert set(WORKED) == {*SETTLED, "Three payments, over the owner's accounts"}


# Which document is paid


def test_the_oldest_due_is_paid_first_whatever_the_order_given():
    dues = [call("april", APRIL, "50.00"), call("january", JANUARY, "100.00")]
    assert paid(open_items(dues, eur("120.00"))) == [
        ("january", "100.00", "0.00"),
        ("april", "20.00", "0.00"),
    ]


def test_equal_due_dates_keep_the_order_given():
    dues = [call("second", APRIL, "50.00"), call("first", APRIL, "50.00")]
    assert paid(open_items(dues, eur("50.00"))) == [
        ("second", "50.00", "0.00"),
        ("first", "0.00", "0.00"),
    ]


def test_the_working_part_is_paid_before_the_reserve_part():
    dues = [call("april", APRIL, "100.00", "40.00")]
    assert paid(open_items(dues, eur("110.00"))) == [("april", "100.00", "10.00")]


def test_an_older_reserve_part_is_paid_before_a_newer_working_part():
    dues = [
        call("january", JANUARY, "100.00", "40.00"),
        call("april", APRIL, "100.00", "40.00"),
    ]
    assert paid(open_items(dues, eur("150.00"))) == [
        ("january", "100.00", "40.00"),
        ("april", "10.00", "0.00"),
    ]


def test_what_no_document_needs_is_a_credit():
    dues = [call("april", APRIL, "100.00")]
    assert settle(dues, eur("130.50")) == Settlement(
        items=(OpenItem(dues[0], eur("100.00"), eur("0.00")),), credit=eur("30.50")
    )


def test_without_documents_everything_is_a_credit():
    assert settle([], eur("5.00")) == Settlement(items=(), credit=eur("5.00"))


def test_a_refund_pays_the_oldest_document():
    dues = [
        call("january", JANUARY, "100.00"),
        call("refund", APRIL, "-30.00", "-5.00"),
        call("july", JULY, "100.00"),
    ]
    settlement = settle(dues, eur("70.00"))
    assert paid(settlement.items) == [
        ("january", "100.00", "0.00"),
        ("refund", "-30.00", "-5.00"),
        ("july", "5.00", "0.00"),
    ]
    assert [item.status for item in settlement.items] == ["paid", "paid", "partly"]
    assert settlement.credit == 0


def test_a_document_can_give_back_one_part_and_ask_the_other():
    [item] = open_items([call("mixed", APRIL, "-30.00", "50.00")], eur("0.00"))
    assert (item.working_open, item.reserve_open) == (0, eur("20.00"))
    assert (item.open, item.status) == (eur("20.00"), Status.PARTLY)


def test_more_paid_back_than_owed_is_a_credit_below_zero():
    settlement = settle([call("april", APRIL, "10.00")], eur("-5.00"))
    assert paid(settlement.items) == [("april", "0.00", "0.00")]
    assert settlement.credit == eur("-5.00")


# Status


@pytest.mark.parametrize(
    ("received", "status"),
    [
        ("0.00", Status.OPEN),
        ("0.01", Status.PARTLY),
        ("149.99", Status.PARTLY),
        ("150.00", Status.PAID),
    ],
)
def test_status(received, status):
    [item] = open_items([call("april", APRIL, "100.00", "50.00")], eur(received))
    assert item.status == status


def test_a_document_that_only_asks_for_the_reserve_can_be_paid_in_part():
    [item] = open_items([call("april", APRIL, "0.00", "50.00")], eur("20.00"))
    assert item.status == Status.PARTLY


def test_a_document_of_zero_is_paid():
    [item] = open_items([call("april", APRIL, "0.00")], eur("0.00"))
    assert item.status == Status.PAID


@pytest.mark.parametrize(
    ("received", "on", "overdue"),
    [
        ("99.99", APRIL, False),
        ("99.99", APRIL + timedelta(days=1), True),
        ("100.00", APRIL + timedelta(days=1), False),
    ],
)
def test_a_document_is_overdue_from_the_day_after_its_due_date(received, on, overdue):
    [item] = open_items([call("april", APRIL, "100.00")], eur(received))
    assert item.is_overdue(on) is overdue


# Splitting a payment


def test_a_payment_follows_the_parts_that_it_pays():
    dues = [call("january", JANUARY, "100.00", "40.00")]
    assert split_payment(dues, eur("90.00"), eur("35.00")) == PaymentSplit(
        working=eur("10.00"), reserve=eur("25.00")
    )


def test_an_overpayment_is_a_credit_on_the_working_account():
    dues = [call("january", JANUARY, "100.00", "40.00")]
    assert split_payment(dues, eur("0.00"), eur("200.00")) == PaymentSplit(
        working=eur("160.00"), reserve=eur("40.00")
    )


def test_a_payment_without_documents_goes_to_the_working_account():
    assert split_payment([], eur("0.00"), eur("12.34")) == PaymentSplit(
        working=eur("12.34"), reserve=eur("0.00")
    )


def test_a_negative_payment_is_refused():
    with pytest.raises(NegativePayment, match=r"negative payment: -0\.01") as refusal:
        split_payment([], eur("10.00"), eur("-0.01"))
    assert refusal.value.amount == eur("-0.01")
    assert isinstance(refusal.value, ValueError)


def test_a_part_of_a_cent_is_refused():
    for dues, received in (([], "0.001"), ([call("april", APRIL, "0.001")], "0.00")):
        with pytest.raises(FractionOfACent):
            settle(dues, eur(received))


# Properties


@given(dues_lists, money)
def test_no_cent_is_lost(dues, received):
    settlement = settle(dues, received)
    used = sum(item.working_paid + item.reserve_paid for item in settlement.items)
    asked = sum(due.working + due.reserve for due in dues)
    still_open = sum(item.open for item in settlement.items)
    assert used + settlement.credit == received
    assert still_open - settlement.credit == asked - received


@given(dues_lists, money)
def test_every_document_stays_between_open_and_paid(dues, received):
    for item in open_items(dues, received):
        asked = (item.due.working, item.due.reserve)
        used = (item.working_paid, item.reserve_paid)
        for part, of_it in zip(asked, used, strict=True):
            assert min(part, 0) <= of_it <= part or of_it == part


@given(dues_lists, money)
def test_a_credit_means_that_everything_is_paid(dues, received):
    settlement = settle(dues, received)
    if settlement.credit > 0:
        assert {item.status for item in settlement.items} <= {Status.PAID}


@given(dues_lists, money)
def test_nothing_is_paid_while_something_older_is_open(dues, received):
    items = open_items(dues, received)
    assert [item.due.due_on for item in items] == sorted(due.due_on for due in dues)
    asking = [
        (used, part - used)
        for item in items
        for part, used in (
            (item.due.working, item.working_paid),
            (item.due.reserve, item.reserve_paid),
        )
        if part > 0
    ]
    first_open = next(
        (rank for rank, (_, still_open) in enumerate(asking) if still_open), len(asking)
    )
    assert [used for used, _ in asking[first_open + 1 :] if used] == []


@given(dues_lists, money, money)
def test_more_money_never_leaves_more_open(dues, received, more):
    before = open_items(dues, received)
    after = open_items(dues, received + more)
    for earlier, later in zip(before, after, strict=True):
        assert later.working_open <= earlier.working_open
        assert later.reserve_open <= earlier.reserve_open


@given(dues_lists, money, money)
def test_a_payment_is_split_without_loss(dues, received, amount):
    split = split_payment(dues, received, amount)
    assert split.working + split.reserve == amount
    assert min(split.working, split.reserve) >= 0


@given(dues_lists, money, money, money)
def test_paying_in_two_times_gives_the_sums_of_paying_at_once(
    dues, received, first, second
):
    once = split_payment(dues, received, first + second)
    one = split_payment(dues, received, first)
    two = split_payment(dues, received + first, second)
    assert once.working == one.working + two.working
    assert once.reserve == one.reserve + two.reserve


@given(dues_lists, money, money)
def test_a_payment_is_split_as_the_documents_say(dues, received, amount):
    split = split_payment(dues, received, amount)
    before, after = settle(dues, received), settle(dues, received + amount)
    reserve, working = (
        sum(getattr(item, part) for item in after.items)
        - sum(getattr(item, part) for item in before.items)
        for part in ("reserve_paid", "working_paid")
    )
    assert split.reserve == reserve
    assert split.working == working + after.credit - before.credit
