"""The quarters of the books, and their closing."""

from functools import partial

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from koprogo.ui.exports import send_table
from koprogo.ui.pagination import paginate
from transparency.access import Permission, require
from transparency.forms.books import EARLIEST, LATEST
from transparency.lists.books import quarters_table as as_table
from transparency.queries.books import balance_sheet
from transparency.queries.quarters import quarter_rows
from transparency.refusals.books import sentence
from transparency.services.quarters import close_quarter
from transparency.views.acts import attempt

QUARTERS = {
    (year, number) for year in range(EARLIEST, LATEST) for number in range(1, 5)
}


@require_safe
@require(Permission.SEE_ASBL_BOOKS)
def quarters(request, association):
    """All of them, the latest first, with what is still open in each."""
    context = {
        "page": paginate(request, quarter_rows(on=timezone.localdate())),
        "may_close": request.access.allows(Permission.CLOSE_QUARTERS),
        "may_keep": request.access.allows(Permission.KEEP_ASBL_BOOKS),
    }
    return render(request, "transparency/books/quarters.html", context)


@require_safe
@require(Permission.SEE_ASBL_BOOKS)
def quarters_table(request, association, ending):
    table = as_table(quarter_rows(on=timezone.localdate()))
    return send_table(table, ending, place=association.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.CLOSE_QUARTERS)
def quarter_close(request, association, calendar_year, quarter_number):
    """Close a quarter, after showing what is open and what it freezes."""
    asked = year, number = calendar_year, quarter_number
    if asked not in QUARTERS:
        raise Http404
    if request.method == "POST":
        attempt(
            request,
            partial(close_quarter, year=year, number=number, by=request.user),
            done=_("The quarter is closed."),
            sentence=sentence,
        )
        return redirect("transparency:quarters")
    rows = quarter_rows(on=timezone.localdate())
    found = [one for one in rows if (one.year, one.number) == asked]
    if not found:
        raise Http404
    [row] = found
    if row.closed:
        return redirect("transparency:quarters")
    context = {"row": row, "sheet": balance_sheet(on=row.last_day)}
    return render(request, "transparency/books/quarter_close.html", context)
