"""What is adopted or carried out is frozen: the row, and the rows that are parts of it."""

from datetime import date

import pytest

from buildings.models import AllocationKey, Lot
from finance.models import Budget, BudgetLine, Sale, SoldLot
from koprogo.ledger.models import Account, FiscalYear
from tests import cast
from tests.sql import changed, refused
from tests.tenancy.books import MOMENT

DAY = date(2026, 1, 1)
pytestmark = pytest.mark.usefixtures("acacias")


@pytest.fixture
def budget(acacias):
    year, _new = FiscalYear.objects.get_or_create(
        year=2026, defaults={"since": DAY, "until": date(2027, 1, 1)}
    )
    return Budget.objects.create(
        year=year, title="2026", decision="Voted", decided_on=DAY
    )


def line(budget, position=1):
    return BudgetLine.objects.create(
        budget=budget,
        position=position,
        label="Oil",
        account=Account.objects.get_or_create(code="610")[0],
        key=AllocationKey.objects.first(),
        amount=10,
    )


def adopt(budget):
    budget.adopted_at = MOMENT
    budget.save()


def test_a_draft_and_its_lines_change_and_go(budget):
    one = line(budget)
    BudgetLine.objects.filter(pk=one.pk).update(amount=20)
    Budget.objects.filter(pk=budget.pk).update(title="2027")
    one.delete()
    budget.delete()
    assert Budget.objects.count() == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE finance_budget SET title = 'x'",
        "UPDATE finance_budget SET adopted_at = NULL",
        "DELETE FROM finance_budget",
        "UPDATE finance_budgetline SET amount = 1",
        "DELETE FROM finance_budgetline",
    ],
)
def test_a_frozen_row_and_its_parts_never_change(budget, statement):
    line(budget)
    adopt(budget)
    with refused("is frozen"):
        changed(statement)


def test_a_frozen_row_gets_no_more_parts(budget):
    adopt(budget)
    with refused("is frozen"):
        line(budget)


def test_a_part_stays_with_its_row(budget):
    one = line(budget)
    other = Budget.objects.create(year=budget.year, title="Another")
    with refused("a row stays with its finance_budget"):
        BudgetLine.objects.filter(pk=one.pk).update(budget=other)


def test_nothing_begins_frozen(budget):
    with refused("a row begins unfrozen"):
        Budget.objects.create(
            year=budget.year,
            title="x",
            decision="Voted",
            decided_on=DAY,
            adopted_at=MOMENT,
        )


@pytest.fixture
def sale(acacias):
    sale = Sale.objects.create(
        seller=cast.holding("H1"), buyer=cast.holding("H2"), deed_on=DAY
    )
    SoldLot.objects.create(sale=sale, lot=Lot.objects.first())
    sale.carried_out_at = MOMENT
    sale.save()
    return sale


def test_what_may_still_be_set_is_set_once(sale):
    rows = Sale.objects.filter(pk=sale.pk)
    rows.update(told_on=DAY)
    rows.update(told_on=DAY)
    for later in (None, date(2026, 1, 2)):
        with refused("is frozen"):
            rows.update(told_on=later)
    assert rows.get().told_on == DAY
