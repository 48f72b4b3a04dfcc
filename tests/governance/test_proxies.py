from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.proxies import ImpossibleProxies, may_accept_proxy
from tests.worked_tables import worked_tables

[WORKED] = worked_tables("rules/proxies.md").values()
votes = st.integers(0, 500)


def accepted(own, held, new, total=1000):
    return may_accept_proxy(
        own_votes=own, proxy_votes=held, new_votes=new, votes_total=total
    )


@pytest.mark.parametrize("row", WORKED, ids=lambda row: " ".join(row.values()))
def test_every_line_of_the_documentation(row):
    held = [int(one) for one in row["holds"].split()]
    figures = int(row["own"]), held, int(row["new"]), int(row["all"])
    assert accepted(*figures) is (row["accepted"] == "yes")


def test_three_are_free_and_the_fourth_needs_a_tenth_at_most():
    assert [accepted(40, [15] * held, 15) for held in range(5)] == [True] * 4 + [False]
    assert [accepted(50, [50] * held, 50) for held in range(4)] == [True] * 3 + [False]


@pytest.mark.parametrize(
    ("own", "new", "total", "expected"),
    [
        (40, 15, 1000, True),
        (41, 15, 1000, False),
        (40, 16, 1000, False),
        (40, 15, 999, False),
        (0, 55, 1000, True),
        (0, 56, 1000, False),
    ],
)
def test_both_sides_of_a_tenth(own, new, total, expected):
    assert accepted(own, [15, 15, 15], new, total) is expected


def test_who_has_more_than_a_tenth_himself_still_holds_three():
    assert [accepted(570, [10] * held, 10) for held in (2, 3)] == [True, False]


@given(votes, st.lists(votes, max_size=8), votes, st.integers(0, 10_000))
def test_the_rule_as_the_law_says_it(own, held, new, total):
    within = own + sum(held) + new <= Fraction(total, 10)
    assert accepted(own, held, new, total) is (len(held) + 1 <= 3 or within)


@pytest.mark.parametrize(
    "figures", [(-1, [], 1, 9), (1, [-1], 1, 9), (1, [], -1, 9), (1, [], 1, -9)]
)
def test_votes_below_zero_are_refused(figures):
    with pytest.raises(ImpossibleProxies):
        accepted(*figures)
