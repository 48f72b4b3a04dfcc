"""What a bank movement is: a payment, an invoice, a transfer, or unknown. Pure.

A movement is booked without asking only when one thing fits beyond doubt; else somebody
chooses among proposals, the best supported first; else it stays in suspense
(finance.md §1, docs/rules/matching.md). Certain, in this order:

0. what a payment file named: its payments, itself as one sum, a payment that came back;
1. received, with the structured communication of one holder;
2. the exact amount of one open invoice, with its reference or its supplier's IBAN;
3. from or to another account of the association;
4. received from an IBAN that paid for exactly one holder before, and the exact amount
   of his balance or of one of his documents.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Generic

from buildings.importing.text import plain
from finance.matching.facts import (
    Holder,
    Invoice,
    K,
    Kind,
    Match,
    Movement,
    Outcome,
    OwnAccount,
    Part,
    Reason,
    Supplier,
)
from finance.matching.proposals import (
    MOST_PROPOSED,
    Proposals,
    shared,
    to_holder,
    to_invoice,
)
from finance.matching.sent import Sent, Told
from finance.structured_reference import (
    InvalidReference,
    format_reference,
    normalise_reference,
)

# A communication that somebody wrote as such in the free message, and twelve digits
# that may be one: those count only when they are known.
_FENCED = re.compile(r"(?:\+{3}|\*{3})[0-9\s./]+(?:\+{3}|\*{3})")
_BARE = re.compile(r"(?<![0-9])[0-9]{3}[ /.]?[0-9]{4}[ /.]?[0-9]{5}(?![0-9])")
_MARKS = re.compile(r"[\W_]")


@dataclass(frozen=True, slots=True)
class _Clues(Generic[K]):
    """A movement, and whom its reference and its IBAN point to."""

    movement: Movement
    told: Told[K]
    #: twelve digits each: written as a communication, or known as one
    references: list[str]
    #: the open invoice that a payment file named like this
    ordered: list[Invoice[K]]
    holders: list[Holder[K]]
    #: open invoices with that structured communication
    invoices: list[Invoice[K]]
    #: holders for whom this IBAN paid before
    payers: list[Holder[K]]
    suppliers: list[Supplier[K]]

    @property
    def amount(self) -> Decimal:
        return self.movement.amount


class Directory(Generic[K]):
    """What a building knows, indexed once; each movement is then looked up.

    Balances and invoices are those open before the movements. An invoice that a
    movement paid is told by ``mark_paid``, so that no second movement pays it; a
    second payment of a holder is his in any case.
    """

    def __init__(
        self,
        *,
        holders: Iterable[Holder[K]] = (),
        suppliers: Iterable[Supplier[K]] = (),
        own_accounts: Iterable[OwnAccount[K]] = (),
        sent: Sent[K] | None = None,
    ) -> None:
        self._sent = sent or Sent()
        self._own = {_iban(own.iban): own for own in own_accounts if own.iban}
        self._holders: dict[str, Holder[K]] = {}
        self._payers: dict[str, list[Holder[K]]] = defaultdict(list)
        self._owing: dict[Decimal, list[Holder[K]]] = defaultdict(list)
        self._suppliers: dict[str, list[Supplier[K]]] = defaultdict(list)
        self._referred: dict[str, list[Invoice[K]]] = defaultdict(list)
        self._priced: dict[Decimal, list[Invoice[K]]] = defaultdict(list)
        self._ordered: dict[str, Invoice[K]] = {}
        # by the longest word of a name: all its words, and whose name it is
        self._names: dict[str, list[tuple[set[str], Kind, K]]] = defaultdict(list)
        self._paid: set[K] = set()
        for holder in holders:
            self._add_holder(holder)
        for supplier in suppliers:
            self._add_supplier(supplier)

    def _add_holder(self, holder: Holder[K]) -> None:
        digits = normalise_reference(format_reference(holder.reference_base))
        self._holders[digits] = holder
        for iban in {_iban(iban) for iban in holder.ibans if iban}:
            self._payers[iban].append(holder)
        for amount in _amounts_of(holder):
            self._owing[amount].append(holder)
        for name in holder.names:
            self._add_name(name, Kind.HOLDER, holder.id)

    def _add_supplier(self, supplier: Supplier[K]) -> None:
        if supplier.iban:
            self._suppliers[_iban(supplier.iban)].append(supplier)
        for invoice in supplier.invoices:
            self._priced[invoice.amount].append(invoice)
            if invoice.end_to_end:
                self._ordered[invoice.end_to_end] = invoice
            if digits := _digits(invoice.reference):
                self._referred[digits].append(invoice)
        self._add_name(supplier.name, Kind.SUPPLIER, supplier.id)

    def _add_name(self, name: str, kind: Kind, id_: K) -> None:
        words = plain(name).split()
        if words:
            self._names[max(words, key=len)].append((set(words), kind, id_))

    def mark_paid(self, invoice_id: K) -> None:
        """The invoice is open no more."""
        self._paid.add(invoice_id)

    def match(self, movement: Movement) -> Outcome[K]:
        """Return what the movement is or may be; nothing for an amount of zero."""
        if not movement.amount:
            return Outcome()
        clues = self._read(movement)
        certain = self._certain(clues)
        if certain:
            return Outcome(certain)
        return Outcome(proposals=self._propose(clues).best())

    def _certain(self, clues: _Clues[K]) -> Match[K] | None:
        """What comes back is nothing but the payment that it gives back."""
        if clues.movement.is_return:
            return self._sent.returned(clues.told)
        certain = (
            _by_end_to_end(clues)
            or self._sent.carried_out(clues.told, self._paid)
            or self._sent.returned(clues.told)
            or _by_reference(clues)
            or _by_invoice(clues)
            or self._by_own_account(clues.movement)
        )
        if certain or _refers_to_nobody(clues):
            return certain
        return _by_payer(clues)

    def _read(self, movement: Movement) -> _Clues[K]:
        references = self._references(movement)
        iban = _iban(movement.counterparty_account)
        ordered = self._ordered.get(movement.end_to_end)
        return _Clues(
            movement,
            Told(movement, references, iban),
            references,
            ordered=self._open([ordered] if ordered else []),
            holders=[self._holders[one] for one in references if one in self._holders],
            invoices=[
                invoice
                for reference in references
                for invoice in self._open(self._referred.get(reference, []))
            ],
            payers=self._payers.get(iban, []),
            suppliers=[
                replace(supplier, invoices=tuple(self._open(supplier.invoices)))
                for supplier in self._suppliers.get(iban, [])
            ],
        )

    def _open(self, invoices: Sequence[Invoice[K]]) -> list[Invoice[K]]:
        return [invoice for invoice in invoices if invoice.id not in self._paid]

    def _references(self, movement: Movement) -> list[str]:
        """What the bank took for a communication, else what the message holds."""
        if structured := _digits(movement.structured_reference):
            return [structured]
        fenced = map(_digits, _FENCED.findall(movement.message))
        bare = map(_digits, _BARE.findall(movement.message))
        known = [one for one in bare if one in self._holders or one in self._referred]
        return list(dict.fromkeys([*filter(None, fenced), *known]))

    def _by_own_account(self, movement: Movement) -> Match[K] | None:
        own = self._own.get(_iban(movement.counterparty_account))
        if own is None:
            return None
        part = Part(Kind.OWN_ACCOUNT, own.id, movement.amount)
        return Match((part,), (Reason.OWN_ACCOUNT,))

    def _propose(self, clues: _Clues[K]) -> Proposals[K]:
        found: Proposals[K] = Proposals()
        self._sent.propose_returns(found, clues.told)
        if clues.movement.is_return or _refers_to_nobody(clues):
            return found
        self._sent.propose_files(found, clues.told, self._paid)
        for invoice in clues.ordered:
            found.add([to_invoice(invoice, clues.amount)], Reason.END_TO_END)
        _propose_holders(found, clues.holders, clues.amount, Reason.REFERENCE)
        _propose_holders(found, clues.payers, clues.amount, Reason.HOLDER_IBAN)
        for invoice in clues.invoices:
            found.add([to_invoice(invoice, clues.amount)], Reason.INVOICE_REFERENCE)
        for supplier in clues.suppliers:
            _propose_supplier(found, supplier, clues.amount)
        self._propose_amounts(found, clues)
        self._propose_names(found, clues.movement)
        return found

    def _propose_amounts(self, found: Proposals[K], clues: _Clues[K]) -> None:
        """An amount that many owe tells nothing, unless something else points there."""
        amount = clues.amount
        owing = self._owing.get(amount, [])
        if len(owing) > MOST_PROPOSED:
            owing = [one for one in clues.payers if amount in _amounts_of(one)]
        for holder in owing:
            found.add([to_holder(holder, amount)], Reason.HOLDER_AMOUNT)
        priced = self._open(self._priced.get(-amount, []))
        if len(priced) > MOST_PROPOSED:
            priced = [one for one in clues.invoices if one.amount == -amount]
        for invoice in priced:
            found.add([to_invoice(invoice, amount)], Reason.INVOICE_AMOUNT)

    def _propose_names(self, found: Proposals[K], movement: Movement) -> None:
        said = plain(f"{movement.counterparty_name} {movement.message}").split()
        all_said = set(said)
        for word in dict.fromkeys(said):
            for words, kind, id_ in self._names.get(word, []):
                if words <= all_said:
                    found.add([Part(kind, id_, movement.amount)], Reason.NAME)


def _by_end_to_end(clues: _Clues[K]) -> Match[K] | None:
    """The invoice that a payment file named, and just what is left of it."""
    exact = [one for one in clues.ordered if one.amount == -clues.amount]
    if not exact:
        return None
    reasons = (Reason.END_TO_END, Reason.INVOICE_AMOUNT)
    return Match((to_invoice(exact[0], clues.amount),), reasons)


def _by_reference(clues: _Clues[K]) -> Match[K] | None:
    """Received for one holder; a movement that names two is divided by somebody."""
    if clues.amount < 0 or len(clues.references) != 1 or not clues.holders:
        return None
    return Match((to_holder(clues.holders[0], clues.amount),), (Reason.REFERENCE,))


def _by_invoice(clues: _Clues[K]) -> Match[K] | None:
    """The one open invoice of this amount, by its communication or by the IBAN.

    Of several with the IBAN, the one whose number the message has.
    """
    exact = [one for one in clues.invoices if one.amount == -clues.amount]
    reasons = [Reason.INVOICE_REFERENCE, Reason.INVOICE_AMOUNT]
    if not exact:
        exact = _exact(clues.suppliers, clues.amount)
        reasons = [Reason.SUPPLIER_IBAN, Reason.INVOICE_AMOUNT]
        if len(exact) > 1:
            numbers = _numbers(clues.movement.message)
            exact = [one for one in exact if _number(one.reference) in numbers]
            reasons = [Reason.INVOICE_REFERENCE, *reasons]
    if len(exact) != 1:
        return None
    return Match((to_invoice(exact[0], clues.amount),), tuple(reasons))


def _refers_to_nobody(clues: _Clues[K]) -> bool:
    """Received with a valid communication that is nobody's: no guess."""
    known = clues.holders or clues.invoices
    return clues.amount > 0 and bool(clues.references) and not known


def _by_payer(clues: _Clues[K]) -> Match[K] | None:
    """Received from somebody who paid for one holder only, and just what he owes."""
    if clues.amount < 0 or clues.references or len(clues.payers) != 1:
        return None
    [holder] = clues.payers
    if clues.amount not in _amounts_of(holder):
        return None
    part = to_holder(holder, clues.amount)
    return Match((part,), (Reason.HOLDER_IBAN, Reason.HOLDER_AMOUNT))


def _propose_holders(
    found: Proposals[K], holders: Sequence[Holder[K]], amount: Decimal, reason: Reason
) -> None:
    """Each of them alone, and all of them together when several owe something."""
    for holder in holders:
        found.add([to_holder(holder, amount)], reason)
    parts = shared(holders, amount)
    if len(parts) > 1:
        found.add(parts, reason, Reason.SHARED)


def _propose_supplier(
    found: Proposals[K], supplier: Supplier[K], amount: Decimal
) -> None:
    """The invoices of this amount, all the open ones together, or just the supplier."""
    for invoice in _exact([supplier], amount):
        reasons = (Reason.SUPPLIER_IBAN, Reason.INVOICE_AMOUNT)
        found.add([to_invoice(invoice, amount)], *reasons)
    if sum(one.amount for one in supplier.invoices) == -amount:
        parts = [to_invoice(one, -one.amount) for one in supplier.invoices]
        found.add(parts, Reason.SUPPLIER_IBAN, Reason.INVOICE_AMOUNT)
    found.add([Part(Kind.SUPPLIER, supplier.id, amount)], Reason.SUPPLIER_IBAN)


def _exact(suppliers: Sequence[Supplier[K]], amount: Decimal) -> list[Invoice[K]]:
    return [
        invoice
        for supplier in suppliers
        for invoice in supplier.invoices
        if invoice.amount == -amount
    ]


def _amounts_of(holder: Holder[K]) -> set[Decimal]:
    """What a payment of his is likely to be."""
    return {holder.balance, *(due.amount for due in holder.dues)}


def _digits(text: str) -> str:
    """The twelve digits of a structured communication; empty when it is none."""
    try:
        return normalise_reference(text)
    except InvalidReference:
        return ""


def _iban(text: str) -> str:
    return "".join(text.split()).upper()


def _numbers(message: str) -> set[str]:
    return {_number(word) for word in message.split()} - {""}


def _number(text: str) -> str:
    """The number of an invoice, however it is punctuated: F/2026-12 is F202612."""
    return _MARKS.sub("", text).upper()
