"""Which documents a payment settles: the oldest due first (finance.md §1).

A holding has one permanent structured communication, so a payment never says which
document it is for. What was received pays the documents in the order of their due
dates, and inside one document the working part (account 4101) before the reserve
part (4100): the whole call is paid to the working account, current costs fall due
there every month, and the reserve part that was received is afterwards proposed as a
transfer to the reserve account.

All amounts are EUR with two decimals. Pure: the day is an argument.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from typing import Generic, TypeVar

from koprogo.money import from_cents, to_cents

K = TypeVar("K")


class NegativePayment(ValueError):
    """A payment cannot be below zero: a wrong one is mirrored, not paid back."""

    def __init__(self, amount: Decimal) -> None:
        super().__init__(f"negative payment: {amount}")
        self.amount = amount


class Status(StrEnum):
    """How much of a document is paid; late or not depends on the day."""

    PAID = "paid"
    PARTLY = "partly"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Due(Generic[K]):
    """One document of a holding: what it asks for each account, and when.

    A negative part gives money back (a refund): it counts as money received. A
    cancelled document and its mirror are not dues: leave both out, else the mirror
    would pay older documents.
    """

    id: K
    due_on: date
    #: part on account 4101, provisions and costs
    working: Decimal
    #: part on account 4100, reserve fund
    reserve: Decimal

    @property
    def asked(self) -> Decimal:
        return self.working + self.reserve


@dataclass(frozen=True, slots=True)
class OpenItem(Generic[K]):
    """What of one document is paid; paid + open = asked, for each part.

    A negative part has been used in full: it is paid and nothing of it is open.
    """

    due: Due[K]
    working_paid: Decimal
    reserve_paid: Decimal

    @property
    def working_open(self) -> Decimal:
        return self.due.working - self.working_paid

    @property
    def reserve_open(self) -> Decimal:
        return self.due.reserve - self.reserve_paid

    @property
    def open(self) -> Decimal:
        return self.working_open + self.reserve_open

    @property
    def status(self) -> Status:
        if self.open == 0:
            return Status.PAID
        if self.working_paid > 0 or self.reserve_paid > 0:
            return Status.PARTLY
        return Status.OPEN

    def is_overdue(self, on: date) -> bool:
        """Whether something is still open on the day after the due date or later."""
        return self.open > 0 and self.due.due_on < on


def together(items: Sequence[OpenItem[K]]) -> OpenItem[K]:
    """Return documents of one day as if they were one: the first, with the sums."""
    first, zero = items[0].due, from_cents(0)
    return OpenItem(
        Due(
            first.id,
            first.due_on,
            working=sum((item.due.working for item in items), zero),
            reserve=sum((item.due.reserve for item in items), zero),
        ),
        working_paid=sum((item.working_paid for item in items), zero),
        reserve_paid=sum((item.reserve_paid for item in items), zero),
    )


@dataclass(frozen=True, slots=True)
class Settlement(Generic[K]):
    """All documents, the oldest due first, and what no document needed.

    The paid parts of all items plus ``credit`` equal what was received. ``credit``
    is below zero when a holding was paid back more than it was owed.
    """

    items: tuple[OpenItem[K], ...]
    credit: Decimal


@dataclass(frozen=True, slots=True)
class PaymentSplit:
    """One payment over the owner accounts 4101 (working) and 4100 (reserve)."""

    working: Decimal
    reserve: Decimal


def settle(dues: Sequence[Due[K]], received: Decimal) -> Settlement[K]:
    """Pay ``dues`` out of all the money ``received`` from their holding.

    The oldest due date first, the order given between equal dates, the working part
    before the reserve part. ``received`` is net of what was paid back. Raises what
    ``to_cents`` raises.
    """
    given_back = sum(
        _given_back(due.working) + _given_back(due.reserve) for due in dues
    )
    left = to_cents(received) + given_back
    items = []
    # A stable sort: equal due dates keep the order given.
    for due in sorted(dues, key=attrgetter("due_on")):
        working = _payable(due.working, left)
        left -= max(working, 0)
        reserve = _payable(due.reserve, left)
        left -= max(reserve, 0)
        items.append(OpenItem(due, from_cents(working), from_cents(reserve)))
    return Settlement(tuple(items), from_cents(left))


def open_items(dues: Sequence[Due[K]], received: Decimal) -> list[OpenItem[K]]:
    """Return what of each document is paid and open, the oldest due first."""
    return list(settle(dues, received).items)


def split_payment(
    dues: Sequence[Due[K]], received_before: Decimal, amount: Decimal
) -> PaymentSplit:
    """Divide the payment ``amount`` over the accounts of the parts that it pays.

    ``received_before`` is what was received until then. What no document needs is a
    credit on the working account. working + reserve = ``amount``, neither below
    zero, and paying in two times gives the same sums as paying at once. Raises
    ``NegativePayment`` and what ``to_cents`` raises.
    """
    cents = to_cents(amount)
    if cents < 0:
        raise NegativePayment(amount)
    received_after = from_cents(to_cents(received_before) + cents)
    reserve = _reserve_paid(dues, received_after) - _reserve_paid(dues, received_before)
    return PaymentSplit(
        working=from_cents(cents - reserve), reserve=from_cents(reserve)
    )


def _given_back(part: Decimal) -> int:
    """The cents that a negative part gives back."""
    return max(-to_cents(part), 0)


def _payable(part: Decimal, left: int) -> int:
    """The cents of ``part`` that are paid when ``left`` cents are left.

    A negative part is taken in full: ``settle`` has counted it as received.
    """
    return min(to_cents(part), max(left, 0))


def _reserve_paid(dues: Sequence[Due[K]], received: Decimal) -> int:
    return sum(to_cents(item.reserve_paid) for item in settle(dues, received).items)
