from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.deferral import (
    DeferralError,
    EmptyPeriod,
    NotAPeriod,
    NotTheFirstOfAMonth,
    period_bounds,
    spread,
)
from koprogo.money import FractionOfACent, from_cents
from tests.worked_tables import worked_tables

WORKED = worked_tables("rules/deferral.md")
YEAR = date(2024, 1, 1)

amounts = st.integers(-(10**9), 10**9).map(from_cents)
days = st.dates(date(2020, 1, 1), date(2029, 12, 31))
lengths = st.sampled_from([1, 3, 6, 12])


def eur(text):
    return Decimal(text)


FIRST_DAY_AND_MONTHS = {
    "1,000.00 over the years 2023 and 2024": ("1000.00", date(2023, 1, 1), 12),
    "833.33 over the quarters of 2024": ("833.33", date(2024, 1, 1), 3),
    "−365.00 over half years that begin in July": ("-365.00", date(2024, 7, 1), 6),
}


@pytest.mark.parametrize("heading", WORKED)
def test_every_figure_of_the_documentation(heading):
    amount, first_day, months = FIRST_DAY_AND_MONTHS[heading]
    *rows, sums = WORKED[heading]
    since = date.fromisoformat(rows[0]["from"])
    until = date.fromisoformat(rows[-1]["until"])
    bounds = period_bounds(first_day, months, until=until)
    slices = spread(eur(amount), since=since, until=until, bounds=bounds)
    assert [
        {
            "from": part.since.isoformat(),
            "until": part.until.isoformat(),
            "days": str(part.days),
            "amount": str(part.amount),
        }
        for part in slices
    ] == rows
    assert sums == {
        "from": "sum",
        "until": "",
        "days": str((until - since).days),
        "amount": amount,
    }


def test_the_documentation_has_no_other_table():
    assert list(WORKED) == list(FIRST_DAY_AND_MONTHS)


def test_bounds_outside_the_period_or_twice_cut_nothing():
    since, until = date(2024, 2, 1), date(2024, 3, 1)
    bounds = [since, until, date(2024, 1, 1), date(2024, 4, 1), date(2024, 2, 2)] * 2
    parts = spread(eur("29.00"), since=since, until=until, bounds=bounds)
    assert [(part.days, str(part.amount)) for part in parts] == [
        (1, "1.00"),
        (28, "28.00"),
    ]


def test_between_equal_remainders_the_earlier_period_goes_first():
    bounds = [date(2024, 1, 2)]
    until = date(2024, 1, 3)
    for amount, parts in (("0.01", ["0.01", "0.00"]), ("-0.01", ["-0.01", "0.00"])):
        slices = spread(eur(amount), since=YEAR, until=until, bounds=bounds)
        assert [str(part.amount) for part in slices] == parts


@pytest.mark.parametrize("until", [YEAR, YEAR - timedelta(days=1)])
def test_a_period_without_a_day_is_refused(until):
    with pytest.raises(EmptyPeriod, match="no day in") as refusal:
        spread(eur("1.00"), since=YEAR, until=until, bounds=[])
    assert (refusal.value.since, refusal.value.until) == (YEAR, until)
    assert isinstance(refusal.value, DeferralError)


def test_one_day_is_a_period():
    [part] = spread(
        eur("1.00"), since=YEAR, until=YEAR + timedelta(days=1), bounds=[YEAR]
    )
    assert (part.days, part.amount) == (1, eur("1.00"))


def test_a_part_of_a_cent_is_refused():
    with pytest.raises(FractionOfACent):
        spread(eur("0.001"), since=YEAR, until=date(2024, 1, 2), bounds=[])


# Where periods begin


@pytest.mark.parametrize(
    ("months", "bounds"),
    [
        (12, [date(2023, 7, 1), date(2024, 7, 1)]),
        (6, [date(2023, 7, 1), date(2024, 1, 1), date(2024, 7, 1)]),
        (
            3,
            [
                date(2023, 7, 1),
                date(2023, 10, 1),
                date(2024, 1, 1),
                date(2024, 4, 1),
                date(2024, 7, 1),
            ],
        ),
    ],
)
def test_the_periods_of_one_fiscal_year(months, bounds):
    assert period_bounds(date(2023, 7, 1), months) == bounds


def test_months():
    bounds = period_bounds(date(2023, 11, 1), 1)
    assert len(bounds) == 13
    assert (bounds[1], bounds[4], bounds[-1]) == (
        date(2023, 12, 1),
        date(2024, 3, 1),
        date(2024, 11, 1),
    )


@pytest.mark.parametrize(
    ("until", "last"),
    [
        (date(2024, 6, 30), date(2025, 1, 1)),
        (date(2025, 1, 1), date(2025, 1, 1)),
        (date(2025, 1, 2), date(2025, 7, 1)),
    ],
)
def test_periods_go_on_as_far_as_they_must(until, last):
    assert period_bounds(date(2024, 1, 1), 6, until=until)[-1] == last


@pytest.mark.parametrize("months", [-1, 0, 2, 4, 24])
def test_other_lengths_are_refused(months):
    with pytest.raises(NotAPeriod, match=f"{months} months") as refusal:
        period_bounds(YEAR, months)
    assert refusal.value.months == months


def test_a_fiscal_year_begins_on_the_first_of_a_month():
    with pytest.raises(NotTheFirstOfAMonth) as refusal:
        period_bounds(date(2024, 1, 2), 12)
    assert refusal.value.day == date(2024, 1, 2)


# Properties


@given(amounts, days, st.integers(1, 1500), st.lists(days, max_size=12))
def test_no_cent_and_no_day_is_lost(amount, since, length, bounds):
    until = since + timedelta(days=length)
    parts = spread(amount, since=since, until=until, bounds=bounds)
    assert sum(part.amount for part in parts) == amount
    assert sum(part.days for part in parts) == length
    assert (parts[0].since, parts[-1].until) == (since, until)
    assert [one.until for one, _ in pairwise(parts)] == [
        other.since for _, other in pairwise(parts)
    ]


@given(amounts, days, st.integers(1, 1500), st.lists(days, max_size=12))
def test_every_part_is_less_than_a_cent_from_the_exact_one(
    amount, since, length, bounds
):
    until = since + timedelta(days=length)
    for part in spread(amount, since=since, until=until, bounds=bounds):
        exact = Fraction(amount) * (part.until - part.since).days / length
        assert abs(Fraction(part.amount) - exact) < Fraction(1, 100)


@given(st.dates(date(2020, 1, 1), date(2026, 1, 1)), lengths, days)
def test_periods_are_of_one_length_and_reach_far_enough(day, months, until):
    first = day.replace(day=1)
    bounds = period_bounds(first, months, until=until)
    passed = [
        (later.year - sooner.year) * 12 + later.month - sooner.month
        for sooner, later in pairwise(bounds)
    ]
    assert set(passed) == {months}
    assert {bound.day for bound in bounds} == {1}
    assert bounds[-1] >= until
    assert sum(passed) >= 12
