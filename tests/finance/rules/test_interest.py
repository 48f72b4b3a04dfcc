from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.interest import (
    DatedRate,
    InterestError,
    NegativePrincipal,
    NoRateYet,
    interest_steps,
    late_interest,
    total,
)
from finance.legal_rates import LEGAL_RATES
from koprogo.money import FractionOfACent, from_cents
from tests.worked_tables import worked_tables

WORKED = worked_tables("rules/interest.md")
NEW_YEAR = date(2025, 1, 1)
ONE_RATE = [DatedRate(NEW_YEAR, Decimal("4.50"))]

principals = st.integers(0, 10**9).map(from_cents)
days = st.dates(date(2022, 1, 1), date(2027, 12, 31))


def eur(text):
    return Decimal(text)


DUE_AND_UNTIL = {
    "1,000.00, 365 days late at 4.50 %": (
        "1000.00",
        date(2025, 1, 1),
        date(2026, 1, 1),
    ),
    "1,000.00, due on 1 October 2024, paid on 31 March 2026": (
        "1000.00",
        date(2024, 10, 1),
        date(2026, 3, 31),
    ),
    "387.45, due on 30 November 2023, paid on 1 March 2024": (
        "387.45",
        date(2023, 11, 30),
        date(2024, 3, 1),
    ),
}


@pytest.mark.parametrize("heading", WORKED)
def test_every_figure_of_the_documentation(heading):
    principal, due, until = DUE_AND_UNTIL[heading]
    *rows, sums = WORKED[heading]
    claim = {"due": due, "until": until, "rates": LEGAL_RATES}
    steps = interest_steps(eur(principal), **claim)
    assert [
        {
            "from": step.since.isoformat(),
            "until": step.until.isoformat(),
            "days": str(step.days),
            "percent": str(step.percent),
            "exact": str(step.shown),
        }
        for step in steps
    ] == rows
    assert sums == {
        "from": "sum",
        "until": "",
        "days": str(sum(step.days for step in steps)),
        "percent": "",
        "exact": str(late_interest(eur(principal), **claim)),
    }


def test_the_legal_rates_of_the_page():
    assert [(rate.valid_from, str(rate.percent)) for rate in LEGAL_RATES] == [
        (date(2022, 1, 1), "1.50"),
        (date(2023, 1, 1), "5.25"),
        (date(2024, 1, 1), "5.75"),
        (date(2025, 1, 1), "4.50"),
        (date(2026, 1, 1), "4.50"),
    ]


# Which days count


@pytest.mark.parametrize(
    ("late", "interest"),
    [(-1, "0.00"), (0, "0.00"), (1, "0.12"), (364, "44.88"), (365, "45.00")],
)
def test_the_due_date_is_excluded_and_the_last_day_included(late, interest):
    due = date(2025, 3, 1)
    until = due + timedelta(days=late)
    owed = late_interest(eur("1000.00"), due=due, until=until, rates=ONE_RATE)
    assert str(owed) == interest


def test_a_day_bears_the_rate_of_its_eve():
    rates = [
        DatedRate(date(2024, 1, 1), eur("3.65")),
        DatedRate(NEW_YEAR, eur("36.50")),
    ]
    days_and_percents = [
        (step.days, str(step.percent))
        for step in interest_steps(
            eur("100.00"), due=date(2024, 12, 31), until=date(2025, 1, 2), rates=rates
        )
    ]
    assert days_and_percents == [(1, "3.65"), (1, "36.50")]


def test_the_rates_may_come_in_any_order_and_begin_after_the_last_day():
    claim = {"due": date(2024, 10, 1), "until": date(2025, 6, 30)}
    backwards = interest_steps(eur("1000.00"), rates=LEGAL_RATES[::-1], **claim)
    assert backwards == interest_steps(eur("1000.00"), rates=LEGAL_RATES, **claim)
    assert [step.percent for step in backwards] == [eur("5.75"), eur("4.50")]


# Rounding


@pytest.mark.parametrize(
    ("principal", "interest"), [("0.49", "0.00"), ("0.50", "0.01"), ("1.50", "0.02")]
)
def test_half_a_cent_is_rounded_up(principal, interest):
    rates = [DatedRate(NEW_YEAR, eur("1.00"))]
    due, until = NEW_YEAR, date(2026, 1, 1)
    owed = late_interest(eur(principal), due=due, until=until, rates=rates)
    assert str(owed) == interest


def test_it_is_rounded_once_and_not_at_every_step():
    rates = [DatedRate(NEW_YEAR + timedelta(days=day), eur("1.46")) for day in (0, 1)]
    until = NEW_YEAR + timedelta(days=2)
    steps = interest_steps(eur("100.00"), due=NEW_YEAR, until=until, rates=rates)
    assert [str(step.shown) for step in steps] == ["0.0040", "0.0040"]
    assert total(steps) == eur("0.01")


def test_no_step_is_no_interest():
    assert str(total([])) == "0.00"


# Refused


def test_a_day_before_the_first_rate_is_refused():
    due, until = NEW_YEAR - timedelta(days=2), NEW_YEAR + timedelta(days=9)
    with pytest.raises(NoRateYet, match="no rate in force on 2024-12-31") as refusal:
        late_interest(eur("1.00"), due=due, until=until, rates=ONE_RATE)
    assert refusal.value.day == date(2024, 12, 31)


def test_the_first_rate_bears_the_day_on_which_it_begins():
    due = NEW_YEAR - timedelta(days=1)
    [step] = interest_steps(eur("1.00"), due=due, until=NEW_YEAR, rates=ONE_RATE)
    assert (step.since, step.until, step.days) == (due, NEW_YEAR, 1)


def test_without_rates_nothing_is_computed():
    with pytest.raises(NoRateYet):
        late_interest(eur("1.00"), due=NEW_YEAR, until=date(2025, 1, 2), rates=[])


def test_a_negative_principal_is_refused():
    with pytest.raises(NegativePrincipal, match=r"negative principal: -0\.01") as no:
        late_interest(eur("-0.01"), due=NEW_YEAR, until=NEW_YEAR, rates=ONE_RATE)
    assert no.value.principal == eur("-0.01")
    assert isinstance(no.value, InterestError)


def test_a_part_of_a_cent_is_refused():
    with pytest.raises(FractionOfACent):
        late_interest(eur("0.001"), due=NEW_YEAR, until=NEW_YEAR, rates=ONE_RATE)


# Properties


@given(principals, days, days)
def test_every_day_counts_once(principal, due, until):
    steps = interest_steps(principal, due=due, until=until, rates=LEGAL_RATES)
    assert sum(step.days for step in steps) == max((until - due).days, 0)
    cuts = [due, *(step.until for step in steps)]
    assert [step.since for step in steps] == cuts[:-1]
    assert cuts[-1] == max(due, until)


@given(principals, days, days)
def test_the_interest_is_half_a_cent_at_most_from_the_sum_day_by_day(
    principal, due, until
):
    percents = {rate.valid_from.year: rate.percent for rate in LEGAL_RATES}
    eves = [due + timedelta(days=day) for day in range((until - due).days)]
    exact = sum(
        (
            Fraction(principal) * Fraction(percents.get(eve.year, percents[2026]))
            for eve in eves
        ),
        Fraction(0),
    ) / (100 * 365)
    owed = late_interest(principal, due=due, until=until, rates=LEGAL_RATES)
    assert -Fraction(1, 200) < Fraction(owed) - exact <= Fraction(1, 200)


@given(principals, days, days, days)
def test_lateness_never_costs_less_later(principal, due, one, other):
    sooner, later = sorted([one, other])
    assert late_interest(
        principal, due=due, until=sooner, rates=LEGAL_RATES
    ) <= late_interest(principal, due=due, until=later, rates=LEGAL_RATES)
