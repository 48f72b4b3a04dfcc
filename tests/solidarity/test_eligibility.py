"""Who can ask for what: both sides of each bound, line by line."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.eligibility import Asked, Rule, Verdict, eligibility
from solidarity.scoring import Household
from solidarity.terms import DEFAULT_TERMS, Kind

TODAY = date(2026, 11, 22)
AMOUNTS = {
    Kind.DISPUTE: Decimal(1000),
    Kind.LOAN: Decimal(3000),
    Kind.WORKS: Decimal(12000),
    Kind.EMERGENCY: Decimal(1500),
}


def asked(kind, **values):
    """A single person with 1,100 EUR who fulfils everything, unless told otherwise."""
    sound = Asked(
        kind=kind,
        amount=AMOUNTS[kind],
        household=Household.SINGLE,
        net_income=Decimal(1100),
        debt_ratio=Fraction(1, 10),
        on=TODAY,
        is_exceptional=True,
    )
    if kind == Kind.LOAN:
        sound = replace(sound, months=24, instalment=Decimal(125))
    if kind == Kind.WORKS:
        sound = replace(sound, months=84, instalment=Decimal("150.58"))
    return replace(sound, **values)


def failing(kind, **values):
    found = eligibility(asked(kind, **values))
    return [line.rule for line in found.lines if not line.holds], found.verdict


@pytest.mark.parametrize("kind", Kind)
def test_who_fulfils_everything_can_ask(kind):
    assert failing(kind) == ([], Verdict.OPEN)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        (Rule.MEMBER, {"is_member": False}),
        (Rule.NO_FRAUD, {"is_fraudulent": True}),
        (Rule.PROPERTIES, {"properties": 2}),
        (Rule.ASSETS, {"asset_income": Decimal("1000.01")}),
    ],
)
def test_four_things_exclude_from_every_kind(kind, rule, wrong):
    assert failing(kind, **wrong) == ([rule], Verdict.EXCLUDED)


def test_a_thousand_from_assets_is_not_more():
    assert failing(Kind.LOAN, asset_income=Decimal(1000)) == ([], Verdict.OPEN)


@pytest.mark.parametrize(
    ("kind", "household", "ceiling"),
    [
        (Kind.DISPUTE, "single", "2000"),
        (Kind.DISPUTE, "couple", "2200"),
        (Kind.DISPUTE, "pensioner", "2000"),
        (Kind.DISPUTE, "large_family", "3200"),
        (Kind.LOAN, "single", "2500"),
        (Kind.LOAN, "couple", "2500"),
        (Kind.LOAN, "family", "2800"),
        (Kind.EMERGENCY, "single", "1200"),
        (Kind.EMERGENCY, "pensioner", "1200"),
    ],
)
def test_the_income_stays_below_the_ceiling(kind, household, ceiling):
    given_to = {"household": Household(household), "debt_ratio": Fraction(4, 10)}
    below = Decimal(ceiling) - Decimal("0.01")
    assert failing(kind, net_income=below, **given_to)[0] == []
    assert failing(kind, net_income=Decimal(ceiling), **given_to) == (
        [Rule.INCOME],
        Verdict.DEROGATION,
    )


@pytest.mark.parametrize("kind", [Kind.DISPUTE, Kind.LOAN])
def test_a_heavy_debt_opens_it_above_the_ceiling(kind):
    heavy = {"net_income": Decimal(9000), "debt_ratio": Decimal("0.4001")}
    found = eligibility(asked(kind, **heavy))
    assert found.verdict == Verdict.OPEN
    assert Rule.DEBT in [line.rule for line in found.lines]
    assert Rule.INCOME not in [line.rule for line in found.lines]


def test_an_emergency_is_for_small_incomes_only():
    heavy = {"net_income": Decimal(9000), "debt_ratio": Decimal("0.9")}
    assert failing(Kind.EMERGENCY, **heavy)[0] == [Rule.INCOME]


def test_works_have_no_income_test():
    assert failing(Kind.WORKS, net_income=Decimal(90_000)) == ([], Verdict.OPEN)


@pytest.mark.parametrize("household", ["couple", "family", "large_family"])
def test_an_emergency_is_not_open_to_each_household(household):
    assert failing(Kind.EMERGENCY, household=Household(household)) == (
        [Rule.HOUSEHOLD],
        Verdict.DEROGATION,
    )


@pytest.mark.parametrize(
    ("kind", "amount", "fits"),
    [
        (Kind.DISPUTE, "499.99", False),
        (Kind.DISPUTE, "500", True),
        (Kind.DISPUTE, "2000", True),
        (Kind.DISPUTE, "2000.01", False),
        (Kind.LOAN, "5000", True),
        (Kind.LOAN, "5000.01", False),
        (Kind.WORKS, "4999.99", False),
        (Kind.WORKS, "50000", True),
        (Kind.WORKS, "50000.01", False),
        (Kind.EMERGENCY, "3000", True),
        (Kind.EMERGENCY, "3000.01", False),
        (Kind.EMERGENCY, "0", False),
    ],
)
def test_the_bounds_of_the_amount(kind, amount, fits):
    rules, verdict = failing(kind, amount=Decimal(amount))
    assert (rules == []) == fits
    assert verdict == (Verdict.OPEN if fits else Verdict.NOT_SO)


@pytest.mark.parametrize(
    ("kind", "months", "fits"),
    [
        (Kind.LOAN, 11, False),
        (Kind.LOAN, 12, True),
        (Kind.LOAN, 36, True),
        (Kind.LOAN, 37, False),
        (Kind.WORKS, 59, False),
        (Kind.WORKS, 60, True),
        (Kind.WORKS, 120, True),
        (Kind.WORKS, 121, False),
    ],
)
def test_the_bounds_of_the_months(kind, months, fits):
    assert (failing(kind, months=months)[0] == []) == fits


@pytest.mark.parametrize(("instalment", "fits"), [("329.99", True), ("330", False)])
def test_an_instalment_is_below_thirty_per_cent_of_the_income(instalment, fits):
    rules, _verdict = failing(Kind.LOAN, instalment=Decimal(instalment))
    assert rules == ([] if fits else [Rule.INSTALMENT])


@pytest.mark.parametrize(("instalment", "fits"), [("384.99", True), ("385", False)])
def test_works_keep_the_ratio_below_forty_five_per_cent(instalment, fits):
    """1,100 EUR with a tenth spent: 35 % are left for the instalment."""
    rules, verdict = failing(Kind.WORKS, instalment=Decimal(instalment))
    assert rules == ([] if fits else [Rule.RATIO_WITH_AID])
    assert verdict == (Verdict.OPEN if fits else Verdict.DEROGATION)


def test_without_income_an_instalment_is_too_much():
    nothing = {"net_income": Decimal(0), "debt_ratio": None}
    assert failing(Kind.LOAN, **nothing) == ([Rule.INSTALMENT], Verdict.NOT_SO)
    assert failing(Kind.WORKS, **nothing)[0] == [Rule.RATIO_WITH_AID]


@pytest.mark.parametrize(
    ("last", "fits"), [(date(2021, 11, 22), True), (date(2021, 11, 23), False)]
)
def test_an_emergency_comes_once_in_five_years(last, fits):
    rules, verdict = failing(Kind.EMERGENCY, last_of_kind=last)
    assert rules == ([] if fits else [Rule.ONCE])
    assert verdict == (Verdict.OPEN if fits else Verdict.NOT_SO)


def test_an_emergency_is_exceptional():
    assert failing(Kind.EMERGENCY, is_exceptional=False)[0] == [Rule.EXCEPTIONAL]


def test_a_second_loan_only_while_the_first_comes_back():
    assert failing(Kind.LOAN, repays_regularly=False)[0] == [Rule.REGULAR]


def test_before_a_plan_is_made_its_lines_are_not_there():
    rules = [line.rule for line in eligibility(asked(Kind.LOAN, months=None)).lines]
    assert Rule.MONTHS not in rules
    assert Rule.INSTALMENT not in rules


@given(
    st.sampled_from(Kind),
    st.sampled_from(Household),
    st.decimals("0.00", "5000.00", places=2),
    st.booleans(),
)
def test_an_exclusion_is_stronger_than_all_the_rest(kind, household, net, member):
    found = eligibility(
        asked(kind, household=household, net_income=net, is_member=member)
    )
    assert (found.verdict == Verdict.EXCLUDED) == (not member)


def test_every_kind_has_its_terms():
    assert set(DEFAULT_TERMS.kinds) == set(Kind)
    assert set(DEFAULT_TERMS.open_to) == set(Household)
