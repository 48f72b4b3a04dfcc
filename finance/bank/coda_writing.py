"""Statements as a CODA 2, for the demonstration and to try the reader. Pure.

What does not fit in its columns is refused, never cut.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from finance.bank import coda_layout as at
from finance.bank.statement import BankStatement, Movement, exact_sum
from finance.bank.values import first_account, reference_in
from finance.bank.writing import CannotBeWritten, checked_line

_BELGIAN_IBAN = re.compile(r"BE[0-9]{14}")
_SIMPLE, _GLOBAL, _PART = "00150000", "10150000", "50150000"  # credit transfers
_COUNTED = "1238"
_LAST_SEQUENCE = 9999
_LONGEST_NAME = 70
_RETURNED = "2"  # the type of an R-transaction


def write(statements: Sequence[BankStatement]) -> bytes:
    """Return one file with its records 0 to 9 for each statement.

    Each needs its ``closing_date``. A global movement has one level of details.
    Raises ``CannotBeWritten``.
    """
    lines: list[str] = []
    for position, statement in enumerate(statements, start=1):
        another = statement.continues or position < len(statements)
        lines += _file(statement, another=another)
    try:
        return "".join(f"{line}\r\n" for line in lines).encode("latin-1")
    except UnicodeEncodeError as error:
        raise CannotBeWritten(str(error.object)[error.start : error.end]) from None


def _file(statement: BankStatement, *, another: bool) -> Iterator[str]:
    bank = statement.account[4:7] if _is_belgian(statement.account) else "000"
    yield _record(
        "00000",
        (at.CREATED, _day(statement.closing_date)),
        (at.BANK, bank),
        (at.APPLICATION, "05"),
        (at.FILE_REFERENCE, checked_line(statement.reference, 10)),
        (at.COMPANY_NUMBER, "0" * 11),
        (at.SEPARATE_APPLICATION, "0" * 5),
        (at.LAST, at.VERSION),
    )
    lines = list(_statement(statement))
    yield from lines
    amounts = [movement.amount for movement in statement.movements]
    counted = sum(line[0] in _COUNTED for line in lines)
    yield _record(
        "9",
        (at.COUNT, f"{counted:06d}"),
        (at.DEBITS, _thousandths(exact_sum(a for a in amounts if a < 0))),
        (at.CREDITS, _thousandths(exact_sum(a for a in amounts if a > 0))),
        (at.LAST, "1" if another else "2"),
    )


def _statement(statement: BankStatement) -> Iterator[str]:
    opened = statement.opening_date
    account = statement.account.ljust(at.ACCOUNT.stop) + statement.currency
    yield _record(
        "1",
        (at.STRUCTURE, "2" if _is_belgian(statement.account) else "3"),
        (at.OPENING_PAPER_NUMBER, "000"),
        (at.OPENING_ACCOUNT, account),
        (at.OPENING_SIGN, _sign(statement.opening_balance)),
        (at.OPENING_BALANCE, _thousandths(statement.opening_balance)),
        (at.OPENING_DATE, _day(opened) if opened else "000000"),
        (at.NUMBER, checked_line(statement.number, 3)),
    )
    for position, movement in enumerate(statement.movements):
        yield from _movement(movement, position % _LAST_SEQUENCE + 1)
    yield _record(
        "8",
        (at.CLOSING_PAPER_NUMBER, "000"),
        (at.CLOSING_ACCOUNT, account),
        (at.CLOSING_SIGN, _sign(statement.closing_balance)),
        (at.CLOSING_BALANCE, _thousandths(statement.closing_balance)),
        (at.CLOSING_DATE, _day(statement.closing_date)),
        (at.LAST, _flag(statement.notices)),
    )
    for position, notice in enumerate(statement.notices):
        yield _record(
            f"4 0001{position:04d}",
            (at.NOTICE, checked_line(notice, 80)),
            (at.LAST, _flag(statement.notices[position + 1 :])),
        )


def _movement(movement: Movement, sequence: int) -> Iterator[str]:
    """Yield the records of a movement, its details and what the bank adds to each."""
    last = len(movement.details)
    detail = 0
    for position, part in enumerate([movement, *movement.details]):
        if position and part.details:
            raise CannotBeWritten("a detail of a detail")
        code = _PART if position else _GLOBAL if last else _SIMPLE
        opens_or_closes = bool(last) and position in (0, last)
        texts = _information(part)
        place = f"{sequence:04d}{detail:04d}"
        yield from _records_2(part, place, code, opens_or_closes, bool(texts))
        for number, (structured, text) in enumerate(texts, start=1):
            place = f"{sequence:04d}{detail + number:04d}"
            start = (
                (at.BANK_REFERENCE, part.bank_reference),
                (at.INFORMATION_CODE, part.transaction_code or code),
                (at.INFORMATION_STRUCTURED, _flag(structured)),
            )
            yield from _records_3(text, place, start, number < len(texts))
        detail += 1 + len(texts)


def _records_2(
    part: Movement, place: str, code: str, opens_or_closes: bool, linked: bool
) -> Iterator[str]:
    """Yield a record 21, and 22 and 23 as far as they are needed."""
    structured, text = _message(part)
    first, second, third = text[:53], text[53:106], text[106:]
    has_third = bool(third or part.counterparty_account or part.counterparty_name)
    customer = part.end_to_end_reference + part.counterparty_bic + part.return_reason
    has_second = bool(second or customer)
    follows = has_second or has_third
    yield _record(
        f"21{place}",
        (at.BANK_REFERENCE, checked_line(part.bank_reference, 21)),
        (at.SIGN, _sign(part.amount)),
        (at.AMOUNT, _thousandths(part.amount)),
        (at.VALUE_DATE, _day(part.value_date)),
        (at.TRANSACTION_CODE, checked_line(part.transaction_code or code, 8)),
        (at.STRUCTURED, _flag(structured)),
        (at.MESSAGE, first),
        (at.BOOKING_DATE, _day(part.booking_date)),
        (at.PAPER_NUMBER, "000"),
        (at.GLOBAL, _flag(opens_or_closes)),
        (at.NEXT, _flag(follows)),
        (at.LAST, _flag(linked and not follows)),
    )
    if has_second:
        yield _record(
            f"22{place}",
            (at.MESSAGE_2, second),
            (at.CUSTOMER_REFERENCE, checked_line(part.end_to_end_reference, 35)),
            (at.COUNTERPARTY_BIC, checked_line(part.counterparty_bic, 11)),
            (at.RETURN_TYPE, _RETURNED if part.return_reason else ""),
            (at.RETURN_REASON, checked_line(part.return_reason, 4)),
            (at.NEXT, _flag(has_third)),
            (at.LAST, _flag(linked and not has_third)),
        )
    if has_third:
        if first_account(part.counterparty_account) != part.counterparty_account:
            raise CannotBeWritten(part.counterparty_account)
        yield _record(
            f"23{place}",
            (at.COUNTERPARTY_ACCOUNT, checked_line(part.counterparty_account, 34)),
            (at.COUNTERPARTY_NAME, part.counterparty_name[:35]),
            (at.MESSAGE_3, third),
            (at.NEXT, "0"),
            (at.LAST, _flag(linked)),
        )


def _records_3(
    text: str, place: str, start: tuple[tuple[slice, str], ...], linked: bool
) -> Iterator[str]:
    """Yield a record 31, and 32 and 33 as far as they are needed."""
    first, second, third = text[:73], text[73:178], text[178:]
    rest = [("32", at.INFORMATION_2, second), ("33", at.INFORMATION_3, third)]
    rest = [each for each in rest if each[2]]
    ending = (at.NEXT, _flag(rest)), (at.LAST, _flag(linked and not rest))
    yield _record(f"31{place}", *start, (at.INFORMATION, first), *ending)
    while rest:
        kind, columns, more = rest.pop(0)
        ending = (at.NEXT, _flag(rest)), (at.LAST, _flag(linked and not rest))
        yield _record(f"{kind}{place}", (columns, more), *ending)


def _message(part: Movement) -> tuple[bool, str]:
    """Return whether it is structured, and the text of its three columns.

    A bank gives the structured communication or a text, not both.
    """
    if unwritten := part.mandate_reference or part.batch_reference:
        raise CannotBeWritten(unwritten)
    message = checked_line(part.message, 53 + 53 + 43)
    if reference_in(message) == part.structured_reference:
        return False, message
    if message:
        raise CannotBeWritten(message)
    return True, "101" + part.structured_reference


def _information(part: Movement) -> list[tuple[bool, str]]:
    """Return whether it is structured, and each text; a long name is one of them."""
    texts = [(False, checked_line(text, 73 + 105 + 90)) for text in part.information]
    name = checked_line(part.counterparty_name, _LONGEST_NAME)
    return [(True, f"001{name}"), *texts] if len(name) > 35 else texts


def _record(start: str, *fields: tuple[slice, str]) -> str:
    """Return 128 columns. Raises ``CannotBeWritten`` for what is wider than its own."""
    signs = list(start.ljust(at.WIDTH))
    for columns, text in fields:
        width = columns.stop - columns.start
        if len(text) > width:
            raise CannotBeWritten(text)
        signs[columns] = text.ljust(width)
    return "".join(signs)


def _is_belgian(account: str) -> bool:
    return bool(_BELGIAN_IBAN.fullmatch(account))


def _flag(value: object) -> str:
    return "1" if value else "0"


def _sign(amount: Decimal) -> str:
    return "1" if amount < 0 else "0"


def _thousandths(amount: Decimal) -> str:
    """Return the 15 digits of an amount, three of them decimals, without its sign."""
    thousandths = abs(amount) * 1000
    if thousandths != int(thousandths):
        raise CannotBeWritten(str(amount))
    return f"{int(thousandths):015d}"


def _day(day: date | None) -> str:
    """Return a day of this century as DDMMYY."""
    if day is None or day.year // 100 != 20:
        raise CannotBeWritten(str(day))
    return f"{day:%d%m%y}"
