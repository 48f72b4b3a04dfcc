"""The score: worked figures, both sides of each bound, and what never is."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.scoring import (
    DEFAULT_SCALE,
    Advice,
    Household,
    NotAnAmount,
    Urgency,
    advice_for,
    debt_ratio,
    score,
)
from tests.worked_tables import worked_tables

TABLES = worked_tables("rules/solidarity.md")
AMOUNTS = st.decimals("0.00", "9999.99", places=2)
RATIOS = st.none() | st.fractions(0, 3)
HOUSEHOLDS = st.sampled_from(Household)
URGENCIES = st.sampled_from(Urgency)


@pytest.mark.parametrize("row", TABLES["The score"])
def test_worked_scores(row):
    found = score(
        net_income=Decimal(row["Net income (€)"]),
        household=Household(row["Household"]),
        debt_ratio=Decimal(row["Debt ratio"]) if row["Debt ratio"] else None,
        urgency=Urgency(row["Urgency"]),
    )
    parts = [Fraction(row[name]) for name in ("Income", "Debt", "Urgent")]
    assert [found.income, found.debt, found.urgency] == parts
    assert found.total == int(row["Score"])
    assert found.advice == Advice(row["Advice"])


@pytest.mark.parametrize(
    ("total", "advice"),
    [
        (100, "recommended"),
        (70, "recommended"),
        (69, "study"),
        (50, "study"),
        (49, "doubtful"),
        (0, "doubtful"),
    ],
)
def test_the_bounds_of_the_advice(total, advice):
    assert advice_for(total) == Advice(advice)


def test_half_a_point_is_rounded_up():
    found = score(
        net_income=Decimal(9999),
        household=Household.SINGLE,
        debt_ratio=Decimal("0.1575"),
        urgency=Urgency.NONE,
    )
    assert found.debt * Fraction(4, 10) == Fraction(21, 2)
    assert found.total == 11


@given(AMOUNTS, HOUSEHOLDS, RATIOS, URGENCIES)
def test_it_stays_between_0_and_100(net, household, ratio, urgency):
    found = score(
        net_income=net, household=household, debt_ratio=ratio, urgency=urgency
    )
    for part in (found.income, found.debt, found.urgency, found.total):
        assert 0 <= part <= 100


@given(AMOUNTS, AMOUNTS, HOUSEHOLDS, RATIOS, URGENCIES)
def test_less_income_never_lowers_it(one, other, household, ratio, urgency):
    poor, rich = sorted([one, other])
    asked = {"household": household, "debt_ratio": ratio, "urgency": urgency}
    assert (
        score(net_income=poor, **asked).total >= score(net_income=rich, **asked).total
    )


def test_without_income_the_debt_weighs_fully():
    assert (
        debt_ratio(
            housing=Decimal(500),
            charges=Decimal(0),
            loans=Decimal(0),
            net_income=Decimal(0),
        )
        is None
    )
    found = score(
        net_income=Decimal(0),
        household=Household.SINGLE,
        debt_ratio=None,
        urgency=Urgency.NONE,
    )
    assert (found.debt, found.total) == (100, 70)


def test_the_ratio_is_exact():
    ratio = debt_ratio(
        housing=Decimal("100.00"),
        charges=Decimal("50.00"),
        loans=Decimal("50.00"),
        net_income=Decimal("600.00"),
    )
    assert ratio == Fraction(1, 3)


@pytest.mark.parametrize("wrong", ["-0.01", "NaN", "Infinity"])
def test_what_is_no_amount_is_refused(wrong):
    with pytest.raises(NotAnAmount):
        score(
            net_income=Decimal(wrong),
            household=Household.SINGLE,
            debt_ratio=None,
            urgency=Urgency.NONE,
        )
    with pytest.raises(NotAnAmount):
        debt_ratio(
            housing=Decimal(wrong),
            charges=Decimal(0),
            loans=Decimal(0),
            net_income=Decimal(1),
        )


def test_each_household_and_urgency_has_a_figure():
    assert set(DEFAULT_SCALE.ceilings) == set(Household)
    assert set(DEFAULT_SCALE.urgencies) == set(Urgency)
