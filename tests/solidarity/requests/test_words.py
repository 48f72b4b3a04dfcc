"""Figures and conditions in words: exact, or marked as rounded."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation

from solidarity import words, words_answers
from solidarity.analysis import Known, analyse
from solidarity.answers import Payee, Section
from solidarity.eligibility import Line, Rule, Verdict
from solidarity.scoring import DEFAULT_SCALE, Advice, Household, Urgency
from solidarity.terms import DEFAULT_TERMS, Kind
from tests.solidarity import making

NBSP = "\N{NO-BREAK SPACE}"


def test_everything_has_words():
    assert set(words.HOUSEHOLDS) == set(Household)
    assert set(words.URGENCIES) == set(Urgency)
    assert set(words.PAYEES) == set(Payee)
    assert set(words.SECTIONS) == set(Section)
    assert set(words.ADVICE) == set(Advice)
    assert set(words.VERDICTS) == set(Verdict)
    assert set(words.RULES) == set(Rule)


@pytest.mark.parametrize(
    ("value", "exact", "figure"),
    [
        (Fraction(100), "100", "100"),
        (Fraction(1, 8), "0.125", "0.125"),
        (Decimal("1480.00"), "1,480", "1,480"),
        (Fraction(1000, 13), "1,000/13", f"≈{NBSP}76.92"),
        (Fraction(0), "0", "0"),
    ],
)
def test_numbers_are_exact(value, exact, figure):
    assert words.exact(value) == exact
    assert words.figure(value) == figure


def test_parts_of_one_are_per_cent():
    assert words.percent(Decimal("0.42")) == f"42{NBSP}%"
    assert words.percent(Fraction(33, 74)) == f"≈{NBSP}44.59{NBSP}%"


def test_the_ratio_shows_its_arithmetic():
    said = {
        "housing": Decimal("460.00"),
        "charges": Decimal("140.50"),
        "loans": Decimal(0),
    }
    told = words.ratio_arithmetic(**said, net_income=Decimal("2402.00"))
    assert told == f"(460 + 140.5 + 0) ÷ 2,402 = 25{NBSP}%"
    assert words.ratio_arithmetic(**said, net_income=Decimal(0)) == ""


def test_the_example_of_the_specification():
    said = making.answers(
        household=Household.PENSIONER,
        net_income=Decimal("1200.00"),
        housing=Decimal("504.00"),
        charges=Decimal(0),
        urgency=Urgency.SEIZURE,
    )
    found = analyse(
        said, Known(is_member=True), terms=DEFAULT_TERMS, on=date(2026, 3, 2)
    )
    told = words.score_arithmetic(found, DEFAULT_SCALE)
    assert told == "0.3 × 100 + 0.4 × 70 + 0.3 × 80 = 82"
    weighted = [part.weighted for part in words.parts_in_words(found, DEFAULT_SCALE)]
    assert weighted == ["30", "28", "24"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (Line(Rule.MEMBER, False), ("", "", "bad")),
        (
            Line(Rule.INCOME, False, Decimal("2600.00"), Decimal(2500)),
            ("€2,600.00", "€2,500.00", "warn"),
        ),
        (Line(Rule.PROPERTIES, True, 1, 2), ("1", "2", "ok")),
        (Line(Rule.MONTHS, False, 1, 12), ("1 month", "12 months", "bad")),
        (
            Line(Rule.RATIO_WITH_AID, True, Fraction(2, 5), Decimal("0.45")),
            (f"40{NBSP}%", f"45{NBSP}%", "ok"),
        ),
        (
            Line(Rule.ONCE, False, date(2026, 1, 2), date(2031, 1, 2)),
            ("02/01/2026", "02/01/2031", "bad"),
        ),
    ],
)
def test_a_condition_in_words(line, told):
    said = words.line_in_words(line)
    assert (said.found, said.limit, said.level) == told


def test_answers_in_the_language_of_the_reader():
    with translation.override("fr"):
        facts = {
            fact.value
            for section in words_answers.sections_in_words(making.answers())
            for fact in section.facts
        }
    assert {"04/05/1961", "BE68 5390 0754 7034", "Les Acacias"} <= facts
    assert not any("€3,200" in value for value in facts)


def test_a_grant_tells_no_months_and_no_eviction():
    said = making.answers(kind=Kind.DISPUTE)
    labels = {
        fact.label
        for section in words_answers.sections_in_words(said)
        for fact in section.facts
    }
    assert not labels & {"Months", "Day of the eviction"}
