"""A fiscal year is closed: its result is carried, and it takes nothing more."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from finance.errors import PeriodShut
from finance.errors.books import YearNotReady
from finance.models import BankStatement
from finance.queries.reserve import reserve_fund, reserve_year
from finance.queries.result import closings, moved, result_balances
from finance.queries.year_end import (
    Checked,
    next_first_day,
    year_end,
    year_rows,
)
from finance.queries.years import year_of
from finance.services.works import end_works
from finance.services.year_end import close_fiscal_year, reopen_fiscal_year
from koprogo.documents.services import store
from koprogo.ledger import services as ledger
from koprogo.ledger.errors import (
    AlreadyClosed,
    LaterYearClosed,
    NoReason,
    YearClosed,
    YearNotOpened,
)
from koprogo.ledger.models import Account, Entry, Line
from koprogo.ledger.queries import findings
from tests.finance.books.making import (
    JULY,
    LAST,
    SINCE,
    UNTIL,
    YEAR,
    a_call,
    a_settled_year,
    a_year,
    booked_cost,
    closed_year,
    eur,
    lines_of,
    nets,
    own,
    paid_from_bank,
    posted,
    some_works,
    works_cost,
)
from tests.finance.charge_statements.books import ordinary_result
from tests.finance.factories import item
from tests.finance.invoices import making as invoices
from tests.sql import changed, refused

DAY = timedelta(days=1)


def checks(year=None):
    found = year_end(year or a_year(), on=timezone.localdate())
    return {(one.what, one.account): one for one in found.checks}


def missing():
    with pytest.raises(YearNotReady) as refused:
        close_fiscal_year(year=YEAR, by=None)
    return [one.what for one in refused.value.checks]


# Closing


def test_the_result_ends_at_zero(acacias):
    book = closed_year()
    [entry] = closings(YEAR)
    assert (entry.date, entry.year, entry.source) == (LAST, YEAR, "closing:2025:1")
    assert lines_of(entry) == [
        ("6105000", eur("-1000.00")),
        ("701", eur("1000.00")),
        ("14", eur("1000.00")),
        ("14", eur("-1000.00")),
        ("700", eur("200.00")),
        ("693", eur("-200.00")),
        ("693", eur("200.00")),
        ("160", eur("-200.00")),
    ]
    assert result_balances(on=LAST) == {}
    assert ordinary_result() == 0
    assert (
        reserve_fund(on=LAST) == reserve_fund(on=timezone.localdate()) == eur("200.00")
    )
    assert reserve_year(book).called.called == eur("200.00")
    assert findings() == []


def test_the_income_of_a_closed_year_is_what_it_was(acacias):
    closed_year()
    assert moved(since=SINCE, until=UNTIL) == {
        "6105000": eur("1000.00"),
        "700": eur("-200.00"),
        "701": eur("-1000.00"),
    }


def test_a_closed_year_takes_nothing_more(acacias):
    closed_year()
    with pytest.raises(YearClosed):
        own(("58", "1.00"), ("551", "-1.00"))


def test_a_closed_year_is_closed_in_sql_too(acacias):
    closed_year()
    accounts = dict(Account.objects.values_list("code", "pk"))
    journal = closings(YEAR).get().journal_id
    with refused("year 2025 is closed"):
        entry = Entry.objects.create(journal_id=journal, year=YEAR, date=LAST, text="x")
        for code, side in (("58", "debit"), ("551", "credit")):
            Line.objects.create(entry=entry, account_id=accounts[code], **{side: 1})
        changed("UPDATE ledger_entry SET posted_at = now() WHERE id = %s", [entry.pk])


def test_a_year_without_entries_closes_without_one(acacias):
    a_year()
    assert close_fiscal_year(year=YEAR, by=None).is_closed
    assert not closings(YEAR).exists()


def test_works_go_on_over_the_years(acacias):
    a_year()
    a_settled_year()
    roof = some_works(spent="4000.00")
    close_fiscal_year(year=YEAR, by=None)
    assert nets("12", "671", "702", on=LAST) == ["-6000.00", "0.00", "0.00"]
    works_cost(roof, "5000.00", on=UNTIL)
    end_works(roof, decision="Refund", due_on=timezone.localdate(), by=None)
    assert nets("12", "671", "702") == ["-6000.00", "5000.00", "1000.00"]
    assert findings() == []


def test_who_closes_is_asked_for_a_year(acacias):
    with pytest.raises(YearNotOpened):
        close_fiscal_year(year=YEAR, by=None)
    closed_year()
    with pytest.raises(AlreadyClosed):
        close_fiscal_year(year=YEAR, by=None)


# What must be done before


def test_a_year_that_runs_is_not_closed(acacias):
    today = timezone.localdate()
    ledger.open_year(since=date(today.year, 1, 1), until=today + DAY, by=None)
    with pytest.raises(YearNotReady) as refused:
        close_fiscal_year(year=today.year, by=None)
    assert [one.what for one in refused.value.checks] == [Checked.OVER]


def test_years_are_closed_in_their_order(acacias):
    a_year(2024)
    a_year()
    assert missing() == [Checked.EARLIER]


def test_what_is_not_settled_keeps_a_year_open(acacias):
    year = a_year()
    booked_cost("100.00", on=JULY)
    paid_from_bank("100.00")
    found = checks(year)
    settled, result = (
        found[Checked.STATEMENTS, ""],
        found[Checked.RESULT, ""],
    )
    assert (settled.is_done, settled.day, settled.many) == (False, JULY, 0)
    assert (result.is_done, result.amount) == (False, eur("100.00"))
    assert missing() == [Checked.STATEMENTS, Checked.RESULT]
    posted(since=JULY, until=UNTIL)
    found = checks(year)
    assert (
        found[Checked.STATEMENTS, ""].is_done,
        found[Checked.RESULT, ""].is_done,
    ) == (
        True,
        True,
    )


def test_a_gap_between_statements_is_found(acacias):
    year = a_year()
    for day in (SINCE, JULY, LAST):
        booked_cost("100.00", on=day)
    posted(until=JULY, title="First")
    posted(since=JULY + DAY, title="Second")
    found = checks(year)[Checked.STATEMENTS, ""]
    assert (found.is_done, found.day, found.many) == (False, JULY, 2)


def test_a_statement_that_begins_before_the_year_counts(acacias):
    year = a_year()
    booked_cost("100.00", on=JULY)
    posted(since=date(2024, 7, 1), until=date(2026, 2, 1))
    assert checks(year)[Checked.STATEMENTS, ""].is_done


def test_suspense_keeps_a_year_open(acacias):
    a_year()
    own(("499", "5.00"), ("551", "-5.00"))
    assert missing() == [Checked.SUSPENSE]


def test_what_is_deferred_to_the_year_keeps_it_open(acacias):
    """A cost from today on, of which a part belongs to the next fiscal year."""
    today = timezone.localdate()
    year, later = a_year(today.year), a_year(today.year + 1)
    invoices.posted(invoices.a_line("100.00", since=today, until=today + 400 * DAY))
    assert checks(year)[Checked.DEFERRALS, ""].is_done
    waiting = checks(later)[Checked.DEFERRALS, ""]
    assert (waiting.is_done, waiting.is_needed, waiting.many > 0) == (False, True, True)


def test_invoices_that_wait_are_advice(acacias):
    year = a_year()
    invoices.drafted(date=JULY)
    found = checks(year)[Checked.INVOICES, ""]
    assert (found.is_done, found.is_needed, found.many) == (False, False, 1)
    assert close_fiscal_year(year=YEAR, by=None).is_closed


def bank_statement(closing, *, on=LAST, account="551"):
    file = store(b"{}", name="s.cod", content_type="text/plain", by=None)
    return BankStatement.objects.create(
        bank_account=account,
        iban="BE68539007547034",
        closed_on=on,
        opening=closing,
        closing=closing,
        fingerprint=f"{on}",
        file=file,
    )


def test_the_bank_is_compared_with_the_last_statement_of_the_year(acacias):
    year = a_year()
    assert (Checked.BANK, "551") not in checks(year)
    own(("58", "30.00"), ("551", "-30.00"))
    silent = checks(year)[Checked.BANK, "551"]
    assert (silent.is_done, silent.is_needed, silent.day, silent.amount) == (
        False,
        False,
        None,
        eur("-30.00"),
    )
    bank_statement(eur("-25.00"), on=JULY)
    wrong = checks(year)[Checked.BANK, "551"]
    assert (wrong.is_done, wrong.day, wrong.amount) == (False, JULY, eur("-5.00"))
    bank_statement(eur("-30.00"), on=LAST)
    bank_statement(eur("7.00"), on=UNTIL)
    right = checks(year)[Checked.BANK, "551"]
    assert (right.is_done, right.day, right.amount) == (True, LAST, 0)


# Reopening


def test_a_reopened_year_is_as_it_was(acacias):
    closed_year()
    reopen_fiscal_year(year=YEAR, reason="An invoice came", by=None)
    assert nets("14", "160", "6105000", "700", "701") == [
        "0.00",
        "0.00",
        "1000.00",
        "-200.00",
        "-1000.00",
    ]
    assert reserve_fund(on=LAST) == eur("200.00")
    own(("58", "1.00"), ("551", "-1.00"))
    assert findings() == []


def test_a_reopened_year_is_closed_again(acacias):
    closed_year()
    reopen_fiscal_year(year=YEAR, reason="An invoice came", by=None)
    close_fiscal_year(year=YEAR, by=None)
    assert list(closings(YEAR).order_by("pk").values_list("source", flat=True)) == [
        "closing:2025:1",
        "closing:2025:2",
    ]
    first, second = closings(YEAR).order_by("pk")
    assert lines_of(first) == lines_of(second)
    assert result_balances(on=LAST) == {}
    reopen_fiscal_year(year=YEAR, reason="Another one", by=None)
    assert not closings(YEAR).filter(mirror=None).exists()


def test_years_are_reopened_from_the_last_on(acacias):
    closed_year()
    a_year(2026, until=date(2026, 2, 1))
    close_fiscal_year(year=2026, by=None)
    with pytest.raises(LaterYearClosed):
        reopen_fiscal_year(year=YEAR, reason="An invoice came", by=None)
    with pytest.raises(NoReason):
        reopen_fiscal_year(year=2026, reason=" ", by=None)


# What is settled stays settled


def test_only_a_closing_touches_a_settled_period(acacias):
    a_year()
    a_settled_year()
    lines = [ledger.debit("701", eur("5.00")), ledger.credit("6105000", eur("5.00"))]

    def post(source, day):
        ledger.post(
            journal="misc",
            year=YEAR,
            date=day,
            text="x",
            lines=lines,
            by=None,
            source=source,
        )

    for source, day in (
        (None, LAST),
        ("own:1", LAST),
        ("closing:2025:9", JULY),
    ):
        with pytest.raises(IntegrityError, match="settled"):
            post(source, day)
    unequal = [ledger.debit("701", eur("5.00")), ledger.credit("551", eur("5.00"))]
    with pytest.raises(IntegrityError, match="settled"):
        ledger.post(
            journal="misc",
            year=YEAR,
            date=LAST,
            text="x",
            lines=unequal,
            by=None,
            source="closing:2025:9",
        )


def test_a_call_of_a_settled_day_is_refused_by_name(acacias):
    a_year()
    a_settled_year()
    with pytest.raises(PeriodShut) as refused:
        a_call(item("10.00"), on=JULY)
    assert refused.value.day == JULY


# Years


def test_which_year_a_day_belongs_to(acacias):
    assert (year_of(JULY), year_of(date(2026, 1, 31))) == (2025, 2026)
    a_year(since=date(2025, 7, 1), until=date(2026, 12, 1))
    assert year_of(date(2026, 1, 31)) == 2025
    assert year_of(date(2026, 12, 1)) == 2026


def test_the_next_year_begins_where_the_last_ends(acacias):
    today = timezone.localdate()
    assert next_first_day(on=today) == date(today.year, 1, 1)
    a_year(since=date(2025, 7, 1), until=date(2026, 12, 1))
    assert next_first_day(on=today) == date(2026, 12, 1)


def test_the_list_of_years(acacias):
    a_year(2024)
    a_year()
    a_settled_year()
    assert [(row.name, row.is_settled) for row in year_rows()] == [
        ("2025", True),
        ("2024", False),
    ]


def test_the_list_of_years_costs_two_statements(acacias, django_assert_num_queries):
    a_year()
    with django_assert_num_queries(2):
        year_rows()
    a_year(2024)
    a_year(2023)
    with django_assert_num_queries(2):
        year_rows()
