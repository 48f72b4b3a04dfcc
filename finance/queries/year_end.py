"""What keeps a fiscal year from being closed: each check with what proves it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from finance import chart
from finance.closing import close
from finance.fiscal_year import year_name
from finance.models import BankStatement, ChargeStatement, DeferralStep, Invoice
from finance.queries.result import ordinary_lines
from finance.queries.years import year_span
from koprogo.ledger.models import FiscalYear
from koprogo.ledger.queries import trial_balance

ZERO = Decimal("0.00")
NOT_BOOKED = (Invoice.State.DRAFT, Invoice.State.SUBMITTED, Invoice.State.APPROVED)


class Checked(StrEnum):
    """What a closing looks at, in the order in which one does it."""

    OVER = "over"
    EARLIER = "earlier"
    INVOICES = "invoices"
    DEFERRALS = "deferrals"
    SUSPENSE = "suspense"
    BANK = "bank"
    STATEMENTS = "statements"
    RESULT = "result"


# Without these a year may be closed all the same: somebody has looked at them.
ADVICE = frozenset({Checked.INVOICES, Checked.BANK})


@dataclass(frozen=True, slots=True)
class Check:
    """``what`` is done, or not; the proof is a number, an amount (EUR) or a day.

    ``account``: of the association, where it is about one.
    """

    what: Checked
    is_done: bool
    many: int = 0
    amount: Decimal = ZERO
    day: date | None = None
    account: str = ""

    @property
    def is_needed(self) -> bool:
        return self.what not in ADVICE


@dataclass(frozen=True, slots=True)
class YearEnd:
    """A year and its checks."""

    year: FiscalYear
    checks: Sequence[Check]

    @property
    def missing(self) -> list[Check]:
        """What must be done before the year is closed."""
        return [one for one in self.checks if one.is_needed and not one.is_done]


@dataclass(frozen=True, slots=True)
class YearRow:
    """A fiscal year in a list. ``is_settled``: statements that stand have all its days."""

    year: FiscalYear
    name: str
    is_settled: bool


def year_rows() -> list[YearRow]:
    """Return the fiscal years, the latest first: two statements."""
    standing = ChargeStatement.objects.standing().order_by("since")
    periods = list(standing.values_list("since", "until"))
    return [
        YearRow(
            year,
            year_name(year.since, year.until),
            not any(_gaps(periods, year.since, year.until)),
        )
        for year in FiscalYear.objects.order_by("-since")
    ]


def next_first_day(*, on: date) -> date:
    """Return on which day the next fiscal year begins."""
    last = FiscalYear.objects.order_by("-since").first()
    return last.until if last is not None else year_span(on)[0]


def year_end(year: FiscalYear, *, on: date) -> YearEnd:
    """Check everything that the closing of a year looks at, as of today (``on``)."""
    return YearEnd(year, list(_checks(year, on)))


def _checks(year: FiscalYear, on: date) -> Iterator[Check]:
    earlier = FiscalYear.objects.filter(year__lt=year.year, closed_at=None).count()
    yield Check(Checked.OVER, year.last_day < on, day=year.last_day)
    yield Check(Checked.EARLIER, earlier == 0, many=earlier)
    waiting = Invoice.objects.filter(state__in=NOT_BOOKED, date__lt=year.until).count()
    yield Check(Checked.INVOICES, waiting == 0, many=waiting)
    steps = DeferralStep.objects.filter(entry=None, since__lt=year.until)
    deferred = steps.standing().count()
    yield Check(Checked.DEFERRALS, deferred == 0, many=deferred)
    balances = {row.account: row.net for row in trial_balance(on=year.last_day)}
    suspense = sum(
        (net for code, net in balances.items() if code.startswith(chart.SUSPENSE)), ZERO
    )
    yield Check(Checked.SUSPENSE, suspense == 0, amount=suspense)
    yield from _bank(year, balances)
    yield _statements(year)
    left = close(balances).ordinary
    yield Check(Checked.RESULT, left == 0, amount=left)


def _bank(year: FiscalYear, balances: Mapping[str, Decimal]) -> Iterator[Check]:
    """Compare the last statement of each account with the books of the last day.

    Without a statement of the year there is nothing to compare with: not done.
    """
    ended = BankStatement.objects.filter(
        closed_on__gte=year.since, closed_on__lt=year.until
    )
    latest = ended.order_by("bank_account", "-closed_on", "-pk")
    last = {one.bank_account: one for one in latest.distinct("bank_account")}
    for account in chart.BANKS:
        held = balances.get(account, ZERO)
        if account in last:
            gap = held - last[account].closing
            day = last[account].closed_on
            yield Check(Checked.BANK, gap == 0, amount=gap, day=day, account=account)
        elif held:
            yield Check(Checked.BANK, False, amount=held, account=account)


def _statements(year: FiscalYear) -> Check:
    """A day is settled by a statement that stands; one without anything needs none."""
    standing = ChargeStatement.objects.standing().filter(
        since__lt=year.until, until__gt=year.since
    )
    periods = list(standing.order_by("since").values_list("since", "until"))
    for since, until in _gaps(periods, year.since, year.until):
        first = (
            ordinary_lines(since=since, until=until)
            .order_by("entry__date")
            .values_list("entry__date", flat=True)
            .first()
        )
        if first is not None:
            return Check(Checked.STATEMENTS, False, many=len(periods), day=first)
    return Check(Checked.STATEMENTS, True, many=len(periods))


def _gaps(
    periods: Iterable[tuple[date, date]], since: date, until: date
) -> Iterator[tuple[date, date]]:
    """Yield the days of [since, until) that none of these periods, in order, has."""
    for begin, end in periods:
        if since < min(begin, until):
            yield since, min(begin, until)
        since = max(since, end)
    if since < until:
        yield since, until
