"""What was sent to the bank, and what comes back from it. Pure.

Payment files name each payment (end-to-end identifier) and themselves. The bank says
these names when it books a payment, or a file as one sum, or gives a payment back
(docs/rules/matching.md).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic

from finance.matching.facts import (
    ZERO,
    Collected,
    K,
    Kind,
    Match,
    Movement,
    Part,
    Reason,
    Returnable,
    SentFile,
)
from finance.matching.proposals import Proposals


@dataclass(frozen=True, slots=True)
class Told(Generic[K]):
    """A movement, and what the directory knows of it.

    ``references``: twelve digits each; ``iban``: of the counterparty, in capitals.
    """

    movement: Movement
    references: Sequence[str]
    iban: str


class Sent(Generic[K]):
    """Direct debits, payment files, and the payments that may come back."""

    def __init__(
        self,
        *,
        collected: Iterable[Collected[K]] = (),
        files: Iterable[SentFile[K]] = (),
        returnable: Iterable[Returnable[K]] = (),
    ) -> None:
        self._collected = {one.end_to_end: one for one in collected}
        self._files: dict[Decimal, list[SentFile[K]]] = defaultdict(list)
        for file in files:
            self._files[sum((part.amount for part in file.parts), ZERO)].append(file)
        self._returnable: dict[Decimal, list[Returnable[K]]] = defaultdict(list)
        for payment in returnable:
            self._returnable[payment.amount].append(payment)

    def carried_out(self, told: Told[K], paid: set[K]) -> Match[K] | None:
        """Return the direct debit, or the whole file, that the bank names and books.

        ``paid``: invoices that are paid since the files were read.
        """
        return self._debit(told) or self._file(told, paid)

    def _debit(self, told: Told[K]) -> Match[K] | None:
        movement = told.movement
        one = self._collected.get(movement.end_to_end)
        if one is None or one.amount != movement.amount:
            return None
        part = Part(Kind.HOLDER, one.holder, movement.amount)
        return Match((part,), (Reason.END_TO_END,))

    def _file(self, told: Told[K], paid: set[K]) -> Match[K] | None:
        names = {told.movement.batch, told.movement.end_to_end}
        found = [one for one in self._whole(told, paid) if names & one.names]
        return Match(found[0].parts, (Reason.FILE,)) if len(found) == 1 else None

    def _whole(self, told: Told[K], paid: set[K]) -> list[SentFile[K]]:
        """Return the files that sum to the movement, and of which nothing is paid."""
        return [
            file
            for file in self._files.get(told.movement.amount, ())
            if not any(
                part.kind is Kind.INVOICE and part.id in paid for part in file.parts
            )
        ]

    def returned(self, told: Told[K]) -> Match[K] | None:
        """Return the one payment of this amount that the end-to-end identifier names.

        Else the one with the structured communication, when the bank says that it
        comes back.
        """
        movement = told.movement
        payments = self._returnable.get(-movement.amount, ())
        named = [one for one in payments if movement.end_to_end in one.end_to_end]
        if len(named) == 1:
            return _back(named[0], movement, Reason.END_TO_END)
        if not movement.is_return or named:
            return None
        referred = [one for one in payments if one.reference in told.references]
        if len(referred) != 1:
            return None
        return _back(referred[0], movement, Reason.REFERENCE)

    def propose_files(self, found: Proposals[K], told: Told[K], paid: set[K]) -> None:
        """Add the files of this sum that were to be carried out by that day."""
        day = told.movement.day
        for file in self._whole(told, paid):
            if day is not None and file.day <= day:
                found.add(file.parts, Reason.FILE_AMOUNT)

    def propose_returns(self, found: Proposals[K], told: Told[K]) -> None:
        """Add the payments of this amount that something says to be the one."""
        for payment in self._returnable.get(-told.movement.amount, ()):
            for reason in _speaking(payment, told):
                found.add(_parts(payment, told.movement), reason, Reason.RETURNED)


def _speaking(payment: Returnable[K], told: Told[K]) -> list[Reason]:
    """Return what says that a payment of just this amount is the one."""
    spoken = {
        Reason.END_TO_END: told.movement.end_to_end in payment.end_to_end,
        Reason.REFERENCE: payment.reference in told.references,
        Reason.SAME_IBAN: bool(told.iban) and told.iban == payment.iban,
    }
    return [reason for reason, speaks in spoken.items() if speaks]


def _back(payment: Returnable[K], movement: Movement, reason: Reason) -> Match[K]:
    return Match(_parts(payment, movement), (reason, Reason.RETURNED))


def _parts(payment: Returnable[K], movement: Movement) -> tuple[Part[K], ...]:
    return (Part(Kind.RETURN, payment.id, movement.amount),)
