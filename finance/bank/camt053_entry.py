"""An entry of a camt.053 as a movement, its transactions as what it consists of. Pure."""

from dataclasses import replace
from decimal import Decimal

from finance.bank.camt053_node import Node
from finance.bank.statement import NO_REASON, Movement, Reason
from finance.bank.values import account_number, reference_in, valid_reference

_NOT_BOOKED = {"PDNG", "INFO", "FUTR"}
_NOT_PROVIDED = "NOTPROVIDED"
_DEBTOR, _CREDITOR = "Dbtr", "Cdtr"
# Subfamilies: unpaid or reversed direct debits, transfers that are returned.
_RETURNS = {"UPDD", "PRDD", "RRTN", "RPCR"}


def is_booked(entry: Node) -> bool:
    return entry.text("Sts/Cd", "Sts") not in _NOT_BOOKED


def movement_of(entry: Node, account: str, currency: str) -> Movement:
    """Return the entry, which is counted once whatever it consists of.

    A single transaction is the movement itself; of several, each is a detail.
    """
    booking_date = entry.day("BookgDt")
    if booking_date is None:
        raise entry.error(Reason.NOT_A_DATE)
    whole = Movement(
        amount=entry.booked_amount(currency),
        booking_date=booking_date,
        value_date=entry.day("ValDt") or booking_date,
        bank_reference=entry.text("AcctSvcrRef", "NtryRef"),
        transaction_code=_code(entry),
        information=tuple(entry.texts("AddtlNtryInf")),
        batch_reference=entry.text("NtryDtls/Btch/PmtInfId", "NtryDtls/Btch/MsgId"),
        return_reason=_return_reason(entry, entry),
    )
    transactions = list(entry.each("NtryDtls/TxDtls"))
    if len(transactions) == 1:
        return _transaction(transactions[0], entry, whole, account)
    details = (
        replace(
            _transaction(one, entry, replace(whole, information=()), account),
            amount=_amount(one, entry, currency),
        )
        for one in transactions
    )
    return replace(whole, details=tuple(details))


def _transaction(one: Node, entry: Node, whole: Movement, account: str) -> Movement:
    """Return ``whole`` with what this transaction says."""
    name, number, bic = _counterparty(one, entry, account)
    reference, message = _remittance(one)
    end_to_end = one.text("Refs/EndToEndId")
    return replace(
        whole,
        counterparty_name=name,
        counterparty_account=number,
        counterparty_bic=bic,
        structured_reference=reference,
        message=message,
        bank_reference=one.text("Refs/AcctSvcrRef") or whole.bank_reference,
        end_to_end_reference="" if end_to_end == _NOT_PROVIDED else end_to_end,
        mandate_reference=one.text("Refs/MndtId"),
        transaction_code=_code(one) or whole.transaction_code,
        information=(*one.texts("AddtlTxInf"), *whole.information),
        return_reason=_return_reason(one, entry) or whole.return_reason,
    )


def _return_reason(one: Node, entry: Node) -> str:
    """Return why money comes back, as far as the bank says; "" when it does not."""
    returned = one.first("RtrInf")
    if returned is not None:
        return returned.text("Rsn/Cd")[:4] or NO_REASON
    is_return = _is_reversal(entry) or _code(one).rpartition("-")[2] in _RETURNS
    return NO_REASON if is_return else ""


def _is_reversal(entry: Node) -> bool:
    return entry.text("RvslInd") in ("true", "1")


def _amount(one: Node, entry: Node, currency: str) -> Decimal:
    """Return the part of one transaction, in the currency of the account."""
    negative = _is_debit(one, entry)
    for path in ("Amt", "AmtDtls/TxAmt/Amt"):
        amount = one.first(path)
        if amount is not None and amount.currency == currency:
            return amount.amount(negative=negative)
    return Decimal("0.00")


def _is_debit(one: Node, entry: Node) -> bool:
    """Whether money went out; a transaction that does not say follows its entry."""
    return (one if one.text("CdtDbtInd") else entry).is_debit()


def _counterparty(one: Node, entry: Node, account: str) -> tuple[str, str, str]:
    """Return the name, account and BIC of the other party.

    Money that came in is from the debtor; a reversal keeps the parties of what it
    reverses. A bank may name one party only, so the side that is this account, or
    that is not named, gives way to the other.
    """
    came_in = not _is_debit(one, entry)
    expected = _DEBTOR if came_in != _is_reversal(entry) else _CREDITOR
    other = _CREDITOR if expected == _DEBTOR else _DEBTOR
    for side in (expected, other):
        name = one.text(f"RltdPties/{side}/Pty/Nm", f"RltdPties/{side}/Nm")
        acct = f"RltdPties/{side}Acct/Id"
        number = account_number(one.text(f"{acct}/IBAN", f"{acct}/Othr/Id"))
        agent = f"RltdAgts/{side}Agt/FinInstnId"
        bic = one.text(f"{agent}/BICFI", f"{agent}/BIC")
        # A bank alone is the other party's where that is expected, else our own.
        named = name or number or (bic and side == expected)
        if named and number != account:
            return name, number, bic
    return "", "", ""


def _remittance(one: Node) -> tuple[str, str]:
    """Return the structured communication and the text of the message."""
    reference = ""
    texts = []
    for written in one.texts("RmtInf/Strd/CdtrRefInf/Ref"):
        if not reference and (found := valid_reference(written)):
            reference = found
        else:
            texts.append(written)
    message = " ".join([*texts, *one.texts("RmtInf/Ustrd")])
    return reference or reference_in(message), message


def _code(node: Node) -> str:
    """Return the bank's transaction code: domain, family, subfamily, or its own."""
    domain = "BkTxCd/Domn"
    parts = (f"{domain}/Cd", f"{domain}/Fmly/Cd", f"{domain}/Fmly/SubFmlyCd")
    codes = [code for part in parts if (code := node.text(part))]
    return "-".join(codes) or node.text("BkTxCd/Prtry/Cd")
