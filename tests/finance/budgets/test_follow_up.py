"""A budget beside its costs: by account and month, in a table and on paper."""

import io
from datetime import date
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from finance.exports.budgets import account_chart, follow_up_pdf, month_chart
from finance.lists.budgets import follow_up_table
from finance.queries.follow_up import follow_up
from koprogo.ledger import services as ledger
from tests.finance.budgets.books import (
    FIRE,
    HEATING,
    RESERVE,
    WORKS,
    adopted,
    line,
    open_year,
    spend,
    this_year,
)


def eur(*amounts):
    return tuple(map(Decimal, amounts))


def january(day=5):
    return date(this_year(), 1, day)


def a_year():
    """A budget of 1,300.00, and 1,260.50 spent: one account over, one unforeseen."""
    budget = adopted(
        line("600.00"),
        line("600.00", key="lift"),
        line("100.00", account=HEATING),
        line("50.00", account=RESERVE),
    )
    spend("1000.00", on=january())
    spend("150.50", on=january(6), account=HEATING)
    spend("-10.00", on=date(this_year(), 2, 1), account=HEATING)
    spend("120.00", on=date(this_year(), 3, 31), account=WORKS)
    spend("77.00", on=date(this_year() - 1, 12, 31))
    return budget


def test_budget_and_costs_by_account(acacias):
    found = follow_up(a_year())
    rows = [(r.code, r.budget, r.actual, r.remaining, r.over) for r in found.accounts]
    assert rows == [
        (HEATING, *eur("100.00", "140.50", "-40.50", "40.50")),
        (FIRE, *eur("1200.00", "1000.00", "200.00", "0.00")),
        (WORKS, *eur("0.00", "120.00", "-120.00", "120.00")),
    ]
    assert (found.planned, found.actual, found.remaining) == eur(
        "1300.00", "1260.50", "39.50"
    )
    assert [row.code for row in found.over] == [WORKS, HEATING]
    assert found.accounts[1].name == "Fire insurance"


def test_budget_and_costs_by_month(acacias):
    months = follow_up(a_year()).months
    assert len(months) == 12
    assert [
        (m.first.month, m.budget, m.actual, m.budget_so_far, m.actual_so_far)
        for m in months[:4]
    ] == [
        (1, *eur("108.34", "1150.50", "108.34", "1150.50")),
        (2, *eur("108.34", "-10.00", "216.68", "1140.50")),
        (3, *eur("108.34", "120.00", "325.02", "1260.50")),
        (4, *eur("108.34", "0.00", "433.36", "1260.50")),
    ]
    assert months[-1].budget_so_far == Decimal("1300.00")


def test_what_carries_a_year_forward_is_no_cost(acacias):
    budget = a_year()
    ledger.post(
        journal="misc",
        year=this_year(),
        date=timezone.localdate(),
        text="Closing",
        lines=[
            ledger.debit("14", Decimal("1000.00")),
            ledger.credit(FIRE, Decimal("1000.00")),
        ],
        by=None,
    )
    assert follow_up(budget).actual == Decimal("1260.50")


def test_a_year_that_begins_in_july(acacias):
    year = ledger.open_year(since=date(2024, 7, 1), until=date(2025, 7, 1), by=None)
    months = follow_up(adopted(line("120.00"), year=year)).months
    assert (months[0].first, months[-1].first) == (date(2024, 7, 1), date(2025, 6, 1))
    assert {month.budget for month in months} == {Decimal("10.00")}


def test_the_number_of_statements_does_not_depend_on_the_lines(acacias):
    few, counted = adopted(), []
    many = adopted(*(line("1.00", account=code) for code in (FIRE, HEATING, WORKS)))
    for budget in (few, many):
        with CaptureQueriesContext(connection) as statements:
            follow_up(budget)
        counted.append(len(statements))
    assert counted == [3, 3]


def test_the_table(acacias):
    table = follow_up_table(follow_up(a_year()))
    year = this_year()
    assert table.header[:6] == [
        "Account",
        "Name of the account",
        "Budget",
        "Spent",
        "Remaining",
        f"{year}-01",
    ]
    assert table.rows[1][:6] == (
        FIRE,
        "Fire insurance",
        *eur("1200.00", "1000.00", "200.00", "1000.00"),
    )


def test_the_charts_have_the_figures_of_the_tables(acacias):
    found = follow_up(a_year())
    months, accounts = month_chart(found), account_chart(found)
    year = this_year()
    assert months.groups[0].label == f"January {year}"
    assert months.groups[0].values == eur("108.34", "1150.50")
    assert [(one.label, one.values) for one in accounts.groups] == [
        (row.name, (row.budget, row.actual)) for row in found.accounts
    ]


def test_the_chart_of_accounts_keeps_the_largest(acacias, monkeypatch):
    monkeypatch.setattr("finance.exports.budgets.MOST_ACCOUNTS", 1)
    [only] = account_chart(follow_up(a_year())).groups
    assert only.label == "Fire insurance"


def test_the_report_on_paper(acacias):
    pdf = PdfReader(
        io.BytesIO(follow_up_pdf(follow_up(a_year()), acacias, on=january()))
    )
    text = "\n".join(page.extract_text() for page in pdf.pages)
    assert pdf.metadata.title == "Budget – Les Acacias"
    assert "Over budget" in text
    assert "€1,260.50" in text
    assert "Lambert" in text


def test_a_budget_of_another_year_looks_at_its_own(acacias):
    a_year()
    other = adopted(line("5.00"), year=open_year(this_year() - 2))
    assert follow_up(other).actual == Decimal("0.00")
