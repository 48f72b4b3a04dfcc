"""What both kinds of payment file share (ISO 20022, SEPA, Febelfin's guidelines). Pure.

The library sepaxml writes such files too. It takes the time and its identifiers from
the clock and a dice, so that the same order gives two different files; it has no
structured communication, and reaching one means to write into its private nodes. Hence
these pages; the tests check what they write by the schemas that sepaxml brings along.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from finance.sepa.accounts import checked_iban, checked_kbo
from finance.sepa.errors import (
    AmountOutOfRange,
    DayInThePast,
    DuplicateId,
    IdMissing,
    NameMissing,
    NothingToPay,
    NotOneRemittance,
)
from finance.sepa.text import (
    MAX_MESSAGE,
    MAX_NAME,
    group_identifier,
    identifier,
    latin,
)
from finance.structured_reference import normalise_reference
from koprogo.money import from_cents, to_cents

MAX_CENTS = 999_999_999_99
_NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:"


class Message:
    """A file that is being written; ``schema``: such as pain.001.001.03.

    ``created``: local time, to the second.
    """

    def __init__(self, schema: str, message_id: str, created: datetime) -> None:
        namespace = _NAMESPACE + schema
        self.make = ElementMaker(namespace=namespace, nsmap={None: namespace})
        self._id = checked_id(message_id)
        self._created = created.replace(microsecond=0, tzinfo=None)

    def header(self, amounts: Sequence[Decimal], *, name: str, kbo: str) -> Any:
        """Return who sends the file, how many payments it has, and their sum."""
        make = self.make
        enterprise = make.Othr(make.Id(checked_kbo(kbo)), make.Issr("KBO-BCE"))
        return make.GrpHdr(
            make.MsgId(self._id),
            make.CreDtTm(self._created.isoformat()),
            *self._sums(amounts),
            make.InitgPty(make.Nm(checked_name(name)), make.Id(make.OrgId(enterprise))),
        )

    def group(self, number: int, method: str, amounts: Sequence[Decimal]) -> list[Any]:
        """Return how a group of payments begins: identifier, method, count and sum.

        Each payment is a movement of its own on the bank statement: a single sum
        could not be matched with what was paid.
        """
        make = self.make
        return [
            make.PmtInfId(group_identifier(self._id, number)),
            make.PmtMtd(method),
            make.BtchBookg("false"),
            *self._sums(amounts),
        ]

    def party(self, role: str, name: str, iban: str) -> list[Any]:
        """Return who pays or is paid, and his account."""
        make = self.make
        return [
            make(role, make.Nm(checked_name(name))),
            make(f"{role}Acct", make.Id(make.IBAN(checked_iban(iban)))),
        ]

    def bank(self, role: str) -> Any:
        """Return the bank, which follows from the IBAN."""
        unknown = self.make.Othr(self.make.Id("NOTPROVIDED"))
        return self.make(f"{role}Agt", self.make.FinInstnId(unknown))

    def amount(self, amount: Decimal) -> Any:
        return self.make.InstdAmt(f"{checked_amount(amount):f}", Ccy="EUR")

    def remittance(self, reference: str, message: str) -> Any:
        """Return the communication: a Belgian structured one, or a message.

        Raises ``NotOneRemittance``, or ``InvalidReference`` for wrong check digits.
        """
        make = self.make
        text = latin(message, MAX_MESSAGE)
        if bool(reference) == bool(text):
            raise NotOneRemittance(reference, message)
        if not reference:
            return make.RmtInf(make.Ustrd(text))
        kind = make.Tp(make.CdOrPrtry(make.Cd("SCOR")), make.Issr("BBA"))
        digits = make.Ref(normalise_reference(reference))
        return make.RmtInf(make.Strd(make.CdtrRefInf(kind, digits)))

    def check_day(self, day: date) -> None:
        if day < self._created.date():
            raise DayInThePast(day)

    def finish(self, name: str, parts: Iterable[Any]) -> bytes:
        document = self.make.Document(self.make(name, *parts))
        xml: bytes = etree.tostring(document, xml_declaration=True, encoding="UTF-8")
        return xml

    def _sums(self, amounts: Sequence[Decimal]) -> list[Any]:
        total = from_cents(sum(to_cents(checked_amount(amount)) for amount in amounts))
        make = self.make
        return [make.NbOfTxs(str(len(amounts))), make.CtrlSum(f"{total:f}")]


def checked_amount(amount: Decimal) -> Decimal:
    """Return EUR with two decimals.

    Raises:
        AmountOutOfRange: nothing, or more than a bank transfers.
        InvalidAmount: of ``koprogo.money``: not a whole number of cents.
    """
    cents = to_cents(amount)
    if not 1 <= cents <= MAX_CENTS:
        raise AmountOutOfRange(amount)
    return from_cents(cents)


def checked_name(name: str) -> str:
    if written := latin(name, MAX_NAME):
        return written
    raise NameMissing(name)


def checked_id(text: str) -> str:
    if written := identifier(text):
        return written
    raise IdMissing(text)


def check_ids(texts: Sequence[str]) -> None:
    """Refuse no payment at all, and two that the bank could not tell apart."""
    if not texts:
        raise NothingToPay
    seen: set[str] = set()
    for text in texts:
        written = checked_id(text)
        if written in seen:
            raise DuplicateId(text)
        seen.add(written)
