"""How an invoice would be booked today: the day, the costs, and what waits."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import IntegerField, Q, Value

from buildings.models import Building
from finance.booking import BookCalendar, Layout, lay_out
from finance.deferral import Slice
from finance.models import ChargeStatement, Invoice, InvoiceLine, Opening
from finance.queries.invoices import full_lines
from finance.queries.settings import book_settings
from koprogo.ledger.models import FiscalYear


def book_calendar() -> BookCalendar:
    """Return the accounting periods of the building, and which take no more costs.

    Three statements.
    """
    opened = FiscalYear.objects.annotate(shut=Q(closed_at__isnull=False))
    settled = _shut(ChargeStatement.objects.standing())
    before = _shut(Opening.objects.standing()).annotate(since=Value(date.min))
    rows = list(
        opened.order_by()
        .values_list("since", "until", "year", "shut")
        .union(
            settled.order_by().values_list("since", "until", "year", "shut"),
            before.order_by().values_list("since", "date", "year", "shut"),
        )
    )
    return BookCalendar(
        first_month=Building.objects.get().fiscal_year_start,
        months=book_settings().statement_months,
        shut=tuple((since, until) for since, until, _year, shut in rows if shut),
        opened=tuple((since, until) for since, until, year, _shut in rows if year),
    )


def _shut(rows):
    """Say of rows that are no fiscal years that their days take no more costs."""
    no_year = Value(None, output_field=IntegerField())
    return rows.annotate(year=no_year, shut=Value(True))


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A line with its slices, in the sign of the cost: a credit note is below zero.

    A slice of ``now`` without a period of its own has neither ``since`` nor ``until``.
    """

    line: InvoiceLine
    now: list[tuple[Decimal, date | None, date | None]]
    waiting: list[Slice]

    @property
    def deferred(self) -> Decimal:
        return sum((piece.amount for piece in self.waiting), Decimal("0.00"))


@dataclass(frozen=True, slots=True)
class BookingPlan:
    """``date``: of the entry; later than the invoice's when that day takes no costs."""

    date: date
    year: int
    lines: list[PlannedLine]
    calendar: BookCalendar

    @property
    def deferred(self) -> Decimal:
        return sum((line.deferred for line in self.lines), Decimal("0.00"))


def booking_plan(invoice: Invoice) -> BookingPlan:
    """Return how ``invoice`` is booked if it is posted now."""
    calendar = book_calendar()
    day = calendar.first_open(invoice.date)
    lines = [
        _planned(invoice, line, day, calendar) for line in full_lines(invoice=invoice)
    ]
    return BookingPlan(day, calendar.year(day), lines, calendar)


def _planned(
    invoice: Invoice, line: InvoiceLine, day: date, calendar: BookCalendar
) -> PlannedLine:
    """Works have calls of their own, and no statement: nothing of them waits."""
    amount = invoice.sign * line.amount
    if line.since is None or line.works_id is not None:
        return PlannedLine(line, [(amount, line.since, line.until)], [])
    layout: Layout = lay_out(
        amount, since=line.since, until=line.until, on=day, calendar=calendar
    )
    now = [(piece.amount, piece.since, piece.until) for piece in layout.now]
    return PlannedLine(line, now, layout.waiting)
