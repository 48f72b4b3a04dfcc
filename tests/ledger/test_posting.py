"""What the services of the ledger promise."""

from decimal import Decimal

import pytest
from django.db import connection
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext

from koprogo.ledger import queries
from koprogo.ledger.errors import (
    AlreadyPosted,
    AlreadyReversed,
    Unbalanced,
    UnknownAccount,
)
from koprogo.ledger.models import Account, Entry, Journal, Line, Party
from koprogo.money import FractionOfACent, NotAFiniteAmount
from tests.ledger.books import (
    DAY,
    credit,
    debit,
    mirror,
    open_books,
    pair,
    post,
    sides,
)

TEN = Decimal("10.00")
NIL = Decimal("0.00")


def test_open_books_twice_changes_nothing(books):
    before = list(Account.objects.order_by("pk").values_list("pk", "code"))
    open_books()
    assert list(Account.objects.order_by("pk").values_list("pk", "code")) == before
    assert sorted(Journal.objects.values_list("code", flat=True)) == [
        "bank",
        "calls",
        "misc",
        "purchases",
    ]


def test_an_entry_is_posted_with_its_lines(books):
    entry = post(debit("10", "7.50"), debit("30", "2.50"), credit("20", "10.00"))
    assert sides(entry) == [
        ("10", Decimal("7.50"), NIL),
        ("30", Decimal("2.50"), NIL),
        ("20", NIL, TEN),
    ]
    assert str(entry) == "misc 2026-1"
    assert entry.posted_at is not None


def test_a_line_names_whose_it_is(books):
    party = Party.objects.create()
    entry = post(debit("10", "10", party_id=party.pk), credit("20", "10"))
    assert [line.party for line in entry.lines.order_by("pk")] == [party, None]
    assert queries.party_balances(["10"]) == {party.pk: TEN}


@pytest.mark.parametrize(
    "lines",
    [
        [debit("10", "10.00")],
        [debit("10", "10.00"), credit("20", "9.99")],
        [debit("10", "10.00"), debit("20", "10.00")],
        [debit("10", "10.00"), credit("20", "10.00"), credit("20", "0.01")],
    ],
)
def test_what_does_not_balance_is_refused(books, lines):
    with pytest.raises(Unbalanced):
        post(*lines)
    assert Entry.objects.count() == 0


@pytest.mark.parametrize(
    ("amount", "error"), [("0.005", FractionOfACent), ("NaN", NotAFiniteAmount)]
)
def test_what_nobody_can_pay_is_refused(books, amount, error):
    with pytest.raises(error):
        post(*pair(amount))
    assert Entry.objects.count() == 0


@pytest.mark.parametrize("amount", ["0.00", "-10.00"])
def test_a_line_is_above_zero_on_one_side(books, amount):
    with pytest.raises(IntegrityError, match="line_debit_xor_credit"):
        post(*pair(amount))


def test_an_unknown_account_is_refused(books):
    with pytest.raises(UnknownAccount, match="40"):
        post(debit("10", "1"), credit("50", "1"), credit("40", "1"), debit("10", "1"))
    assert Entry.objects.count() == 0


def test_a_source_is_posted_once(books):
    post(source="call:1")
    with pytest.raises(AlreadyPosted, match="call:1"):
        post(source="call:1")
    with pytest.raises(AlreadyPosted, match="call:1"):
        post(source="call:1", journal="bank")
    post(source="call:2")
    assert list(Entry.objects.order_by("pk").values_list("source", flat=True)) == [
        "call:1",
        "call:2",
    ]


def test_numbers_run_by_journal_and_year(books):
    series = [("misc", 2026), ("bank", 2026), ("misc", 2027), ("misc", 2026)]
    entries = [post(journal=journal, year=year) for journal, year in series]
    assert [str(entry) for entry in entries] == [
        "misc 2026-1",
        "bank 2026-1",
        "misc 2027-1",
        "misc 2026-2",
    ]


# Mirrors


def test_a_mirror_exchanges_debit_and_credit(books):
    party = Party.objects.create()
    entry = post(debit("10", "10", party_id=party.pk), credit("20", "10"))
    reverse = mirror(entry)
    assert sides(reverse) == [("10", NIL, TEN), ("20", TEN, NIL)]
    assert [line.party for line in reverse.lines.order_by("pk")] == [party, None]
    assert (reverse.reverses, str(reverse)) == (entry, "misc 2026-2")
    assert queries.account_balances("10", "20") == {"10": NIL, "20": NIL}
    assert queries.party_balances(["10"]) == {party.pk: NIL}


def test_nothing_is_reversed_twice(books):
    entry = post()
    reverse = mirror(entry)
    with pytest.raises(AlreadyReversed):
        mirror(entry)
    with pytest.raises(AlreadyReversed):
        mirror(reverse)
    assert list(Entry.objects.order_by("pk")) == [entry, reverse]


# Reading


def test_the_trial_balance_ends_with_the_day(books):
    tomorrow = DAY.replace(day=2)
    post()
    post(*pair("5.00"), day=tomorrow)
    assert queries.trial_balance(on=DAY) == [
        queries.Balance("10", TEN, NIL),
        queries.Balance("20", NIL, TEN),
    ]
    assert [balance.net for balance in queries.trial_balance(on=tomorrow)] == [
        Decimal("15.00"),
        Decimal("-15.00"),
    ]


def test_balances_of_chosen_accounts_and_parties(books):
    one, two = Party.objects.create(), Party.objects.create()
    post(debit("10", "1", party_id=one.pk), credit("20", "1", party_id=two.pk))
    post(debit("10", "2", party_id=two.pk), credit("30", "2"))
    assert queries.account_balances("10", "30") == {
        "10": Decimal("3.00"),
        "30": Decimal("-2.00"),
    }
    assert queries.party_balances(["10", "20"]) == {
        one.pk: Decimal("1.00"),
        two.pk: Decimal("1.00"),
    }
    assert queries.party_balances(["10", "20"], parties=[one.pk]) == {
        one.pk: Decimal("1.00")
    }


# Cost


def statements(action):
    with CaptureQueriesContext(connection) as captured:
        action()
    return [query["sql"].split()[0] for query in captured]


def test_posting_and_mirroring_cost_the_same_for_many_lines(books):
    def lines(number):
        return [debit("10", "1.00")] * number + [credit("20", number)]

    entries = []
    few, many = (
        statements(lambda count=count: entries.append(post(*lines(count))))
        for count in (1, 2000)
    )
    assert many == few
    few, many = (statements(lambda entry=entry: mirror(entry)) for entry in entries)
    assert many == few
    assert Line.objects.count() == 2 * (2 + 2001)
