"""The one form of a table as CSV: it is read as it was written, and small groups hide."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transparency.public.making import A_YEAR, any_tables, step
from transparency.public.cells import (
    WrongTable,
    decimal_text,
    files,
    from_csv,
    from_files,
    to_csv,
)
from transparency.public.months import (
    first_day,
    from_to,
    later,
    month_of,
    months_of,
    quarter_of,
)
from transparency.public.rows import Endowment, Participants
from transparency.public.tables import (
    BY_NAME,
    TABLES,
    Tables,
    TwiceTheSame,
    canonical,
)


@given(any_tables())
@settings(max_examples=30)
def test_what_is_written_is_read_again(tables):
    assert from_files(files(tables)) == canonical(tables)


@given(any_tables(), st.randoms())
@settings(max_examples=30)
def test_the_order_of_rows_does_not_change_a_byte(tables, random):
    shuffled = {}
    for field in fields(Tables):
        rows = list(getattr(tables, field.name))
        random.shuffle(rows)
        shuffled[field.name] = tuple(rows)
    assert files(Tables(**shuffled)) == files(tables)


def test_a_csv_as_it_is():
    assert files(A_YEAR)["reserve.csv"].decode() == (
        "date,description,amount\r\n"
        "2025-06-01,First,100.00\r\n"
        '2025-09-01,"\'=Repair, ""urgent""",-20.00\r\n'
    )
    assert files(A_YEAR)["checks.csv"].decode() == (
        "name,sound,checked_at\r\nbackup,false,\r\nledgers,true,2026-03-19T02:00:00Z\r\n"
    )


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("1", "1.00"),
        ("-0.00", "0.00"),
        ("0.1250", "0.125"),
        ("1E+3", "1000.00"),
        ("-2.5", "-2.50"),
    ],
)
def test_a_decimal_has_one_form(number, text):
    assert decimal_text(Decimal(number)) == text


@pytest.mark.parametrize("text", ["=1+1", "+a", "-a", "@a", "'=a", "''=a", "\ta"])
def test_no_text_is_a_formula(text):
    table = BY_NAME["endowments"]
    rows = (Endowment(date(2026, 1, 1), text, Decimal("1.00")),)
    written = to_csv(table, rows)
    assert f"'{text}" in written.decode()
    assert from_csv(table, written) == rows


# Hidden cells


def participants(count):
    return Tables(
        participants=(Participants("2026-02", count),),
        prices=(step("2026-01-01", "1.00", reason=count),),
    )


@given(st.integers(0, 4))
def test_a_small_group_does_not_change_a_byte(count):
    assert files(participants(count)) == files(participants(None))


def test_five_are_shown_and_four_are_not():
    assert b"2026-02,5\r\n" in files(participants(5))["participants.csv"]
    assert b"2026-02,\r\n" in files(participants(4))["participants.csv"]
    assert b"1.00,5," in files(participants(5))["prices.csv"]
    assert b"1.00,,," not in files(participants(5))["prices.csv"]
    assert b"1.00,,crossing" in files(participants(4))["prices.csv"]


# What is refused


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", 1),
        (b"\xff", 1),
        (b'month,participants\r\n"2026-01', 1),
        (b"month,count\r\n", 1),
        (b"month\r\n", 1),
        (b"month,participants\r\n2026-01\r\n", 2),
        (b"month,participants\r\n2026-01,5\r\n2026-13,5\r\n", 3),
        (b"month,participants\r\n,5\r\n", 2),
        (b"month,participants\r\n2026-01,five\r\n", 2),
        (b"month,participants\r\n2026-01,5.00\r\n", 2),
    ],
)
def test_a_table_that_is_none(data, line):
    with pytest.raises(WrongTable) as error:
        from_csv(BY_NAME["participants"], data)
    assert (error.value.table, error.value.line) == ("participants", line)


@pytest.mark.parametrize(
    "row",
    [
        b"2026-02-30,x,1.00",
        b"20260228,x,1.00",
        b"2026-02-28,x,1.0",
        b"2026-02-28,x,NaN",
    ],
)
def test_a_cell_that_is_not_of_its_column(row):
    with pytest.raises(WrongTable):
        from_csv(BY_NAME["endowments"], b"date,description,amount\r\n" + row + b"\r\n")


def test_nothing_wrong_is_written():
    first = A_YEAR.costs[0]
    for change in (
        {"kind": "party"},
        {"month": "2026-1"},
        {"amount": Decimal("NaN")},
    ):
        with pytest.raises(WrongTable):
            files(Tables(costs=(replace(first, **change),)))
    with pytest.raises(WrongTable):
        files(Tables(totals=(replace(A_YEAR.totals[0], name=""),)))


def test_a_key_stands_once():
    row = Participants("2026-02", 5)
    with pytest.raises(TwiceTheSame) as error:
        files(Tables(participants=(row, replace(row, participants=6))))
    assert (error.value.table, error.value.key) == ("participants", ("2026-02",))
    prices = (step("2026-01-01", "1.00"), step("2026-01-01", "0.80", place=2))
    assert len(canonical(Tables(prices=prices)).prices) == 2


def test_each_table_is_described():
    assert [table.name for table in TABLES] == [one.name for one in fields(Tables)]
    for table in TABLES:
        names = [column.name for column in table.columns()]
        assert set(table.key) <= set(names)
        assert names == [one.name for one in fields(table.row)]
        assert all(column.text for column in table.columns())


# Months


def test_months_over_the_year_and_the_leap_day():
    assert month_of(date(2028, 2, 29)) == "2028-02"
    assert (later("2026-12", 1), later("2027-01", -1)) == ("2027-01", "2026-12")
    assert from_to("2026-11", "2027-02") == ["2026-11", "2026-12", "2027-01", "2027-02"]
    assert from_to("2026-02", "2026-01") == []
    assert first_day("2026-12") == date(2026, 12, 1)


@given(st.dates(date(1000, 1, 1)))
def test_a_month_is_one_of_the_three_of_its_quarter(day):
    month = month_of(day)
    assert month in months_of(quarter_of(month))
    assert [quarter_of(one) for one in months_of(quarter_of(month))] == [
        quarter_of(month)
    ] * 3
