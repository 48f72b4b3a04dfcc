"""Statements and movements of the bank, and what a person may read of them.

Every co-owner reads balances and movements (finance.md §1); what an owner paid is his
own business: others read its day and its amount, never who or why.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import (
    BigIntegerField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextChoices,
    Value,
)
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.access import Access, Permission
from finance import chart
from finance.models import AccountCharge, BankMovement, MovementMatch
from finance.queries.accounts import holdings_of
from finance.queries.bank_directory import Payer, payers
from koprogo.jobs.models import Job
from koprogo.ledger.models import FiscalYear
from koprogo.tenancy import current_tenant_id

ZERO = Decimal("0.00")
IMPORTING = "finance.import_statements"
REMEMBERED = timedelta(days=7)  # that the worker gave up
Kind = MovementMatch.Kind
# Whose lines have an owner, a supplier, a statement, or a meaning of their own.
OF_SOMEBODY = ("100", "14", "160", "410", "440", "490", "499", "55", "58")
# Works have calls of their own; 68 is what the reserve pays.
OF_A_FUND = ("67", "68")


class What(TextChoices):
    """What a movement is, as far as the reader may know."""

    OWNER = "owner", _("Owner's payment")
    REFUND = "refund", _("Paid back to an owner")
    SUPPLIER = "supplier", _("Supplier")
    TRANSFER = "transfer", _("Transfer between own accounts")
    COST = "cost", _("Cost or income")
    OTHER = "other", _("Another account")
    RETURNED = "returned", _("Returned by the bank")
    SEVERAL = "several", _("Several things")
    RECEIPT = "receipt", _("Receipt not yet attributed")
    EXPENSE = "expense", _("Payment not yet attributed")


@dataclass(frozen=True, slots=True)
class Shown:
    """A movement as one person reads it; hidden words are empty."""

    movement: BankMovement
    what: What
    is_open: bool  # whether all that the bank says is shown
    whose: str

    @property
    def counterparty(self) -> str:
        return self.movement.counterparty if self.is_open else ""

    @property
    def iban(self) -> str:
        return self.movement.counterparty_iban if self.is_open else ""

    @property
    def message(self) -> str:
        return self.movement.message if self.is_open else ""

    @property
    def communication(self) -> str:
        return self.movement.communication if self.is_open else ""


def movements() -> QuerySet[BankMovement]:
    """Return the movements, latest first. ``left``: EUR, what of each is in suspense."""
    matched = MovementMatch.objects.standing().filter(movement=OuterRef("pk"))
    sums = matched.order_by().values("movement").annotate(sum=Sum("amount"))
    matched_sum = Coalesce(Subquery(sums.values("sum")), Value(ZERO))
    return BankMovement.objects.select_related("statement").annotate(
        left=F("amount") - matched_sum
    )


def in_suspense() -> QuerySet[BankMovement]:
    return movements().exclude(left=0)


def chosen(
    found: QuerySet[BankMovement],
    access: Access,
    *,
    account: str = "",
    since: date | None = None,
    until: date | None = None,
    q: str = "",
) -> QuerySet[BankMovement]:
    """Narrow to what was asked for; words are looked for by those who may read them."""
    asked = {
        "statement__bank_account": account,
        "booked_on__gte": since,
        "booked_on__lte": until,
    }
    found = found.filter(**{name: value for name, value in asked.items() if value})
    if not q or not sees_all(access):
        return found
    digits = "".join(filter(str.isdigit, q))
    said = Q(counterparty__icontains=q) | Q(message__icontains=q)
    said |= Q(counterparty_iban__icontains="".join(q.split()))
    return found.filter(said | Q(reference=digits) if len(digits) == 12 else said)


def sees_all(access: Access) -> bool:
    return access.allows(Permission.SEE_ALL_ACCOUNTS)


def shown(rows: Iterable[BankMovement], access: Access) -> list[Shown]:
    """Return movements as this person may read them: three statements."""
    rows = list(rows)
    matches: dict[int, list[MovementMatch]] = {row.pk: [] for row in rows}
    for match in standing_matches().filter(movement__in=rows):
        matches[match.movement_id].append(match)
    holders = {match.holder for found in matches.values() for match in found}
    reader = _Reader(access, payers(holders - {None}))
    return [reader.shown(row, matches[row.pk]) for row in rows]


def standing_matches() -> QuerySet[MovementMatch]:
    """Return the matches that count. ``holder``: primary key of the holding, if any."""
    refunded = AccountCharge.objects.filter(entry=OuterRef("entry"))
    return (
        MovementMatch.objects.standing()
        .select_related("payment__holding", "invoice__supplier")
        .annotate(
            holder=Coalesce(
                F("payment__holding_id"),
                Subquery(refunded.values("holding_id")[:1]),
                output_field=BigIntegerField(),
            )
        )
    )


def matches_of(movement: BankMovement) -> QuerySet[MovementMatch]:
    """Return what a movement was said to be.

    ``other``: the uuid of the movement that it gives back, or that gives it back.
    """
    others = MovementMatch.objects.filter(entry=OuterRef("entry"), kind=Kind.RETURNED)
    others = others.exclude(pk=OuterRef("pk"))
    return (
        standing_matches()
        .filter(movement=movement)
        .annotate(other=Subquery(others.values("movement__uuid")[:1]))
    )


class _Reader:
    """Knows what one person may read: one statement, none for who reads everything."""

    def __init__(self, access: Access, holders: Mapping[int, Payer]) -> None:
        self._everything = sees_all(access)
        self._holders = holders
        self._mine: set[int] = set()
        if not self._everything:
            self._mine = set(holdings_of(access).values_list("pk", flat=True))

    def shown(self, row: BankMovement, matches: Sequence[MovementMatch]) -> Shown:
        is_open = self._everything or self._may_read(row, matches)
        whose = ", ".join(filter(None, map(self._whose, matches))) if is_open else ""
        return Shown(row, _what(row, matches), is_open, whose)

    def _may_read(self, row: BankMovement, matches: Sequence[MovementMatch]) -> bool:
        """Whether all of it is his own, or no private person's."""
        return (
            bool(matches)
            and not row.left
            and all(self._is_open(match) for match in matches)
        )

    def _is_open(self, match: MovementMatch) -> bool:
        if match.holder is not None:
            return match.holder in self._mine
        of_firms = {Kind.SUPPLIER, Kind.ACCOUNT, Kind.TRANSFER}
        return match.kind in of_firms or (match.kind == Kind.COST and match.amount < 0)

    def _whose(self, match: MovementMatch) -> str:
        if match.invoice is not None:
            return f"{match.invoice.supplier} {match.invoice.number}"
        return str(self._holders[match.holder]) if match.holder else ""


def _what(row: BankMovement, matches: Sequence[MovementMatch]) -> What:
    if not matches or row.left:
        return What.RECEIPT if row.amount > 0 else What.EXPENSE
    kinds = {_one(match) for match in matches}
    return kinds.pop() if len(kinds) == 1 else What.SEVERAL


def _one(match: MovementMatch) -> What:
    if match.kind == Kind.ACCOUNT:
        return What.SUPPLIER
    if match.holder is None:
        return What(match.kind)
    return What.OWNER if match.kind == Kind.HOLDER else What.REFUND


# What a movement may be booked on


def open_day(day: date) -> date:
    """Return ``day``, or the first day after it that lies in no closed year."""
    closed = FiscalYear.objects.filter(closed_at__isnull=False).order_by("since")
    for year in closed:
        if year.since <= day < year.until:
            day = year.until
    return day


def is_other(code: str) -> bool:
    """Whether a movement may be booked there without saying whose or what it is."""
    return code < "6" and chart.is_postable(code) and not code.startswith(OF_SOMEBODY)


def is_own_cost(code: str) -> bool:
    """Whether a cost or an income is booked there that no invoice brings."""
    if not chart.is_postable(code) or code.startswith(OF_A_FUND):
        return False
    return chart.is_cost(code) or chart.is_income(code)


# The worker's imports


def imports_under_way() -> list[Job]:
    """Return the imports that the worker is at, or gave up in the last days."""
    jobs = Job.objects.filter(
        name=IMPORTING, tenant=current_tenant_id(), finished_at=None
    )
    lately = timezone.now() - REMEMBERED
    return list(jobs.filter(created_at__gte=lately).order_by("pk"))
