"""Allocations of the surplus: prepared by the board, adopted by the members, once."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from koprogo.audit.services import record
from koprogo.ledger.services import credit, debit, post
from koprogo.slots import DecisionRef
from transparency.budgeting import NotWhole, divide_surplus
from transparency.chart import CARRIED_FORWARD, RESERVE
from transparency.errors import (
    AdoptedAlready,
    AllocationStays,
    OneFundLine,
    PartsNotWhole,
)
from transparency.models import Allocation, AllocationLine, Idea
from transparency.queries.allocations import AllocationDraft, parts_of
from transparency.services.endowments import endow
from transparency.services.publishing import soon
from transparency.services.tariffs import lock_members

__all__ = [
    "adopt_allocation",
    "change_allocation",
    "discard_allocation",
    "prepare_allocation",
]

Purpose = AllocationLine.Purpose


@transaction.atomic
def prepare_allocation(draft: AllocationDraft, *, by) -> Allocation:
    """Write a proposal for the members.

    Raises:
        PartsNotWhole: its lines are not 100 % together.
        OneFundLine: it has two lines for the solidarity fund.
        NothingToDivide: of ``transparency.budgeting``; its amount is not above 0.
    """
    _check(draft)
    allocation = _write(Allocation(created_by=by), draft)
    record("allocation.prepared", target=allocation, by=by, amount=str(draft.amount))
    return allocation


@transaction.atomic
def change_allocation(
    allocation: Allocation, draft: AllocationDraft, *, by
) -> Allocation:
    """Write a proposal anew, with all its lines.

    Raises:
        AllocationStays: the members adopted it.
        PartsNotWhole, OneFundLine, NothingToDivide: as for a new one.
    """
    _check(draft)
    found = _proposed(allocation)
    found.lines.all().delete()
    _write(found, draft)
    record("allocation.changed", target=found, by=by, amount=str(draft.amount))
    return found


@transaction.atomic
def discard_allocation(allocation: Allocation, *, by) -> None:
    """Take a proposal away.

    Raises:
        AllocationStays: the members adopted it.
    """
    found = _proposed(allocation)
    record("allocation.discarded", target=found, by=by, title=found.title)
    found.lines.all().delete()
    found.delete()


@transaction.atomic
def adopt_allocation(
    allocation: Allocation, *, decision: DecisionRef, by
) -> Allocation:
    """Write what the members adopted: amounts, the reserve and the fund; it is frozen.

    The reserve and the fund are booked on the day on which this is done. Ideas that
    its lines pay for are taken up. The same decision once more changes nothing.

    Raises:
        AllocationStays: another decision adopted it.
        AdoptedAlready: this decision adopted another one.
    """
    lock_members()
    found = Allocation.objects.select_for_update().get(pk=allocation.pk)
    if found.decision == decision.uuid:
        return found
    if found.adopted_at is not None:
        raise AllocationStays(found)
    if Allocation.objects.filter(decision=decision.uuid).exists():
        raise AdoptedAlready(decision)
    lines = list(found.lines.all())
    amounts = divide_surplus(found.amount, parts_of(lines)).values()
    for line, amount in zip(lines, amounts, strict=True):
        line.amount = amount
    AllocationLine.objects.bulk_update(lines, ["amount"])
    for line in lines:
        _book(line, decision, by=by)
    _take_up(lines)
    found.decision, found.decision_text = decision.uuid, decision.text[:200]
    found.adopted_on, found.adopted_at = decision.date, timezone.now()
    found.save(update_fields=["decision", "decision_text", "adopted_on", "adopted_at"])
    record("allocation.adopted", target=found, by=by, amount=str(found.amount))
    soon()
    return found


def _book(line: AllocationLine, decision: DecisionRef, *, by) -> None:
    """Book what goes to the reserve or to the fund; a part of a cent is nothing."""
    if line.amount == 0:
        return
    if line.purpose == Purpose.FUND:
        endow(line, decision=decision, by=by)
    elif line.purpose == Purpose.RESERVE:
        today = timezone.localdate()
        post(
            journal="misc",
            year=today.year,
            date=today,
            text=decision.text[:200],
            lines=[debit(CARRIED_FORWARD, line.amount), credit(RESERVE, line.amount)],
            by=by,
            source=f"allocation-line:{line.uuid}",
        )


def _take_up(lines: list[AllocationLine]) -> None:
    ideas = [line.idea_id for line in lines if line.idea_id]
    Idea.objects.filter(pk__in=ideas, state=Idea.State.OPEN).update(
        state=Idea.State.TAKEN
    )


def _check(draft: AllocationDraft) -> None:
    try:
        divide_surplus(draft.amount, parts_of(draft.lines))
    except NotWhole as error:
        raise PartsNotWhole(error.total) from error
    if any(line.percent <= 0 for line in draft.lines):
        raise PartsNotWhole(sum((line.percent for line in draft.lines), Decimal(0)))
    if sum(line.purpose == Purpose.FUND for line in draft.lines) > 1:
        raise OneFundLine


def _proposed(allocation: Allocation) -> Allocation:
    found = Allocation.objects.select_for_update().get(pk=allocation.pk)
    if found.adopted_at is not None:
        raise AllocationStays(found)
    return found


def _write(allocation: Allocation, draft: AllocationDraft) -> Allocation:
    allocation.title, allocation.amount = draft.title, draft.amount
    allocation.explanation = draft.explanation
    allocation.with_fund = any(one.purpose == Purpose.FUND for one in draft.lines)
    allocation.save()
    AllocationLine.objects.bulk_create(
        AllocationLine(
            allocation=allocation,
            purpose=line.purpose,
            title=line.title,
            idea=line.idea,
            percent=line.percent,
            position=place,
        )
        for place, line in enumerate(draft.lines)
    )
    return allocation
