"""Entries: posted one by one or many at once, and mirrored; nothing else changes them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, connection, transaction

from koprogo.ledger.errors import (
    AlreadyPosted,
    AlreadyReversed,
    DateOutsideYear,
    LedgerError,
    Unbalanced,
    UnknownAccount,
    YearClosed,
)
from koprogo.ledger.models import Account, Entry, FiscalYear, Journal
from koprogo.money import to_cents
from koprogo.tenancy import current_tenant_id

BATCH = 5_000  # rows in one INSERT
ZERO = Decimal("0.00")
INSERT_LINES = """
INSERT INTO ledger_line
    (tenant_id, entry_id, account_id, party_id, unit_id, debit, credit)
SELECT %s, * FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[],
                         %s::numeric[], %s::numeric[])
"""


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


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """An entry to be: ``year`` is the fiscal year, by the year in which it begins.

    ``source``: what makes it, posted once. ``reverses``: the entry that it mirrors.
    """

    journal: str
    year: int
    date: date
    text: str
    lines: Sequence[Draft]
    source: str | None = None
    reverses: Entry | None = None


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
    """Post one balanced entry and return it with its number: see ``post_many``."""
    draft = EntryDraft(journal, year, date, text, lines, source, reverses)
    [entry] = post_many([draft], by=by)
    return entry


@transaction.atomic
def post_many(
    drafts: Sequence[EntryDraft], *, by, skip_posted: bool = False
) -> list[Entry]:
    """Post balanced entries, all or none; return them with their numbers.

    The numbers of each journal and year run in the order of ``drafts``. Statements do
    not depend on the number of entries and lines, up to batches of 5,000 rows. The
    same source is posted once, also by two people at the same moment; with
    ``skip_posted`` what was posted before is left out.

    Raises:
        Unbalanced: fewer than two lines, or debit and credit differ.
        InvalidAmount: of ``koprogo.money``; more than two decimals, or not a number.
        UnknownAccount: a code is not in the chart.
        AlreadyPosted: a source was posted before, or stands here twice.
        YearClosed: a fiscal year is closed, perhaps since this very moment.
        DateOutsideYear: a day does not lie in its fiscal year.
    """
    for draft in drafts:
        _check_balance(draft)
    accounts = _accounts({line.account for draft in drafts for line in draft.lines})
    journals = _locked_journals({draft.journal for draft in drafts})
    fresh = _unposted(drafts, skip_posted=skip_posted)
    _check_years({(draft.year, draft.date) for draft in fresh})
    with _in_our_words():
        return _write(fresh, accounts, journals, by=by)


@transaction.atomic
def mirror(
    entry: Entry, *, year: int, date: date, text: str, by, source: str | None = None
) -> Entry:
    """Reverse a posted entry: the same lines, debit and credit exchanged.

    Raises:
        AlreadyReversed: it has its mirror, or is one itself.
        YearClosed, DateOutsideYear: see ``post_many``.
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


def hold_books() -> None:
    """Let nobody post until the commit; whoever is posting comes first."""
    list(Journal.objects.order_by("pk").select_for_update().values_list("pk"))


def _check_balance(draft: EntryDraft) -> None:
    net = sum(to_cents(line.debit) - to_cents(line.credit) for line in draft.lines)
    if len(draft.lines) < 2 or net:
        raise Unbalanced(draft.text)


def _accounts(codes: set[str]) -> dict[str, int]:
    found = dict(Account.objects.filter(code__in=codes).values_list("code", "pk"))
    if missing := codes - found.keys():
        raise UnknownAccount(min(missing))
    return found


def _locked_journals(codes: set[str]) -> dict[str, Journal]:
    """Return the journals by code; nobody else posts in them until the commit."""
    books = Journal.objects.filter(code__in=codes).order_by("pk")
    return {book.code: book for book in books.select_for_update()}


def _unposted(drafts: Sequence[EntryDraft], *, skip_posted: bool) -> list[EntryDraft]:
    """Return the drafts to post, or raise ``AlreadyPosted``."""
    sources = [draft.source for draft in drafts if draft.source is not None]
    if not sources:
        return list(drafts)
    known = set(
        Entry.objects.filter(source__in=sources).values_list("source", flat=True)
    )
    fresh = []
    for draft in drafts:
        if draft.source not in known:
            fresh.append(draft)
        elif not skip_posted:
            raise AlreadyPosted(draft.source)
        if draft.source is not None:
            known.add(draft.source)
    return fresh


def _check_years(asked: Collection[tuple[int, date]]) -> None:
    """Refuse a day outside its fiscal year, and a closed year, before writing."""
    for book in FiscalYear.objects.all():
        for year, day in asked:
            inside = book.since <= day < book.until
            if inside != (year == book.year):
                raise DateOutsideYear(year)
            if inside and book.is_closed:
                raise YearClosed(year)


@contextmanager
def _in_our_words() -> Iterator[None]:
    """Say by a named error what the database refuses when two people race."""
    try:
        yield
    except IntegrityError as error:
        named = _named(error.__cause__.diag)
        if named is None:
            raise
        raise named from error


def _named(diag) -> LedgerError | None:
    match diag.constraint_name:
        case "entry_source":
            return AlreadyPosted(diag.message_detail)
        case "ledger_year_closed":
            return YearClosed(int(diag.message_detail))
    return None


def _write(
    drafts: Sequence[EntryDraft],
    accounts: Mapping[str, int],
    journals: Mapping[str, Journal],
    *,
    by,
) -> list[Entry]:
    entries = Entry.objects.bulk_create(
        (_entry(draft, journals, by) for draft in drafts), batch_size=BATCH
    )
    _write_lines(
        (entry.pk, accounts[line.account], line)
        for entry, draft in zip(entries, drafts, strict=True)
        for line in draft.lines
    )
    _number(entries)
    return entries


def _entry(draft: EntryDraft, journals: Mapping[str, Journal], by) -> Entry:
    return Entry(
        journal=journals[draft.journal],
        year=draft.year,
        date=draft.date,
        text=draft.text,
        source=draft.source,
        reverses=draft.reverses,
        created_by=by,
    )


def _write_lines(lines: Iterable[tuple[int, int, Draft]]) -> None:
    """Insert lines of (entry, account, draft); as rows of Django they cost twice."""
    rows = [
        (entry, account, line.party_id, line.unit_id, line.debit, line.credit)
        for entry, account, line in lines
    ]
    with connection.cursor() as cursor:
        for start in range(0, len(rows), BATCH):
            columns = [*zip(*rows[start : start + BATCH], strict=True)]
            cursor.execute(
                INSERT_LINES, [current_tenant_id(), *(list(one) for one in columns)]
            )


def _number(entries: Sequence[Entry]) -> None:
    """Post what is written, one after the other: the database gives the numbers."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM ledger_post(%s)", [[entry.pk for entry in entries]]
        )
        given = cursor.fetchall()
    for entry, (number, moment) in zip(entries, given, strict=True):
        entry.number, entry.posted_at = number, moment
