"""Statements as a camt.053.001.08, for the demonstration and to try the reader. Pure."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from textwrap import wrap
from xml.etree import ElementTree as ET

from finance.bank.statement import BankStatement, Movement
from finance.bank.values import is_iban, reference_in
from finance.bank.writing import CannotBeWritten, checked_line

_NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"
_LONGEST = 500  # signs of any text; most fields have less
_LONGEST_MESSAGE_LINE = 140


def write(statements: Sequence[BankStatement]) -> bytes:
    """Return one message with all ``statements``, at least one.

    Each needs its ``closing_date``, and its ``reference``, which identifies it. The
    parties and messages of a global movement stand in its details, two or more; the
    texts that the bank adds are written as one. Raises ``CannotBeWritten``.
    """
    document = ET.Element("Document", {"xmlns": _NAMESPACE})
    message = _add(document, "BkToCstmrStmt")
    made = f"{_day(statements[0].closing_date)}T00:00:00"
    _text(message, "GrpHdr/MsgId", statements[0].reference, 35)
    _text(message, "GrpHdr/CreDtTm", made)
    for statement in statements:
        _statement(_add(message, "Stmt"), statement)
    ET.indent(document)
    written: bytes = ET.tostring(document, encoding="UTF-8", xml_declaration=True)
    return written


def _statement(node: ET.Element, statement: BankStatement) -> None:
    _text(node, "Id", statement.reference, 35)
    _text(node, "ElctrncSeqNb", statement.number, 18)
    _text(node, "CreDtTm", f"{_day(statement.closing_date)}T00:00:00")
    _text(node, f"Acct/Id/{_scheme(statement.account)}", statement.account, 34)
    _text(node, "Acct/Ccy", statement.currency, 3)
    opened = statement.opening_date or statement.closing_date
    for code, amount, day in (
        ("OPBD", statement.opening_balance, opened),
        ("CLBD", statement.closing_balance, statement.closing_date),
    ):
        balance = _add(node, "Bal")
        _text(balance, "Tp/CdOrPrtry/Cd", code)
        _amount(balance, amount, statement.currency)
        _text(balance, "Dt/Dt", _day(day))
    for movement in statement.movements:
        _entry(_add(node, "Ntry"), movement, statement.currency)
    _text(node, "AddtlStmtInf", " ".join(statement.notices))


def _entry(node: ET.Element, movement: Movement, currency: str) -> None:
    _amount(node, movement.amount, currency)
    _text(node, "Sts/Cd", "BOOK")
    _text(node, "BookgDt/Dt", _day(movement.booking_date))
    _text(node, "ValDt/Dt", _day(movement.value_date))
    _text(node, "AcctSvcrRef", movement.bank_reference, 35)
    _code(node, movement.transaction_code)
    _text(node, "NtryDtls/Btch/PmtInfId", movement.batch_reference, 35)
    for part in movement.details or (movement,):
        _transaction(_add(node, "NtryDtls/TxDtls"), part, currency)
    if movement.details:
        _text(node, "AddtlNtryInf", " ".join(movement.information))


def _transaction(node: ET.Element, part: Movement, currency: str) -> None:
    side = "Cdtr" if part.amount < 0 else "Dbtr"
    _text(node, "Refs/AcctSvcrRef", part.bank_reference, 35)
    _text(node, "Refs/EndToEndId", part.end_to_end_reference, 35)
    _text(node, "Refs/MndtId", part.mandate_reference, 35)
    _amount(node, part.amount, currency)
    _code(node, part.transaction_code)
    _text(node, f"RltdPties/{side}/Pty/Nm", part.counterparty_name, 140)
    account = part.counterparty_account
    _text(node, f"RltdPties/{side}Acct/Id/{_scheme(account)}", account, 34)
    agent = f"RltdAgts/{side}Agt/FinInstnId/BICFI"
    _text(node, agent, part.counterparty_bic, 11)
    _remittance(node, part)
    _text(node, "RtrInf/Rsn/Cd", part.return_reason, 4)
    _text(node, "AddtlTxInf", " ".join(part.information))


def _remittance(node: ET.Element, part: Movement) -> None:
    """Write the message in lines, and the reference unless the message has it."""
    lines = wrap(
        part.message,
        _LONGEST_MESSAGE_LINE,
        break_long_words=False,
        break_on_hyphens=False,
    )
    if lines or part.structured_reference:
        remittance = _add(node, "RmtInf")
        for line in lines:
            _text(remittance, "Ustrd", line, _LONGEST_MESSAGE_LINE)
        if part.structured_reference != reference_in(part.message):
            reference = _add(remittance, "Strd/CdtrRefInf")
            _text(reference, "Tp/CdOrPrtry/Cd", "SCOR")
            _text(reference, "Tp/Issr", "BBA")
            _text(reference, "Ref", part.structured_reference)


def _amount(node: ET.Element, amount: Decimal, currency: str) -> None:
    _add(node, "Amt", {"Ccy": currency}).text = f"{abs(amount):f}"
    _text(node, "CdtDbtInd", "DBIT" if amount < 0 else "CRDT")


def _code(node: ET.Element, code: str) -> None:
    """Write a transaction code as domain, family and subfamily, or as the bank's."""
    bank_code = _add(node, "BkTxCd")
    parts = code.split("-")
    if len(parts) == 3:
        for path, part in zip(("Cd", "Fmly/Cd", "Fmly/SubFmlyCd"), parts, strict=True):
            _text(bank_code, f"Domn/{path}", part, 4)
    else:
        _text(bank_code, "Prtry/Cd", code, 35)


def _scheme(account: str) -> str:
    return "IBAN" if is_iban(account) else "Othr/Id"


def _day(day: date | None) -> str:
    if day is None:
        raise CannotBeWritten(str(day))
    return day.isoformat()


def _text(node: ET.Element, path: str, text: str, longest: int = _LONGEST) -> None:
    """Write ``text`` below ``path``; what is empty has no element."""
    if text:
        _add(node, path).text = checked_line(text, longest)


def _add(
    node: ET.Element, path: str, attributes: dict[str, str] | None = None
) -> ET.Element:
    """Return a new element; those on the way to it are made or continued."""
    *way, name = path.split("/")
    for step in way:
        open_one = len(node) and node[-1].tag == step
        node = node[-1] if open_one else ET.SubElement(node, step)
    return ET.SubElement(node, name, attributes or {})
