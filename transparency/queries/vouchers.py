"""Vouchers: what they would book, what they did, and which are expected again."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256

from django.db.models import Q, QuerySet

from koprogo.ledger.services import Draft, credit, debit
from transparency.accounts import borne, spread
from transparency.chart import BANK, DEFERRED, OF_KIND, RECEIVABLE, SUPPLIERS
from transparency.models import Voucher
from transparency.months import add_months, first_of_month, last_of_month

State = Voucher.State
#: months that one voucher may cover: five years
MOST_MONTHS = 60
_EVERY = {
    Voucher.Recurring.MONTHLY: 1,
    Voucher.Recurring.QUARTERLY: 3,
    Voucher.Recurring.YEARLY: 12,
}


@dataclass(frozen=True, slots=True)
class Planned:
    """An entry that approving books. ``month``: who bears it; None: the voucher itself."""

    day: date
    month: date | None
    amount: Decimal
    lines: tuple[Draft, Draft]


@dataclass(frozen=True, slots=True)
class Plan:
    """What approving a voucher books.

    ``moved``: EUR that closed months would have borne, and the first open month does.
    """

    entries: tuple[Planned, ...]
    moved: Decimal
    first_open: date | None


def plan_of(voucher: Voucher, *, first_open: date | None) -> Plan:
    """Return the entries of a voucher, the voucher itself first.

    Raises:
        NotInMonths, NotInCents: of ``transparency.accounts``.
    """
    parts = spread(voucher.amount, since=voucher.since, until=voucher.until)
    months = borne(parts, first_open=first_open)
    moved = sum(
        (part for month, part in parts.items() if first_open and month < first_open),
        Decimal("0.00"),
    )
    day = max(voucher.dated, first_open) if first_open else voucher.dated
    account = OF_KIND[voucher.kind]
    if [*months] == [first_of_month(day)]:
        only = Planned(
            day, first_of_month(day), voucher.amount, _owed(voucher, account)
        )
        return Plan((only,), moved, first_open)
    itself = Planned(day, None, voucher.amount, _owed(voucher, DEFERRED))
    borne_by = (
        Planned(last_of_month(month), month, part, _released(voucher, account, part))
        for month, part in months.items()
    )
    return Plan((itself, *borne_by), moved, first_open)


def _owed(voucher: Voucher, account: str) -> tuple[Draft, Draft]:
    """Return what the voucher itself books against a supplier, or a giver."""
    if voucher.is_income:
        return debit(RECEIVABLE, voucher.amount), credit(account, voucher.amount)
    return debit(account, voucher.amount), credit(SUPPLIERS, voucher.amount)


def _released(voucher: Voucher, account: str, part: Decimal) -> tuple[Draft, Draft]:
    if voucher.is_income:
        return debit(DEFERRED, part), credit(account, part)
    return debit(account, part), credit(DEFERRED, part)


def paid_lines(voucher: Voucher) -> tuple[Draft, Draft]:
    """Return what its payment books."""
    if voucher.is_income:
        return debit(BANK, voucher.amount), credit(RECEIVABLE, voucher.amount)
    return debit(SUPPLIERS, voucher.amount), credit(BANK, voucher.amount)


def fingerprint(voucher: Voucher, plan: Plan) -> str:
    """Return what tells whether a voucher, or what it books, changed since it was seen."""
    said = (
        voucher.uuid,
        voucher.kind,
        voucher.supplier,
        voucher.description,
        voucher.amount,
        voucher.dated,
        voucher.since,
        voucher.until,
        voucher.recurring,
        voucher.paper_id,
        plan.first_open,
    )
    return sha256("\x1f".join(map(str, said)).encode()).hexdigest()


# Lists


def voucher_list(
    *,
    kind: str = "",
    state: str = "",
    since: date | None = None,
    until: date | None = None,
    search: str = "",
    unpaid: bool = False,
) -> QuerySet[Voucher]:
    """Return the vouchers that fit, the latest first; ``until`` is the last day."""
    found = Voucher.objects.select_related("paper", "entered_by", "decided_by")
    asked = {"kind": kind, "state": state, "dated__gte": since, "dated__lte": until}
    found = found.filter(**{name: value for name, value in asked.items() if value})
    if search:
        found = found.filter(
            Q(supplier__icontains=search) | Q(description__icontains=search)
        )
    return found.filter(state=State.APPROVED, paid_on=None) if unpaid else found


@dataclass(frozen=True, slots=True)
class Expected:
    """A recurring voucher that should have come again for [since, until)."""

    last: Voucher
    since: date
    until: date


def expected_again(*, on: date) -> list[Expected]:
    """Return the recurring vouchers whose next months have begun without one.

    Of one supplier and kind, the latest counts. One statement.
    """
    latest = (
        Voucher.objects.exclude(recurring=Voucher.Recurring.NO)
        .filter(state__in=[State.ENTERED, State.APPROVED])
        .order_by("kind", "supplier", "recurring", "-until", "-pk")
        .distinct("kind", "supplier", "recurring")
    )
    return [
        Expected(one, one.until, add_months(one.until, _EVERY[one.recurring]))
        for one in latest
        if one.until <= on
    ]
