"""What movements in suspense may be, each with what speaks for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import F

from buildings.importing.text import plain
from buildings.models import AllocationKey, Building, Supplier
from finance.matching import facts
from finance.models import BankMovement, Cost, Invoice, MovementMatch
from finance.queries.bank_directory import Books, Payer, as_movement, what_is_known

# How many of the last costs are looked at to know how one was booked before.
REMEMBERED = 200
NAMED = 4
Kind = facts.Kind


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a proposal, in the sign of the bank: one of the four, or a transfer.

    ``returned``: the payment that the bank gives back.
    """

    amount: Decimal
    holding: Payer | None = None
    invoice: Invoice | None = None
    supplier: Supplier | None = None
    returned: MovementMatch | None = None

    @property
    def value(self) -> str:
        """What a form sends back; nothing for what cannot be booked like this."""
        if self.holding is not None:
            return f"holder {self.holding.uuid} {self.amount}"
        if self.invoice is not None:
            return f"invoice {self.invoice.uuid} {self.amount}"
        if self.returned is not None:
            return f"return {self.returned.uuid} {self.amount}"
        return "transfer" if self.supplier is None else ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a movement may be: its shares sum to what is in suspense."""

    shares: Sequence[Share]
    reasons: Sequence[facts.Reason]

    @property
    def more(self) -> int:
        """How many shares a page does not name."""
        return max(len(self.shares) - NAMED, 0)

    @property
    def can_be_booked(self) -> bool:
        return all(share.value for share in self.shares)


@dataclass(frozen=True, slots=True)
class Remembered:
    """How a cost of the same counterparty was booked the last time."""

    account: str
    label: str
    key: AllocationKey | None


@dataclass(slots=True)
class Suspended:
    """A movement in suspense, with what it may be."""

    movement: BankMovement
    proposals: list[Proposal] = field(default_factory=list)
    as_before: Remembered | None = None


def suspended(rows: Iterable[BankMovement], building: Building) -> list[Suspended]:
    """Return movements with their proposals; the statements do not grow with them."""
    found = [Suspended(row) for row in rows]
    before = _booked_before() if found else {}
    for account in sorted({one.movement.statement.bank_account for one in found}):
        own = [one for one in found if one.movement.statement.bank_account == account]
        asked = [as_movement(one.movement, one.movement.left) for one in own]
        books = what_is_known(account, building, asked)
        for one, movement in zip(own, asked, strict=True):
            outcome = books.directory.match(movement)
            matches = [outcome.certain] if outcome.certain else outcome.proposals
            one.proposals = [_proposal(match, books) for match in matches]
            one.as_before = before.get(_who(one.movement))
    return found


def _proposal(match: facts.Match[int], books: Books) -> Proposal:
    shares = [_share(part, books) for part in match.parts]
    return Proposal(shares, match.reasons)


def _share(part: facts.Part[int], books: Books) -> Share:
    match part.kind:
        case Kind.RETURN:
            return Share(part.amount, returned=books.returnable[part.id])
        case Kind.HOLDER:
            return Share(part.amount, holding=books.payers[part.id])
        case Kind.INVOICE:
            return Share(part.amount, invoice=books.invoices[part.id])
        case Kind.SUPPLIER:
            owed = books.invoices.values()
            suppliers = {one.supplier_id: one.supplier for one in owed}
            return Share(part.amount, supplier=suppliers[part.id])
    return Share(part.amount)


def _booked_before() -> dict[tuple[bool, str], Remembered]:
    """Return how costs without an invoice were booked, by whom they were paid to."""
    costs = (
        Cost.objects.filter(
            entry__matches__kind=MovementMatch.Kind.COST, entry__mirror=None
        )
        .select_related("account", "key")
        .annotate(movement=F("entry__matches__movement"))
        .order_by("-pk")[:REMEMBERED]
    )
    movements = BankMovement.objects.in_bulk(cost.movement for cost in costs)
    found: dict[tuple[bool, str], Remembered] = {}
    for cost in costs:
        known = Remembered(cost.account.code, cost.label, cost.key)
        found.setdefault(_who(movements[cost.movement]), known)
    return found


def _who(row: BankMovement) -> tuple[bool, str]:
    """Return whom a movement is with: the account, the name, else the words said."""
    words = row.counterparty or row.message
    letters = "".join(one for one in plain(words) if not one.isdigit())
    return row.amount > 0, row.counterparty_iban or " ".join(letters.split())
