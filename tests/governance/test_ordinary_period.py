from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.dated import Dated, NoRuleYet
from governance.ordinary_period import (
    PERIOD_DAYS,
    ImpossiblePeriod,
    OrdinaryPeriod,
    Span,
)
from tests.worked_tables import worked_tables

TABLES = worked_tables("rules/assembly-deadlines.md")

first_days = st.dates(date(2001, 1, 1), date(2001, 12, 31))
days = st.dates(date(2022, 1, 1), date(2100, 1, 1))


def period(text):
    return OrdinaryPeriod(*map(int, text.split("-")))


@pytest.mark.parametrize("row", TABLES["The ordinary period"], ids=str)
def test_every_period_of_the_documentation(row):
    ordinary, day = period(row["begins"]), date.fromisoformat(row["day"])
    assert ordinary.holds(day) is (row["inside"] == "yes")
    assert ordinary.next_from(day) == Span(
        date.fromisoformat(row["next"]), date.fromisoformat(row["until"])
    )


@pytest.mark.parametrize("row", TABLES["Proposals"], ids=str)
def test_every_proposal_of_the_documentation(row):
    span = period(row["begins"]).for_proposal(date.fromisoformat(row["received"]))
    assert span.first == date.fromisoformat(row["on the agenda of"])


def test_a_period_has_fifteen_days():
    assert period("02-20").of_year(2028) == Span(date(2028, 2, 20), date(2028, 3, 5))
    assert period("02-20").of_year(2027) == Span(date(2027, 2, 20), date(2027, 3, 6))


@pytest.mark.parametrize("text", ["02-29", "04-31", "13-1", "0-1"])
def test_a_day_that_not_every_year_has_is_refused(text):
    with pytest.raises(ImpossiblePeriod):
        period(text)


def test_the_length_is_that_of_the_day_that_is_asked_about():
    lengths = (*PERIOD_DAYS, Dated(date(2027, 1, 1), 20, "9.99"))
    ordinary = OrdinaryPeriod(12, 20, lengths)
    assert ordinary.of_year(2026).last == date(2027, 1, 3)
    assert [ordinary.holds(date(2027, 1, day)) for day in (8, 9)] == [True, False]
    with pytest.raises(NoRuleYet):
        ordinary.holds(date(2010, 8, 31))


@given(first_days, days)
def test_the_next_period_is_the_first_that_is_not_over(first, day):
    ordinary = OrdinaryPeriod(first.month, first.day)
    span = ordinary.next_from(day)
    assert (span.last - span.first).days == 14
    assert (span.first.month, span.first.day) == (first.month, first.day)
    assert ordinary.holds(day) is (span.first <= day <= span.last)
    assert day <= span.last
    assert ordinary.of_year(span.first.year - 1).last < day


@given(first_days, days)
def test_a_proposal_comes_on_the_first_agenda_that_is_far_enough(first, received):
    ordinary = OrdinaryPeriod(first.month, first.day)
    span = ordinary.for_proposal(received)
    assert (span.first - received).days >= 21
    before = ordinary.of_year(span.first.year - 1)
    assert (before.first - received) < timedelta(days=21)
