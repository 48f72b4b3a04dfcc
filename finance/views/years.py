"""Fiscal years: opened, looked at, closed and reopened."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from finance.checklist import told
from finance.fiscal_year import year_name
from finance.forms.books import ReasonForm, YearForm
from finance.queries.year_end import next_first_day, year_end, year_rows
from finance.refusals.books import ANY, REFUSED, sentence
from finance.services.year_end import close_fiscal_year, reopen_fiscal_year
from koprogo.ledger.models import FiscalYear
from koprogo.ledger.services import open_year


@require_safe
@require(Permission.SEE_BOOKS)
def years(request, building):
    context = {"building": building, "rows": year_rows()}
    return render(request, "finance/books/years.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.KEEP_BOOKS)
def year_new(request, building):
    """Open the year after the last one, or the first: it may last up to 24 months."""
    data = request.POST if request.method == "POST" else None
    form = YearForm(data, since=next_first_day(on=timezone.localdate()))
    if request.method == "POST" and form.is_valid():
        try:
            opened = open_year(**form.days(), by=request.user)
        except REFUSED as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, _("The fiscal year is open."))
            return redirect("finance:year", building.slug, opened.year)
    context = {"building": building, "form": form}
    return render(request, "finance/books/year_new.html", context)


@require_safe
@require(Permission.SEE_BOOKS)
def year(request, building, year):
    """What is done and what is missing before the year can be closed."""
    found = _year(year)
    context = {
        "building": building,
        "year": found,
        "name": year_name(found.since, found.until),
        "checks": [],
        "may_close": False,
    }
    if not found.is_closed:
        ending = year_end(found, on=timezone.localdate())
        context |= {"checks": told(ending), "may_close": not ending.missing}
    return render(request, "finance/books/year.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.CLOSE_BOOKS)
def year_close(request, building, year):
    found = _year(year)
    if request.method == "POST":
        try:
            close_fiscal_year(year=year, by=request.user)
        except ANY as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The fiscal year is closed."))
        return redirect("finance:year", building.slug, year)
    context = {
        "building": building,
        "year": found,
        "name": year_name(found.since, found.until),
    }
    return render(request, "finance/books/year_close.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.CLOSE_BOOKS)
def year_reopen(request, building, year):
    found = _year(year)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            reopen_fiscal_year(year=year, by=request.user, **form.cleaned_data)
        except ANY as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The fiscal year is open again."))
        return redirect("finance:year", building.slug, year)
    context = {
        "building": building,
        "year": found,
        "name": year_name(found.since, found.until),
        "form": form,
    }
    return render(request, "finance/books/year_reopen.html", context)


def _year(year: int) -> FiscalYear:
    return get_object_or_404(FiscalYear.objects.select_related("closed_by"), year=year)
