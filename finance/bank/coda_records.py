"""The records of a CODA one by one: a line, and a movement of several lines. Pure."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from finance.bank import coda_layout as at
from finance.bank.statement import NO_REASON, Movement, Reason, StatementError
from finance.bank.values import (
    amount_of,
    first_account,
    one_line,
    reference_in,
    valid_reference,
)

_VCS = {"101", "102"}  # the text begins with a structured communication
_DIRECT_DEBIT = "127"
_COUNTERPARTY = "001"  # the text is the name and address of the counterparty
_BEHIND_TYPE = slice(at.TYPE.stop, None)
_INFORMATION = {
    "31": at.INFORMATION,
    "32": at.INFORMATION_2,
    "33": at.INFORMATION_3,
}
_UNKNOWN_DATE = "000000"
_RETURN_TYPES = set("12345")
_REFUSED = set("1234")
# Family and transaction of what comes back: unpaid or reimbursed direct debits that we
# collected, transfers that could not be carried out.
_DEBITS_BACK, _TRANSFERS_BACK = {"0503", "0505"}, {"0154"}
_FAMILY = slice(1, 5)
_LEVELS = "123456789"  # of global movements; any other code is none


@dataclass(frozen=True, slots=True)
class Line:
    """One record, blanks to 128 columns."""

    number: int
    text: str

    def error(self, reason: Reason) -> StatementError:
        return StatementError(self.number, reason)

    def digits(self, columns: slice) -> str:
        digits = self.text[columns]
        if not (digits.isascii() and digits.isdigit()):
            raise self.error(Reason.NOT_A_NUMBER)
        return digits

    def amount(self, columns: slice, sign: slice) -> Decimal:
        """Return an amount of three decimals; sign 0 is in favour of the holder."""
        digits = self.digits(columns)
        if self.text[sign] not in ("0", "1"):
            raise self.error(Reason.NO_SIGN)
        return amount_of(digits[:-3], digits[-3:], negative=self.text[sign] == "1")

    def total(self, columns: slice) -> Decimal:
        digits = self.digits(columns)
        return amount_of(digits[:-3], digits[-3:], negative=False)

    def day(self, columns: slice) -> date:
        """Return a date DDMMYY of this century."""
        digits = self.digits(columns)
        try:
            return date(2000 + int(digits[4:]), int(digits[2:4]), int(digits[:2]))
        except ValueError:
            raise self.error(Reason.NOT_A_DATE) from None

    def day_if_known(self, columns: slice) -> date | None:
        return None if self.text[columns] == _UNKNOWN_DATE else self.day(columns)

    def belongs_to(self, other: "Line", columns: tuple[slice, ...]) -> bool:
        return all(self.text[part] == other.text[part] for part in columns)


@dataclass(slots=True)
class _Information:
    """Records 31, 32 and 33 that belong together."""

    lines: list[Line]

    def take(self, line: Line) -> None:
        """Add a record 32 or 33, each at most once."""
        latest = self.lines[-1]
        if not line.belongs_to(latest, (at.SEQUENCE, at.DETAIL)):
            raise line.error(Reason.WRONG_LINK)
        if line.text[at.RECORD] <= latest.text[at.RECORD]:
            raise line.error(Reason.UNEXPECTED_RECORD)
        self.lines.append(line)

    @property
    def text(self) -> str:
        """The text without its type: in full, with the blanks of its columns."""
        whole = "".join(
            line.text[_INFORMATION[line.text[at.RECORD]]] for line in self.lines
        )
        return whole[_BEHIND_TYPE] if self.structured else whole

    @property
    def structured(self) -> bool:
        return self.lines[0].text[at.INFORMATION_STRUCTURED] == "1"

    @property
    def is_counterparty(self) -> bool:
        first = self.lines[0].text[at.INFORMATION]
        return self.structured and first[at.TYPE] == _COUNTERPARTY


@dataclass(slots=True)
class MovementRecords:
    """A record 21 and those that belong to it, until all of them are read."""

    line: Line
    amount: Decimal
    booking_date: date
    value_date: date
    message: str
    counterparty: Line | None = None
    customer: Line | None = None
    information: list[_Information] = field(default_factory=list)
    details: list["MovementRecords"] = field(default_factory=list)

    @classmethod
    def of(cls, line: Line) -> "MovementRecords":
        booked = line.day(at.BOOKING_DATE)
        return cls(
            line,
            line.amount(at.AMOUNT, at.SIGN),
            booked,
            line.day_if_known(at.VALUE_DATE) or booked,
            line.text[at.MESSAGE],
        )

    @property
    def level(self) -> str:
        """The globalisation code: the same one opens and closes its details."""
        return self.line.text[at.GLOBAL]

    def take_customer(self, line: Line) -> None:
        """Add the record 22."""
        if self.customer:
            raise line.error(Reason.UNEXPECTED_RECORD)
        self.customer = line
        self.message += line.text[at.MESSAGE_2]

    def take_counterparty(self, line: Line) -> None:
        """Add the record 23."""
        if self.counterparty:
            raise line.error(Reason.UNEXPECTED_RECORD)
        self.counterparty = line
        self.message += line.text[at.MESSAGE_3]

    def take_information(self, line: Line) -> None:
        """Add a record 31, or the 32 or 33 that continues the latest one."""
        if line.text[at.RECORD] == "31":
            self.information.append(_Information([line]))
        elif self.information:
            self.information[-1].take(line)
        else:
            raise line.error(Reason.WRONG_LINK)

    def movement(self) -> Movement:
        reference, message = self._message()
        text = self.line.text
        return Movement(
            amount=self.amount,
            booking_date=self.booking_date,
            value_date=self.value_date,
            counterparty_name=self._name(),
            counterparty_account=self._of_counterparty(at.COUNTERPARTY_ACCOUNT),
            structured_reference=reference,
            message=message,
            bank_reference=one_line(text[at.BANK_REFERENCE]),
            details=tuple(detail.movement() for detail in self.details),
            counterparty_bic=self._of_customer(at.COUNTERPARTY_BIC),
            end_to_end_reference=self._of_customer(at.CUSTOMER_REFERENCE),
            mandate_reference=self._mandate(),
            transaction_code=one_line(text[at.TRANSACTION_CODE]),
            information=self._information(),
            return_reason=self._return_reason(),
        )

    def _return_reason(self) -> str:
        """Return why money comes back, as far as the bank says; "" when it does not."""
        said = self._of_customer(at.RETURN_TYPE) in _RETURN_TYPES
        family = self.line.text[at.TRANSACTION_CODE][_FAMILY]
        refused = self._is_debit() and self.message[at.DEBIT_REFUSED] in _REFUSED
        coded = family in (_DEBITS_BACK if self.amount < 0 else _TRANSFERS_BACK)
        if not (said or refused or coded):
            return ""
        return self._of_customer(at.RETURN_REASON) or NO_REASON

    def _message(self) -> tuple[str, str]:
        """Return the structured communication and the text.

        A type that nobody needs in its parts is kept as it stands.
        """
        text = self.message
        if self.line.text[at.STRUCTURED] == "1":
            if text[at.TYPE] in _VCS:
                found = valid_reference(text[at.STRUCTURED_REFERENCE])
                rest = at.STRUCTURED_REFERENCE.stop if found else at.TYPE.stop
                return found, one_line(text[rest:])
            debit = text[at.TYPE] == _DIRECT_DEBIT
            return "", one_line(
                text[at.DIRECT_DEBIT_MESSAGE if debit else _BEHIND_TYPE]
            )
        message = one_line(text)
        return reference_in(message), message

    def _is_debit(self) -> bool:
        """Whether the text is that of a European direct debit."""
        structured = self.line.text[at.STRUCTURED] == "1"
        return structured and self.message[at.TYPE] == _DIRECT_DEBIT

    def _mandate(self) -> str:
        return one_line(self.message[at.MANDATE]) if self._is_debit() else ""

    def _name(self) -> str:
        """Return the name of the counterparty, in full where a record 31 has it."""
        name = ""
        if self.counterparty:
            name = one_line(self.counterparty.text[at.COUNTERPARTY_NAME])
        for information in self.information:
            if information.is_counterparty:
                full = one_line(information.text[at.PARTY_NAME])
                name = full if full.startswith(name) else name
        return name

    def _of_counterparty(self, columns: slice) -> str:
        return (
            first_account(self.counterparty.text[columns]) if self.counterparty else ""
        )

    def _of_customer(self, columns: slice) -> str:
        return one_line(self.customer.text[columns]) if self.customer else ""

    def _information(self) -> tuple[str, ...]:
        """Return the bank's texts; nobody needs the address of the counterparty."""
        return tuple(
            one_line(information.text)
            for information in self.information
            if not information.is_counterparty
        )


class GlobalMovement:
    """A movement and its details, which may themselves be global."""

    def __init__(self, line: Line) -> None:
        self.whole = MovementRecords.of(line)
        self.latest = self.whole
        self._open = [self.whole]

    def take(self, line: Line) -> None:
        """Add a record to the movement, or to its latest part."""
        record = line.text[at.RECORD]
        if record == "21":
            self._take_detail(line)
        elif record == "22":
            self._same(line, at.SEQUENCE, at.DETAIL)
            self.latest.take_customer(line)
        elif record == "23":
            self._same(line, at.SEQUENCE, at.DETAIL)
            self.latest.take_counterparty(line)
        elif record in ("31", "32", "33"):
            self._same(line, at.SEQUENCE)
            self.latest.take_information(line)
        else:
            raise line.error(Reason.UNKNOWN_RECORD)

    def _take_detail(self, line: Line) -> None:
        """Add a record 21 of the same sequence number: a part, not a movement."""
        self._same(line, at.SEQUENCE)
        self.latest = MovementRecords.of(line)
        self._open[-1].details.append(self.latest)
        code = self.latest.level
        if code in _LEVELS:
            levels = [part.level for part in self._open]
            if code in levels:
                del self._open[max(levels.index(code), 1) :]
            else:
                self._open.append(self.latest)

    def _same(self, line: Line, *columns: slice) -> None:
        if not line.belongs_to(self.latest.line, columns):
            raise line.error(Reason.WRONG_LINK)
