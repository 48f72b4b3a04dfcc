from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.quorum import (
    ImpossibleAttendance,
    Missing,
    has_quorum,
    missing_for_quorum,
)
from tests.worked_tables import worked_tables

[WORKED] = worked_tables("rules/quorum.md").values()


def asked(rule, owners_present, shares_present, owners_total=10, shares_total=1000):
    return rule(
        owners_total=owners_total,
        owners_present=owners_present,
        shares_total=shares_total,
        shares_present=shares_present,
    )


@st.composite
def attendances(draw):
    owners, shares = draw(st.integers(0, 60)), draw(st.integers(0, 10_000))
    present = draw(st.integers(0, owners)), draw(st.integers(0, shares))
    return *present, owners, shares


@pytest.mark.parametrize("row", WORKED, ids=lambda row: "/".join(row.values()))
def test_every_line_of_the_documentation(row):
    figures = [
        int(row[name])
        for name in ("owners present", "shares present", "owners", "shares")
    ]
    assert asked(has_quorum, *figures) is (row["quorum"] == "yes")
    assert asked(missing_for_quorum, *figures) == Missing(
        int(row["owners missing"]),
        int(row["shares missing"]),
        int(row["or shares alone"]),
    )


@pytest.mark.parametrize(
    ("owners", "shares", "quorum"),
    [
        (5, 600, False),
        (6, 500, True),
        (6, 499, False),
        (3, 750, False),
        (3, 751, True),
        (5, 750, False),
        (5, 751, True),
        (10, 499, False),
        (0, 0, False),
        (10, 1000, True),
    ],
)
def test_both_sides_of_each_boundary(owners, shares, quorum):
    assert asked(has_quorum, owners, shares) is quorum


@pytest.mark.parametrize(
    ("owners", "owners_total", "shares", "shares_total", "quorum"),
    [
        (6, 11, 500, 999, True),
        (6, 11, 499, 999, False),
        (5, 11, 749, 999, False),
        (5, 11, 750, 999, True),
        (1, 2, 3, 4, False),
        (1, 1, 1, 1, True),
        (0, 0, 0, 0, False),
    ],
)
def test_numbers_that_do_not_divide(owners, owners_total, shares, shares_total, quorum):
    assert asked(has_quorum, owners, shares, owners_total, shares_total) is quorum


@given(attendances())
def test_the_rule_as_the_law_says_it(attendance):
    owners, shares, owners_total, shares_total = attendance
    heads = owners > Fraction(owners_total, 2) and shares >= Fraction(shares_total, 2)
    alone = shares > Fraction(3 * shares_total, 4)
    assert asked(has_quorum, *attendance) is (heads or alone)


@given(attendances())
def test_what_is_missing_is_enough_and_not_too_much(attendance):
    owners, shares, owners_total, shares_total = attendance
    missing = asked(missing_for_quorum, *attendance)
    half, quarters = Fraction(shares_total, 2), Fraction(3 * shares_total, 4)
    assert owners + missing.owners > Fraction(owners_total, 2)
    assert shares + missing.shares >= half
    assert shares + missing.shares_alone > quarters
    if missing.owners:
        assert owners + missing.owners - 1 <= Fraction(owners_total, 2)
    if missing.shares:
        assert shares + missing.shares - 1 < half
    if missing.shares_alone:
        assert shares + missing.shares_alone - 1 <= quarters


@pytest.mark.parametrize(
    "figures", [(-1, 0), (11, 0), (0, -1), (0, 1001)], ids=lambda figures: str(figures)
)
def test_an_attendance_that_cannot_be_is_refused(figures):
    with pytest.raises(ImpossibleAttendance):
        asked(has_quorum, *figures)
