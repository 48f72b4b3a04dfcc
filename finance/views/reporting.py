"""How every report is sent: as a page, as a table, on paper at once or by the worker."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from finance.exports.reports import AT_ONCE, MOST, PDF, report_name, report_pdf
from finance.lists.books import report_table
from finance.queries.entries import Reader
from finance.reports import ACCOUNT, JOURNAL, Terms, size_of, whole_report
from finance.services.report_files import ask_report
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import PAGE_SIZE, paginate


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a report is as a page, as CSV, and on paper."""

    page: str
    csv: str
    pdf: str

    @classmethod
    def of(cls, name: str, *arguments) -> "Addresses":
        """Return them of URLs called ``name``, ``name-table`` and ``name-file``."""
        return cls(
            reverse(name, args=arguments),
            reverse(f"{name}-table", args=[*arguments, "csv"]),
            reverse(f"{name}-file", args=arguments),
        )


def page(request, building, terms: Terms, form, addresses: Addresses, **more):
    """Show a report; one long list is shown page by page."""
    reader = Reader.of(request.access)
    if terms.name in (ACCOUNT, JOURNAL):
        cut = paginate(request, terms.lines())
        report = terms.report(cut, reader=reader)
        size = cut.paginator.count
    else:
        report = whole_report(terms, reader=reader, most=MOST)
        size, cut = report.size, None
        if len(report.sections) == 1 and size > PAGE_SIZE:
            cut = paginate(request, report.sections[0].rows)
            report = report.cut(cut.object_list)
    context = {
        "building": building,
        "report": report,
        "form": form,
        "page": cut,
        "addresses": addresses,
        "is_long": size > AT_ONCE,
        "today": timezone.localdate(),
    }
    return render(request, "finance/books/report.html", context | more)


def table(request, building, terms: Terms, ending: str):
    """Send the whole report as a file, as far as files go."""
    reader = Reader.of(request.access)
    found = report_table(whole_report(terms, reader=reader, most=LIMIT + 1))
    return send_table(found, ending, place=building.slug)


def paper(request, building, terms: Terms, addresses: Addresses):
    """Send the report as PDF; a long one is asked of the worker, by a button."""
    reader = Reader.of(request.access)
    if request.method == "POST":
        job = ask_report(terms, reader=reader, by=request.user)
        return redirect("finance:books-made", building.slug, job.uuid)
    if size_of(terms, reader=reader) > AT_ONCE:
        messages.info(request, _("This report is long: have it made with the button."))
        return redirect(f"{addresses.page}?{request.GET.urlencode()}")
    report = whole_report(terms, reader=reader, most=MOST)
    return HttpResponse(
        report_pdf(report, building, on=timezone.localdate()),
        content_type=PDF,
        headers={
            "Content-Disposition": content_disposition_header(
                True, report_name(report, building)
            ),
            "Cache-Control": "private, no-store",
        },
    )
