"""The ASBL's books: what it has and owes, what came in and what it cost, month by month."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import TruncMonth
from django.utils.functional import Promise

from koprogo.fields import MoneyField
from koprogo.ledger.models import Entry, Line
from koprogo.ledger.queries import trial_balance
from transparency.accounts import Result
from transparency.chart import ACCOUNTS
from transparency.months import add_months, months_between

ZERO = Decimal("0.00")
COSTS, REVENUE = "6", "7"


@dataclass(frozen=True, slots=True)
class Row:
    """An account of a report, EUR; ``months``: by first day, where the report has them."""

    code: str
    name: str | Promise
    amount: Decimal
    months: Mapping[date, Decimal] = field(default_factory=dict)

    def cells(self, months: Sequence[date]) -> list[Decimal]:
        return [self.months.get(month, ZERO) for month in months]


# What came in, and what it cost


@dataclass(frozen=True, slots=True)
class Income:
    """Of the whole months [since, until), EUR: costs and revenue above 0."""

    since: date
    until: date
    revenue: Sequence[Row]
    costs: Sequence[Row]

    @property
    def months(self) -> list[date]:
        return [*months_between(self.since, self.until)]

    @property
    def result(self) -> Result:
        return Result(_total(self.revenue), _total(self.costs))

    def result_by_month(self) -> list[Result]:
        return [
            Result(_total(self.revenue, month), _total(self.costs, month))
            for month in self.months
        ]

    @property
    def last_day(self) -> date:
        return self.until - timedelta(days=1)


def _total(rows: Sequence[Row], month: date | None = None) -> Decimal:
    parts = (row.months.get(month, ZERO) if month else row.amount for row in rows)
    return sum(parts, ZERO)


def income(*, since: date, until: date) -> Income:
    """Return the income statement of [since, until) by account and month: one statement."""
    moved = (
        Line.objects.filter(entry__date__gte=since, entry__date__lt=until)
        .filter(
            Q(account__code__startswith=COSTS) | Q(account__code__startswith=REVENUE)
        )
        .order_by()
        .values_list("account__code", TruncMonth("entry__date"))
        .annotate(net=Sum(F("debit") - F("credit")))
    )
    months: dict[str, dict[date, Decimal]] = defaultdict(dict)
    for code, month, net in moved:
        months[code][month] = net if code.startswith(COSTS) else -net
    rows = [
        Row(code, name_of(code), sum(found.values(), ZERO), found)
        for code, found in sorted(months.items())
    ]
    return Income(
        since=since,
        until=until,
        revenue=[row for row in rows if row.code.startswith(REVENUE)],
        costs=[row for row in rows if row.code.startswith(COSTS)],
    )


def income_of_year(year: int) -> Income:
    since = date(year, 1, 1)
    return income(since=since, until=add_months(since, 12))


# What there is


@dataclass(frozen=True, slots=True)
class BalanceSheet:
    """At the end of a day, EUR. ``assets`` equal ``liabilities`` with the two results.

    ``result``: of the calendar year; ``earlier``: of years before, that nobody carried
    to an account of its own.
    """

    on: date
    assets: Sequence[Row]
    liabilities: Sequence[Row]
    result: Decimal
    earlier: Decimal

    @property
    def total(self) -> Decimal:
        return _total(self.assets)

    @property
    def total_of_liabilities(self) -> Decimal:
        return _total(self.liabilities) + self.result + self.earlier


def balance_sheet(*, on: date) -> BalanceSheet:
    """Return what the ASBL has and owes: two statements."""
    now = {balance.account: balance.net for balance in trial_balance(on=on)}
    before = trial_balance(on=date(on.year - 1, 12, 31))
    earlier = -sum((one.net for one in before if _is_result(one.account)), ZERO)
    until_now = -sum((net for code, net in now.items() if _is_result(code)), ZERO)
    kept = {code: net for code, net in now.items() if net and not _is_result(code)}
    return BalanceSheet(
        on=on,
        assets=[_row(code, net) for code, net in kept.items() if net > 0],
        liabilities=[_row(code, -net) for code, net in kept.items() if net < 0],
        result=until_now - earlier,
        earlier=earlier,
    )


def _is_result(code: str) -> bool:
    return code.startswith((COSTS, REVENUE))


def _row(code: str, amount: Decimal) -> Row:
    return Row(code, name_of(code), amount)


def name_of(code: str) -> str | Promise:
    """Return what the chart calls an account."""
    return ACCOUNTS.get(code, code)


# Entry by entry


def entry_list(
    *, account: str = "", since: date | None = None, until: date | None = None
) -> QuerySet[Entry]:
    """Return the entries, the latest first, with ``total`` (one side, EUR).

    ``account``: only those with a line there; ``until`` is the last day.
    """
    lines = Line.objects.filter(entry=OuterRef("pk")).order_by().values("entry")
    found = Entry.objects.filter(posted_at__isnull=False)
    if account:
        found = found.filter(
            pk__in=Line.objects.filter(account__code=account).values("entry")
        )
    asked = {"date__gte": since, "date__lte": until}
    return (
        found.filter(**{name: value for name, value in asked.items() if value})
        .annotate(
            total=Subquery(
                lines.annotate(sum=Sum("debit")).values("sum"),
                output_field=MoneyField(),
            )
        )
        .select_related("journal")
        .order_by("-date", "-pk")
    )


def line_list(**asked) -> QuerySet[Line]:
    """Return the lines of ``entry_list``, in the same order."""
    found = entry_list(**asked).order_by()
    return (
        Line.objects.filter(entry__in=found.values("pk"))
        .select_related("entry__journal", "account")
        .order_by("-entry__date", "-entry_id", "pk")
    )


@dataclass(frozen=True, slots=True)
class FullEntry:
    """An entry with its lines; ``undoes`` and ``undone_by``: its mirror, if any."""

    entry: Entry
    lines: Sequence[Line]
    undoes: Entry | None
    undone_by: Entry | None

    @property
    def total(self) -> Decimal:
        return sum((line.debit for line in self.lines), ZERO)


def full_entry(uuid) -> FullEntry | None:
    """Return an entry, with the participation of each line: three statements."""
    found = Entry.objects.select_related("journal", "reverses__journal", "created_by")
    entry = found.filter(uuid=uuid, posted_at__isnull=False).first()
    if entry is None:
        return None
    lines = entry.lines.select_related("account", "party__participation")
    mirror = Entry.objects.select_related("journal").filter(reverses=entry).first()
    return FullEntry(entry, list(lines.order_by("pk")), entry.reverses, mirror)
