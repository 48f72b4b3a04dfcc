"""Calls for funds: draft → issued → perhaps cancelled by a mirror."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from buildings.mailings import letter_event
from buildings.models import AllocationKey, Building, Holding
from buildings.queries import completeness
from buildings.services import freeze_versions
from finance import chart
from finance.division import HolderPart
from finance.errors import (
    AlreadyCancelled,
    AlreadyIssued,
    BuildingIncomplete,
    DraftGone,
    DueInThePast,
    IssuedInTheFuture,
    NothingToCall,
    NotIssued,
)
from finance.errors.books import WorksEnded
from finance.models import (
    AccountCharge,
    Call,
    CallDocument,
    CallItem,
    CallLine,
    Works,
)
from finance.queries import balances, division_of
from finance.queries.years import year_of
from finance.services.alignment import align_reserve
from finance.services.books import mirror_day
from finance.services.opening import refuse_before_opening
from finance.services.shut import period_open
from koprogo.audit.services import record
from koprogo.ledger import services as ledger
from koprogo.ledger.errors import AlreadyReversed
from koprogo.ledger.models import Journal
from koprogo.notifications import services as notifications

BATCH = 5_000
Purpose = CallItem.Purpose

# purpose → (account of the owner, account that is credited): finance.md §2
POSTINGS = {
    Purpose.PROVISION: (chart.OWNERS_WORKING, chart.PROVISIONS_CALLED),
    Purpose.RESERVE: (chart.OWNERS_RESERVE, chart.RESERVE_CALLED),
    Purpose.WORKS: (chart.OWNERS_WORKING, chart.WORKS_CALLED),
    Purpose.WORKING_FUND: (chart.OWNERS_WORKING, chart.WORKING_FUND),
}


@dataclass(frozen=True, slots=True)
class Item:
    """An item to be: what for, EUR, and the key that divides it.

    ``works``: for which works with calls of their own, if it is for any.
    """

    label: str
    purpose: str
    amount: Decimal
    key: AllocationKey
    works: Works | None = None


@transaction.atomic
def draft_call(*, title: str, due_on: date, items: Sequence[Item], by) -> Call:
    """Prepare a call. Nothing is owed before it is issued.

    Raises:
        NothingToCall: no items.
    """
    call = Call.objects.create(title=title, due_on=due_on, created_by=by)
    _write_items(call, items)
    record("call.drafted", target=call, by=by, title=title)
    return call


@transaction.atomic
def redraft_call(
    call: Call, *, title: str, due_on: date, items: Sequence[Item], by
) -> Call:
    """Change a draft.

    Raises:
        AlreadyIssued: it is a draft no more.
        NothingToCall: no items.
    """
    call = _locked_draft(call)
    call.title, call.due_on = title, due_on
    call.save(update_fields=["title", "due_on"])
    call.items.all().delete()
    _write_items(call, items)
    record("call.redrafted", target=call, by=by, title=title)
    return call


@transaction.atomic
def discard_draft(call: Call, *, by) -> None:
    """Delete a draft; an issued call stays for ever.

    Raises:
        AlreadyIssued: it is a draft no more.
    """
    call = _locked_draft(call)
    record("call.discarded", target=call, by=by, title=call.title)
    call.items.all().delete()
    call.delete()


@transaction.atomic
def issue_call(call: Call, *, by, on: date | None = None) -> Call:
    """Divide the call over the holders of today, post it and freeze it.

    ``on`` takes over a call that was sent out on an earlier day: the holders, the
    keys and the books are those of that day. The number of statements does not
    depend on the number of lots, up to batches of 5,000 rows.

    Raises:
        AlreadyIssued: somebody issued it before, perhaps at this very moment.
        BuildingIncomplete: the lots do not add up to the deed, or have no holder.
        DueInThePast: the due date lies before the day of issue.
        WorksEnded: an item is for works that have ended.
        IssuedInTheFuture: ``on`` has not come yet.
        BeforeOpening: the opening balances hold what was called until then.
        KeyNotInForce, LotWithoutHolder: see ``queries.division_of``.
        PeriodShut, YearClosed: the day takes no provisions, or nothing, any more.
    """
    call = _locked_draft(call)
    day = on or timezone.localdate()
    building = Building.objects.get()
    if day > timezone.localdate():
        raise IssuedInTheFuture(call)
    refuse_before_opening(day)
    if call.due_on < day:
        raise DueInThePast(call)
    if not completeness(building, on=day).is_complete:
        raise BuildingIncomplete(building)
    items = list(call.items.select_related("key", "works"))
    _refuse_ended(items)
    holders = division_of(items, on=day)
    CallItem.objects.bulk_update(items, ["version"])
    freeze_versions([item.version_id for item in items])
    _write_documents(call, holders)
    year = year_of(day)
    waiting = _holders_that_may_shift(call, holders)
    with period_open():
        call.entry = ledger.post(
            journal=Journal.Code.CALLS,
            year=year,
            date=day,
            text=call.title,
            lines=_postings(items, holders),
            by=by,
            source=f"call:{call.uuid}",
        )
    call.date, call.issued_at = day, timezone.now()
    call.save(update_fields=["entry", "date", "issued_at"])
    align_reserve(waiting, year=year, date=day, text=call.title, by=by)
    record("call.issued", target=call, by=by, entry=str(call.entry))
    return call


@transaction.atomic
def cancel_call(call: Call, *, by, on: date | None = None) -> Call:
    """Cancel an issued call by the mirror of its entry; payments become credits.

    Letters that are not on their way yet stay here. ``on`` takes over what was
    cancelled on an earlier day.

    Raises:
        NotIssued: a draft is discarded, not cancelled.
        AlreadyCancelled: it has its mirror.
        MirroredOnWrongDay: ``on`` has not come yet, or lies before the call.
        PeriodShut, YearClosed: that day takes no provisions, or nothing, any more.
    """
    call = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if not call.is_issued:
        raise NotIssued(call)
    day = mirror_day(call.entry, on=on)
    year = year_of(day)
    try:
        with period_open():
            ledger.mirror(call.entry, year=year, date=day, text=call.title, by=by)
    except AlreadyReversed:
        raise AlreadyCancelled(call) from None
    asked = call.documents.values_list("holding_id", flat=True)
    align_reserve(list(asked), year=year, date=day, text=call.title, by=by)
    notifications.withdraw(event=letter_event(call))
    record("call.cancelled", target=call, by=by)
    return Call.objects.select_related("entry__mirror").get(pk=call.pk)


def _locked_draft(call: Call) -> Call:
    found = Call.objects.select_for_update().filter(pk=call.pk).first()
    if found is None:
        raise DraftGone(call)
    if found.is_issued:
        raise AlreadyIssued(found)
    return found


def _write_items(call: Call, items: Sequence[Item]) -> None:
    if not items:
        raise NothingToCall(call)
    CallItem.objects.bulk_create(
        CallItem(
            call=call,
            position=position,
            label=i.label,
            purpose=i.purpose,
            amount=i.amount,
            key=i.key,
            works=i.works,
        )
        for position, i in enumerate(items, start=1)
    )


def _refuse_ended(items: Sequence[CallItem]) -> None:
    """Hold the works of the items, so that nobody ends them before the commit."""
    named = Works.objects.filter(pk__in=[i.works_id for i in items if i.works_id])
    for works in named.order_by("pk").select_for_update(no_key=True):
        if works.ended_on is not None:
            raise WorksEnded(works)


def _write_documents(call: Call, holders: Sequence[HolderPart]) -> None:
    documents = CallDocument.objects.bulk_create(
        (
            CallDocument(
                call=call,
                holding_id=holder.holding_id,
                working=holder.working,
                reserve=holder.reserve,
            )
            for holder in holders
        ),
        batch_size=BATCH,
    )
    CallLine.objects.bulk_create(
        (
            CallLine(document=document, **asdict(part))
            for document, holder in zip(documents, holders, strict=True)
            for part in holder.lots
        ),
        batch_size=BATCH,
    )


def _holders_that_may_shift(call: Call, holders: Sequence[HolderPart]) -> list[int]:
    """Return the holdings whose settlement this call may shift.

    Those with a credit; and all, when something else is due after this call: the
    oldest due is paid first, whenever it was asked for, and by whatever.
    """
    keys = [holder.holding_id for holder in holders]
    later = (Call.objects.standing(), AccountCharge.objects.standing())
    if any(rows.filter(due_on__gt=call.due_on).exists() for rows in later):
        return keys
    owed = balances(Holding.objects.filter(pk__in=keys))
    return [key for key in keys if owed[key] < 0]


def _postings(
    items: Sequence[CallItem], holders: Sequence[HolderPart]
) -> list[ledger.Draft]:
    """One debit for each holder, lot and account; one credit for each purpose."""
    purposes = {item.pk: item.purpose for item in items}
    parties = dict(
        CallDocument.objects.filter(call=items[0].call_id).values_list(
            "holding_id", "holding__party_id"
        )
    )
    owed: dict[tuple[int, int, str], Decimal] = defaultdict(Decimal)
    for holder in holders:
        for part in holder.lots:
            account, _credited = POSTINGS[purposes[part.item_id]]
            owed[parties[holder.holding_id], part.lot_id, account] += part.amount
    called: dict[str, Decimal] = defaultdict(Decimal)
    for item in items:
        called[POSTINGS[item.purpose][1]] += item.amount
    return [
        ledger.debit(account, amount, party_id=party_id, unit_id=lot_id)
        for (party_id, lot_id, account), amount in owed.items()
        if amount
    ] + [ledger.credit(account, amount) for account, amount in called.items()]
