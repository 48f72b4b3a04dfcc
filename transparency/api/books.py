"""The ASBL's books for programs: reports, entries, quarters."""

from django.http import Http404
from django.utils import timezone

from koprogo.api.operations import operation
from koprogo.api.views import ApiView
from transparency import errors
from transparency.access import Permission
from transparency.api.book_shapes import (
    AsblEntryShape,
    BalanceRowShape,
    ClosedShape,
    EntryDetail,
    IncomeRowShape,
    QuarterShape,
)
from transparency.api.doors import require_api
from transparency.forms.books import EARLIEST, LATEST, DayForm, EntryFilter, YearForm
from transparency.queries import books as queries
from transparency.queries.quarters import quarter_rows
from transparency.services.quarters import close_quarter


def given(asked: dict) -> dict:
    """Return what was asked at all."""
    return {name: value for name, value in asked.items() if value}


class IncomeStatement(ApiView):
    tag = "asbl-books"

    @require_api(Permission.SEE_ASBL_BOOKS)
    @operation(list_of=IncomeRowShape, query=YearForm, lines="months")
    def get(self, request, association):
        """The income statement of a calendar year, by account and month."""
        year = self.asked()["year"] or timezone.localdate().year
        income = queries.income_of_year(year)
        parts = (("revenue", income.revenue), ("costs", income.costs))
        return [
            _cells(part, row)
            | {
                "months": [
                    {"month": month, "amount": amount}
                    for month, amount in sorted(row.months.items())
                ]
            }
            for part, rows in parts
            for row in rows
        ]


class AsblBalance(ApiView):
    tag = "asbl-books"

    @require_api(Permission.SEE_ASBL_BOOKS)
    @operation(list_of=BalanceRowShape, query=DayForm)
    def get(self, request, association):
        """What there is, and what is owed, at the end of a day."""
        sheet = queries.balance_sheet(on=self.asked()["on"] or timezone.localdate())
        rows = [_cells("assets", row) for row in sheet.assets]
        rows += [_cells("liabilities", row) for row in sheet.liabilities]
        results = (("result", sheet.result), ("earlier", sheet.earlier))
        return rows + [
            {"part": "liabilities", "code": "", "name": name, "amount": amount}
            for name, amount in results
        ]


def _cells(part: str, row: queries.Row) -> dict:
    return {
        "part": part,
        "code": row.code,
        "name": str(row.name),
        "amount": row.amount,
    }


class Entries(ApiView):
    tag = "asbl-books"

    @require_api(Permission.SEE_ASBL_BOOKS)
    @operation(page_of=AsblEntryShape, query=EntryFilter)
    def get(self, request, association):
        """The entries, the latest first; `account`: only those with a line there."""
        return queries.entry_list(**given(self.asked()))


class EntryView(ApiView):
    tag = "asbl-books"

    @require_api(Permission.SEE_ASBL_BOOKS)
    @operation(answer=EntryDetail)
    def get(self, request, association, asbl_entry_id):
        """An entry with its lines."""
        found = queries.full_entry(asbl_entry_id)
        if found is None:
            raise Http404
        return found


class Quarters(ApiView):
    tag = "asbl-books"

    @require_api(Permission.SEE_ASBL_BOOKS)
    @operation(list_of=QuarterShape)
    def get(self, request, association):
        """The quarters, the latest first, with what is still open in each."""
        return quarter_rows(on=timezone.localdate())


class QuarterClosing(ApiView):
    tag = "asbl-books"

    @require_api(Permission.CLOSE_QUARTERS)
    @operation(
        answer=ClosedShape,
        refuses=(
            errors.QuarterAlreadyClosed,
            errors.QuarterNotOver,
            errors.NotNextQuarter,
            errors.MonthsNotBilled,
        ),
    )
    def post(self, request, association, calendar_year, quarter_number):
        """Close a quarter for good: its days take no entry any more."""
        if not (EARLIEST <= calendar_year < LATEST and 1 <= quarter_number <= 4):
            raise Http404
        return close_quarter(year=calendar_year, number=quarter_number, by=request.user)
