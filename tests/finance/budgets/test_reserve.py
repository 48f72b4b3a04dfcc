"""The reserve rule on a budget and on a year; what is in the fund (invariant 8)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from buildings.services import create_supplier
from finance.errors.budgets import ReserveTooLow
from finance.models import Basis, Invoice, InvoiceLine, Works
from finance.queries.budgets import Span, budget_in_force, year_before
from finance.queries.reserve import (
    ordinary_charges,
    reserve_fund,
    reserve_year,
)
from finance.refusals.budgets import sentence
from finance.reserve import Verdict
from finance.services import cancel_call
from finance.services.budgets import opt_out_of_reserve
from finance.services.instalments import make_instalments
from finance.services.settings import update_book_settings
from koprogo.ledger import services as ledger
from koprogo.ledger.models import Account
from tests import cast
from tests.finance import factories
from tests.finance.budgets.books import (
    FIRE,
    RESERVE,
    WORKS,
    adopt,
    adopted,
    draft,
    line,
    open_year,
    spend,
    this_year,
)

ZERO = Decimal("0.00")


def last_year(month=6, day=1):
    return date(this_year() - 1, month, day)


def post(*lines, on=None):
    day = on or timezone.localdate()
    return ledger.post(
        journal="misc", year=day.year, date=day, text="Test", lines=lines, by=None
    )


def credit(code, amount):
    return ledger.credit(code, Decimal(amount))


def debit(code, amount):
    return ledger.debit(code, Decimal(amount))


def test_a_cent_less_than_the_law_asks_is_refused(acacias):
    spend("20000.00", on=last_year())
    low = draft(line("1000.00"), line("999.99", account=RESERVE))
    with pytest.raises(ReserveTooLow) as refused:
        adopt(low)
    assert sentence(refused.value) == (
        "The law asks for €1,000.00 for the reserve fund, and this budget calls "
        "€999.99: €0.01 are missing. Add a contribution, or note the decision by four "
        "fifths of the votes that leaves it out."
    )
    assert budget_in_force(low.year) is None
    enough = adopted(line("1000.00"), line("1000.00", account=RESERVE))
    assert budget_in_force(low.year) == enough


def test_the_named_decision_leaves_it_out(acacias):
    spend("20000.00", on=last_year())
    budget = draft()
    opt_out_of_reserve(
        budget.year, decision="AG, item 9", decided_on=last_year(), by=None
    )
    adopt(budget)
    found = reserve_year(budget.year)
    assert (found.planned.verdict, found.called.verdict) == (Verdict.OPTED_OUT,) * 2
    assert found.opt_out.decision == "AG, item 9"


def test_a_young_building_owes_nothing_yet(acacias):
    spend("20000.00", on=last_year())
    budget = draft()
    accepted = date(this_year() - 4, 1, 1)
    update_book_settings(accepted_on=accepted, by=None)
    adopt(budget)
    found = reserve_year(budget.year).called
    assert (found.verdict, found.begins) == (
        Verdict.NOT_IN_FORCE,
        date(this_year() + 1, 1, 1),
    )


def test_ordinary_charges_are_those_of_the_common_parts(acacias):
    spend("1000.00", on=last_year())
    spend("-100.00", on=last_year())  # a credit note
    spend("700.00", on=last_year(), account=WORKS)
    roof = Works.objects.create(title="Roof", decision="AG", decided_on=last_year())
    spend("300.00", on=last_year(), works=roof)
    spend("60.00", on=last_year(), basis=Basis.LOT, lot=cast.lot("A"))
    spend("-50.00", on=last_year(), account="7500000")  # interest of the bank
    spend("400.00", on=last_year())  # paid by the reserve
    spend("-400.00", on=last_year(), account="6816001", withdrawal=True)
    spend("1.00", on=date(this_year(), 1, 1))
    assert ordinary_charges(year_before(open_year())) == Decimal("900.00")


def test_a_withdrawal_for_works_lowers_no_ordinary_charges(acacias):
    day = last_year()
    invoice = Invoice.objects.create(
        supplier=create_supplier(name="Toitures SA", by=None),
        number="1",
        date=day,
        total=Decimal("700.00"),
    )
    of_works = InvoiceLine.objects.create(
        invoice=invoice,
        position=1,
        label="Roof",
        account=Account.objects.get(code=WORKS),
        amount=Decimal("700.00"),
        basis=Basis.KEY,
        key=line("1.00").key,
    )
    spend("1000.00", on=day)
    spend("700.00", on=day, account=WORKS, line=of_works)
    spend("-700.00", on=day, account="6816001", withdrawal=True, line=of_works)
    span = Span(date(day.year, 1, 1), date(day.year + 1, 1, 1))
    assert ordinary_charges(span) == Decimal("1000.00")


def test_what_was_called_this_year_is_judged(acacias):
    spend("20000.00", on=last_year())
    year = open_year()
    assert reserve_year(year).planned is None
    factories.issued(factories.item("600.00", purpose="reserve"))
    cancel_call(factories.issued(factories.item("70.00", purpose="reserve")), by=None)
    found = reserve_year(year).called
    assert (found.required, found.called, found.missing, found.verdict) == (
        Decimal("1000.00"),
        Decimal("600.00"),
        Decimal("400.00"),
        Verdict.MISSING,
    )
    factories.issued(factories.item("400.00", purpose="reserve"))
    assert reserve_year(year).called.verdict is Verdict.MET


def test_a_year_that_the_books_do_not_hold_is_told(acacias):
    year = open_year()
    unknown = reserve_year(year)
    assert (unknown.charges, unknown.called.verdict) == (None, Verdict.UNKNOWN)
    spend("1.00", account=FIRE, on=last_year())
    assert reserve_year(year).charges == Decimal("1.00")


def test_the_reserve_is_160_and_700_not_yet_carried(acacias):
    today = timezone.localdate()
    before = today - timedelta(days=1)
    post(debit("550", "5000.00"), credit("160", "5000.00"), on=before)
    assert reserve_fund(on=before) == Decimal("5000.00")
    factories.issued(factories.item("300.00", purpose="reserve"))
    factories.issued(factories.item("9.00"))
    assert reserve_fund(on=today) == Decimal("5300.00")
    # A withdrawal is taken from 160.
    post(debit("160", "1200.00"), credit("6816001", "1200.00"))
    assert reserve_fund(on=today) == Decimal("4100.00")
    assert reserve_fund(on=before) == Decimal("5000.00")
    # Carried at closing, in whatever entries.
    post(debit("693", "300.00"), credit("160", "300.00"))
    assert reserve_fund(on=today) == Decimal("4100.00")
    post(debit("700", "300.00"), credit("693", "300.00"))
    assert reserve_fund(on=today) == Decimal("4100.00")
    assert reserve_year(open_year()).called.called == Decimal("300.00")


def test_what_drafts_of_the_year_ask_for_the_reserve(acacias):
    year = open_year()
    budget = adopted(line("400.00"), line("100.00", account=RESERVE))
    make_instalments(budget, first=1, works=False, replacing=(), by=None)
    assert reserve_year(year).prepared == Decimal("100.00")
    factories.draft(
        factories.item("30.00", purpose="reserve"), factories.item("9.00"), due_in=0
    )
    factories.draft(factories.item("7.00", purpose="reserve"), due_in=800)
    factories.issued(factories.item("5.00", purpose="reserve"), due_in=0)
    assert reserve_year(year).prepared == Decimal("130.00")


def test_an_empty_fund_is_zero(acacias):
    assert reserve_fund(on=timezone.localdate()) == ZERO
