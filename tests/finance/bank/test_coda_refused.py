"""What is no complete CODA of version 2 is refused at its line."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from finance.bank import coda, coda_writing
from finance.bank import coda_layout as at
from finance.bank.statement import LARGEST_FILE, Reason, StatementError
from finance.bank.writing import CannotBeWritten
from tests.finance.bank.files import (
    BATCH,
    PROVISION,
    REPAIR,
    STATEMENT,
    changed,
    coda_lines,
    coda_of,
    coda_with,
)

# The lines that are damaged below.
HEADER, OPENING, CLOSING, END = ["00"], ["12"], ["80"], ["9 "]
RECEIPT = ["21", "22", "23"]  # 3 to 5
PAYMENT = ["21", "22", "23", "31"]  # 6 to 9
GLOBAL = ["21", "21", "22", "23", "21", "22", "23"]  # 10 to 16
LINES = HEADER + OPENING + RECEIPT + PAYMENT + GLOBAL + CLOSING + END


def refusal(data):
    """Return the line and the reason."""
    with pytest.raises(StatementError) as refused:
        coda.parse(data)
    return refused.value.line, refused.value.reason


def without(*numbers):
    lines = enumerate(coda_lines(), start=1)
    return coda_of(line for number, line in lines if number not in numbers)


def with_line(number, text):
    lines = coda_lines()
    lines.insert(number - 1, text)
    return coda_of(lines)


def information(*kinds, detail="0001"):
    """Return a CODA with these records where the information of the payment stands."""
    lines = coda_lines()
    lines[8:9] = [changed(lines[8], at.RECORD, kind) for kind in kinds]
    lines[7 + len(kinds)] = changed(lines[7 + len(kinds)], at.DETAIL, detail)
    return coda_of(lines)


def test_the_lines_that_are_damaged():
    assert [line[:2] for line in coda_lines()] == LINES


@pytest.mark.parametrize(
    ("number", "columns", "text", "reason"),
    [
        (1, at.LAST, "1", Reason.UNSUPPORTED_VERSION),
        (1, at.LAST, " ", Reason.LINE_CUT),
        (2, at.OPENING_ACCOUNT, "0" * 12 + " EUR".ljust(25), Reason.NO_ACCOUNT),
        (2, at.OPENING_ACCOUNT, "BE68539007547034".ljust(37), Reason.NO_CURRENCY),
        (2, at.OPENING_SIGN, "2", Reason.NO_SIGN),
        (2, at.OPENING_BALANCE, " " * 15, Reason.NOT_A_NUMBER),
        (2, at.OPENING_DATE, "310225", Reason.NOT_A_DATE),
        (3, at.SIGN, " ", Reason.NO_SIGN),
        (3, at.AMOUNT, "00000000061729²", Reason.NOT_A_NUMBER),
        (3, at.AMOUNT, "-00000000617290", Reason.NOT_A_NUMBER),
        (3, at.VALUE_DATE, "321225", Reason.NOT_A_DATE),
        (3, at.BOOKING_DATE, "000000", Reason.NOT_A_DATE),
        (3, at.BOOKING_DATE, "14 325", Reason.NOT_A_NUMBER),
        # records of another movement
        (3, at.DETAIL, "0001", Reason.WRONG_LINK),
        (4, at.SEQUENCE, "0002", Reason.WRONG_LINK),
        (4, at.DETAIL, "0001", Reason.WRONG_LINK),
        (5, at.SEQUENCE, "0002", Reason.WRONG_LINK),
        (9, at.SEQUENCE, "0001", Reason.WRONG_LINK),
        (11, at.SEQUENCE, "0002", Reason.WRONG_LINK),
        (13, at.DETAIL, "0000", Reason.WRONG_LINK),
        # no such records
        (4, at.RECORD, "24", Reason.UNKNOWN_RECORD),
        (9, at.RECORD, "34", Reason.UNKNOWN_RECORD),
        (9, at.RECORD, "32", Reason.WRONG_LINK),
        (4, at.RECORD, "A2", Reason.UNKNOWN_RECORD),
        (4, at.RECORD, "52", Reason.UNKNOWN_RECORD),
        # the end
        (18, at.COUNT, "000017", Reason.WRONG_COUNT),
        (18, at.COUNT, " " * 6, Reason.WRONG_COUNT),
        (18, at.DEBITS, "0" * 15, Reason.WRONG_TOTAL),
        (18, at.CREDITS, "0" * 15, Reason.WRONG_TOTAL),
        (18, at.CREDITS, " " * 15, Reason.NOT_A_NUMBER),
        (18, at.LAST, " ", Reason.LINE_CUT),
        (18, at.LAST, "3", Reason.LINE_CUT),
        (17, at.CLOSING_SIGN, " ", Reason.NO_SIGN),
        (17, at.CLOSING_BALANCE, " " * 15, Reason.NOT_A_NUMBER),
        (17, at.CLOSING_DATE, "000000", Reason.NOT_A_DATE),
    ],
)
def test_one_wrong_field(number, columns, text, reason):
    assert refusal(coda_with(number, columns, text)) == (number, reason)


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        (b"", None, Reason.EMPTY),
        (b" \r\n\r\n", None, Reason.EMPTY),
        (b"\x00\x00", 1, Reason.FILE_CUT),
        (b"0" * (LARGEST_FILE + 1), None, Reason.TOO_LARGE),
        (b"0" * 129, 1, Reason.LINE_TOO_LONG),
        (b"Date;Amount", 1, Reason.UNKNOWN_RECORD),
        (b"0000014032553905", 1, Reason.LINE_CUT),
        (without(1), 1, Reason.UNEXPECTED_RECORD),
        (without(2), 2, Reason.UNEXPECTED_RECORD),
        (without(1, 2), 1, Reason.UNEXPECTED_RECORD),
        (without(3), 3, Reason.WRONG_LINK),
        (without(17), 17, Reason.WRONG_COUNT),
        (without(18), 17, Reason.FILE_CUT),
        (without(4), 17, Reason.WRONG_COUNT),
        (coda_of(coda_lines()[:1]), 1, Reason.FILE_CUT),
        (coda_of(coda_lines()[:1] + coda_lines()[-1:]), 2, Reason.UNEXPECTED_RECORD),
        (with_line(2, coda_lines()[0]), 2, Reason.UNEXPECTED_RECORD),
        (with_line(3, coda_lines()[1]), 3, Reason.UNEXPECTED_RECORD),
        (with_line(18, coda_lines()[2]), 18, Reason.UNEXPECTED_RECORD),
        (with_line(19, coda_lines()[2]), 19, Reason.UNEXPECTED_RECORD),
        (with_line(3, coda_lines()[8]), 3, Reason.WRONG_LINK),
        (information("31", "32", detail="0009"), 10, Reason.WRONG_LINK),
        # each record of a movement once
        (with_line(5, coda_lines()[3]), 5, Reason.UNEXPECTED_RECORD),
        (with_line(6, coda_lines()[4]), 6, Reason.UNEXPECTED_RECORD),
        (information("31", "32", "32"), 11, Reason.UNEXPECTED_RECORD),
        (information("31", "33", "32"), 11, Reason.UNEXPECTED_RECORD),
    ],
)
def test_lines_that_are_missing_or_too_many(data, line, reason):
    assert refusal(data) == (line, reason)


def test_movements_without_a_closing_balance():
    lines = coda_lines()
    del lines[16]
    lines[16] = changed(lines[16], at.COUNT, "000015")
    assert refusal(coda_of(lines)) == (17, Reason.NO_CLOSING_BALANCE)


def test_nothing_but_an_opening_balance_without_a_date():
    head, opening, _closing, foot = coda_lines(replace(STATEMENT, movements=()))
    opening = changed(opening, at.OPENING_DATE, "000000")
    foot = changed(foot, at.COUNT, "000001")
    data = coda_of([head, opening, foot])
    assert refusal(data) == (3, Reason.NO_CLOSING_BALANCE)


def test_two_movements_that_make_up_for_each_other_are_missed():
    """The balances agree without them; the number of records and the totals do not."""
    back = replace(PROVISION, amount=-PROVISION.amount)
    lines = coda_lines(replace(STATEMENT, movements=(PROVISION, back)))
    del lines[2:8]
    assert refusal(coda_of(lines)) == (4, Reason.WRONG_COUNT)
    lines[-1] = changed(lines[-1], at.COUNT, "000002")
    assert refusal(coda_of(lines)) == (4, Reason.WRONG_TOTAL)


@pytest.mark.parametrize(
    "statement",
    [
        replace(STATEMENT, closing_date=None),
        replace(STATEMENT, closing_date=date(1999, 12, 31)),
        replace(STATEMENT, number="1234"),
        replace(STATEMENT, reference="two  blanks"),
        replace(STATEMENT, notices=("two\nlines",)),
        replace(STATEMENT, opening_balance=Decimal("0.0001")),
        replace(STATEMENT, opening_balance=Decimal("1000000000000.00")),
    ],
)
def test_statements_that_a_coda_cannot_hold(statement):
    with pytest.raises(CannotBeWritten):
        coda_writing.write([statement])


@pytest.mark.parametrize(
    "movement",
    [
        replace(REPAIR, message="x" * 150),
        replace(REPAIR, message="Κοινόχρηστα"),
        replace(REPAIR, structured_reference="010806817183"),
        replace(REPAIR, counterparty_name="x" * 71),
        replace(REPAIR, counterparty_account="20 12 34"),
        replace(REPAIR, information=("x" * 269,)),
        replace(REPAIR, mandate_reference="MANDATE-7"),
        replace(BATCH, details=(BATCH, PROVISION)),
    ],
)
def test_movements_that_a_coda_cannot_hold(movement):
    with pytest.raises(CannotBeWritten):
        coda_writing.write([replace(STATEMENT, movements=(movement,))])
