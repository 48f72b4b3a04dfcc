"""An element of a camt.053 and the values below it, each with its line. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from finance.bank.statement import Reason, StatementError
from finance.bank.values import amount_of, one_line

_AMOUNT = re.compile(r"([0-9]{1,18})(?:\.([0-9]{1,17}))?")
_SIGNS = {"CRDT": False, "DBIT": True}


@dataclass(frozen=True, slots=True)
class Node:
    """``element`` (of lxml), its paths in the namespace of its document."""

    element: Any
    names: dict[str | None, str]

    def error(self, reason: Reason) -> StatementError:
        return StatementError(self.element.sourceline, reason)

    def first(self, *paths: str) -> "Node | None":
        """Return the first element that one of ``paths`` leads to."""
        for path in paths:
            found = self.element.find(path, self.names)
            if found is not None:
                return Node(found, self.names)
        return None

    def each(self, path: str) -> "Iterator[Node]":
        for element in self.element.iterfind(path, self.names):
            yield Node(element, self.names)

    def text(self, *paths: str) -> str:
        """Return the first text that one of ``paths`` leads to, or ""."""
        for path in paths:
            if text := one_line(self.element.findtext(path, "", self.names)):
                return text
        return ""

    def texts(self, path: str) -> list[str]:
        found = (one_line(node.element.text or "") for node in self.each(path))
        return [text for text in found if text]

    def day(self, path: str) -> date | None:
        """Return the date, or the day of the time, below ``path``."""
        node = self.first(f"{path}/Dt", f"{path}/DtTm")
        if node is None:
            return None
        try:
            return date.fromisoformat((node.element.text or "").strip()[:10])
        except ValueError:
            raise node.error(Reason.NOT_A_DATE) from None

    @property
    def currency(self) -> str:
        return str(self.element.get("Ccy", ""))

    def is_debit(self) -> bool:
        try:
            return _SIGNS[self.text("CdtDbtInd")]
        except KeyError:
            raise self.error(Reason.NO_SIGN) from None

    def amount(self, *, negative: bool) -> Decimal:
        """Return the amount that this element holds."""
        written = _AMOUNT.fullmatch((self.element.text or "").strip())
        if not written:
            raise self.error(Reason.NOT_A_NUMBER)
        return amount_of(written[1], written[2] or "", negative=negative)

    def booked_amount(self, currency: str) -> Decimal:
        """Return ``Amt`` with its sign, which must be of ``currency``."""
        amount = self.first("Amt")
        if amount is None:
            raise self.error(Reason.NOT_A_NUMBER)
        if amount.currency != currency:
            raise amount.error(Reason.OTHER_CURRENCY)
        return amount.amount(negative=self.is_debit())
