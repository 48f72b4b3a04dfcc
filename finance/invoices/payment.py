"""How a document wants to be paid: which account, which communication. Pure."""

from dataclasses import dataclass

from finance.invoices.document import Doubt, Remark
from finance.invoices.reading import Node
from finance.sepa.accounts import checked_iban
from finance.sepa.errors import InvalidIban
from finance.structured_reference import (
    InvalidReference,
    WrongCheckDigits,
    normalise_reference,
)

# UNCL4461: direct debit, SEPA direct debit.
_DIRECT_DEBIT = frozenset({"49", "59"})


@dataclass(frozen=True, slots=True)
class Payment:
    """``iban`` and ``reference`` as ``SupplierDocument`` has them."""

    iban: str
    reference: str


def read_payment(root: Node, remarks: list[Remark]) -> Payment:
    means = list(root.all("cac:PaymentMeans"))
    if any(node.text("cbc:PaymentMeansCode") in _DIRECT_DEBIT for node in means):
        remarks.append(Remark(Doubt.DIRECT_DEBIT))
    accounts = _texts(means, "cac:PayeeFinancialAccount/cbc:ID")
    # e-FFF writes the structured communication as the identifier of the instruction.
    references = _texts(means, "cbc:PaymentID")
    instructions = _texts(means, "cbc:InstructionID")
    return Payment(
        iban=_iban(accounts, remarks),
        reference=_reference(references, instructions, remarks),
    )


def _texts(means: list[Node], path: str) -> list[str]:
    found = [element.text(".") for node in means for element in node.all(path)]
    return [text for text in found if text]


def _iban(accounts: list[str], remarks: list[Remark]) -> str:
    """Return the first account number that is one; several are pointed out."""
    ibans: list[str] = []
    for text in accounts:
        try:
            ibans.append(checked_iban(text))
        except InvalidIban:
            remarks.append(Remark(Doubt.NOT_AN_IBAN, {"value": text}))
    different = tuple(dict.fromkeys(ibans))
    if len(different) > 1:
        remarks.append(Remark(Doubt.SEVERAL_IBANS, {"values": different}))
    return different[0] if different else ""


def _reference(
    references: list[str], instructions: list[str], remarks: list[Remark]
) -> str:
    """Return the first structured communication, else the first text for payment."""
    mistyped = []
    for text in [*references, *instructions]:
        try:
            return normalise_reference(text)
        except WrongCheckDigits:
            mistyped.append(text)
        except InvalidReference:
            continue
    if mistyped:
        remarks.append(Remark(Doubt.WRONG_REFERENCE, {"value": mistyped[0]}))
    return references[0] if references else ""
