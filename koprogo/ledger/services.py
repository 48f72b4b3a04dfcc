"""Everything that writes in the books."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from koprogo.ledger.errors import (
    AlreadyPosted,
    AlreadyReversed,
    Unbalanced,
    UnknownAccount,
)
from koprogo.ledger.models import Account, Entry, Journal, Line
from koprogo.money import to_cents

__all__ = ["Draft", "credit", "debit", "mirror", "open_books", "post"]

BATCH = 5_000  # rows in one INSERT
ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Draft:
    """A line to be: account code, EUR on one side, whose, and for which unit."""

    account: str
    debit: Decimal = ZERO
    credit: Decimal = ZERO
    party_id: int | None = None
    unit_id: int | None = None

    def mirrored(self) -> "Draft":
        return replace(self, debit=self.credit, credit=self.debit)


def debit(account: str, amount: Decimal, *, party_id=None, unit_id=None) -> Draft:
    return Draft(account, amount, ZERO, party_id, unit_id)


def credit(account: str, amount: Decimal, *, party_id=None, unit_id=None) -> Draft:
    return Draft(account, ZERO, amount, party_id, unit_id)


@transaction.atomic
def open_books(*, accounts: Iterable[str]) -> None:
    """Give the tenant its journals and accounts; what exists already stays."""
    Journal.objects.bulk_create(
        (Journal(code=code) for code in Journal.Code.values), ignore_conflicts=True
    )
    Account.objects.bulk_create(
        (Account(code=code) for code in accounts), ignore_conflicts=True
    )


@transaction.atomic
def post(
    *,
    journal: str,
    year: int,
    date: date,
    text: str,
    lines: Sequence[Draft],
    by,
    source: str | None = None,
    reverses: Entry | None = None,
) -> Entry:
    """Post one balanced entry and return it with its number.

    Statements do not depend on the number of lines, up to batches of 5,000. The same
    ``source`` is posted once, also by two people at the same moment.

    Raises:
        Unbalanced: fewer than two lines, or debit and credit differ.
        InvalidAmount: of ``koprogo.money``; more than two decimals, or not a number.
        UnknownAccount: a code is not in the chart.
        AlreadyPosted: ``source`` was posted before.
    """
    net = sum(to_cents(draft.debit) - to_cents(draft.credit) for draft in lines)
    if len(lines) < 2 or net:
        raise Unbalanced(text)
    accounts = _accounts({draft.account for draft in lines})
    book = Journal.objects.select_for_update().get(code=journal)
    if source is not None and Entry.objects.filter(source=source).exists():
        raise AlreadyPosted(source)
    entry = Entry.objects.create(
        journal=book,
        year=year,
        date=date,
        text=text,
        source=source,
        reverses=reverses,
        created_by=by,
    )
    Line.objects.bulk_create(
        (_line(entry, accounts, draft) for draft in lines), batch_size=BATCH
    )
    Entry.objects.filter(pk=entry.pk).update(posted_at=timezone.now())
    entry.refresh_from_db(fields=["number", "posted_at"])
    return entry


@transaction.atomic
def mirror(
    entry: Entry, *, year: int, date: date, text: str, by, source: str | None = None
) -> Entry:
    """Reverse a posted entry: the same lines, debit and credit exchanged.

    Raises:
        AlreadyReversed: it has its mirror, or is one itself.
    """
    original = Entry.objects.select_for_update().get(pk=entry.pk)
    mirrored = Entry.objects.filter(reverses=original).exists()
    if mirrored or original.reverses_id is not None:
        raise AlreadyReversed(original)
    lines = [
        Draft(
            line.account.code, line.debit, line.credit, line.party_id, line.unit_id
        ).mirrored()
        for line in original.lines.select_related("account").order_by("pk")
    ]
    return post(
        journal=original.journal.code,
        year=year,
        date=date,
        text=text,
        lines=lines,
        by=by,
        source=source,
        reverses=original,
    )


def _accounts(codes: set[str]) -> dict[str, int]:
    found = dict(Account.objects.filter(code__in=codes).values_list("code", "pk"))
    if missing := codes - found.keys():
        raise UnknownAccount(min(missing))
    return found


def _line(entry: Entry, accounts: dict[str, int], draft: Draft) -> Line:
    return Line(
        entry=entry,
        account_id=accounts[draft.account],
        party_id=draft.party_id,
        unit_id=draft.unit_id,
        debit=draft.debit,
        credit=draft.credit,
    )
