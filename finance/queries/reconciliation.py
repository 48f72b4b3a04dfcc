"""Whether the books say of the bank what the bank says: statement by statement.

What the books have and the bank has not shown yet is in transit: payments that somebody
typed, or entries made by hand. What neither explains is the difference: missing
statements, or balances that the books did not begin with.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Sum

from finance import chart
from finance.bank import chain
from finance.models import BankMovement, BankStatement, Opening, Payment
from koprogo.ledger.models import Entry, Line

ZERO = Decimal("0.00")
NET = Sum(F("debit") - F("credit"), default=ZERO)


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A statement beside the books on the evening of its last day, in EUR.

    ``ledger`` = ``statement.closing`` + ``in_transit`` + ``difference``. ``missing``:
    what moved between the statement before and this one without a statement.
    """

    statement: BankStatement
    ledger: Decimal
    in_transit: Decimal
    difference: Decimal
    missing: Decimal

    @property
    def is_sound(self) -> bool:
        return self.difference == 0


@dataclass(frozen=True, slots=True)
class BankState:
    """An account of the association: ``last`` is None before the first statement.

    ``ledger``: EUR by the books, today. ``statements``: the latest first.
    """

    account: str
    ledger: Decimal
    statements: Sequence[Reconciled]

    @property
    def label(self) -> str:
        return str(Payment.BankAccount(self.account).label)

    @property
    def last(self) -> Reconciled | None:
        return self.statements[0] if self.statements else None

    @property
    def first(self) -> Reconciled | None:
        return self.statements[-1] if self.statements else None

    @property
    def begun_differently(self) -> bool:
        """Whether the bank and the books had other balances before the first one."""
        return self.first is not None and not self.first.is_sound

    @property
    def begun_with(self) -> Decimal:
        """What the books had before the first statement, in EUR."""
        return self.first.statement.opening + self.first.difference

    @property
    def gaps(self) -> list[Reconciled]:
        return [one for one in self.statements if one.missing]

    @property
    def since(self) -> date | None:
        """Since when each statement agrees with the books, up to the last one."""
        sound = None
        for one in self.statements:
            if not one.is_sound:
                break
            sound = one.statement.closed_on
        return sound


def bank_states() -> dict[str, BankState]:
    """Return both accounts with all their statements, by code: two statements of SQL."""
    rows = defaultdict(list)
    for row in BankStatement.objects.order_by("pk"):
        rows[row.bank_account].append(row)
    days = defaultdict(list)
    openings = Opening.objects.filter(_is_of_opening())
    booked = (
        Line.objects.filter(account__code__in=chart.BANKS)
        .annotate(
            of_the_bank=Exists(BankMovement.objects.filter(entry=OuterRef("entry"))),
            of_opening=Exists(openings),
        )
        .order_by("entry__date")
        .values_list("account__code", "entry__date", "of_the_bank", "of_opening")
        .annotate(net=NET)
    )
    for account, *day in booked:
        days[account].append(_Day(*day))
    return {
        account: _state(account, rows[account], days[account])
        for account in chart.BANKS
    }


class _Day(NamedTuple):
    """What is booked on an account on a day, EUR, of one of three origins."""

    date: date
    of_the_bank: bool
    of_opening: bool
    net: Decimal


def _is_of_opening() -> Q:
    """Of the balances with which the books begin, or of a mirror of them."""
    return Q(entry=OuterRef("entry")) | Q(entry__mirror=OuterRef("entry"))


def _state(
    account: str, rows: Sequence[BankStatement], days: Sequence[_Day]
) -> BankState:
    rows = chain.in_order(rows)
    dates = [day.date for day in days]
    sums = list(accumulate((day.net for day in days), initial=ZERO))
    begun = _begun_with(days)
    reconciled = []
    moved = difference = ZERO
    for before, row in zip([None, *rows], rows, strict=False):
        missing = row.opening - before.closing if before else ZERO
        difference = difference - missing if before else begun - row.opening
        moved += row.closing - row.opening
        ledger = sums[bisect_right(dates, row.closed_on)]
        reconciled.append(
            Reconciled(
                statement=row,
                ledger=ledger,
                in_transit=ledger - begun - moved,
                difference=difference,
                missing=missing,
            )
        )
    return BankState(account, sums[-1], reconciled[::-1])


def _begun_with(days: Sequence[_Day]) -> Decimal:
    """Return what the books had before the bank told of its first movement."""
    first = min((day.date for day in days if day.of_the_bank), default=date.max)
    begun = (
        day.net
        for day in days
        if not day.of_the_bank and (day.of_opening or day.date < first)
    )
    return sum(begun, ZERO)


def in_transit(account: str) -> QuerySet[Entry]:
    """Return what the books have on an account and no statement shows, latest first.

    ``amount``: EUR, above zero received; ``is_payment``: of an owner. Entries that cancel each other are left out:
    mirrors, and what went back in suspense.
    """
    shown = BankMovement.objects.filter(statement__bank_account=account)
    begun = shown.aggregate(day=Min("entry__date"))["day"]
    found = (
        Entry.objects.filter(
            lines__account__code=account,
            bank_movement=None,
            mirror=None,
            reverses=None,
            opening=None,
        )
        .exclude(source__startswith="again:")
        .annotate(
            amount=Sum(F("lines__debit") - F("lines__credit")),
            is_payment=Exists(Payment.objects.filter(entry=OuterRef("pk"))),
        )
        .select_related("journal")
        .order_by("-date", "-pk")
    )
    return found.filter(date__gte=begun) if begun else found.none()
