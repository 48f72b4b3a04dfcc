"""Entries as a person may read them: owners read the books, and not each other's money.

A receipt of an owner shows its day, its amount and "payment of a co-owner" to the
others (finance.md §1, privacy of the bank pages).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext as _

from buildings.access import Access, Permission
from buildings.models import Holding, HoldingMember, Supplier
from finance import chart
from koprogo.ledger.models import Entry, Line

# What concerns all of them says nothing about anybody.
OF_ALL = ("call:", "statement:", "opening:", "closing:")


@dataclass(slots=True)
class Reader:
    """Who reads. ``sees_people``: also what concerns one account holder; ``held``: what
    else he may do, to open the page of what made an entry.
    """

    sees_people: bool
    held: frozenset[Permission] = frozenset()
    _private: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, access: Access) -> "Reader":
        return cls(access.allows(Permission.SEE_ALL_ACCOUNTS), access.permissions)

    def may_read(self, code: str) -> bool:
        """Whether this person reads an account line by line."""
        return self.sees_people or code not in chart.OWNERS

    def read(self, entries: Iterable[Entry]) -> None:
        """Find out which of these entries concern one holder: one statement, or none."""
        if self.sees_people:
            return
        keys = {entry.pk for entry in entries}
        owned = Line.objects.filter(
            entry=OuterRef("pk"), account__code__in=chart.OWNERS
        )
        rows = Entry.objects.filter(Exists(owned), pk__in=keys).exclude(_of_all())
        self._private |= set(rows.values_list("pk", flat=True))

    def is_private(self, entry: Entry) -> bool:
        """Whether a person who was not told may only know the amount of it."""
        return entry.pk in self._private

    def text(self, entry: Entry) -> str:
        """Return what the entry says to this person; it has been ``read``."""
        if not self.is_private(entry):
            return entry.text
        if entry.journal.code == "bank":
            return _("Payment of a co-owner")
        return _("Account of a co-owner")

    def names(self, parties: Iterable[int | None]) -> dict[int | None, str]:
        """Return whose lines these are, by party: suppliers, and who may be known."""
        wanted = {party for party in parties if party is not None}
        rows = Supplier.objects.filter(party__in=wanted)
        found: dict[int | None, str] = dict(rows.values_list("party_id", "name"))
        if self.sees_people:
            members = HoldingMember.objects.select_related("owner")
            holdings = Holding.objects.filter(party__in=wanted)
            for one in holdings.prefetch_related(Prefetch("members", members)):
                found[one.party_id] = f"{one} ({one.code})"
        return found


def _of_all() -> Q:
    """Entries of everybody, and their mirrors."""
    found = Q()
    for start in OF_ALL:
        found |= Q(source__startswith=start)
        found |= Q(reverses__source__startswith=start)
    return found


# What may have made an entry, each at most once.
MAKERS = (
    "call",
    "payment__holding",
    "invoice__supplier",
    "statement",
    "bank_movement__statement",
    "opening",
    "sale",
    "works",
    "own__voucher",
    "deferral__line__invoice",
)


def full_entry(uuid: UUID) -> Entry | None:
    """Return a posted entry with what made it, its mirror and who posted it: one
    statement.
    """
    return (
        Entry.objects.filter(uuid=uuid, posted_at__isnull=False)
        .select_related("journal", "created_by", *MAKERS)
        .select_related("reverses__journal", "mirror__journal")
        .first()
    )
