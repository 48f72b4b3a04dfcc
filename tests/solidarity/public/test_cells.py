"""The cells of a report: what is told, and that nobody works out what is hidden."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.counting import (
    Money,
    Moves,
    Settled,
    due_periods,
    from_to,
    last_day,
    may_tell_money,
    quarter_of,
    repaid_percent,
)
from solidarity.publishing import (
    OUTCOMES,
    added,
    cells_of,
    cost_each,
    counts_of,
    floor_to_five,
    hidden_kinds,
    told_cells,
)
from solidarity.terms import Kind

ORDER = ("a", "b", "c")


def settled(kind=Kind.LOAN, accepted=True, *, on=date(2026, 2, 3), number=0):
    return Settled(
        number, number, kind, accepted, Decimal("1000.00") if accepted else 0, on
    )


def many(rows):
    """``rows``: kind → (accepted, refused)."""
    found = []
    for kind, (yes, no) in rows.items():
        found += [settled(kind) for _one in range(yes)]
        found += [settled(kind, False) for _one in range(no)]
    return found


def every_table(most):
    cells = [(kind, one) for kind in ORDER for one in OUTCOMES]
    for numbers in product(range(most + 1), repeat=len(cells)):
        table = {kind: {} for kind in ORDER}
        for (kind, one), number in zip(cells, numbers, strict=True):
            table[kind][one] = number
        yield table


def frozen(cells):
    kinds = tuple(
        (kind, tuple(sorted(row.items())))
        for kind, row in sorted(cells["kinds"].items())
    )
    rest = tuple(sorted((k, v) for k, v in cells.items() if k != "kinds"))
    return rest, kinds


def test_who_knows_every_rule_works_out_no_hidden_cell():
    """All tables up to three in a cell, of fewer than two to hide: whoever has what is
    published, and knows how it is hidden, is left with two possibilities or more for
    each hidden cell that is small."""
    possible = defaultdict(lambda: defaultdict(set))
    for table in every_table(3):
        cells = told_cells(table, k=2, order=ORDER)
        if cells["requests"] < 2:
            continue
        for kind in set(ORDER) - set(cells["kinds"]):
            for one in OUTCOMES:
                possible[frozen(cells)][kind, one].add(table[kind][one])
    for cells, guesses in possible.items():
        total = dict(cells[0])["requests"]
        if total > 9:  # near the largest table there is, the bound itself tells
            continue
        for cell, numbers in guesses.items():
            assert len(numbers) > 1, (cells, cell, numbers)


@given(
    st.tuples(*[st.integers(0, 12)] * 8).map(
        lambda numbers: {
            kind: (numbers[2 * at], numbers[2 * at + 1]) for at, kind in enumerate(Kind)
        }
    )
)
def test_nothing_of_fewer_than_five_is_told_or_left(rows):
    counts = counts_of(many(rows))
    cells = told_cells(counts)
    shown = [cells.get(one) for one in OUTCOMES]
    shown += [row[one] for row in cells["kinds"].values() for one in OUTCOMES]
    assert all(number is None or number >= 5 for number in shown)
    for one in OUTCOMES:
        if one in cells:
            left = cells[one] - sum(row[one] for row in cells["kinds"].values())
            assert left == 0 or left >= 5
            assert (left == 0) == (len(cells["kinds"]) == len(Kind))


def test_a_kind_is_told_whole_or_not_at_all():
    rows = {Kind.LOAN: (20, 9), Kind.WORKS: (12, 8), Kind.DISPUTE: (30, 4)}
    rows[Kind.EMERGENCY] = (7, 6)
    cells = cells_of(many(rows))
    assert set(cells["kinds"]) == {Kind.LOAN, Kind.WORKS}
    assert cells["accepted"] == 69
    assert cells["kinds"][Kind.LOAN]["amount"] == "20000.00"
    assert cells["amount"] == "69000.00"


def test_the_complement_does_not_depend_on_sizes():
    for works, loans in ((5, 50), (50, 5)):
        counts = counts_of(
            many(
                {
                    Kind.EMERGENCY: (2, 2),
                    Kind.DISPUTE: (9, 9),
                    Kind.WORKS: (works, works),
                    Kind.LOAN: (loans, loans),
                }
            )
        )
        assert hidden_kinds(counts) == {Kind.EMERGENCY, Kind.DISPUTE}


def test_few_refusals_hide_all_but_the_number_of_requests():
    assert cells_of(many({Kind.LOAN: (9, 3)})) == {"requests": 12, "kinds": {}}


def test_periods_are_whole_and_told_once():
    rows = [settled(on=date(2026, month, 7)) for month in (1, 2, 5, 6, 8, 11)]
    rows += [settled(on=date(2026, 11, 9))] * 4
    asked = {"told": None, "today": date(2027, 1, 5)}
    assert due_periods(rows, **asked) == [
        ("2026-Q1", "2026-Q2", "2026-Q3"),
        ("2026-Q4",),
    ]
    asked["told"] = "2026-Q3"
    assert due_periods(rows, **asked) == [("2026-Q4",)]
    asked["today"] = date(2026, 12, 31)
    assert due_periods(rows, **asked) == []
    assert due_periods([], **asked) == []


@given(st.lists(st.integers(0, 7), min_size=1, max_size=10))
def test_two_publications_differ_by_whole_periods(counts):
    """Told quarter by quarter as time passes, or all at once: the same periods."""
    quarters = list(from_to("2026-Q1", "2028-Q4"))[: len(counts)]
    rows = [
        settled(on=last_day(quarter))
        for quarter, number in zip(quarters, counts, strict=True)
        for _one in range(number)
    ]
    at_the_end = due_periods(rows, told=None, today=date(2030, 1, 5))
    step, told = [], None
    for place, _quarter in enumerate(quarters):
        today = last_day(quarters[place]).replace(day=28)
        known = [one for one in rows if one.on < today]
        for period in due_periods(known, told=told, today=today):
            step.append(period)
            told = period[-1]
    assert step == at_the_end[: len(step)]
    for period in at_the_end:
        assert sum(quarter_of(one.on) in period for one in rows) >= 5


def test_sums_of_periods_are_sums_of_what_is_told():
    one = cells_of(many(dict.fromkeys(Kind, (9, 7))))
    other = cells_of(many({Kind.LOAN: (9, 3)}))
    total = added([one, other])
    assert (total["requests"], total["decided"]) == (76, 64)
    assert (total["accepted"], total["refused"]) == (36, 28)
    assert total["kinds"][Kind.LOAN]["accepted"] == 9
    assert total["amount"] == Decimal(36000)


FIVE, THREE = frozenset(range(5)), frozenset(range(3))


@pytest.mark.parametrize(
    ("moves", "told"),
    [
        (Moves(), True),
        (Moves(loans=FIVE, paid=FIVE, accepted=FIVE), True),
        (Moves(loans=THREE, paid=THREE, accepted=THREE), False),
        # What was granted is told beside it: what is left would be three repayments.
        (Moves(loans=FIVE, paid=FIVE, accepted=FIVE, received=THREE), False),
        (Moves(loans=FIVE, paid=FIVE, accepted=frozenset(range(4))), False),
        (Moves(loans=FIVE, paid=frozenset(range(4)), accepted=FIVE), False),
        (Moves(released=THREE), False),
        (Moves(received=FIVE), True),
        (Moves(unknown=True), False),
    ],
)
def test_money_is_told_of_nobody_or_of_five(moves, told):
    assert may_tell_money(moves) is told


def test_what_came_back_is_told_in_whole_per_cent_of_five_loans():
    money = Money(Decimal(0), Decimal(0), Decimal(300), Decimal("285.50"), 5)
    assert repaid_percent(money) == 95
    few = Money(Decimal(0), Decimal(0), Decimal(300), Decimal(300), 4)
    assert repaid_percent(few) is None


def test_people_come_in_fives():
    assert [floor_to_five(number) for number in (0, 4, 5, 14)] == [None, None, 5, 10]
    assert cost_each(Decimal("1001.00"), 10) == 101
    assert cost_each(Decimal(1), None) is None
