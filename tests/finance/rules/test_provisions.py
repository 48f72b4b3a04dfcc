from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.provisions import (
    BudgetLine,
    Kind,
    NegativeBudget,
    ProvisionError,
    Purpose,
    WrongCount,
    provisions,
)
from koprogo.money import FractionOfACent, from_cents
from tests.worked_tables import worked_tables

WORKED = worked_tables("rules/provisions.md")
GENERAL = Purpose(Kind.ORDINARY, "general")
LIFT = Purpose(Kind.ORDINARY, "lift")
RESERVE = Purpose(Kind.RESERVE, "general")

purposes = st.builds(Purpose, st.sampled_from(Kind), st.sampled_from("ABC"))
amounts = st.integers(0, 10**8).map(from_cents)
budgets = st.lists(st.builds(BudgetLine, purposes, amounts), max_size=12)
calls = st.dictionaries(purposes, amounts, max_size=9)


def eur(text):
    return Decimal(text)


def purpose(text):
    kind, key = text.split()
    return Purpose(Kind(kind), key)


@pytest.mark.parametrize("heading", WORKED)
def test_every_figure_of_the_documentation(heading):
    rows = WORKED[heading]
    numbers = [column for column in rows[0] if column.isdecimal()]
    made = provisions(
        [BudgetLine(purpose(row["purpose"]), eur(row["budget"])) for row in rows],
        count=len(numbers),
        called={purpose(row["purpose"]): eur(row["called before"]) for row in rows},
    )
    zero = eur("0.00")
    for row in rows:
        what = purpose(row["purpose"])
        parts = [str(instalment.get(what, zero)) for instalment in made.instalments]
        assert parts == [row[number] for number in numbers]
        assert str(made.excess.get(what, zero)) == row["excess"]


def test_the_documentation_has_both_tables():
    assert list(WORKED) == [
        "A year in four instalments",
        "The same year, amended after the first quarter",
    ]


def test_lines_of_one_purpose_are_called_together_in_the_order_of_the_budget():
    lines = [
        BudgetLine(LIFT, eur("100.00")),
        BudgetLine(GENERAL, eur("30.00")),
        BudgetLine(LIFT, eur("20.00")),
        BudgetLine(GENERAL, eur("-6.00")),
        BudgetLine(RESERVE, eur("12.00")),
    ]
    [first, second] = provisions(lines, count=2).instalments
    assert first == second
    assert list(first.items()) == [
        (LIFT, eur("60.00")),
        (GENERAL, eur("12.00")),
        (RESERVE, eur("6.00")),
    ]


def test_a_purpose_without_anything_to_call_is_left_out():
    lines = [BudgetLine(LIFT, eur("0.00")), BudgetLine(GENERAL, eur("0.01"))]
    made = provisions(lines, count=2)
    assert made.instalments == ({GENERAL: eur("0.01")}, {})
    assert made.excess == {}


def test_what_the_budget_no_longer_has_is_excess():
    lines = [BudgetLine(GENERAL, eur("10.00"))]
    called = {LIFT: eur("5.00"), GENERAL: eur("10.00")}
    made = provisions(lines, count=1, called=called)
    assert (made.instalments, made.excess) == (({},), {LIFT: eur("5.00")})


@pytest.mark.parametrize("count", [-1, 0])
def test_no_instalment_is_refused(count):
    with pytest.raises(WrongCount, match=f"{count} instalments") as refusal:
        provisions([], count=count)
    assert refusal.value.count == count
    assert isinstance(refusal.value, ProvisionError)


def test_a_negative_budget_is_refused():
    lines = [BudgetLine(LIFT, eur("1.00")), BudgetLine(LIFT, eur("-1.01"))]
    with pytest.raises(NegativeBudget, match="negative budget") as refusal:
        provisions(lines, count=1)
    assert (refusal.value.purpose, refusal.value.amount) == (LIFT, eur("-0.01"))


def test_a_part_of_a_cent_is_refused():
    with pytest.raises(FractionOfACent):
        provisions([BudgetLine(LIFT, eur("0.001"))], count=1)
    with pytest.raises(FractionOfACent):
        provisions([], count=1, called={LIFT: eur("0.001")})


# Properties


def totals(pairs):
    sums = {}
    for what, amount in pairs:
        sums[what] = sums.get(what, 0) + amount
    return sums


@given(budgets, calls, st.integers(1, 12))
def test_the_year_is_the_budget_to_the_cent(lines, called, count):
    made = provisions(lines, count=count, called=called)
    assert len(made.instalments) == count
    budget = totals((line.purpose, line.amount) for line in lines)
    to_come = totals(pair for part in made.instalments for pair in part.items())
    for what in {*budget, *called}:
        year = called.get(what, 0) + to_come.get(what, 0) - made.excess.get(what, 0)
        assert year == budget.get(what, 0)


@given(budgets, calls, st.integers(1, 12))
def test_instalments_are_equal_but_for_a_cent_and_never_below_zero(
    lines, called, count
):
    made = provisions(lines, count=count, called=called)
    for what in {what for part in made.instalments for what in part}:
        parts = [part.get(what, 0) for part in made.instalments]
        assert parts == sorted(parts, reverse=True)
        assert 0 <= parts[0] - parts[-1] <= eur("0.01")
        assert parts[-1] >= 0
        assert what not in made.excess


@given(budgets, st.integers(2, 12), st.integers(1, 11))
def test_stopping_and_going_on_calls_the_same_year(lines, count, done):
    done = min(done, count - 1)
    whole = provisions(lines, count=count).instalments
    called = totals(pair for part in whole[:done] for pair in part.items())
    rest = provisions(lines, count=count - done, called=called)
    assert rest.instalments == whole[done:]
    assert rest.excess == {}
