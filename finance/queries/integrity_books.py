"""What the result and the reserve can never be, recomputed from the rows.

finance.md §3, 1: the trial balance balances at any date. 6: what is settled leaves an
ordinary result of zero, and provisions called are provisions deducted. 8: the reserve is
what was called for it, less what was withdrawn. A constant number of statements, and
four for each statement of charges.
"""

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Exists, F, OuterRef, Q, Sum

from finance import chart
from finance.models import CallItem, ChargeStatement, Cost
from finance.queries.charging import net_provisions
from finance.queries.integrity import is_of_co_ownership
from finance.queries.result import closings, ordinary_lines, result_balances
from koprogo.ledger.models import FiscalYear, Line
from koprogo.slots import Finding

ZERO = Decimal("0.00")
NET = Sum(F("debit") - F("credit"), default=ZERO)


def findings() -> Iterator[Finding]:
    """Yield what is wrong with the balances, what is settled and the reserve."""
    if not is_of_co_ownership():
        return
    yield from _days()
    for statement in ChargeStatement.objects.standing().order_by("pk"):
        yield from _settled(statement)
    for year in FiscalYear.objects.filter(closed_at__isnull=False):
        if result_balances(on=year.last_day):
            yield Finding("year-carried", str(year.year))
    if _called_by_books() != _called():
        yield Finding("reserve-called", chart.RESERVE_CALLED)
    if _withdrawn_by_books() != _withdrawn():
        yield Finding("reserve-withdrawn", chart.RESERVE_FUND)


def _days() -> Iterator[Finding]:
    """Find days whose entries do not balance: then no balance does from there on."""
    wrong = (
        Line.objects.order_by("entry__date")
        .values_list("entry__date")
        .annotate(net=NET)
        .exclude(net=0)
    )
    return (Finding("trial-balance", str(day)) for day, _net in wrong)


def _settled(statement: ChargeStatement) -> Iterator[Finding]:
    since, until = statement.since, statement.until
    left = ordinary_lines(since=since, until=until).aggregate(net=NET)["net"]
    if left:
        yield Finding("result", str(statement.uuid))
    called = sum((net for *_of, net in net_provisions(since, until, "lot_id")), ZERO)
    deducted = statement.documents.aggregate(sum=Sum("provisions", default=ZERO))
    if called != deducted["sum"]:
        yield Finding("provisions", str(statement.uuid))


def _called_by_books() -> Decimal:
    """Return what stands on 700, as if nothing had been carried or brought in."""
    carried = closings().values("pk")
    lines = Line.objects.filter(account__code=chart.RESERVE_CALLED).exclude(
        Q(entry__in=carried)
        | Q(entry__reverses__in=carried)
        | Q(entry__opening__isnull=False)
        | Q(entry__reverses__opening__isnull=False)
    )
    return -lines.aggregate(net=NET)["net"]


def _called() -> Decimal:
    items = CallItem.objects.filter(
        purpose=CallItem.Purpose.RESERVE,
        call__issued_at__isnull=False,
        call__entry__mirror=None,
    )
    return items.aggregate(sum=Sum("amount", default=ZERO))["sum"]


def _withdrawn_by_books() -> Decimal:
    costs = Cost.objects.filter(entry=OuterRef("entry"), withdrawal=True)
    lines = Line.objects.filter(Exists(costs), account__code=chart.RESERVE_FUND)
    return lines.aggregate(net=NET)["net"]


def _withdrawn() -> Decimal:
    costs = Cost.objects.filter(withdrawal=True)
    return -costs.aggregate(sum=Sum("amount", default=ZERO))["sum"]
