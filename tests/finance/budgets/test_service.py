"""Budgets: drafted, changed, adopted once, frozen; what a new one may begin with."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from buildings.access import Access
from buildings.models import Role
from finance.errors.budgets import (
    AlreadyAdopted,
    AlreadyOptedOut,
    BudgetYearClosed,
    DecidedInTheFuture,
    NotABudgetAccount,
    NothingBudgeted,
)
from finance.models import Budget, BudgetLine, MeterGroup
from finance.queries.budgets import (
    Span,
    Start,
    budget_accounts,
    budget_in_force,
    first_lines,
    year_before,
    year_of,
    years_to_budget,
)
from finance.services import issue_call
from finance.services.budgets import (
    adopt_budget,
    discard_budget,
    draft_budget,
    opt_out_of_reserve,
    redraft_budget,
    year_to_budget,
)
from koprogo.audit.models import AuditEvent
from koprogo.ledger.models import FiscalYear
from koprogo.ledger.services import close_year
from tests import cast
from tests.finance import factories
from tests.finance.budgets.books import (
    FIRE,
    HEATING,
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


def actions():
    """Return what the history says of budgets, oldest first."""
    events = AuditEvent.objects.exclude(action__startswith="year.").order_by("pk")
    return [event.action for event in events.filter(action__contains="budget")]


def test_a_budget_is_drafted_changed_and_adopted(acacias, sophie):
    budget = draft(line("1000.00"), line("60.00", account=RESERVE))
    redraft_budget(
        budget, title="B", call_months=1, lines=[line("5.00", key="lift")], by=sophie
    )
    done = adopt_budget(
        budget, decision="AG", decided_on=timezone.localdate(), by=sophie
    )
    assert (done.title, done.call_months, done.is_adopted) == ("B", 1, True)
    assert (done.adopted_by, str(done.decision)) == (sophie, "AG")
    [kept] = done.lines.all()
    assert (kept.position, kept.amount, kept.key.code) == (1, Decimal("5.00"), "lift")
    assert budget_in_force(done.year) == done
    assert actions() == ["budget.drafted", "budget.redrafted", "budget.adopted"]


def test_the_budget_adopted_last_counts(acacias):
    first, second = draft(title="First"), draft(title="Second")
    adopt(second)
    assert budget_in_force(first.year) == second
    adopt(first)
    assert budget_in_force(first.year) == first


def test_an_adopted_budget_is_frozen_by_the_database(acacias):
    budget = adopted()
    for change in (
        lambda: Budget.objects.filter(pk=budget.pk).update(title="Other"),
        lambda: budget.lines.all().delete(),
        lambda: BudgetLine.objects.filter(budget=budget).update(amount=1),
        budget.delete,
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    for act in (
        lambda: redraft_budget(budget, title="x", call_months=3, lines=[], by=None),
        lambda: discard_budget(budget, by=None),
        lambda: adopt(budget),
    ):
        with pytest.raises(AlreadyAdopted):
            act()


def test_a_draft_is_discarded(acacias):
    discard_budget(draft(), by=None)
    assert (Budget.objects.count(), BudgetLine.objects.count()) == (0, 0)
    assert actions() == ["budget.drafted", "budget.discarded"]


def test_a_budget_without_lines_is_not_adopted(acacias):
    budget = draft_budget(year=open_year(), title="B", call_months=3, lines=[], by=None)
    with pytest.raises(NothingBudgeted):
        adopt(budget)


def test_nobody_decides_tomorrow(acacias):
    budget, tomorrow = draft(), timezone.localdate() + timedelta(days=1)
    with pytest.raises(DecidedInTheFuture):
        adopt_budget(budget, decision="AG", decided_on=tomorrow, by=None)
    with pytest.raises(DecidedInTheFuture):
        opt_out_of_reserve(budget.year, decision="AG", decided_on=tomorrow, by=None)


def test_a_closed_year_takes_no_budget(acacias):
    budget = draft(year=open_year(2020))
    close_year(year=2020, by=None)
    closed = open_year(2020)
    with pytest.raises(BudgetYearClosed):
        adopt(budget)
    with pytest.raises(BudgetYearClosed):
        draft(year=closed)
    with pytest.raises(BudgetYearClosed):
        opt_out_of_reserve(closed, decision="AG", decided_on=date(2020, 5, 1), by=None)


def test_the_opt_out_is_noted_once(acacias):
    year, today = open_year(), timezone.localdate()
    opt_out_of_reserve(year, decision="AG, 4/5", decided_on=today, by=None)
    with pytest.raises(AlreadyOptedOut):
        opt_out_of_reserve(year, decision="AG", decided_on=today, by=None)


@pytest.mark.parametrize(
    ("kind", "account"),
    [
        ("ordinary", "700"),
        ("reserve", FIRE),
        ("ordinary", "499"),
        ("ordinary", "6816001"),
        ("extraordinary", "693"),
    ],
)
def test_a_line_stands_on_an_account_of_its_kind(acacias, kind, account):
    wrong = line("1.00", account=account)
    changed = type(wrong)(kind, "x", wrong.account, wrong.key, wrong.amount)
    with pytest.raises(NotABudgetAccount):
        draft(changed)


def test_the_accounts_of_a_budget(acacias):
    codes = set(budget_accounts())
    assert {FIRE, HEATING, WORKS, RESERVE} <= codes
    assert {"6816001", "693", "701", "499"} & codes == set()


def test_the_rhythm_is_one_of_the_four(acacias):
    with pytest.raises(IntegrityError), transaction.atomic():
        Budget.objects.create(year=open_year(), title="B", call_months=2)


# Years


def offered(on, *roles):
    access = Access(1, "co_ownership", "", frozenset(roles), 1)
    return years_to_budget(access, cast.building(), on=on)


def test_years_to_budget(acacias):
    on = date(2026, 5, 1)
    assert offered(on, Role.ASSISTANT) == []
    assert offered(on, Role.MANAGER) == [
        Span(date(2026, 1, 1), date(2027, 1, 1), is_open=False),
        Span(date(2027, 1, 1), date(2028, 1, 1), is_open=False),
    ]
    open_year(2023), open_year(2024)
    close_year(year=2023, by=None)
    last = Span(date(2024, 1, 1), date(2025, 1, 1))
    assert offered(on, Role.ASSISTANT) == [last]
    after = Span(date(2025, 1, 1), date(2026, 1, 1), is_open=False)
    assert offered(on, Role.MANAGER) == [last, after]
    years = list(FiscalYear.objects.all())
    assert [year_of(date(y, 3, 1), years).year for y in (2023, 2024, 2030)] == [
        2023,
        2024,
        2024,
    ]
    opened = year_to_budget(after, by=None)
    assert (opened.year, year_to_budget(after, by=None)) == (2025, opened)


def test_the_year_before(acacias):
    assert year_of(date(2026, 1, 1), []) is None
    later, days = open_year(2026), (date(2025, 1, 1), date(2026, 1, 1))
    assert year_before(later) == Span(*days, is_open=False)
    open_year(2025)
    assert year_before(later) == Span(*days)


# What a new budget begins with


def shown(lines):
    return [
        (one.kind, one.account.code, one.key.code, str(one.amount)) for one in lines
    ]


def test_a_budget_begins_with_the_one_of_the_year_before(acacias):
    year = this_year()
    before, after = open_year(year - 1), open_year(year)
    assert first_lines(after, Start.EMPTY) == []
    assert first_lines(after, Start.BUDGET) == []
    draft(line("9.00"), year=before)
    assert first_lines(after, Start.BUDGET) == []
    adopted(line("100.00"), line("7.00", account=RESERVE), year=before)
    found = first_lines(after, Start.BUDGET)
    assert shown(found) == [
        ("ordinary", FIRE, "shares", "100.00"),
        ("reserve", RESERVE, "shares", "7.00"),
    ]
    assert draft(*found, year=after).lines.count() == 2


def test_a_budget_begins_with_what_the_year_before_cost(acacias):
    year = this_year()
    day = date(year - 1, 6, 1)
    spend("100.00", on=day)
    spend("20.50", on=day)
    spend("30.00", on=day, key="lift", account=HEATING)
    spend("40.00", on=day, key="lift")
    spend("500.00", on=day, account=WORKS)
    spend("-5.00", on=day, account=HEATING)  # a credit note alone
    spend("60.00", on=day, basis="lot", lot=cast.lot("A"))  # private
    spend("-500.00", on=day, account="6816001", withdrawal=True)
    spend("1.00", on=date(year, 1, 1))
    called = factories.draft(factories.item("80.00", purpose="reserve", key="lift"))
    call_day = date(year - 1, 7, 1)
    called.due_on = call_day
    called.save()
    issue_call(called, by=None, on=call_day)
    found = first_lines(open_year(year), Start.COSTS)
    assert shown(found) == [
        ("ordinary", HEATING, "lift", "30.00"),
        ("ordinary", FIRE, "shares", "120.50"),
        ("ordinary", FIRE, "lift", "40.00"),
        ("extraordinary", WORKS, "shares", "500.00"),
        ("reserve", RESERVE, "lift", "80.00"),
    ]
    assert found[1].label == "Fire insurance"


def test_costs_by_meters_stand_on_the_shares(acacias):
    group = MeterGroup.objects.create(name="Water", unit="m3")
    day = date(this_year() - 1, 6, 1)
    spend("100.00", on=day)
    spend("11.00", on=day, basis="meters", meters=group)
    found = first_lines(open_year(), Start.COSTS)
    assert shown(found) == [("ordinary", FIRE, "shares", "111.00")]
