"""What is overdue, since when, and what is claimed for it. Pure: the day is an argument.

All amounts are EUR with two decimals. docs/rules/reminders.md.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from operator import attrgetter
from typing import Any, NamedTuple

from finance.arrears_plan import Instalment
from finance.interest import DatedRate, InterestStep, interest_steps, total
from koprogo.money import from_cents

ZERO = from_cents(0)
ONE_DAY = timedelta(days=1)
# An instalment may arrive some days late: a week-end and the way through the banks.
GRACE_DAYS = 7


class Dated(NamedTuple):
    """An amount and its day: the one on which it is due, or was received."""

    on: date
    amount: Decimal


def cleared_on(dues: Sequence[Dated], received: Sequence[Dated], *, on: date) -> date:
    """Return the last day, ``on`` at most, at whose end nothing was overdue.

    A due is overdue from the day after it; money counts on the day it was received, and
    pays whatever is due first. Money of a later day than ``on`` is there already: it
    counts on ``on``. There is always such a day: that of the first due.
    """
    changes: dict[date, Decimal] = defaultdict(Decimal)
    for due in dues:
        changes[due.on + ONE_DAY] += due.amount
    for money in received:
        changes[min(money.on, on)] -= money.amount
    overdue, last = ZERO, on
    for day in sorted(day for day in changes if day <= on):
        before, overdue = overdue, overdue + changes[day]
        if before <= 0 < overdue:
            last = day - ONE_DAY
    return last if overdue > 0 else on


class Outcome(StrEnum):
    """What became of an instalment plan until a day."""

    RUNNING = "running"
    KEPT = "kept"
    BROKEN = "broken"


def plan_outcome(
    plan: Sequence[Instalment],
    still_open: Sequence[Dated],
    *,
    on: date,
    grace_days: int = GRACE_DAYS,
) -> Outcome:
    """Return whether a plan runs, was kept, or is broken on that day.

    ``still_open``: what the holding owes, by due date. A payment never says what it is
    for, so a plan is kept as long as no more is overdue than its instalments to come:
    who pays them, and what falls due meanwhile, keeps it. Whatever is due is waited for
    ``grace_days``. It ends when all is paid, or with its last instalment.
    """
    limit = on - timedelta(days=grace_days)
    overdue = sum((item.amount for item in still_open if item.on < limit), ZERO)
    to_come = sum((part.amount for part in plan if part.due >= limit), ZERO)
    if overdue > to_come:
        return Outcome.BROKEN
    if to_come and any(item.amount for item in still_open):
        return Outcome.RUNNING
    return Outcome.KEPT


@dataclass(frozen=True, slots=True)
class Claimed:
    """An amount of which ``open`` EUR are overdue.

    ``kind``: "opening", "call", or the kind of a charge; ``title``: of the call, in its
    own words. ``steps``: the interest on it.
    """

    kind: str
    title: str
    due_on: date
    open: Decimal
    steps: tuple[InterestStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What a reminder asks for: overdue amounts, the oldest first, and what is added."""

    items: tuple[Claimed, ...]
    cost: Decimal = ZERO

    @property
    def since(self) -> date:
        """The oldest due date."""
        return self.items[0].due_on

    @property
    def overdue(self) -> Decimal:
        return sum((item.open for item in self.items), ZERO)

    @property
    def interest(self) -> Decimal:
        """The interest on all amounts together, rounded once."""
        return total([step for item in self.items for step in item.steps])

    @property
    def total(self) -> Decimal:
        return self.overdue + self.interest + self.cost

    def as_json(self) -> dict[str, Any]:
        """Return it as it is kept with the reminder: ``Claim.read`` reads it again."""
        return {
            "cost": str(self.cost),
            "items": [
                {
                    "kind": item.kind,
                    "title": item.title,
                    "due_on": item.due_on.isoformat(),
                    "open": str(item.open),
                    "steps": [
                        [
                            step.since.isoformat(),
                            step.until.isoformat(),
                            str(step.percent),
                            str(step.exact),
                        ]
                        for step in item.steps
                    ],
                }
                for item in self.items
            ],
        }

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Claim":
        """Return what ``as_json`` wrote."""
        return cls(
            tuple(
                Claimed(
                    kind=item["kind"],
                    title=item["title"],
                    due_on=date.fromisoformat(item["due_on"]),
                    open=Decimal(item["open"]),
                    steps=tuple(_step(*row) for row in item["steps"]),
                )
                for item in kept["items"]
            ),
            Decimal(kept["cost"]),
        )


def _step(since: str, until: str, percent: str, exact: str) -> InterestStep:
    first, last = date.fromisoformat(since), date.fromisoformat(until)
    days = (last - first).days
    return InterestStep(first, last, days, Decimal(percent), Fraction(exact))


# Interest and costs of reminders bear no interest.
WITHOUT_INTEREST = frozenset({"interest", "reminder"})


def claim(items: Sequence[Claimed], *, cost: Decimal = ZERO) -> Claim:
    """Return the claim of overdue amounts, without interest."""
    return Claim(tuple(sorted(items, key=attrgetter("due_on"))), cost)


def with_interest(
    claimed: Claim,
    *,
    until: date,
    rates: Sequence[DatedRate],
    charged_until: date | None = None,
) -> Claim:
    """Return the claim with interest on what is open, until a day, included.

    ``charged_until``: until then interest was charged already, and is not again. Days
    before the first rate that is known are not claimed.
    """
    known = min(rate.valid_from for rate in rates)
    first = known - ONE_DAY if known > date.min else known
    start = max(first, charged_until or first)
    items = [
        replace(
            item,
            steps=tuple(
                interest_steps(
                    item.open, due=max(item.due_on, start), until=until, rates=rates
                )
            ),
        )
        if item.kind not in WITHOUT_INTEREST
        else item
        for item in claimed.items
    ]
    return replace(claimed, items=tuple(items))
