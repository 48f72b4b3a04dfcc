"""Gathers what a movement may be, and puts the best supported first. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Generic

from finance.matching.facts import (
    ZERO,
    Holder,
    Invoice,
    K,
    Kind,
    Match,
    Part,
    Reason,
)
from finance.settlement import Due, settle

MOST_PROPOSED = 5

_RANK = {reason: rank for rank, reason in enumerate(Reason)}


class Proposals(Generic[K]):
    """Each match once, with all that speaks for it."""

    def __init__(self) -> None:
        self._reasons: dict[tuple[Part[K], ...], set[Reason]] = defaultdict(set)

    def add(self, parts: Iterable[Part[K]], *reasons: Reason) -> None:
        self._reasons[tuple(parts)].update(reasons)

    def best(self) -> tuple[Match[K], ...]:
        """At most ``MOST_PROPOSED``; equally good ones in the order they came."""
        matches = [
            Match(parts, tuple(sorted(reasons, key=_RANK.__getitem__)))
            for parts, reasons in self._reasons.items()
        ]
        return tuple(sorted(matches, key=_strength)[:MOST_PROPOSED])


def _strength(match: Match[K]) -> tuple[int, int, list[int]]:
    """The best reason first, then the number of reasons, then the others."""
    ranks = [_RANK[reason] for reason in match.reasons]
    return ranks[0], -len(ranks), ranks


def to_holder(holder: Holder[K], amount: Decimal) -> Part[K]:
    return Part(Kind.HOLDER, holder.id, amount)


def to_invoice(invoice: Invoice[K], amount: Decimal) -> Part[K]:
    return Part(Kind.INVOICE, invoice.id, amount)


def shared(holders: Sequence[Holder[K]], amount: Decimal) -> tuple[Part[K], ...]:
    """Divide what was received over the holders, the oldest due of all first.

    What no document needs goes to the first holder, as his credit. Whose part would be
    zero is left out; nothing is divided that was not received.
    """
    if not holders or amount <= 0:
        return ()
    dues = [
        Due(number, due.due_on, due.amount, ZERO)
        for number, holder in enumerate(holders)
        for due in holder.dues
    ]
    settlement = settle(dues, amount)
    parts = [ZERO] * len(holders)
    parts[0] += settlement.credit
    for item in settlement.items:
        parts[item.due.id] += item.working_paid
    return tuple(
        to_holder(holder, part)
        for holder, part in zip(holders, parts, strict=True)
        if part
    )
