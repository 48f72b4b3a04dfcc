"""The books as reports: on pages, in tables, on paper."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from finance.forms import PeriodForm
from finance.forms.books import DayForm
from finance.queries.books import default_period, has_simple_books
from finance.queries.entries import Reader
from finance.reports import OWNERS, PERIODS, READABLE, Terms, make
from finance.views.reporting import Addresses, page, paper, table


@require_safe
@require(Permission.SEE_BOOKS)
def books(request, building):
    """The way to every report; the simplified view itself in a small building."""
    context = {"building": building, "is_simple": has_simple_books()}
    if context["is_simple"]:
        form, terms = _asked(request, building, "simple")
        days = {"since": terms.since, "until": terms.until}
        context["form"] = form
        context["report"] = make("simple", reader=Reader.of(request.access), **days)
    return render(request, "finance/books/home.html", context)


@require_safe
@require(Permission.SEE_BOOKS)
def report(request, building, report):
    form, terms = _asked(request, building, _readable(report))
    return page(request, building, terms, form, _addresses(building, report))


@require_safe
@require(Permission.SEE_BOOKS)
def report_table(request, building, report, ending):
    return table(
        request, building, _asked(request, building, _readable(report))[1], ending
    )


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.SEE_BOOKS)
def report_file(request, building, report):
    terms = _asked(request, building, _readable(report))[1]
    return paper(request, building, terms, _addresses(building, report))


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def owners(request, building):
    form, terms = _asked(request, building, OWNERS)
    return page(request, building, terms, form, _of_owners(building))


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def owners_table(request, building, ending):
    return table(request, building, _asked(request, building, OWNERS)[1], ending)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.SEE_ALL_ACCOUNTS)
def owners_file(request, building):
    return paper(
        request, building, _asked(request, building, OWNERS)[1], _of_owners(building)
    )


def _readable(name: str) -> str:
    if name not in READABLE:
        raise Http404
    return name


def _asked(request, building, name: str):
    """The running fiscal year until today, unless asked otherwise."""
    kind = PeriodForm if name in PERIODS else DayForm
    form = kind(request.GET, **default_period(building, on=timezone.localdate()))
    return form, Terms(name, **form.period())


def _addresses(building, name: str) -> Addresses:
    return Addresses.of("finance:books-report", building.slug, name)


def _of_owners(building) -> Addresses:
    return Addresses.of("finance:books-owners", building.slug)
