"""What happened to the books: calls, payments, and two mistakes put right."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

from buildings.models import AllocationKey, Holding
from finance import services
from finance.models import Call, CallItem
from finance.structured_reference import format_reference
from koprogo.accounts.models import User
from koprogo.money import CENT

Purpose = CallItem.Purpose


@dataclass(frozen=True, slots=True)
class PlannedItem:
    label: str
    purpose: Purpose
    amount: str
    key: str = "shares"


@dataclass(frozen=True, slots=True)
class PlannedCall:
    """A call sent out on a day; ``name`` is what the habits call it."""

    name: str
    title: str
    on: date
    due_on: date
    items: Sequence[PlannedItem]


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money that a holding pays on a day."""

    date: date
    holding: Holding
    amount: Decimal


# (holding, call) → the part that is paid; whoever is not named pays all of it.
Habits = Mapping[tuple[str, str], Decimal]


def draft(planned: PlannedCall, *, by: User) -> Call:
    """Write the draft of a planned call in the building entered."""
    keys = {key.code: key for key in AllocationKey.objects.all()}
    return services.draft_call(
        title=planned.title,
        due_on=planned.due_on,
        items=[
            services.Item(
                label=item.label,
                purpose=item.purpose,
                amount=Decimal(item.amount),
                key=keys[item.key],
            )
            for item in planned.items
        ],
        by=by,
    )


def play(
    calls: Collection[PlannedCall], habits: Habits, *, today: date, by: User
) -> dict[str, Call]:
    """Issue the calls and book what was paid until ``today``, in order of date."""
    issued: dict[str, Call] = {}
    waiting: list[Receipt] = []
    for planned in sorted(calls, key=lambda planned: planned.on):
        waiting = _book(waiting, before=planned.on, by=by)
        call = services.issue_call(draft(planned, by=by), by=by, on=planned.on)
        issued[planned.name] = call
        waiting += _receipts(planned, call, habits)
    _book(waiting, before=today, by=by)
    return issued


def _receipts(planned: PlannedCall, call: Call, habits: Habits) -> Iterator[Receipt]:
    """Everybody pays 3 to 24 days after the call, always as late as he usually does."""
    documents = call.documents.select_related("holding__party").order_by("pk")
    for number, document in enumerate(documents):
        part = habits.get((document.holding.code, planned.name), Decimal(1))
        amount = (document.total * part).quantize(CENT)
        if amount:
            day = planned.on + timedelta(days=3 + number * 7 % 22)
            yield Receipt(day, document.holding, amount)


def _book(receipts: Sequence[Receipt], *, before: date, by: User) -> list[Receipt]:
    """Book what arrived before a day, oldest first; return the rest."""
    for receipt in sorted(receipts, key=lambda receipt: receipt.date):
        if receipt.date < before:
            book(receipt, by=by)
    return [receipt for receipt in receipts if receipt.date >= before]


def book(receipt: Receipt, *, by: User, communication_of: Holding | None = None):
    """Record a receipt, with its holding's communication or another one's."""
    party = (communication_of or receipt.holding).party
    return services.record_payment(
        uuid=uuid4(),
        holding=receipt.holding,
        date=receipt.date,
        amount=receipt.amount,
        communication=format_reference(party.reference_base),
        by=by,
    )
