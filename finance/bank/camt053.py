"""camt.053, the bank statement of ISO 20022, versions 001.02 to 001.08.

XML from outside: no document type, no entities, no network, 20 MB at most; read entry
by entry. Only what is booked counts: entries that are pending or for information do
not. Pure but for lxml (law.md §7).
"""

import re
from io import BytesIO
from typing import Any

from lxml import etree

from finance.bank.camt053_entry import is_booked, movement_of
from finance.bank.camt053_node import Node
from finance.bank.statement import (
    BankStatement,
    Movement,
    Reason,
    StatementError,
    refuse_unreadable,
)
from finance.bank.values import account_number

_MESSAGE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:camt\.053\.001\.([0-9]{2})")
_VERSIONS = {"02", "03", "04", "05", "06", "07", "08"}
_INSIDE = {"Stmt": "BkToCstmrStmt", "Ntry": "Stmt"}
# What takes time to read: 10,000 movements are 20,000 of these.
_PARTS = ("Document", "Stmt", "Bal", "Ntry", "TxDtls")
MOST_PARTS = 100_000
_OPENING = ("OPBD", "PRCD")  # opening booked, or what was closed before
_CLOSING = ("CLBD",)


def parse(data: bytes) -> list[BankStatement]:
    """Return the statements of all accounts in the file, in its order.

    The currency is that of the account, or of its opening balance. Raises
    ``StatementError`` with the line. A statement that does not balance is returned
    with its ``gap``.
    """
    refuse_unreadable(data)
    events = etree.iterparse(
        BytesIO(data),
        events=("start", "end"),
        tag=[f"{{*}}{tag}" for tag in _PARTS],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        return _read(events)
    except etree.XMLSyntaxError as error:
        raise StatementError(error.lineno or 1, Reason.NOT_XML) from None


def _read(events: Any) -> list[BankStatement]:
    """Return the statements; an entry is forgotten as soon as it is read."""
    statements: list[_Statement] = []
    names: dict[str | None, str] = {}
    parts = 0
    for event, element in events:
        if not names:
            names = _names(element)
        parts += event == "start"
        if parts > MOST_PARTS:
            raise StatementError(element.sourceline, Reason.TOO_MANY)
        _namespace, tag = _name_of(element)
        if event == "start" and tag in _INSIDE:
            _check_parent(element, _INSIDE[tag])
        if event == "start" and tag == "Stmt":
            statements.append(_Statement(Node(element, names)))
        elif event == "end" and tag == "Ntry":
            statements[-1].take(Node(element, names))
            element.clear()
    if not statements:
        _names(events.root)
        raise StatementError(events.root.sourceline, Reason.NO_STATEMENT)
    return [statement.end() for statement in statements]


def _check_parent(element: Any, expected: str) -> None:
    """Refuse what stands elsewhere: it would be read as a part of something else."""
    parent = element.getparent()
    if parent is None or _name_of(parent)[1] != expected:
        raise StatementError(element.sourceline, Reason.NOT_A_STATEMENT)


def _names(element: Any) -> dict[str | None, str]:
    """Return the default namespace of a document that is a camt.053."""
    root = element.getroottree().getroot()
    if element.getroottree().docinfo.internalDTD is not None:
        raise StatementError(root.sourceline, Reason.DOCTYPE)
    namespace, name = _name_of(root)
    message = _MESSAGE.fullmatch(namespace)
    if not message or name != "Document":
        raise StatementError(root.sourceline, Reason.NOT_A_STATEMENT)
    if message[1] not in _VERSIONS:
        raise StatementError(root.sourceline, Reason.UNSUPPORTED_VERSION)
    return {None: namespace}


def _name_of(element: Any) -> tuple[str, str]:
    """Return namespace and name; lxml has no words for namespaces that are damaged."""
    namespace, _brace, name = element.tag.rpartition("}")
    return namespace.removeprefix("{"), name


class _Statement:
    """A statement that is being read: account and balances stand before entries."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._movements: list[Movement] = []
        self._account = ""
        self._currency = ""

    def take(self, entry: Node) -> None:
        if not self._account:
            self._read_account()
        if is_booked(entry):
            self._movements.append(movement_of(entry, self._account, self._currency))

    def end(self) -> BankStatement:
        if not self._account:
            self._read_account()
        opening = self._balance(_OPENING, Reason.NO_OPENING_BALANCE)
        closing = self._balance(_CLOSING, Reason.NO_CLOSING_BALANCE)
        closing_date = closing.day("Dt")
        if closing_date is None:
            raise closing.error(Reason.NOT_A_DATE)
        return BankStatement(
            account=self._account,
            currency=self._currency,
            opening_balance=opening.booked_amount(self._currency),
            closing_balance=closing.booked_amount(self._currency),
            movements=tuple(self._movements),
            opening_date=opening.day("Dt"),
            closing_date=closing_date,
            number=self._node.text("ElctrncSeqNb", "LglSeqNb"),
            reference=self._node.text("Id"),
            notices=tuple(self._node.texts("AddtlStmtInf")),
        )

    def _read_account(self) -> None:
        node = self._node
        self._account = account_number(node.text("Acct/Id/IBAN", "Acct/Id/Othr/Id"))
        if not self._account:
            raise node.error(Reason.NO_ACCOUNT)
        opening = self._balance(_OPENING, Reason.NO_OPENING_BALANCE).first("Amt")
        self._currency = node.text("Acct/Ccy") or (opening.currency if opening else "")
        if not self._currency:
            raise node.error(Reason.NO_CURRENCY)

    def _balance(self, codes: tuple[str, ...], missing: Reason) -> Node:
        for code in codes:
            for balance in self._node.each("Bal"):
                if balance.text("Tp/CdOrPrtry/Cd") == code:
                    return balance
        raise self._node.error(missing)
