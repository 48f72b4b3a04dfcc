"""The opening of the books: balanced, once, settled like everything else, reversible."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from buildings.models import Supplier
from finance import services
from finance.errors import (
    AlreadyCancelled,
    AlreadyOpened,
    BeforeOpening,
    NothingToOpen,
    OpeningInTheFuture,
    OpeningTooLate,
    OpeningUnbalanced,
)
from finance.models import Opening, OpeningBalance
from finance.opening import Balances, OwnerBalance, SupplierBalance
from finance.queries import account_of, arrears, balances, settlements
from koprogo.audit.models import AuditEvent
from koprogo.ledger.models import Account, Entry
from koprogo.ledger.queries import account_balances, trial_balance, verify
from koprogo.tenancy import enter
from tests import cast
from tests.finance.factories import issued, item, opened, payment
from tests.finance.test_together import at_once
from tests.sql import refused

TODAY = timezone.localdate
ZERO = Decimal("0.00")


def days_ago(number):
    return TODAY() - timedelta(days=number)


def eur(text):
    return Decimal(text)


def open_with(accounts, *owners, suppliers=(), on=None):
    return services.open_balances(
        Balances({code: eur(net) for code, net in accounts.items()}, owners, suppliers),
        date=on or TODAY(),
        by=None,
    )


def owes(code):
    holding = cast.holding(code)
    return balances([holding])[holding.pk]


def state(code):
    """What is open of each due, working and reserve, and the credit."""
    settlement = settlements([cast.holding(code).pk])[cast.holding(code).pk]
    parts = [(str(i.working_open), str(i.reserve_open)) for i in settlement.items]
    return parts, str(settlement.credit)


def test_one_balanced_entry(acacias):
    Account.objects.filter(code__in=["160", "440"]).delete()  # books of before
    opening = open_with(
        {"551": "3250", "550": "12000", "100": "-2500", "160": "-12050"},
        OwnerBalance(cast.holding("H1"), eur("310"), eur("50")),
        OwnerBalance(cast.holding("H2"), credit=eur("75.50")),
        OwnerBalance(cast.holding("H3")),
        suppliers=(SupplierBalance("Ascenseurs SA", eur("984.50")),),
        on=days_ago(30),
    )
    assert (opening.entry.number, opening.entry.journal.code) == (1, "misc")
    assert [(row.account, row.net) for row in trial_balance(on=days_ago(30))] == [
        ("100", eur("-2500.00")),
        ("160", eur("-12050.00")),
        ("4100", eur("50.00")),
        ("4101", eur("234.50")),
        ("440", eur("-984.50")),
        ("550", eur("12000.00")),
        ("551", eur("3250.00")),
    ]
    assert trial_balance(on=days_ago(31)) == []
    assert sorted(
        OpeningBalance.objects.values_list(
            "holding__code", "working", "reserve", "credit"
        )
    ) == [
        ("H1", eur("310.00"), eur("50.00"), ZERO),
        ("H2", ZERO, ZERO, eur("75.50")),
    ]
    assert verify() == []
    assert list(
        AuditEvent.objects.filter(action__startswith="opening").values_list(
            "action", flat=True
        )
    ) == ["opening.posted"]


def test_a_known_supplier_is_not_added_again(acacias):
    for name in ("Lift", "lift "):
        opening = open_with(
            {"551": "10"}, suppliers=(SupplierBalance(name, eur("10")),)
        )
        services.reverse_opening(opening, by=None)
    assert [supplier.name for supplier in Supplier.objects.all()] == ["Lift"]
    supplier = Supplier.objects.get()
    assert supplier.party.reference_base is None


def test_a_supplier_who_is_owed_nothing_is_not_added(acacias):
    open_with({"551": "10", "100": "-10"}, suppliers=(SupplierBalance("Lift", ZERO),))
    assert Supplier.objects.count() == 0


def in_the_future():
    open_with({"551": "1", "100": "-1"}, on=days_ago(-1))


def after_a_call():
    issued()
    open_with({"551": "1", "100": "-1"}, on=TODAY())
    services.reverse_opening(Opening.objects.get(), by=None)
    payment("H1", "10.00", date=days_ago(3))
    open_with({"551": "1", "100": "-1"}, on=days_ago(2))


def a_second_time():
    open_with({"551": "1", "100": "-1"})
    open_with({"551": "1", "100": "-1"})


def of_nothing():
    open_with({"551": "0"}, OwnerBalance(cast.holding("H1")))


def unbalanced():
    open_with({"551": "1", "100": "-1.01"})


@pytest.mark.parametrize(
    ("act", "refusal"),
    [
        (in_the_future, OpeningInTheFuture),
        (after_a_call, OpeningTooLate),
        (a_second_time, AlreadyOpened),
        (of_nothing, NothingToOpen),
        (unbalanced, OpeningUnbalanced),
    ],
)
def test_an_opening_is_refused(acacias, act, refusal):
    with pytest.raises(refusal):
        act()


def test_a_debt_brought_forward_is_paid_before_everything_else(acacias):
    issued(item("1000.00"), due_in=0)
    payment("H1", "320.00")
    assert account_balances("4100", "4101")["4100"] == ZERO
    opened(H1=("200.00", "150.00"))
    assert state("H1") == ([("0.00", "30.00"), ("500.00", "0.00")], "0.00")
    assert account_balances("4100", "4101") == {
        "4100": eur("30.00"),
        "4101": eur("1000.00"),
    }
    assert owes("H1") == eur("530.00")


def test_a_credit_brought_forward_is_money_received(acacias):
    opened(H1=("0", "0", "80.00"), on=days_ago(5))
    assert state("H1") == ([], "80.00")
    issued(item("100.00"), item("100.00", purpose="reserve"))
    assert state("H1") == ([("0.00", "20.00")], "0.00")
    assert account_balances("4100") == {"4100": eur("70.00")}
    assert owes("H1") == eur("20.00")


def test_arrears_begin_on_the_day_after(acacias):
    opened(H1=("200.00", "100.00"), H2=("0", "0", "50.00"), on=days_ago(1))
    assert arrears(on=days_ago(1)) == ZERO
    assert arrears(on=TODAY()) == eur("300.00")
    payment("H1", "120.00")
    payment("H2", "1.00")
    assert arrears(on=TODAY()) == eur("180.00")


def test_the_account_says_what_was_brought_forward(acacias):
    opened(H1=("200.00", "100.00"), H2=("0", "0", "50.00"), on=days_ago(2))
    [debt, credit, nothing] = account_of(
        type(cast.holding("H1")).objects.all(), on=TODAY()
    )
    assert (debt.brought_forward.owed, debt.forward_state.open) == (300, 300)
    assert (debt.overdue, debt.next_due) == (300, None)
    assert (credit.brought_forward.credit, credit.forward_state) == (50, None)
    assert (nothing.brought_forward, nothing.forward_state) == (None, None)


def test_the_mirror_has_the_same_day_and_frees_the_payments(acacias):
    opening = opened(H1=("200.00", "150.00"), on=days_ago(10))
    payment("H1", "300.00")
    assert account_balances("4100") == {"4100": eur("50.00")}
    services.reverse_opening(opening, by=None)
    assert trial_balance(on=days_ago(1))[0].net == ZERO
    assert account_balances("4100", "4101", "551") == {
        "4100": ZERO,
        "4101": eur("-300.00"),
        "551": eur("300.00"),
    }
    assert state("H1") == ([], "300.00")
    with pytest.raises(AlreadyCancelled):
        services.reverse_opening(opening, by=None)
    again = opened(H1=("310.00", "0"), on=days_ago(10))
    assert (again.entry.source, state("H1")) == (
        "opening:2",
        ([("10.00", "0.00")], "0.00"),
    )
    assert verify() == []


def test_nothing_is_booked_before_the_opening(acacias):
    opened(H1="10.00")
    with pytest.raises(BeforeOpening):
        payment("H1", "10.00", date=days_ago(1))
    call = services.draft_call(
        title="Old", due_on=TODAY(), items=[item("10.00")], by=None
    )
    with pytest.raises(BeforeOpening):
        services.issue_call(call, by=None, on=days_ago(1))


def test_a_call_of_the_opening_day_is_issued(acacias):
    opened(H1="10.00")
    assert issued().is_issued


def test_reading_without_writing_tells_the_same(acacias):
    with pytest.raises(OpeningUnbalanced) as error:
        services.check_opening(Balances({"551": eur("2")}), date=TODAY())
    assert error.value.difference == eur("2")
    assert Entry.objects.count() == 0


# Two at once


def test_two_syndics_open_the_books_once(own_database):
    def act():
        opened(H1="10.00")

    assert at_once(act, act, act) == ["AlreadyOpened", "AlreadyOpened", "done"]
    with enter(cast.tenant().pk, by=None):
        assert Entry.objects.count() == Opening.objects.count() == 1


def test_a_payment_at_the_same_moment_settles_what_came_in(own_database):
    def pay():
        payment("H1", "120.00", uuid=uuid4())

    assert at_once(lambda: opened(H1=("100.00", "50.00")), pay) == ["done", "done"]
    with enter(cast.tenant().pk, by=None):
        assert account_balances("4100", "4101") == {"4100": eur("30.00"), "4101": ZERO}


# Whoever sends the SQL


def test_a_second_opening_is_refused_by_the_database(acacias):
    opened(H1="10.00")
    entry = issued().entry
    with refused("opening: the building has one already"):
        Opening.objects.create(date=TODAY(), entry=entry)


def test_an_opening_has_the_day_of_its_entry(acacias):
    with refused("opening: its entry is not posted on its day"):
        Opening.objects.create(date=days_ago(1), entry=issued().entry)


def test_a_mirror_opens_nothing(acacias):
    services.reverse_opening(opened(H1="10.00"), by=None)
    mirror = Entry.objects.get(reverses__isnull=False)
    with refused("opening: its entry is not posted on its day"):
        Opening.objects.create(date=TODAY(), entry=mirror)


@pytest.mark.parametrize(
    "parts", [{"H1": "9.99"}, {"H1": "10.00", "H2": "1.00"}, {"H2": "10.00"}]
)
def test_the_balances_are_what_was_posted(acacias, parts):
    entry = opened(H1="10.00").entry
    services.reverse_opening(Opening.objects.get(), by=None)
    draft = [
        (line.account.code, line.debit, line.credit, line.party_id)
        for line in entry.lines.select_related("account")
    ]
    from koprogo.ledger import services as ledger

    posted = ledger.post(
        journal="misc",
        year=2026,
        date=TODAY(),
        text="SQL",
        lines=[ledger.Draft(*row) for row in draft],
        by=None,
    )
    with refused("opening: the balances are not what was posted"):
        opening = Opening.objects.create(date=TODAY(), entry=posted)
        OpeningBalance.objects.bulk_create(
            OpeningBalance(
                opening=opening, holding=cast.holding(code), working=eur(amount)
            )
            for code, amount in parts.items()
        )


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"working": eur("-1")}, "opening_balance_not_negative"),
        ({"working": eur("1"), "credit": eur("1")}, "opening_balance_one_side"),
        ({"reserve": eur("1"), "credit": eur("1")}, "opening_balance_one_side"),
    ],
)
def test_a_balance_has_one_side(acacias, fields, constraint):
    opening = opened(H1="10.00")
    with refused(constraint):
        OpeningBalance.objects.create(
            opening=opening, holding=cast.holding("H2"), **fields
        )


def test_a_holding_brings_one_balance(acacias):
    opening = opened(H1="10.00")
    with refused("opening_balance_once"):
        OpeningBalance.objects.create(
            opening=opening, holding=cast.holding("H1"), working=eur("1")
        )
