"""The ASBL's books: its reports, and every entry with its lines."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import paginate
from transparency.access import Permission, require
from transparency.forms.books import DayForm, EntryFilter, YearForm
from transparency.lists import books as lists
from transparency.queries import books as queries


def _year(request) -> int:
    return YearForm(request.GET).wanted().get("year", timezone.localdate().year)


@require_safe
@require(Permission.SEE_ASBL_BOOKS)
def books(request, association):
    """The income statement of a year, month by month, and what there is on a day."""
    today = timezone.localdate()
    year = _year(request)
    on = DayForm(request.GET).wanted().get("on", today)
    income = queries.income_of_year(year)
    months = income.months
    context = {
        "income": income,
        "revenue": [(row, row.cells(months)) for row in income.revenue],
        "costs": [(row, row.cells(months)) for row in income.costs],
        "months": months,
        "by_month": income.result_by_month(),
        "sheet": queries.balance_sheet(on=on),
        "year": year,
        "on": on,
        "years": [year - 1, year + 1] if year < today.year else [year - 1],
        "may_keep": request.access.allows(Permission.KEEP_ASBL_BOOKS),
    }
    return render(request, "transparency/books/books.html", context)


@require_safe
@require(Permission.SEE_ASBL_BOOKS)
def income_table(request, association, ending):
    table = lists.income_table(queries.income_of_year(_year(request)))
    return send_table(table, ending, place=association.slug)


@require_safe
@require(Permission.SEE_ASBL_BOOKS)
def balance_table(request, association, ending):
    on = DayForm(request.GET).wanted().get("on", timezone.localdate())
    table = lists.balance_table(queries.balance_sheet(on=on))
    return send_table(table, ending, place=association.slug)


@require_safe
@require(Permission.SEE_ASBL_BOOKS)
def entries(request, association):
    """Every entry, the latest first; of one account, if asked."""
    form = EntryFilter(request.GET)
    context = {
        "form": form,
        "page": paginate(request, queries.entry_list(**form.wanted())),
    }
    return render(request, "transparency/books/entries.html", context)


@require_safe
@require(Permission.SEE_ASBL_BOOKS)
def entries_table(request, association, ending):
    lines = queries.line_list(**EntryFilter(request.GET).wanted())
    table = lists.lines_table(lines[: LIMIT + 1])
    return send_table(table, ending, place=association.slug)


@require_safe
@require(Permission.SEE_ASBL_BOOKS)
def entry(request, association, asbl_entry_id):
    """An entry with its lines, and what undoes it."""
    found = queries.full_entry(asbl_entry_id)
    if found is None:
        raise Http404
    lines = [
        (line, queries.name_of(line.account.code), _whose(line)) for line in found.lines
    ]
    context = {"found": found, "lines": lines}
    return render(request, "transparency/books/entry.html", context)


def _whose(line):
    """Return the participation on whose account a line stands, if on any."""
    return getattr(line.party, "participation", None)
