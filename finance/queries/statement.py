"""The statement of an account: what the ledger says of one holder in a period.

It is made of the posted lines of his party on the owners' accounts and of nothing
else: its closing balance of today is the balance of the account by construction.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import F, Sum
from django.utils.translation import gettext as _

from buildings.models import Holding
from finance import chart
from finance.models import AccountCharge, CallDocument, MovementMatch
from finance.structured_reference import format_reference
from koprogo.ledger.models import Entry, Line

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Movement:
    """One entry: EUR debited (asked) or credited (received), and what is owed after.

    ``document``: the uuid of the document that explains what was asked, if any.
    ``charges``: what the entry, or the one that it undoes, charges to the holding.
    """

    entry: Entry
    net: Decimal
    balance: Decimal
    document: UUID | None
    charges: Sequence[AccountCharge] = ()

    @property
    def debit(self) -> Decimal | None:
        return self.net if self.net > 0 else None

    @property
    def credit(self) -> Decimal | None:
        return -self.net if self.net < 0 else None

    @property
    def number(self) -> str:
        """The entry as people cite it: journal, year and number."""
        return f"{self.entry.journal} {self.entry.year}-{self.entry.number}"

    @property
    def text(self) -> str:
        """What it was, in the active language; the ledger itself speaks one."""
        undone = self.entry.reverses
        charged = ", ".join(charge.words for charge in self.charges)
        if self.is_returned:
            return _paid(
                undone.payment.communication, _("Payment returned by the bank")
            )
        return _words(undone or self.entry, charged, undone=undone is not None)

    @property
    def is_returned(self) -> bool:
        """Whether it is a payment that the bank gave back."""
        return (self.entry.source or "").startswith(MovementMatch.TAKEN_BACK)


@dataclass(frozen=True, slots=True)
class Statement:
    """The account of a holding from ``since`` to ``until``, both days included; EUR.

    ``opening``: what was owed before the first movement; below zero, a credit.
    """

    holding: Holding
    since: date
    until: date
    opening: Decimal
    movements: Sequence[Movement]

    @property
    def closing(self) -> Decimal:
        return self.movements[-1].balance if self.movements else self.opening

    @property
    def debit(self) -> Decimal:
        return sum((one.debit for one in self.movements if one.debit), ZERO)

    @property
    def credit(self) -> Decimal:
        return sum((one.credit for one in self.movements if one.credit), ZERO)

    @property
    def reference(self) -> str:
        return format_reference(self.holding.party.reference_base)


def _words(entry: Entry, charged: str, *, undone: bool) -> str:
    """Tell what an entry books, or that this was undone."""
    if hasattr(entry, "opening"):
        return (
            _("Balance brought forward, taken back")
            if undone
            else _("Balance brought forward")
        )
    if hasattr(entry, "payment"):
        kind = _("Payment reversed") if undone else _("Payment")
        return _paid(entry.payment.communication, kind)
    title = charged or entry.text
    return _("Cancelled: %(title)s") % {"title": title} if undone else title


def _paid(communication: str, kind: str) -> str:
    return f"{kind} – {communication}" if communication else kind


def statements_of(
    holdings: Sequence[Holding], *, since: date, until: date
) -> list[Statement]:
    """Return the statements of these holdings (with party): five statements of SQL.

    Transfers between the two accounts of a holder change nothing of what he owes, and
    are left out.
    """
    parties = [holding.party_id for holding in holdings]
    lines = Line.objects.filter(
        party__in=parties, account__code__in=chart.OWNERS, entry__date__lte=until
    )
    net = Sum(F("debit") - F("credit"))
    before = dict(
        lines.filter(entry__date__lt=since).values_list("party_id").annotate(net=net)
    )
    rows = (
        lines.filter(entry__date__gte=since)
        .values_list("party_id", "entry_id")
        .annotate(net=net)
        .exclude(net=0)
        .order_by("entry__date", "entry_id")
    )
    moved: dict[int, list[tuple[int, Decimal]]] = defaultdict(list)
    for party_id, entry_id, amount in rows:
        moved[party_id].append((entry_id, amount))
    entries = _entries({key for found in moved.values() for key, _net in found})
    documents = _documents(entries, holdings)
    charges = _charges(entries.values(), holdings)
    return [
        Statement(
            holding,
            since,
            until,
            opening := before.get(holding.party_id, ZERO),
            [
                Movement(
                    entries[key],
                    amount,
                    balance,
                    documents.get((key, holding.pk)),
                    charges.get((_booked(entries[key]), holding.pk), ()),
                )
                for key, amount, balance in _run(opening, moved[holding.party_id])
            ],
        )
        for holding in holdings
    ]


def _run(
    balance: Decimal, moved: Iterable[tuple[int, Decimal]]
) -> Iterator[tuple[int, Decimal, Decimal]]:
    for key, amount in moved:
        balance += amount
        yield key, amount, balance


def _documents(
    entries: Iterable[int], holdings: Iterable[Holding]
) -> dict[tuple[int, int], UUID]:
    """Return the documents of these holdings, by entry of their call and holding."""
    found = CallDocument.objects.filter(call__entry__in=entries, holding__in=holdings)
    rows = found.values_list("call__entry_id", "holding_id", "uuid")
    return {(entry_id, holding_id): uuid for entry_id, holding_id, uuid in rows}


def _charges(
    entries: Iterable[Entry], holdings: Iterable[Holding]
) -> dict[tuple[int, int], list[AccountCharge]]:
    """Return what entries, or those that they undo, charge to these holdings."""
    booked = {_booked(entry) for entry in entries}
    found = defaultdict(list)
    for charge in AccountCharge.objects.filter(entry__in=booked, holding__in=holdings):
        found[charge.entry_id, charge.holding_id].append(charge)
    return dict(found)


def _booked(entry: Entry) -> int:
    """Return the entry (primary key) that says what this one books or undoes."""
    return entry.reverses_id or entry.pk


def _entries(keys: set[int]) -> dict[int, Entry]:
    """Return entries with what they book, or what the thing was that they undo."""
    found = Entry.objects.select_related(
        "journal",
        "call",
        "payment",
        "opening",
        "reverses__call",
        "reverses__payment",
        "reverses__opening",
    )
    return found.in_bulk(keys)
