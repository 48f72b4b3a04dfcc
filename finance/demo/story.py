"""What happens to the books: calls, payments, and mistakes put right."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from uuid import uuid4

from buildings.models import AllocationKey, Holding
from finance import services
from finance.demo.calendar import Quarter, bank_day
from finance.demo.stage import Stage
from finance.models import Call, CallItem, Payment, Works
from finance.structured_reference import format_reference
from koprogo.accounts.models import User
from koprogo.money import CENT

Purpose = CallItem.Purpose
NOTHING, HALF, ALL, TWICE = Decimal(0), Decimal("0.5"), Decimal(1), Decimal(2)
# Every so manieth payer writes words instead of his reference.
OWN_WORDS = 13


@dataclass(frozen=True, slots=True)
class PlannedItem:
    label: str
    purpose: Purpose
    amount: str
    key: str = "shares"
    works: str = ""


@dataclass(frozen=True, slots=True)
class PlannedCall:
    """A call sent out on a day; ``name`` is what the habits call it."""

    name: str
    title: str
    on: date
    due_on: date
    items: Sequence[PlannedItem]


@dataclass(frozen=True, slots=True)
class Habits:
    """How people pay.

    ``parts``: (household, call) → the part that is paid; all of it, unless named.
    ``late``: household → so many days later than the others.
    """

    parts: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    late: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money that a holding pays on a day, with what it wrote."""

    date: date
    holding: Holding
    amount: Decimal
    communication: str


def quarterly(
    quarters: Sequence[Quarter],
    *,
    title: Callable[[Quarter], str],
    items: Sequence[PlannedItem],
    start: int = 1,
) -> list[PlannedCall]:
    """Plan the same items for the first day of each quarter, named q1, q2…"""
    return [
        PlannedCall(
            f"q{number}", title(quarter), quarter.first_day, quarter.due_on, items
        )
        for number, quarter in enumerate(quarters, start=start)
    ]


def draft(planned: PlannedCall, *, by: User) -> Call:
    """Write the draft of a planned call in the building entered."""
    return services.draft_call(
        title=planned.title, due_on=planned.due_on, items=items_of(planned), by=by
    )


def items_of(planned: PlannedCall) -> list[services.Item]:
    keys = {key.code: key for key in AllocationKey.objects.all()}
    works = {one.title: one for one in Works.objects.all()}
    return [
        services.Item(
            label=item.label,
            purpose=item.purpose,
            amount=Decimal(item.amount),
            key=keys[item.key],
            works=works[item.works] if item.works else None,
        )
        for item in planned.items
    ]


def issue(planned: PlannedCall, *, stage: Stage) -> Call:
    """Send out a planned call on its day: the assistant drafts, the syndic issues."""
    call = draft(planned, by=stage.assistant)
    return services.issue_call(call, by=stage.manager, on=planned.on)


def live(
    calls: Collection[PlannedCall],
    habits: Habits,
    *,
    stage: Stage,
    receipts: Collection[Receipt] = (),
) -> dict[str, Call]:
    """Issue the calls and book what was paid before today, in order of date.

    ``receipts``: what is paid besides the calls.
    """
    issued: dict[str, Call] = {}
    waiting = list(receipts)
    by_day = attrgetter("on")
    for day, planned in groupby(sorted(calls, key=by_day), key=by_day):
        waiting = _book(waiting, before=day, by=stage.bookkeeper)
        sent = {one: issue(one, stage=stage) for one in planned}
        issued |= {one.name: call for one, call in sent.items()}
        waiting += receipts_of(day, sent, habits)
    _book(waiting, before=stage.today, by=stage.bookkeeper)
    return issued


def receipts_of(
    day: date, sent: Mapping[PlannedCall, Call], habits: Habits
) -> Iterator[Receipt]:
    """Yield what is paid: the calls of a day at once, 3 to 24 days later.

    He is always as late as he usually is.
    """
    owed: dict[Holding, Decimal] = defaultdict(Decimal)
    for planned, call in sent.items():
        documents = call.documents.select_related("holding__party").order_by("pk")
        for document in documents:
            holding = document.holding
            part = habits.parts.get((holding.code, planned.name), ALL)
            owed[holding] += (document.total * part).quantize(CENT)
    title = next(iter(sent)).title
    for number, (holding, amount) in enumerate(owed.items()):
        patience = 3 + number * 7 % 22 + habits.late.get(holding.code, 0)
        words = number % OWN_WORDS == OWN_WORDS - 1
        if amount:
            yield Receipt(
                bank_day(day + timedelta(days=patience)),
                holding,
                amount,
                title if words else reference(holding),
            )


def reference(holding: Holding) -> str:
    return format_reference(holding.party.reference_base)


def _book(receipts: Collection[Receipt], *, before: date, by: User) -> list[Receipt]:
    """Book what arrived before a day, oldest first; return the rest."""
    for receipt in sorted(receipts, key=attrgetter("date")):
        if receipt.date < before:
            book(receipt, by=by)
    return [receipt for receipt in receipts if receipt.date >= before]


def book(receipt: Receipt, *, by: User) -> Payment:
    return services.record_payment(
        uuid=uuid4(),
        holding=receipt.holding,
        date=receipt.date,
        amount=receipt.amount,
        communication=receipt.communication,
        by=by,
    )


def book_on_the_wrong_account(
    right: str, wrong: str, *, since: date, typed_on: date, on: date, by: User
) -> None:
    """Type a payment of ``right`` on the account of ``wrong``, as of ``typed_on``.

    It is reversed ``on`` a day.
    """
    holdings = {
        holding.code: holding for holding in Holding.objects.select_related("party")
    }
    paid = holdings[right].payments.filter(date__gte=since).last()
    mistake = Receipt(
        typed_on, holdings[wrong], paid.amount, reference(holdings[right])
    )
    services.reverse_payment(book(mistake, by=by), by=by, on=on)
