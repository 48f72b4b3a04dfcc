"""XML from strangers: no DTD, no entities, no network, bounded in every direction.

The parser itself stops at 256 levels, and at 10,000,000 bytes of text in one element.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from lxml import etree

from finance.invoices.document import InvoiceError, Reason
from koprogo.money import FractionOfACent, from_cents, to_cents

MAX_BYTES = 10_000_000
MAX_TEXT = 500
LARGEST = Decimal("9999999999.99")

UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
NAMESPACES = {
    "cac": f"{UBL}CommonAggregateComponents-2",
    "cbc": f"{UBL}CommonBasicComponents-2",
}

_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,16}(?:\.[0-9]{0,10})?|\.[0-9]{1,10})")
# xs:date may name a time zone; the day is the supplier's own.
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?")


class Node:
    """An element, and what can be read at the paths below it (``cac:Party``)."""

    def __init__(self, element: Any) -> None:
        self._element = element

    @property
    def tag(self) -> str:
        """The name with its namespace: ``{namespace}name``."""
        return str(self._element.tag)

    @property
    def line(self) -> int:
        return int(self._element.sourceline)

    def attribute(self, name: str) -> str:
        return _one_line(self._element.get(name, ""))

    def all(self, path: str) -> Iterator["Node"]:
        for element in self._element.iterfind(path, NAMESPACES):
            yield Node(element)

    def first(self, *paths: str) -> "Node | None":
        """Return the first element at the first of ``paths`` that leads to one."""
        for path in paths:
            for node in self.all(path):
                return node
        return None

    def content(self) -> str:
        """Return the text as it stands; comments are no part of it."""
        return self._element.text or ""

    def value(self) -> Decimal:
        """Return the exact number that the element holds, or raise ``InvoiceError``."""
        text = self.content().strip()
        if not _NUMBER.fullmatch(text):
            raise InvoiceError(Reason.NOT_A_NUMBER, self.line, value=text[:MAX_TEXT])
        return Decimal(text)

    def text(self, *paths: str) -> str:
        """Return the first text that is not empty, on one line, at most 500 long."""
        for path in paths:
            for node in self.all(path):
                if text := _one_line(node.content()):
                    return text[:MAX_TEXT].rstrip()
        return ""

    def required(self, *paths: str) -> str:
        """Return the text at ``paths``; raises ``InvoiceError`` when it is missing."""
        if text := self.text(*paths):
            return text
        raise self._missing(paths[0])

    def day(self, *paths: str) -> date | None:
        node = self.first(*paths)
        if node is None:
            return None
        text = node.content().strip()
        match = _DAY.fullmatch(text)
        try:
            return date.fromisoformat(match[1] if match else "")
        except ValueError:
            raise InvoiceError(
                Reason.NOT_A_DATE, node.line, value=text[:MAX_TEXT]
            ) from None

    def number(self, *paths: str) -> Decimal | None:
        """Return an exact number, such as a quantity; None when there is none."""
        node = self.first(*paths)
        return None if node is None else node.value()

    def amount(self, path: str, currency: str) -> Decimal | None:
        """Return an amount of ``currency`` with two decimals; None when it is missing.

        Raises:
            InvoiceError: no number, more decimals, or an amount of another currency.
        """
        node = self.first(path)
        if node is None:
            return None
        value = node.value()
        if (other := node.attribute("currencyID") or currency) != currency:
            raise InvoiceError(
                Reason.MIXED_CURRENCIES, node.line, currency=currency, other=other
            )
        if abs(value) > LARGEST:
            raise InvoiceError(Reason.AMOUNT_TOO_LARGE, node.line)
        try:
            return from_cents(to_cents(value))
        except FractionOfACent:
            raise InvoiceError(
                Reason.TOO_MANY_DECIMALS, node.line, value=str(value)
            ) from None

    def required_amount(self, path: str, currency: str) -> Decimal:
        amount = self.amount(path, currency)
        if amount is None:
            raise self._missing(path)
        return amount

    def _missing(self, path: str) -> InvoiceError:
        name = path.rpartition(":")[2]
        return InvoiceError(Reason.MISSING, self.line, element=name)


def read_xml(data: bytes) -> Node:
    """Return the outermost element.

    Raises:
        InvoiceError: too large, not XML, or with a document type declaration.
    """
    if len(data) > MAX_BYTES:
        raise InvoiceError(Reason.TOO_LARGE, limit=MAX_BYTES // 1_000_000)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InvoiceError(Reason.NOT_XML, error.lineno) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise InvoiceError(Reason.HAS_DTD, 1)
    return Node(root)


def _one_line(text: str) -> str:
    return " ".join(text.split())
