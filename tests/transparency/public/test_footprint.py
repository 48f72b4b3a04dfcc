"""Grams of CO2 a request: worked ones, and both sides of the goal."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worked_tables import worked_tables
from transparency.public.footprint import GOAL, grams, grams_a_request, meets_goal

ROWS = worked_tables("rules/transparency.md")["The footprint of a request"]


def counted(text):
    return int(text.replace(",", ""))


@pytest.mark.parametrize("row", ROWS)
def test_the_footprint_of_a_request(row):
    found = grams_a_request(
        counted(row["Requests"]),
        Decimal(row["CPU (s)"].replace(",", "")),
        counted(row["Bytes"]),
    )
    assert found == (Decimal(row["Grams"]) if row["Grams"] else None)
    if found is not None:
        assert meets_goal(found) is (row["Goal"] == "yes")


def test_the_factors_one_by_one():
    """An hour of a core is 10 Wh x 1.58; a GB is 0.072 kWh."""
    assert grams(Decimal(3600), 0) == Decimal("0.948")
    assert grams(Decimal(0), 10**9) == Decimal("20.232")
    assert grams(Decimal(3600), 10**9) == Decimal("21.18")


def test_the_goal_is_to_be_below():
    assert meets_goal(GOAL - Decimal("0.0001"))
    assert not meets_goal(GOAL)
    assert not meets_goal(GOAL + Decimal("0.0001"))


AMOUNTS = st.integers(0, 10**12)


@given(st.integers(1, 10**9), AMOUNTS, AMOUNTS)
def test_never_less_is_said_than_it_is(requests, seconds, bytes_sent):
    whole = grams(Decimal(seconds), bytes_sent)
    said = grams_a_request(requests, Decimal(seconds), bytes_sent)
    assert 0 <= said - whole / requests < Decimal("0.0001")
