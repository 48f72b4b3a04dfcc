"""The books as reports, accounts, journals and entries."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from buildings.access import Permission
from buildings.api.doors import require
from buildings.api.jobs import JobShape
from finance.api.report_shapes import (
    EntryShape,
    JournalEntryShape,
    LedgerLineShape,
    ReportPartShape,
    rows_of,
    shown,
)
from finance.errors.books import ReportTooLong
from finance.exports.reports import AT_ONCE, MOST, PDF, report_name, report_pdf
from finance.forms import PeriodForm
from finance.queries.books import default_period
from finance.queries.entries import Reader, full_entry
from finance.queries.entry_page import lines_of, makers_of
from finance.reports import (
    ACCOUNT,
    OWNERS,
    READABLE,
    Terms,
    size_of,
    whole_report,
)
from finance.services.report_files import ask_report, file_of, report_job
from koprogo.api.downloads import send, send_made
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView
from koprogo.ledger.models import Account


class ReportView(ApiView):
    tag = "reports"

    def period(self, building) -> dict:
        """Return the days that are asked for; the running year until today."""
        return self.asked(**default_period(building, on=timezone.localdate()))

    def parts(self, request, terms: Terms) -> list[dict]:
        reader = Reader.of(request.access)
        return shown(whole_report(terms, reader=reader, most=MOST))

    def as_pdf(self, request, building, terms: Terms):
        """Send the report; a long one is refused here."""
        reader = Reader.of(request.access)
        if size_of(terms, reader=reader) > AT_ONCE:
            raise ReportTooLong(terms)
        report = whole_report(terms, reader=reader, most=MOST)
        data = report_pdf(report, building, on=timezone.localdate())
        return send_made(data, name=report_name(report, building), content_type=PDF)

    def ordered(self, request, terms: Terms):
        reader = Reader.of(request.access)
        return ask_report(terms, reader=reader, by=request.user)


class BooksReport(ReportView):
    @require(Permission.SEE_BOOKS)
    @operation(list_of=ReportPartShape, query=PeriodForm, lines="rows")
    def get(self, request, building, report):
        """A report by name: `trial-balance`, `balance-sheet`, `income`, `simple` or
        `suppliers`. One of a day takes `until` alone.
        """
        return self.parts(request, _named(report, self.period(building)))


class BooksReportFile(ReportView):
    @require(Permission.SEE_BOOKS)
    @operation(downloads=(PDF,), query=PeriodForm, refuses=(ReportTooLong,))
    def get(self, request, building, report):
        """The same as PDF; a long one is asked for by POST."""
        return self.as_pdf(request, building, _named(report, self.period(building)))

    @require(Permission.SEE_BOOKS)
    @operation(answer=JobShape, status=202, query=PeriodForm)
    def post(self, request, building, report):
        """Have the worker make the PDF: `made-reports/<uuid of the job>/` has it then."""
        return self.ordered(request, _named(report, self.period(building)))


class OwnerBalances(ReportView):
    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(list_of=ReportPartShape, query=PeriodForm, lines="rows")
    def get(self, request, building):
        """What every account holder owes at the end of `until`."""
        return self.parts(request, Terms(OWNERS, **self.period(building)))


class OwnerBalancesFile(ReportView):
    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(downloads=(PDF,), query=PeriodForm, refuses=(ReportTooLong,))
    def get(self, request, building):
        """The same as PDF; a long one is asked for by POST."""
        terms = Terms(OWNERS, **self.period(building))
        return self.as_pdf(request, building, terms)

    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(answer=JobShape, status=202, query=PeriodForm)
    def post(self, request, building):
        """Have the worker make the PDF: `made-reports/<uuid of the job>/` has it then."""
        return self.ordered(request, Terms(OWNERS, **self.period(building)))


class LedgerView(ReportView):
    @require(Permission.SEE_BOOKS)
    @operation(page_of=LedgerLineShape, query=PeriodForm)
    def get(self, request, building, account_code):
        """The lines of an account in a period, each with the balance after it.

        The accounts of co-owners are for those who see every account.
        """
        return _listing(request, _account(request, account_code, self.period(building)))


class LedgerFile(ReportView):
    @require(Permission.SEE_BOOKS)
    @operation(downloads=(PDF,), query=PeriodForm, refuses=(ReportTooLong,))
    def get(self, request, building, account_code):
        """The same as PDF; a long one is asked for by POST."""
        terms = _account(request, account_code, self.period(building))
        return self.as_pdf(request, building, terms)

    @require(Permission.SEE_BOOKS)
    @operation(answer=JobShape, status=202, query=PeriodForm)
    def post(self, request, building, account_code):
        """Have the worker make the PDF: `made-reports/<uuid of the job>/` has it then."""
        terms = _account(request, account_code, self.period(building))
        return self.ordered(request, terms)


class JournalView(ReportView):
    @require(Permission.SEE_BOOKS)
    @operation(page_of=JournalEntryShape)
    def get(self, request, building, journal, year):
        """The entries of a journal (`purchases`, `calls`, `bank`, `misc`) by number."""
        return _listing(request, _journal(journal, year))


class JournalFile(ReportView):
    @require(Permission.SEE_BOOKS)
    @operation(downloads=(PDF,), refuses=(ReportTooLong,))
    def get(self, request, building, journal, year):
        """The same as PDF; a long one is asked for by POST."""
        return self.as_pdf(request, building, _journal(journal, year))

    @require(Permission.SEE_BOOKS)
    @operation(answer=JobShape, status=202)
    def post(self, request, building, journal, year):
        """Have the worker make the PDF: `made-reports/<uuid of the job>/` has it then."""
        return self.ordered(request, _journal(journal, year))


class EntryView(ApiView):
    tag = "reports"

    @require(Permission.SEE_BOOKS)
    @operation(answer=EntryShape)
    def get(self, request, building, entry_id):
        """An entry with its lines, what made it and what takes it back."""
        entry = full_entry(entry_id)
        if entry is None:
            raise Http404
        reader = Reader.of(request.access)
        reader.read([entry])
        return {
            "entry": entry,
            "text": reader.text(entry),
            "lines": lines_of(entry, reader),
            "makers": makers_of(entry, reader),
        }


class MadeReport(ApiView):
    tag = "reports"

    @require(Permission.SEE_BOOKS)
    @operation(downloads=(PDF,))
    def get(self, request, building, made_id):
        """A report that I had made; 404 until it is there, and after a day."""
        reader = Reader.of(request.access)
        job = report_job(made_id, reader=reader, by=request.user)
        file = file_of(job) if job else None
        if file is None:
            raise Http404
        return send(request, file)


def _listing(request, terms: Terms) -> Listing:
    reader = Reader.of(request.access)
    return Listing(
        terms.lines(), lambda page: rows_of(terms.report(page, reader=reader))
    )


def _named(report: str, period: dict) -> Terms:
    if report not in READABLE:
        raise Http404
    return Terms(report, **period)


def _account(request, code: str, period: dict) -> Terms:
    get_object_or_404(Account, code=code)
    if not Reader.of(request.access).may_read(code):
        raise PermissionDenied
    return Terms(ACCOUNT, code=code, **period)


def _journal(journal: str, year: int) -> Terms:
    terms = Terms.of_journal(journal, year, on=timezone.localdate())
    if terms is None:
        raise Http404
    return terms
