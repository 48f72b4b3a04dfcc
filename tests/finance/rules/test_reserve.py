from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.interest import DatedRate
from finance.reserve import (
    RESERVE_RATES,
    Verdict,
    check_reserve,
    duty_begins,
    required_contribution,
)
from koprogo.money import FractionOfACent, from_cents
from tests.worked_tables import worked_tables

[WORKED] = worked_tables("rules/reserve.md").values()

charges = st.integers(-(10**9), 10**9).map(from_cents)
contributions = st.integers(-(10**7), 10**8).map(from_cents)
acceptances = st.none() | st.dates(date(1950, 1, 1), date(2040, 12, 31))


def eur(text):
    return Decimal(text)


def known_amount(text):
    return None if text == "not known" else eur(text)


def check(*, acceptance=date(1998, 5, 4), year=2025, **more):
    figures = {"ordinary_charges": eur("20000.00"), "called": eur("0.00")} | more
    return check_reserve(acceptance=acceptance, until=date(year + 1, 1, 1), **figures)


@pytest.mark.parametrize("row", WORKED, ids=lambda row: row["verdict"])
def test_every_figure_of_the_documentation(row):
    known = row["acceptance"] != "unknown"
    result = check(
        acceptance=date.fromisoformat(row["acceptance"]) if known else None,
        year=int(row["year"]),
        ordinary_charges=known_amount(row["ordinary charges"]),
        called=eur(row["called"]),
        opt_out=row["decision"],
    )
    assert (result.required, str(result.missing), result.verdict) == (
        known_amount(row["required"]),
        row["missing"],
        row["verdict"],
    )
    assert (str(result.called), result.opt_out) == (row["called"], row["decision"])


# When the duty begins


@pytest.mark.parametrize(
    ("acceptance", "begins"),
    [
        (date(2020, 2, 28), date(2025, 2, 28)),
        (date(2020, 2, 29), date(2025, 2, 28)),
        (date(2020, 3, 1), date(2025, 3, 1)),
        (date(2019, 2, 28), date(2024, 2, 28)),
        (date(2019, 12, 31), date(2024, 12, 31)),
    ],
)
def test_the_duty_begins_five_years_after_the_acceptance(acceptance, begins):
    assert duty_begins(acceptance) == begins


@pytest.mark.parametrize(
    ("acceptance", "in_force"),
    [(date(2020, 12, 31), True), (date(2021, 1, 1), False), (None, True)],
)
def test_a_year_is_judged_on_its_last_day(acceptance, in_force):
    result = check(acceptance=acceptance)
    assert result.in_force is in_force
    assert result.begins == (duty_begins(acceptance) if acceptance else None)
    assert result.percent == (5 if in_force else 0)


def test_the_percentage_is_that_of_the_last_day():
    rates = (*RESERVE_RATES, DatedRate(date(2026, 1, 1), eur("10.00")))
    required = [check(year=year, rates=rates).required for year in (2018, 2025, 2026)]
    assert required == [0, eur("1000.00"), eur("2000.00")]


def test_a_fiscal_year_that_ends_on_the_eve_of_the_law_is_free():
    figures = {"ordinary_charges": eur("100.00"), "called": eur("0.00")}
    assert [
        check_reserve(acceptance=None, until=until, **figures).in_force
        for until in (date(2019, 1, 1), date(2019, 1, 2))
    ] == [False, True]


# How much


@pytest.mark.parametrize(
    ("ordinary", "required"),
    [
        ("0.00", "0.00"),
        ("0.01", "0.01"),
        ("0.20", "0.01"),
        ("0.21", "0.02"),
        ("1234.56", "61.73"),
        ("-50.00", "0.00"),
    ],
)
def test_the_contribution_is_rounded_up(ordinary, required):
    assert str(required_contribution(eur(ordinary), percent=eur("5.00"))) == required


def test_who_opted_out_and_called_enough_meets_the_rule():
    result = check(called=eur("1000.00"), opt_out="AGM of 14 May 2024, item 9")
    assert result.verdict is Verdict.MET


def test_a_part_of_a_cent_is_refused():
    for amounts in ({"called": eur("0.001")}, {"ordinary_charges": eur("0.001")}):
        with pytest.raises(FractionOfACent):
            check(**amounts)


# Properties


@given(charges, st.sampled_from(["5.00", "7.50", "3.33"]).map(eur))
def test_the_least_contribution_is_the_least(ordinary, percent):
    required = required_contribution(ordinary, percent=percent)
    asked = max(ordinary, 0) * percent / 100
    assert required >= asked > required - eur("0.01")


@given(acceptances, st.none() | charges, contributions, st.sampled_from(["", "item 9"]))
def test_the_verdict_and_the_figures_agree(acceptance, ordinary, called, opt_out):
    result = check(
        acceptance=acceptance, ordinary_charges=ordinary, called=called, opt_out=opt_out
    )
    known = result.required is not None
    enough = known and called >= result.required
    asked = result.in_force and not enough and opt_out == ""
    expected = {
        Verdict.NOT_IN_FORCE: not result.in_force,
        Verdict.MET: result.in_force and enough,
        Verdict.OPTED_OUT: result.in_force and not enough and opt_out != "",
        Verdict.MISSING: asked and known,
        Verdict.UNKNOWN: asked and not known,
    }
    assert [verdict for verdict, holds in expected.items() if holds] == [result.verdict]
    assert known is (ordinary is not None or not result.in_force)
    if result.verdict is Verdict.MISSING:
        assert result.called + result.missing == result.required
    else:
        assert result.missing == 0
