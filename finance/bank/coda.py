"""CODA, the coded statement of account of Belgian banks (Febelfin, version 2).

Records of 128 columns: 0 a file, 1 its opening balance, 2 movements, 3 what the bank
adds to them, 4 messages, 8 the closing balance, 9 the end with the number of records
and the totals. Only version 2 is read. Pure (law.md §7).
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from finance.bank import coda_layout as at
from finance.bank.coda_records import GlobalMovement, Line
from finance.bank.statement import (
    BankStatement,
    Movement,
    Reason,
    StatementError,
    exact_sum,
    refuse_unreadable,
)
from finance.bank.values import first_account, one_line

_CONTROLS = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]")  # not line ends
_DOS_LETTERS = bytes(range(0x80, 0xA0))
_LATIN_LETTERS = bytes(range(0xC0, 0x100))
_CURRENCY = re.compile(r"[A-Z]{3}")
_OLD_NUMBER = "0"
_NO_DETAIL = "0000"  # the detail number of a movement itself
_ANOTHER_FILE, _LAST_FILE = "1", "2"
_RECORDS = "0123489"
_COUNTED = "1238"


def parse(data: bytes) -> list[BankStatement]:
    """Return the statements of all accounts in the file, in its order.

    Blanks that were cut at the end of lines, blank lines and any line endings are
    accepted. Raises ``StatementError`` with the line for whatever is no complete CODA
    of version 2: also when the number of records or the totals at its end are not
    those read. A statement that does not balance is returned with its ``gap``; the
    last one ``continues`` when another file was to follow.
    """
    refuse_unreadable(data)
    statements: list[BankStatement] = []
    file: _File | None = None
    line = Line(1, "")
    for line in _lines(data):
        if file is None:
            file = _File(line)
        elif line.text[0] == "9":
            statements += file.end(line)
            file = None
        else:
            file.take(line)
    if file or not statements:
        raise line.error(Reason.FILE_CUT)
    return statements


def decode(data: bytes) -> str:
    """Return the text of a CODA, whose encoding nothing tells.

    UTF-8 where it is that, which accents in another encoding hardly ever are. Else
    the old code page of DOS (850), which has its accented letters where Latin-1 has
    control characters (0x80 to 0x9F), or Latin-1, which has them from 0xC0: the one
    whose letters are more.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # The shorter the rest without them, the more there were.
        without_dos = data.translate(None, _DOS_LETTERS)
        without_latin = data.translate(None, _LATIN_LETTERS)
        dos = len(without_dos) < len(without_latin)
        return data.decode("cp850" if dos else "latin-1")


def _lines(data: bytes) -> Iterator[Line]:
    """Yield the lines that are not blank, blanks to 128 columns.

    Control characters become blanks: they fill a column, and nobody can store them.
    """
    text = _CONTROLS.sub(" ", decode(data))
    for number, written in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        record = written.rstrip(" ")
        if len(record) > at.WIDTH:
            raise StatementError(number, Reason.LINE_TOO_LONG)
        if record:
            yield Line(number, record.ljust(at.WIDTH))


def _out_of_place(line: Line) -> StatementError:
    known = line.text[0] in _RECORDS
    return line.error(Reason.UNEXPECTED_RECORD if known else Reason.UNKNOWN_RECORD)


class _File:
    """From a record 0 until the record 9 that says what must have been read."""

    def __init__(self, line: Line) -> None:
        if line.text[0] != "0":
            raise _out_of_place(line)
        if line.text[at.LAST] == " ":
            raise line.error(Reason.LINE_CUT)
        if line.text[at.LAST] != at.VERSION:
            raise line.error(Reason.UNSUPPORTED_VERSION)
        self._reference = one_line(line.text[at.FILE_REFERENCE])
        self._statements: list[_Statement] = []
        self._records = 0

    def take(self, line: Line) -> None:
        """Add a record between the first and the last one."""
        kind = line.text[0]
        self._records += kind in _COUNTED
        if kind == "1" and (not self._statements or self._statements[-1].closing):
            self._statements.append(_Statement(line, self._reference))
        elif kind in "2348" and self._statements:
            self._statements[-1].take(line)
        else:
            raise _out_of_place(line)

    def end(self, line: Line) -> list[BankStatement]:
        """Return the statements, if the last record agrees with what was read."""
        if not self._statements:
            raise _out_of_place(line)
        if line.text[at.COUNT] != f"{self._records:06d}":
            raise line.error(Reason.WRONG_COUNT)
        read = [statement.end(line) for statement in self._statements]
        amounts = [movement.amount for one in read for movement in one.movements]
        paid = exact_sum(amount.copy_negate() for amount in amounts if amount < 0)
        received = exact_sum(amount for amount in amounts if amount > 0)
        if (line.total(at.DEBITS), line.total(at.CREDITS)) != (paid, received):
            raise line.error(Reason.WRONG_TOTAL)
        if line.text[at.LAST] not in (_ANOTHER_FILE, _LAST_FILE):
            raise line.error(Reason.LINE_CUT)
        if line.text[at.LAST] == _ANOTHER_FILE:
            read[-1] = replace(read[-1], continues=True)
        return read


class _Statement:
    """From a record 1 until the record 8 and the messages behind it."""

    def __init__(self, line: Line, reference: str) -> None:
        old = line.text[at.STRUCTURE] == _OLD_NUMBER
        zone = line.text[at.OPENING_ACCOUNT]
        self._account = first_account(zone[at.OLD_NUMBER if old else at.ACCOUNT])
        if not self._account:
            raise line.error(Reason.NO_ACCOUNT)
        self._currency = zone[at.OLD_NUMBER_CURRENCY if old else at.CURRENCY]
        if not _CURRENCY.fullmatch(self._currency):
            raise line.error(Reason.NO_CURRENCY)
        self._opening_balance = line.amount(at.OPENING_BALANCE, at.OPENING_SIGN)
        self._opening_date = line.day_if_known(at.OPENING_DATE)
        self._number = one_line(line.text[at.NUMBER])
        self._reference = reference
        self._current: GlobalMovement | None = None
        self._movements: list[Movement] = []
        self._notices: list[str] = []
        self.closing: Line | None = None

    def take(self, line: Line) -> None:
        """Add a record 2, 3, 4 or 8."""
        if line.text[0] == "4":
            self._notices.append(one_line(line.text[at.NOTICE]))
        elif self.closing:
            raise _out_of_place(line)
        elif line.text[0] == "8":
            self._finish_movement()
            self.closing = line
        elif line.text[at.RECORD] == "21" and line.text[at.DETAIL] == _NO_DETAIL:
            self._finish_movement()
            self._current = GlobalMovement(line)
        elif self._current is None:
            raise line.error(Reason.WRONG_LINK)
        else:
            self._current.take(line)

    def end(self, last: Line) -> BankStatement:
        """Return the statement; an empty one may have no closing balance."""
        self._finish_movement()
        balance, day = self._opening_balance, self._opening_date
        if self.closing:
            balance = self.closing.amount(at.CLOSING_BALANCE, at.CLOSING_SIGN)
            day = self.closing.day(at.CLOSING_DATE)
        elif self._movements or day is None:
            raise last.error(Reason.NO_CLOSING_BALANCE)
        return BankStatement(
            account=self._account,
            currency=self._currency,
            opening_balance=self._opening_balance,
            closing_balance=balance,
            movements=tuple(self._movements),
            opening_date=self._opening_date,
            closing_date=day,
            number=self._number,
            reference=self._reference,
            notices=tuple(self._notices),
        )

    def _finish_movement(self) -> None:
        if self._current:
            self._movements.append(self._current.whole.movement())
            self._current = None
