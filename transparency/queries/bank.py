"""What of a file of the bank is paid by participations: found by their communication."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils import timezone

from buildings.models import Building, Participation
from finance.bank.leaves import Leaf, NotBookable, leaves
from finance.bank.statement import BankStatement
from finance.errors.bank import StatementInTheFuture, UnbookableStatement
from finance.structured_reference import format_reference, normalise_reference
from transparency.errors import NotOurAccount
from transparency.models import Receipt

__all__ = ["Found", "movements_of", "participations_by_reference"]


@dataclass(frozen=True, slots=True)
class Found:
    """A movement of the account. ``participation``: whose it is; None: not ours to say.

    ``is_known``: it was booked from a file before.
    """

    leaf: Leaf
    fingerprint: str
    participation: Participation | None
    is_known: bool

    @property
    def is_new(self) -> bool:
        return self.participation is not None and not self.is_known


def movements_of(
    statements: Sequence[BankStatement], association: Building
) -> list[Found]:
    """Return the movements of statements in their order: three statements of SQL.

    What stands in two statements of the file is one movement.

    Raises:
        NotOurAccount: one is of another account than the association's.
        UnbookableStatement: one does not balance, or is not in whole cents of EUR.
        StatementInTheFuture: a day of it has not come.
    """
    read: dict[str, Leaf] = {}
    for statement in statements:
        if statement.account != association.working_iban:
            raise NotOurAccount(statement.account)
        counted: Counter[Leaf] = Counter()
        for leaf in _leaves(statement):
            counted[leaf] += 1
            read[leaf.fingerprint(statement.account, counted[leaf])] = leaf
    known = _known(read)
    ours = participations_by_reference(
        {leaf.reference for leaf in read.values() if leaf.amount > 0}
    )
    return [
        Found(
            leaf,
            fingerprint,
            ours.get(leaf.reference) if leaf.amount > 0 else None,
            fingerprint in known,
        )
        for fingerprint, leaf in read.items()
    ]


def _leaves(statement: BankStatement) -> list[Leaf]:
    try:
        found = leaves(statement)
    except NotBookable as error:
        raise UnbookableStatement(error, statement) from None
    today = timezone.localdate()
    for leaf in found:
        if leaf.booked_on > today:
            raise StatementInTheFuture(leaf.booked_on)
    return found


def _known(fingerprints: Collection[str]) -> set[str]:
    standing = Receipt.objects.filter(mirror=None, bank_reference__in=fingerprints)
    return set(standing.values_list("bank_reference", flat=True))


def participations_by_reference(
    references: Collection[str],
) -> dict[str, Participation]:
    """Return participations by the twelve digits of their structured communication."""
    bases = {int(one[:10]) for one in references if one}
    rows = Participation.objects.select_related("party").filter(
        party__reference_base__in=bases
    )
    found = {
        normalise_reference(format_reference(row.party.reference_base)): row
        for row in rows
    }
    return {digits: row for digits, row in found.items() if digits in references}
