"""One account and one journal, line by line, and who reads what of them."""

import pytest
from django.utils import timezone

from finance import services as calls
from finance.queries.entries import Reader
from finance.reports import (
    Terms,
    size_of,
    whole_report,
)
from koprogo.ledger.models import Journal
from tests import cast
from tests.finance.books.making import (
    JULY,
    LAST,
    SINCE,
    YEAR,
    a_call,
    eur,
    own,
    paid_from_bank,
)
from tests.finance.factories import item, payment
from tests.finance.invoices import making as invoices

EVERYBODY, OWNER = Reader(sees_people=True), Reader(sees_people=False)


def test_the_ledger_of_an_account(acacias):
    paid_from_bank("40.00")
    payment("H1", "700.00", date=LAST, communication="For me")
    terms = Terms("account", JULY, LAST, code="551")
    found = whole_report(terms, reader=EVERYBODY, most=10)
    assert found.title == "551 Current account (working)"
    assert [list(row.cells.values()) for row in found.sections[0].rows] == [
        [JULY, "Bank 2025-1", "Paid", "", None, eur("40.00"), eur("-40.00")],
        [LAST, "Bank 2025-2", "For me", "", eur("700.00"), None, eur("660.00")],
    ]
    assert "of" not in found.sections[0].columns
    assert size_of(terms, reader=EVERYBODY) == 2
    assert len(whole_report(terms, reader=EVERYBODY, most=1).sections[0].rows) == 1


def test_whose_line_it_is(acacias):
    lifts = invoices.supplier()
    own(("440", "5.00", {"supplier": lifts}), ("551", "-5.00"))
    payment("H3", "7.00", date=JULY)
    for code, reader, name in (
        ("440", OWNER, "Ascenseurs SA"),
        ("4101", EVERYBODY, "Jean Moreau & Fatima El Idrissi (H3)"),
    ):
        terms = Terms("account", SINCE, LAST, code=code)
        [row] = whole_report(terms, reader=reader, most=9).sections[0].rows
        assert row.cells["of"] == name


def test_owners_do_not_read_what_another_one_paid(acacias):
    payment("H1", "7.00", date=JULY, communication="Divorce of Omar")
    charged = own(("4101", "5.00", {"holding": cast.holding("H1")}), ("551", "-5.00"))
    calls.cancel_call(a_call(item("10.00"), title="Oil"), by=None)
    terms = Terms("account", SINCE, LAST, code="551")
    found = whole_report(terms, reader=OWNER, most=9)
    assert [row.cells["text"] for row in found.sections[0].rows] == [
        "Payment of a co-owner",
        "Account of a co-owner",
    ]
    assert charged.entry.text == "Correction"
    today = timezone.localdate()
    journal = Terms.of_journal("calls", today.year, on=today)
    [row] = whole_report(journal, reader=OWNER, most=9).sections[0].rows
    assert row.cells["text"] == "Oil"  # and so is what cancels it


def test_a_journal_by_number(acacias):
    own(("58", "1.00"), ("551", "-1.00"), text="First")
    own(("58", "2.00"), ("551", "-2.00"), text="Second")
    terms = Terms.of_journal("misc", YEAR, on=LAST)
    found = whole_report(terms, reader=EVERYBODY, most=9)
    assert found.title == "Journal “Miscellaneous” 2025"
    assert [list(row.cells.values()) for row in found.sections[0].rows] == [
        ["Miscellaneous 2025-1", JULY, "First", eur("1.00")],
        ["Miscellaneous 2025-2", JULY, "Second", eur("2.00")],
    ]


@pytest.mark.parametrize(
    ("journal", "year"), [("nothing", 2025), ("misc", 1), ("misc", 9999)]
)
def test_journals_that_there_are_not(journal, year):
    assert Terms.of_journal(journal, year, on=LAST) is None


def test_terms_travel_to_the_worker():
    for terms in (
        Terms("income", SINCE, LAST),
        Terms("account", SINCE, LAST, code="551"),
        Terms("journal", LAST, LAST, code=Journal.Code.BANK, year=2025),
    ):
        assert Terms.from_json(terms.as_json()) == terms
