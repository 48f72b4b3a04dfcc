"""What the books say of an account, a journal, a party, a day and a period."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from koprogo.ledger import queries
from koprogo.ledger.models import Party
from tests.ledger.books import DAY, credit, debit, mirror, pair, post

MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)
NIL = Decimal("0.00")


def euros(*amounts):
    return tuple(Decimal(amount) for amount in amounts)


@pytest.fixture
def spring(books):
    """10.00 in February, 20.00 and 5.00 in April, 1.00 on the first of May."""
    post(*pair("10.00"), day=date(2026, 2, 28))
    post(*pair("20.00"), day=APRIL)
    post(debit("30", "5.00"), credit("10", "5.00"), day=date(2026, 4, 30))
    post(*pair("1.00"), day=MAY)


def movements(since, until):
    return {
        each.account: (each.opening, each.debit, each.credit, each.closing)
        for each in queries.trial_balance_between(since=since, until=until)
    }


def test_a_period_has_an_opening_movements_and_a_closing(spring):
    assert movements(APRIL, MAY) == {
        "10": euros("10.00", "20.00", "5.00", "25.00"),
        "20": euros("-10.00", "0.00", "20.00", "-30.00"),
        "30": euros("0.00", "5.00", "0.00", "5.00"),
    }
    assert movements(MARCH, APRIL) == {
        "10": euros("10.00", "0.00", "0.00", "10.00"),
        "20": euros("-10.00", "0.00", "0.00", "-10.00"),
    }
    assert movements(date(2025, 1, 1), date(2026, 1, 1)) == {}


def test_an_account_that_came_back_to_zero_is_left_out(books):
    mirror(post(day=DAY), day=DAY)
    assert movements(DAY, APRIL) == {
        "10": euros("0.00", "10.00", "10.00", "0.00"),
        "20": euros("0.00", "10.00", "10.00", "0.00"),
    }
    assert movements(APRIL, MAY) == {}


def test_the_lines_of_an_account_carry_its_balance(spring):
    lines = queries.account_lines("10", since=APRIL, until=MAY)
    assert [
        (line.entry.date, line.debit, line.credit, line.balance) for line in lines
    ] == [
        (APRIL, *euros("20.00", "0.00", "30.00")),
        (date(2026, 4, 30), *euros("0.00", "5.00", "25.00")),
    ]
    first = queries.account_lines("10", since=date(2026, 1, 1), until=MAY)
    assert [line.balance for line in first] == [*euros("10", "30", "25")]
    assert list(queries.account_lines("40", since=APRIL, until=MAY)) == []


def test_a_piece_of_the_lines_has_the_balances_of_the_whole(books):
    for number in range(1, 8):
        post(*pair(f"{number}.00"))
    lines = queries.account_lines("20", since=DAY, until=APRIL)
    with CaptureQueriesContext(connection) as captured:
        piece = [(line.entry.number, line.balance) for line in lines[4:6]]
    assert piece == [(5, Decimal("-15.00")), (6, Decimal("-21.00"))]
    assert (lines.count(), len(captured)) == (7, 1)


def test_a_journal_lists_its_entries_with_their_totals(spring):
    post(journal="bank")
    post(year=2027)
    with CaptureQueriesContext(connection) as captured:
        listed = [
            (str(entry), entry.total) for entry in queries.entries("misc", year=2026)
        ]
    assert listed == [
        ("misc 2026-1", Decimal("10.00")),
        ("misc 2026-2", Decimal("20.00")),
        ("misc 2026-3", Decimal("5.00")),
        ("misc 2026-4", Decimal("1.00")),
    ]
    assert len(captured) == 1


def test_balances_of_a_day(spring):
    assert queries.account_balances("10", "30", "99", on=APRIL) == {
        "10": Decimal("30.00"),
        "30": NIL,
        "99": NIL,
    }


def test_balances_of_parties_on_a_day(books):
    one, two = Party.objects.create(), Party.objects.create()
    post(debit("10", "9", party_id=one.pk), credit("20", "9", party_id=two.pk))
    post(debit("20", "4", party_id=two.pk), credit("10", "4"), day=APRIL)
    assert queries.party_balances(["20"], on=DAY) == {two.pk: Decimal("-9.00")}
    assert queries.party_balances(["20"], on=APRIL) == {two.pk: Decimal("-5.00")}
    assert queries.party_balances(["10", "20"], on=date(2026, 2, 28)) == {}
