"""The secrecy guard against an oracle that tries every assignment."""

from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.meeting.events import Choice
from governance.secrecy import (
    ImpossibleTotals,
    Publication,
    Risk,
    forced_ballots,
    publishable,
    risk,
    telling_weights,
)
from tests.worked_tables import worked_tables

TABLES = worked_tables("rules/secrecy.md")
CHOICES = [choice.value for choice in Choice]


def numbers(text):
    return [int(one) for one in text.split()]


@pytest.mark.parametrize("row", TABLES["Totals"], ids=lambda row: row["case"])
def test_every_total_of_the_documentation(row):
    weights = numbers(row["votes of each"])
    totals = dict(zip(CHOICES, numbers(row["totals"]), strict=True))
    assert forced_ballots(weights, totals) == int(row["forced"])
    assert publishable(weights, totals).value == row["published"]


@pytest.mark.parametrize("row", TABLES["Before the vote"], ids=lambda row: row["case"])
def test_every_risk_of_the_documentation(row):
    assert risk(numbers(row["votes of each"])).value == row["risk"]


@pytest.mark.parametrize(
    "row",
    TABLES["Numbers of votes that a slip betrays"],
    ids=lambda row: row["case"],
)
def test_every_slip_of_the_documentation(row):
    pairs = [one.split() for one in row["slips"].split(",")] if row["slips"] else []
    slips = [(person, int(votes)) for person, votes in pairs]
    assert telling_weights(slips) == tuple(numbers(row["telling"]))


def possible(weights, totals):
    """Return what each may have chosen, or None where nothing gives these totals."""
    ways = []
    for choices in product(totals, repeat=len(weights)):
        sums = dict.fromkeys(totals, 0)
        for choice, weight in zip(choices, weights, strict=True):
            sums[choice] += weight
        if sums == totals:
            ways.append(choices)
    return [set(seen) for seen in zip(*ways, strict=True)] if ways else None


@st.composite
def secret_votes(draw):
    most = draw(st.sampled_from([1, 4, 30]))
    weights = draw(st.lists(st.integers(0, most), max_size=6))
    totals = dict.fromkeys(CHOICES[: draw(st.integers(1, 4))], 0)
    for weight in weights:
        totals[draw(st.sampled_from(list(totals)))] += weight
    return weights, totals


@given(secret_votes())
def test_forced_is_what_every_assignment_says(vote):
    weights, totals = vote
    seen = possible(weights, totals)
    forced = [one for one, n in zip(seen, weights, strict=False) if n and len(one) == 1]
    assert forced_ballots(weights, totals) == len(forced)
    published = Publication.OUTCOME_ONLY if forced else Publication.TOTALS
    assert publishable(weights, totals) is published


@given(
    st.lists(st.integers(0, 6), max_size=5),
    st.lists(st.integers(-1, 12), min_size=1, max_size=3),
)
def test_totals_that_nobody_can_have_given_are_refused(weights, given_totals):
    totals = dict(zip(CHOICES, given_totals, strict=False))
    if possible(weights, totals) is None and any(weights):
        with pytest.raises(ImpossibleTotals):
            forced_ballots(weights, totals)


@pytest.mark.parametrize(
    ("weights", "totals"),
    [
        ([], {"for": 1, "against": -1}),
        ([-1, 2], {"for": 1}),
        ([2, 2], {"for": 3, "against": 1}),
        ([3, 1], {"for": 2, "against": 2}),
        ([1, 1], {"for": 1}),
    ],
)
def test_what_is_refused(weights, totals):
    with pytest.raises(ImpossibleTotals):
        forced_ballots(weights, totals)


def test_beyond_what_can_be_looked_at_all_are_forced():
    case = ([3, 2, 2, 1, 1, 0], {"for": 5, "against": 3, "blank": 1})
    assert forced_ballots(*case) == 0
    # 1 × 4 and 3: eight sums; the five who count for a vote.
    assert (forced_ballots(*case, most=11), forced_ballots(*case, most=3)) == (0, 5)
    assert publishable(*case, most=3) is Publication.OUTCOME_ONLY


def test_three_hundred_voters():
    dice = Random(7)
    weights = [dice.randint(1, 10_000) for _ in range(300)]
    totals = dict.fromkeys(["for", "against"], 0)
    for weight in weights:
        totals[dice.choice(["for", "for", "against"])] += weight
    assert forced_ballots(weights, totals) == 0
    assert (
        forced_ballots([1] * 300, dict(zip(CHOICES, (150, 90, 40, 20), strict=True)))
        == 0
    )


def test_risks_are_codes():
    assert [one.value for one in Risk] == ["alone", "equal", "unequal"]
