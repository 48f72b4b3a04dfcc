"""The pure rules of a sale, and the tables of docs/rules/sale.md."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from dateutil.easter import easter as known_easter
from hypothesis import given
from hypothesis import strategies as st

from finance.bearing import Terms, who_bears
from finance.deeds import answer_by, days_of_deed
from finance.working_days import (
    add_working_days,
    easter,
    is_working_day,
    public_holidays,
)
from finance.working_fund import lot_parts
from tests.worked_tables import worked_tables

TABLES = worked_tables("rules/sale.md")
CONTRACT, DEED = date(2026, 1, 10), date(2026, 3, 1)


@pytest.mark.parametrize("row", TABLES["Who bears what"])
def test_who_bears_what(row):
    terms = Terms(DEED, CONTRACT, proxy=row["proxy"] == "yes")
    found = who_bears(
        terms,
        ordinary=row["what"] == "ordinary",
        decided_on=date.fromisoformat(row["decided on"]),
        due_on=date.fromisoformat(row["due on"]) if row["due on"] else None,
    )
    assert (found.side, found.reason) == (row["borne by"], row["because"])


def test_without_a_contract_nothing_lies_between():
    found = who_bears(
        Terms(DEED),
        ordinary=False,
        decided_on=DEED - timedelta(days=1),
        due_on=DEED,
    )
    assert (found.side, found.reason) == ("buyer", "payable-later")


@pytest.mark.parametrize("row", TABLES["Days"])
def test_days_after_a_deed(row):
    days = days_of_deed(date.fromisoformat(row["deed"]))
    assert [days.tell_by, days.contest_by, days.pay_out_after] == [
        date.fromisoformat(row[name])
        for name in ("told by", "contest told by", "paid out after")
    ]


@pytest.mark.parametrize("row", TABLES["Answers"])
def test_days_to_answer(row):
    asked = date.fromisoformat(row["asked for on"])
    assert answer_by(row["paragraph"], asked) == date.fromisoformat(row["due on"])


def test_the_working_fund_of_the_table():
    rows = TABLES["The working fund"]
    parts = lot_parts(
        Decimal("1600.01"),
        called={row["lot"]: Decimal(row["called"]) for row in rows[:3]},
        shares={row["lot"]: int(row["shares"]) for row in rows},
    )
    assert parts == {row["lot"]: Decimal(row["part"]) for row in rows}


def test_a_fund_that_was_called_in_full_needs_no_shares():
    called = {"A": Decimal("10.00")}
    assert lot_parts(Decimal("10.00"), called=called, shares={"B": 1}) == {
        "B": Decimal("0.00"),
        "A": Decimal("10.00"),
    }


amounts = st.integers(-100_000, 100_000).map(lambda cents: Decimal(cents).scaleb(-2))
lots = st.integers(1, 6)


@given(
    fund=amounts,
    called=st.dictionaries(lots, amounts),
    shares=st.dictionaries(lots, st.integers(1, 999), min_size=1),
)
def test_the_parts_are_together_the_fund(fund, called, shares):
    parts = lot_parts(fund, called=called, shares=shares)
    assert sum(parts.values()) == fund
    assert set(parts) == set(called) | set(shares)


def test_easter_for_three_centuries():
    years = range(1900, 2200)
    assert [easter(year) for year in years] == [known_easter(year) for year in years]


def test_the_ten_holidays_of_a_year():
    assert sorted(public_holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 6),
        date(2026, 5, 1),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 7, 21),
        date(2026, 8, 15),
        date(2026, 11, 1),
        date(2026, 11, 11),
        date(2026, 12, 25),
    ]


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 4, 2), True),  # a Thursday
        (date(2026, 4, 3), True),  # Good Friday is no public holiday
        (date(2026, 4, 4), False),
        (date(2026, 4, 5), False),
        (date(2026, 4, 6), False),  # Easter Monday
        (date(2026, 7, 21), False),
    ],
)
def test_working_days(day, works):
    assert is_working_day(day) is works


@given(day=st.dates(date(2000, 1, 1), date(2100, 1, 1)), number=st.integers(1, 40))
def test_so_many_working_days_lie_in_between(day, number):
    last = add_working_days(day, number)
    between = [day + timedelta(days=n) for n in range(1, (last - day).days + 1)]
    assert sum(map(is_working_day, between)) == number
    assert is_working_day(last)


def test_no_working_day_is_the_day_itself():
    assert add_working_days(date(2026, 4, 4), 0) == date(2026, 4, 4)
