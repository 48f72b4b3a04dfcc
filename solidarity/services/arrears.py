"""Loans that are late: somebody speaks with the person; the rest is decided by people."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from koprogo.audit.services import record
from koprogo.ledger import services as ledger
from koprogo.ledger.errors import YearClosed
from koprogo.ledger.models import Entry, Journal
from koprogo.ledger.queries import account_balances
from koprogo.notifications.services import queue
from solidarity import chart, repaying
from solidarity import notices_loans as notices
from solidarity.errors.loans import (
    AnotherMember,
    BooksClosed,
    NothingComesBack,
    NotLate,
    NotSoNow,
    Proposed,
    ReceivedInTheFuture,
    TooEarlyToWriteOff,
)
from solidarity.models import Aid, Contact, Opening, PlanChange, WriteOff
from solidarity.queries.arrears import running_loans, words_of
from solidarity.queries.loans import Standing
from solidarity.services.replanning import close, held, owed, refuse_concerned
from solidarity.vault import open_vault

__all__ = [
    "Said",
    "decide_write_off",
    "open_words",
    "propose_write_off",
    "record_contact",
    "tell_late",
]


@dataclass(frozen=True, slots=True, repr=False)
class Said:
    """Words that were sealed, opened for a member of the committee."""

    title: str
    at: datetime
    words: str


@transaction.atomic
def record_contact(aid: Aid, *, day: date, words: str, by) -> Contact:
    """Note that somebody spoke with a person who is late, and what was agreed (sealed).

    Raises:
        Concerned: the member takes no part in this request.
        NotLate: nothing is late.
        ReceivedInTheFuture: of the day.
        NothingComesBack: the loan is closed.
    """
    aid = held(aid)
    refuse_concerned(aid.request, by)
    today = timezone.localdate()
    if owed(aid).late_since(today) is None:
        raise NotLate(aid)
    if day > today:
        raise ReceivedInTheFuture(day)
    contact = Contact(aid=aid, day=day, recorded_by=by)
    contact.words = open_vault(aid.request).seal(
        words, place=f"solidarity_contact.words.{contact.uuid}"
    )
    contact.save()
    record("loan.contacted", target=aid, by=by)
    return contact


@transaction.atomic
def tell_late(*, on: date) -> int:
    """Tell the committee once of each instalment that passed its day; return how many.

    The person gets no letter for it: somebody speaks with him.
    """
    rows = running_loans(on=on, only_late=True)
    events = [f"late:{row.aid.uuid}:{row.since}" for row in rows]
    queue(list(notices.news_for_committee(*events)), by=None)
    return len(rows)


@transaction.atomic
def propose_write_off(aid: Aid, *, reasons: str, by) -> WriteOff:
    """Propose that a loan does not come back, late for 90 days and spoken of twice.

    Raises:
        Concerned: the member takes no part in this request.
        TooEarlyToWriteOff: of the days, or of the talks.
        Proposed: it waits for another member already.
        NothingComesBack: the loan is closed, or is a grant.
    """
    aid = held(aid)
    refuse_concerned(aid.request, by)
    _check(aid)
    if aid.write_offs.exclude(is_confirmed=False).exists():
        raise Proposed(aid)
    row = WriteOff(aid=aid, proposed_by=by)
    row.reasons = open_vault(aid.request).seal(
        reasons, place=f"solidarity_writeoff.reasons.{row.uuid}"
    )
    row.save()
    queue(list(notices.news_for_committee(f"write-off:{row.uuid}")), by=by)
    record("write_off.proposed", target=aid, by=by)
    return row


@transaction.atomic
def decide_write_off(write_off: WriteOff, *, is_confirmed: bool, by) -> WriteOff:
    """Confirm or refuse what another member proposed; the person owes it as before.

    The provision pays first, the rest is a loss of the fund. Money that comes later is
    taken in all the same.

    Raises:
        Concerned: the member takes no part in this request.
        NotSoNow: it was decided.
        AnotherMember: the same member proposed it.
        TooEarlyToWriteOff, NothingComesBack: the loan changed since.
        BooksClosed: this year is.
    """
    aid = held(write_off.aid)
    refuse_concerned(aid.request, by)
    found = WriteOff.objects.get(pk=write_off.pk)
    if found.is_confirmed is not None:
        raise NotSoNow(found)
    if is_confirmed:
        if found.proposed_by_id == by.pk:
            raise AnotherMember(found)
        found.amount = _check(aid).remaining
        found.entry = _booked(aid, found, by)
    found.is_confirmed, found.decided_by = is_confirmed, by
    found.decided_at = timezone.now()
    found.save()
    if is_confirmed:
        close([aid], state=Aid.State.WRITTEN_OFF)
        aid.changes.filter(answer="").update(
            answer=PlanChange.Answer.WITHDRAWN, decided_at=timezone.now()
        )
        queue([notices.news(aid, f"write-off:{found.uuid}:done")], by=by)
    record(
        "write_off.confirmed" if is_confirmed else "write_off.refused",
        target=aid,
        by=by,
    )
    return found


def _check(aid: Aid) -> Standing:
    if not aid.comes_back:
        raise NothingComesBack(aid)
    standing, today = owed(aid), timezone.localdate()
    since = standing.late_since(today)
    spoken = aid.contacts.filter(day__gte=since).count() if since else 0
    if not repaying.can_be_written_off(standing.left, contacts=spoken, on=today):
        raise TooEarlyToWriteOff(aid)
    return standing


def _booked(aid: Aid, write_off: WriteOff, by) -> Entry:
    today, amount = timezone.localdate(), write_off.amount
    ledger.hold_books()
    set_aside = -account_balances(chart.PROVISION)[chart.PROVISION]
    provided = min(max(set_aside, Decimal(0)), amount)
    parts = [(chart.PROVISION, provided), (chart.LOST, amount - provided)]
    try:
        return ledger.post(
            journal=Journal.Code.MISC,
            year=today.year,
            date=today,
            text=aid.code,
            lines=[
                *(ledger.debit(code, part) for code, part in parts if part),
                ledger.credit(chart.PAID[aid.kind], amount),
            ],
            by=by,
            source=f"write-off:{write_off.uuid}",
        )
    except YearClosed as error:
        raise BooksClosed from error


@transaction.atomic
def open_words(aid: Aid, *, by) -> list[Said]:
    """Return what was said about a loan, the latest first; the person reads who opened it.

    Raises:
        Concerned: the member takes no part in this request.
    """
    refuse_concerned(aid.request, by)
    Opening.objects.create(request=aid.request, user=by, what=Opening.What.FILE)
    vault = open_vault(aid.request)
    return sorted(
        (
            Said(title, when, vault.open(token, place=place))
            for title, when, token, place in words_of(aid)
            if token
        ),
        key=lambda said: said.at,
        reverse=True,
    )
