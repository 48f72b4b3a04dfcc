"""Costs and other income of the ASBL: entered by one, approved by another, then booked."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from koprogo.audit.services import record
from koprogo.documents import services as documents
from koprogo.documents.intake import Intake
from koprogo.documents.models import File
from koprogo.ledger import services as ledger
from koprogo.ledger.models import Entry, Journal
from koprogo.ledger.services import EntryDraft
from transparency.errors import (
    NotApproved,
    NotYet,
    ReasonMissing,
    SamePerson,
    TooManyMonths,
    VoucherChanged,
    VoucherDecided,
    VoucherEntered,
    VoucherNotPaid,
    VoucherPaid,
)
from transparency.models import Voucher, VoucherEntry
from transparency.months import add_months, first_of_month, last_of_month
from transparency.queries.vouchers import (
    MOST_MONTHS,
    Plan,
    fingerprint,
    paid_lines,
    plan_of,
)
from transparency.services.books import (
    hold_open_books,
    mirror_drafts,
    open_day,
    refuse_shut,
)
from transparency.services.publishing import soon

__all__ = [
    "approve_voucher",
    "correct_voucher",
    "enter_voucher",
    "pay_voucher",
    "reject_voucher",
    "reverse_voucher",
    "unpay_voucher",
    "withdraw_voucher",
]

State = Voucher.State


@transaction.atomic
def enter_voucher(
    *,
    uuid: UUID,
    kind: str,
    supplier: str,
    description: str,
    amount: Decimal,
    dated: date,
    since: date,
    until: date,
    recurring: str,
    paper: Intake,
    by,
) -> Voucher:
    """Enter a cost or an income of the whole months [since, until), with its paper.

    ``uuid`` is drawn when the form is shown: sent twice, it enters once.

    Raises:
        NotYet: ``dated`` has not come.
        TooManyMonths: it covers no month, or more than 60.
        VoucherEntered: this ``uuid`` is there.
    """
    hold_open_books()
    if Voucher.objects.filter(uuid=uuid).exists():
        raise VoucherEntered(uuid)
    _check(dated, since, until)
    voucher = Voucher.objects.create(
        uuid=uuid,
        kind=kind,
        supplier=supplier,
        description=description,
        amount=amount,
        dated=dated,
        since=since,
        until=until,
        recurring=recurring,
        paper=_kept(paper, by),
        entered_by=by,
    )
    record("voucher.entered", target=voucher, by=by, amount=str(amount))
    return voucher


@transaction.atomic
def correct_voucher(voucher: Voucher, *, by, paper: Intake | None = None, **fields):
    """Correct what nobody has decided yet; who corrects it has entered it.

    ``fields``: those of ``enter_voucher``. Without ``paper`` the old one stays.

    Raises:
        VoucherDecided: somebody approved or rejected it, or it was withdrawn.
        NotYet, TooManyMonths: see ``enter_voucher``.
    """
    voucher = _undecided(voucher)
    _check(fields["dated"], fields["since"], fields["until"])
    for name, value in fields.items():
        setattr(voucher, name, value)
    replaced = None
    if paper is not None:
        replaced, voucher.paper = voucher.paper_id, _kept(paper, by)
    voucher.entered_by, voucher.entered_at = by, timezone.now()
    voucher.save()
    if replaced:
        documents.erase([replaced])
    record("voucher.corrected", target=voucher, by=by, amount=str(voucher.amount))
    return voucher


@transaction.atomic
def withdraw_voucher(voucher: Voucher, *, by) -> None:
    """Take back what nobody has decided yet, with its paper.

    Raises:
        VoucherDecided: see ``correct_voucher``.
    """
    voucher = _undecided(voucher)
    record(
        "voucher.withdrawn",
        target=voucher,
        by=by,
        supplier=voucher.supplier,
        amount=str(voucher.amount),
    )
    paper = voucher.paper_id
    voucher.delete()
    documents.erase([paper])


@transaction.atomic
def approve_voucher(voucher: Voucher, *, seen: str, by) -> Voucher:
    """Approve what somebody else entered, and book it with every month that bears it.

    ``seen``: the fingerprint of what was looked at. A month whose quarter is closed
    bears nothing any more: the first open month does.

    Raises:
        SamePerson: ``by`` entered it.
        VoucherDecided: perhaps since this very moment.
        VoucherChanged: it was corrected, or a quarter closed, meanwhile.
    """
    first_open = hold_open_books()
    voucher = _undecided(voucher)
    _refuse_same(voucher, by)
    plan = plan_of(voucher, first_open=first_open)
    if fingerprint(voucher, plan) != seen:
        raise VoucherChanged(voucher)
    _decide(voucher, State.APPROVED, by=by)
    entries = ledger.post_many(_drafts(voucher, plan), by=by)
    _note(voucher, zip(entries, (one.month for one in plan.entries), strict=True))
    record("voucher.approved", target=voucher, by=by, amount=str(voucher.amount))
    soon()
    return voucher


@transaction.atomic
def reject_voucher(voucher: Voucher, *, reason: str, by) -> Voucher:
    """Refuse what somebody else entered; nothing is booked.

    Raises:
        ReasonMissing: nothing was said.
        SamePerson, VoucherDecided: see ``approve_voucher``.
    """
    hold_open_books()
    said = _reason(reason)
    voucher = _undecided(voucher)
    _refuse_same(voucher, by)
    voucher.reason = said
    _decide(voucher, State.REJECTED, by=by)
    record("voucher.rejected", target=voucher, by=by, reason=said)
    return voucher


@transaction.atomic
def pay_voucher(voucher: Voucher, *, on: date, by) -> Voucher:
    """Note that the bank paid it, or received it.

    Raises:
        NotApproved: it does not stand in the books.
        VoucherPaid: its payment is noted.
        NotYet, QuarterClosed: of the day.
    """
    first_open = hold_open_books()
    voucher = _standing(voucher)
    if voucher.paid_on is not None:
        raise VoucherPaid(voucher)
    refuse_shut(on, first_open)
    entry = ledger.post(
        journal=Journal.Code.BANK,
        year=on.year,
        date=on,
        text=_text(voucher),
        lines=paid_lines(voucher),
        source=f"voucher-paid:{voucher.uuid}:{voucher.entries.count()}",
        by=by,
    )
    _note(voucher, [(entry, None)])
    voucher.paid_on = on
    voucher.save(update_fields=["paid_on"])
    record("voucher.paid", target=voucher, by=by, day=str(on))
    soon()
    return voucher


@transaction.atomic
def unpay_voucher(voucher: Voucher, *, by) -> Voucher:
    """Take back the payment that was noted, by the mirror of its entry.

    Raises:
        NotApproved: it does not stand in the books.
        VoucherNotPaid: no payment is noted.
    """
    first_open = hold_open_books()
    voucher = _standing(voucher)
    if voucher.paid_on is None:
        raise VoucherNotPaid(voucher)
    [paid] = _open_entries(voucher)[-1:]
    [mirror] = ledger.post_many(
        mirror_drafts([paid], day_of=lambda entry: open_day(entry.date, first_open)),
        by=by,
    )
    _note(voucher, [(mirror, None)])
    voucher.paid_on = None
    voucher.save(update_fields=["paid_on"])
    record("voucher.unpaid", target=voucher, by=by)
    soon()
    return voucher


@transaction.atomic
def reverse_voucher(voucher: Voucher, *, reason: str, by) -> Voucher:
    """Take an approved voucher out of the books: a mirror of each of its entries.

    Each stands on the day of what it undoes; of a closed quarter, in the first open
    month.

    Raises:
        ReasonMissing: nothing was said.
        NotApproved: it does not stand in the books, perhaps since this very moment.
        VoucherPaid: take its payment back first.
    """
    first_open = hold_open_books()
    said = _reason(reason)
    voucher = _standing(voucher)
    if voucher.paid_on is not None:
        raise VoucherPaid(voucher)
    undone = _open_entries(voucher)
    months = {one.pk: _mirror_month(one, first_open) for one in undone}
    mirrors = ledger.post_many(
        mirror_drafts(undone, day_of=lambda entry: _mirror_day(entry, first_open)),
        by=by,
    )
    _note(voucher, ((mirror, months[mirror.reverses_id]) for mirror in mirrors))
    voucher.state, voucher.reason = State.REVERSED, said
    voucher.save(update_fields=["state", "reason"])
    record("voucher.reversed", target=voucher, by=by, reason=said)
    soon()
    return voucher


def _check(dated: date, since: date, until: date) -> None:
    if dated > timezone.localdate():
        raise NotYet(dated)
    if not since < until <= add_months(since, MOST_MONTHS):
        raise TooManyMonths(since, until)


def _kept(paper: Intake, by) -> File:
    return documents.store(
        paper.data, name=paper.name, content_type=paper.content_type, by=by
    )


def _reason(text: str) -> str:
    said = " ".join(text.split())
    if not said:
        raise ReasonMissing
    return said


def _locked(voucher: Voucher) -> Voucher | None:
    return Voucher.objects.select_for_update().filter(pk=voucher.pk).first()


def _undecided(voucher: Voucher) -> Voucher:
    """Return the row, locked: somebody may have decided since it was read."""
    found = _locked(voucher)
    if found is None or found.state != State.ENTERED:
        raise VoucherDecided(voucher)
    return found


def _standing(voucher: Voucher) -> Voucher:
    found = _locked(voucher)
    if found is None or found.state != State.APPROVED:
        raise NotApproved(voucher)
    return found


def _refuse_same(voucher: Voucher, by) -> None:
    if by is not None and voucher.entered_by_id == by.pk:
        raise SamePerson(voucher)


def _decide(voucher: Voucher, state: str, *, by) -> None:
    voucher.state, voucher.decided_by = state, by
    voucher.decided_at = timezone.now()
    voucher.save(update_fields=["state", "reason", "decided_by", "decided_at"])


def _text(voucher: Voucher) -> str:
    return f"{voucher.supplier} – {voucher.description}"[:200]


def _drafts(voucher: Voucher, plan: Plan) -> list[EntryDraft]:
    """Return the entries of a plan; the voucher itself stands among the purchases."""
    own = Journal.Code.MISC if voucher.is_income else Journal.Code.PURCHASES
    return [
        EntryDraft(
            journal=own if place == 0 else Journal.Code.MISC,
            year=one.day.year,
            date=one.day,
            text=_text(voucher),
            lines=one.lines,
            source=f"voucher:{voucher.uuid}:{place}",
        )
        for place, one in enumerate(plan.entries)
    ]


def _note(voucher: Voucher, entries: Iterable[tuple[Entry, date | None]]) -> None:
    VoucherEntry.objects.bulk_create(
        VoucherEntry(voucher=voucher, entry=entry, month=month)
        for entry, month in entries
    )


def _open_entries(voucher: Voucher) -> list[Entry]:
    """Return its entries that no mirror undoes and that are none, in their order."""
    standing = Entry.objects.filter(
        voucher_entry__voucher=voucher, reverses=None, mirror=None
    )
    return list(
        standing.select_related("journal", "voucher_entry")
        .prefetch_related("lines__account")
        .order_by("pk")
    )


def _is_shut(entry: Entry, first_open: date | None) -> bool:
    return bool(first_open and entry.date < first_open)


def _mirror_day(entry: Entry, first_open: date | None) -> date:
    if not _is_shut(entry, first_open):
        return entry.date
    if entry.voucher_entry.month is None:
        return first_open
    return last_of_month(first_open)


def _mirror_month(entry: Entry, first_open: date | None) -> date | None:
    month = entry.voucher_entry.month
    return month and (
        first_of_month(first_open) if _is_shut(entry, first_open) else month
    )
