"""Tables of few requests: what is hidden, and that nobody works it out."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.disclosure import (
    TOTAL,
    NotATable,
    periods,
    publishable,
    with_totals,
)

KINDS = ("dispute", "emergency", "loan")
QUARTERS = ("2026-Q1", "2026-Q2")
FEW = 3


def tables(*properties, most=4):
    keys = list(product(*properties))
    return st.tuples(*[st.integers(0, most)] * len(keys)).map(
        lambda counts: dict(zip(keys, counts, strict=True))
    )


def attacked(shown, most):
    """Return what each hidden number can be, for who tries every table there is."""
    unknown = [key for key, many in shown.items() if many is None and TOTAL not in key]
    known = {key: many for key, many in shown.items() if TOTAL not in key}
    possible = {key: set() for key, many in shown.items() if many is None}
    for guess in product(range(most + 1), repeat=len(unknown)):
        table = with_totals(known | dict(zip(unknown, guess, strict=True)))
        if all(many is None or table[key] == many for key, many in shown.items()):
            for key in possible:
                possible[key].add(table[key])
    return possible


def together(shown, cells):
    """Return the sum of what a published total tells of the cells that are hidden."""
    table = with_totals(cells)
    for total, many in shown.items():
        for place in [at for at, name in enumerate(total) if name == TOTAL]:
            if many is None:
                continue
            rest = total[:place] + total[place + 1 :]
            yield sum(
                table[key]
                for key in table
                if key[place] != TOTAL
                and key[:place] + key[place + 1 :] == rest
                and shown[key] is None
            )


def check(cells):
    shown = publishable(cells, k=FEW)
    table = with_totals(cells)
    assert all(many in (None, table[key]) for key, many in shown.items())
    assert all(many is None or many >= FEW for many in shown.values())
    assert not [key for key, can_be in attacked(shown, 5).items() if len(can_be) < 2]
    assert all(many == 0 or many >= FEW for many in together(shown, cells))


@given(tables(("a", "b", "c", "d")))
def test_nobody_works_out_a_hidden_cell_of_one_property(cells):
    check(cells)


@given(tables(("a", "b"), ("x", "y")))
def test_nobody_works_out_a_hidden_cell_of_two_properties(cells):
    check(cells)


@given(tables(QUARTERS, KINDS, most=40))
def test_what_is_shown_is_right_and_never_small(cells):
    shown, table = publishable(cells), with_totals(cells)
    assert shown.keys() == table.keys()
    assert all(many in (None, table[key]) for key, many in shown.items())
    assert not [many for many in shown.values() if many is not None and many < 5]


def test_everything_is_shown_where_nothing_is_small():
    cells = {("grant",): 7, ("loan",): 5}
    assert publishable(cells) == {**cells, (TOTAL,): 12}


def test_four_are_hidden_and_a_second_cell_with_them():
    shown = publishable({("a",): 4, ("b",): 9, ("c",): 30})
    assert shown == {("a",): None, ("b",): None, ("c",): 30, (TOTAL,): 43}


def test_two_small_cells_that_make_a_few_take_a_third_with_them():
    """1 and 2 would be told together by the total: 3 requests."""
    shown = publishable({("a",): 1, ("b",): 2, ("c",): 9, ("d",): 30})
    assert shown[("c",)] is None
    assert shown[("d",)] == 30


def test_a_zero_that_the_total_gives_away_is_not_left_alone():
    """50 of 50 shown would say that each hidden cell is empty."""
    shown = publishable({("a",): 0, ("b",): 0, ("c",): 20, ("d",): 30})
    assert [shown[(name,)] for name in "abcd"] == [None, None, None, 30]


def test_a_bridge_between_two_groups_is_no_hiding_place():
    """Each row and column hides two cells, and one of them would still follow."""
    big = 20
    cells = dict.fromkeys(product("abcd", "wxyz"), big)
    small = ["aw", "ax", "bw", "bx", "by", "cy", "cz", "dy", "dz"]
    cells |= {tuple(key): 2 for key in small}
    shown = publishable(cells)
    hidden = {key for key, many in shown.items() if many is None}
    assert {tuple(key) for key in small} < hidden


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {("a",): -1},
        {("a",): 5, ("a", "b"): 5},
        {("a", "b", "c"): 5},
        {("a",): 5, (TOTAL,): 6},
        {(TOTAL,): 5},
    ],
)
def test_what_is_no_table_is_refused(cells):
    with pytest.raises(NotATable):
        publishable(cells)


def test_quarters_wait_until_they_are_enough():
    quarters = [("Q1", 2), ("Q2", 2), ("Q3", 1), ("Q4", 6), ("Q5", 4)]
    assert periods(quarters) == [("Q1", "Q2", "Q3"), ("Q4",)]


@given(st.lists(st.integers(0, 9), max_size=12))
def test_two_publications_differ_by_whole_periods(counts):
    quarters = [(f"Q{number}", many) for number, many in enumerate(counts)]
    now = periods(quarters)
    for place in range(len(quarters)):
        before = periods(quarters[:place])
        assert now[: len(before)] == before
    told = dict(quarters)
    assert all(sum(told[name] for name in period) >= 5 for period in now)
