"""Money that came back: booked once, taken back by a mirror, and the last one closes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from koprogo.audit.services import record
from koprogo.ledger import services as ledger
from koprogo.ledger.errors import YearClosed
from koprogo.ledger.models import Entry, Journal
from koprogo.ledger.services import EntryDraft
from solidarity import chart, repaying
from solidarity.errors.loans import (
    BooksClosed,
    NothingComesBack,
    NothingToGiveBack,
    ReceivedInTheFuture,
    RepaymentRecorded,
    RepaymentReversed,
)
from solidarity.instalments import NOTHING
from solidarity.models import Aid, DisputeEnd, Plan, PlanChange, Repayment
from solidarity.queries.loans import Standing, standings
from solidarity.services.replanning import change_plan, close, held, reopen

__all__ = [
    "Incoming",
    "give_back",
    "record_repayment",
    "reverse_repayment",
    "take_in",
]

OPEN = (Aid.State.RUNNING, Aid.State.WRITTEN_OFF)


@dataclass(frozen=True, slots=True)
class Incoming:
    """Money for a loan whose row is held; ``uuid``: of the repayment that it becomes."""

    aid: Aid
    amount: Decimal
    received_on: date
    way: str
    uuid: UUID


@transaction.atomic
def record_repayment(
    aid: Aid,
    *,
    uuid: UUID,
    amount: Decimal,
    received_on: date,
    by,
) -> Repayment:
    """Book money that came back; what was left of the loan decides what it pays.

    ``uuid`` is drawn when the form is shown: sent twice, it books once.

    Raises:
        RepaymentRecorded: this ``uuid`` was noted before.
        ReceivedInTheFuture: of the day.
        NothingComesBack: the loan is closed, or was never one.
        BooksClosed: the year of the day is.
    """
    aid = held(aid)
    if Repayment.objects.filter(uuid=uuid).exists():
        raise RepaymentRecorded(uuid)
    if received_on > timezone.localdate():
        raise ReceivedInTheFuture(received_on)
    if aid.state not in OPEN:
        raise NothingComesBack(aid)
    incoming = Incoming(aid, amount, received_on, _way(aid), uuid)
    [repayment] = take_in([incoming], by=by)
    record("repayment.recorded", target=repayment, by=by, amount=str(amount))
    return repayment


def _way(aid: Aid) -> str:
    """Return how money comes that nobody collected: of a grant, won or claimed back."""
    if aid.comes_back:
        return Repayment.Way.TRANSFER
    won = DisputeEnd.objects.filter(aid=aid, months__isnull=False).exists()
    return Repayment.Way.WON if won else Repayment.Way.CLAIM


def take_in(incoming: Sequence[Incoming], *, by) -> list[Repayment]:
    """Book money for loans that the caller holds, each once; those paid are closed.

    Statements do not depend on how many, but for what is paid early.

    Raises:
        NothingComesBack, BooksClosed: as ``record_repayment``.
    """
    found = standings([one.aid for one in incoming])
    rows: list[Repayment] = []
    shares = {}
    for one in incoming:
        standing = found.get(one.aid.pk)
        if standing is None:
            raise NothingComesBack(one.aid)
        shares[one.aid.pk] = share = _share(standing, one)
        rows.append(
            Repayment(
                uuid=one.uuid,
                aid=one.aid,
                plan=standing.plan,
                amount=one.amount,
                capital=share.capital,
                interest=share.interest,
                surplus=share.surplus,
                received_on=one.received_on,
                way=one.way,
                recorded_by=by,
            )
        )
    for row, entry in zip(
        rows, _posted([_draft(row) for row in rows], by), strict=True
    ):
        row.entry = entry
    Repayment.objects.bulk_create(rows)
    for row in rows:
        if shares[row.aid_id].early and row.aid.state == Aid.State.RUNNING:
            _early(found[row.aid_id], shares[row.aid_id], row.received_on, by)
    _close_paid(rows, found)
    return rows


def _share(standing: Standing, one: Incoming) -> repaying.Share:
    if one.aid.state == Aid.State.WRITTEN_OFF:
        capital = min(one.amount, standing.remaining)
        return repaying.Share(capital, NOTHING, NOTHING, one.amount - capital)
    return repaying.divide(standing.left, one.amount, on=one.received_on)


def _draft(row: Repayment) -> EntryDraft:
    aid = row.aid
    back = (
        chart.LOST
        if aid.state == Aid.State.WRITTEN_OFF
        else chart.BACK.get(aid.kind, chart.PAID[aid.kind])
    )
    parts = [
        (back, row.capital),
        (chart.INTEREST, row.interest),
        (chart.TO_RETURN, row.surplus),
    ]
    return EntryDraft(
        journal=Journal.Code.BANK,
        year=row.received_on.year,
        date=row.received_on,
        text=aid.code,
        lines=[
            ledger.debit(chart.BANK, row.amount),
            *(ledger.credit(code, amount) for code, amount in parts if amount),
        ],
        source=f"repayment:{row.uuid}",
    )


def _posted(drafts: Sequence[EntryDraft], by) -> list[Entry]:
    try:
        return ledger.post_many(drafts, by=by)
    except YearClosed as error:
        raise BooksClosed from error


def _early(standing: Standing, share: repaying.Share, on: date, by) -> None:
    """Make the plan of what is left after an early payment, and answer who said so."""
    aid = standing.aid
    rest = repaying.after_early(standing.left, share, on=on, annual_percent=aid.percent)
    plan = change_plan(aid, rest, reason=Plan.Reason.EARLY, by=by) if rest else None
    waiting = aid.changes.filter(answer="", kind=PlanChange.Kind.EARLY)
    waiting.update(answer=PlanChange.Answer.YES, decided_at=timezone.now(), plan=plan)


def _close_paid(rows: Sequence[Repayment], found: dict[int, Standing]) -> None:
    paid = [
        row.aid
        for row in rows
        if row.capital == found[row.aid_id].remaining
        and row.aid.state == Aid.State.RUNNING
    ]
    if paid:
        close(paid, state=Aid.State.CLOSED)
        PlanChange.objects.filter(aid__in=paid, answer="").update(
            answer=PlanChange.Answer.WITHDRAWN, decided_at=timezone.now()
        )


# Mistakes, and what was too much


@transaction.atomic
def reverse_repayment(repayment: Repayment, *, by) -> Repayment:
    """Take back what was noted wrongly, or what the bank took back, by a mirror.

    What it had paid is owed again, and a loan that it closed goes on. Where plans
    changed since, a new one holds what is left over the same months.

    Raises:
        RepaymentReversed: it has its mirror, or its surplus was given back.
        BooksClosed: this year is.
    """
    aid = held(repayment.aid)
    found = Repayment.objects.select_for_update().get(pk=repayment.pk)
    if found.mirror_id is not None or found.given_back_id is not None:
        raise RepaymentReversed(found)
    today = timezone.localdate()
    try:
        found.mirror = ledger.mirror(
            Entry.objects.get(pk=found.entry_id),
            year=today.year,
            date=today,
            text=aid.code,
            by=by,
            source=f"repayment-back:{found.uuid}",
        )
    except YearClosed as error:
        raise BooksClosed from error
    found.save(update_fields=["mirror"])
    _owe_again(aid, found, today, by)
    record("repayment.reversed", target=found, by=by, amount=str(found.amount))
    return found


def _owe_again(aid: Aid, repayment: Repayment, today: date, by) -> None:
    if aid.state == Aid.State.WRITTEN_OFF or not repayment.capital + repayment.interest:
        return
    latest = aid.plans.last()
    later = latest.repayments.filter(mirror=None, pk__gt=repayment.pk).exists()
    is_latest = repayment.plan_id == latest.pk
    if is_latest and not later and aid.state == Aid.State.RUNNING:
        return
    standing = standings([aid])[aid.pk]
    capital = standing.remaining + (NOTHING if is_latest else repayment.capital)
    if aid.state == Aid.State.CLOSED:
        reopen(aid)
    if capital:
        months = sum(1 for line in standing.lines.values() if line.due > today)
        plan = repaying.anew(
            capital,
            annual_percent=aid.percent,
            months=max(months, 1),
            first_due=repaying.next_due(standing.left, today),
        )
        change_plan(aid, plan, reason=Plan.Reason.RESCHEDULED, by=by)


@transaction.atomic
def give_back(repayment: Repayment, *, on: date, by) -> Repayment:
    """Note that what came in too much was paid back.

    Raises:
        NothingToGiveBack: there is nothing, or it was done.
        ReceivedInTheFuture: of the day, or it lies before the money came.
        BooksClosed: the year of the day is.
    """
    aid = held(repayment.aid)
    found = Repayment.objects.select_for_update().get(pk=repayment.pk)
    if not found.surplus or found.given_back_id or found.mirror_id:
        raise NothingToGiveBack(found)
    if not found.received_on <= on <= timezone.localdate():
        raise ReceivedInTheFuture(on)
    draft = EntryDraft(
        journal=Journal.Code.BANK,
        year=on.year,
        date=on,
        text=aid.code,
        lines=[
            ledger.debit(chart.TO_RETURN, found.surplus),
            ledger.credit(chart.BANK, found.surplus),
        ],
        source=f"repayment-surplus:{found.uuid}",
    )
    [found.given_back] = _posted([draft], by)
    found.save(update_fields=["given_back"])
    record("repayment.given_back", target=found, by=by, amount=str(found.surplus))
    return found
