"""The end of a fiscal year: its result is carried, then it takes no entry any more.

docs/rules/year-end.md.
"""

from django.db import transaction
from django.utils import timezone

from finance.closing import Closing, close
from finance.errors.books import YearNotReady
from finance.queries.result import closing_source, closings, result_balances
from finance.queries.year_end import year_end
from finance.services.books import lock_all_journals
from koprogo.audit.services import record
from koprogo.ledger import services as ledger
from koprogo.ledger.errors import AlreadyClosed, YearNotOpened
from koprogo.ledger.models import Entry, FiscalYear, Journal

TEXT = "Closing"  # the ledger speaks one language; pages say it in theirs


@transaction.atomic
def close_fiscal_year(*, year: int, by) -> FiscalYear:
    """Carry the result of a year in one entry of its last day, and close it.

    Costs and income meet on 14 at zero; what was called for the reserve goes through
    693 to 160; what was called for works and not spent waits on 12. Nobody posts
    meanwhile. Balances of classes 1 to 5 go on by themselves: the books are one.

    Raises:
        YearNotReady: something that a closing needs is not done (queries/year_end.py).
        YearNotOpened, AlreadyClosed: of ``koprogo.ledger``.
    """
    lock_all_journals()
    book = _year(year)
    if book.is_closed:
        raise AlreadyClosed(year)
    if missing := year_end(book, on=timezone.localdate()).missing:
        raise YearNotReady(missing)
    closing = close(result_balances(on=book.last_day))
    entry = _post(book, closing, by=by) if closing.lines else None
    book = ledger.close_year(year=year, by=by)
    if entry is not None:
        record(
            "year.carried",
            target=book,
            by=by,
            entry=str(entry),
            reserve_carried=str(closing.reserve),
            works_carried=str(closing.works),
        )
    return book


@transaction.atomic
def reopen_fiscal_year(*, year: int, reason: str, by) -> FiscalYear:
    """Take back the closing of the last closed year, by the mirror of its entry.

    Raises:
        NoReason, YearNotOpened, NotClosed, LaterYearClosed: of ``koprogo.ledger``.
    """
    book = ledger.reopen_year(year=year, reason=reason, by=by)
    for entry in closings(year).filter(mirror=None):
        ledger.mirror(entry, year=entry.year, date=entry.date, text=TEXT, by=by)
    return book


def _year(year: int) -> FiscalYear:
    found = FiscalYear.objects.filter(year=year).first()
    if found is None:
        raise YearNotOpened(year)
    return found


def _post(book: FiscalYear, closing: Closing, *, by) -> Entry:
    return ledger.post(
        journal=Journal.Code.MISC,
        year=book.year,
        date=book.last_day,
        text=TEXT,
        lines=[
            (ledger.debit if amount > 0 else ledger.credit)(code, abs(amount))
            for code, amount in closing.lines
        ],
        by=by,
        source=closing_source(book.year, closings(book.year).count() + 1),
    )
