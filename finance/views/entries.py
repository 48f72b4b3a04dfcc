"""One account, one journal, one entry; and reports that the worker has made."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from finance.forms import PeriodForm
from finance.queries.books import default_period
from finance.queries.entries import Reader, full_entry
from finance.queries.entry_page import lines_of, makers_of, told_own, why_taken_back
from finance.queries.years import year_of
from finance.reports import ACCOUNT, Terms
from finance.services.report_files import file_of, report_job
from finance.views.reporting import Addresses, page, paper, table
from koprogo.documents.http import attachment
from koprogo.ledger.models import Account, Journal


@require_safe
@require(Permission.SEE_BOOKS)
def account(request, building, account_code):
    """The general ledger of one account: every line with the balance after it."""
    form, terms = _account(request, building, account_code)
    return page(request, building, terms, form, _of_account(building, account_code))


@require_safe
@require(Permission.SEE_BOOKS)
def account_table(request, building, account_code, ending):
    return table(
        request, building, _account(request, building, account_code)[1], ending
    )


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.SEE_BOOKS)
def account_file(request, building, account_code):
    terms = _account(request, building, account_code)[1]
    return paper(request, building, terms, _of_account(building, account_code))


@require_safe
@require(Permission.SEE_BOOKS)
def journal(request, building, journal, year):
    """The entries of a journal in a fiscal year, by number: none is missing."""
    terms = _journal(journal, year)
    more = {"journals": Journal.Code.choices, "journal": journal, "year": year}
    return page(
        request, building, terms, None, _of_journal(building, journal, year), **more
    )


@require_safe
@require(Permission.SEE_BOOKS)
def journal_table(request, building, journal, year, ending):
    return table(request, building, _journal(journal, year), ending)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.SEE_BOOKS)
def journal_file(request, building, journal, year):
    terms = _journal(journal, year)
    return paper(request, building, terms, _of_journal(building, journal, year))


@require_safe
@require(Permission.SEE_BOOKS)
def journals(request, building):
    """The journal of what is booked by hand, of the fiscal year that is running."""
    year = year_of(timezone.localdate())
    return redirect("finance:books-journal", building.slug, Journal.Code.MISC, year)


@require_safe
@require(Permission.SEE_BOOKS)
def entry(request, building, entry_id):
    found = full_entry(entry_id)
    if found is None:
        raise Http404
    reader = Reader.of(request.access)
    mirror = getattr(found, "mirror", None)
    related = [found, found.reverses, mirror]
    reader.read(one for one in related if one is not None)
    told = told_own(found, reader, request.access)
    context = {
        "building": building,
        "entry": found,
        "text": found.text if told else reader.text(found),
        "lines": lines_of(found, reader),
        "makers": makers_of(found, reader),
        "own": told,
        "mirror": mirror,
        "why_taken_back": why_taken_back(told) if told and mirror else "",
        "sees_people": reader.sees_people,
    }
    return render(request, "finance/books/entry.html", context)


@require_safe
@require(Permission.SEE_BOOKS)
def made(request, building, made_id):
    """How far the worker is with a report, and the report when it is there."""
    job = _job(request, made_id)
    context = {"building": building, "job": job, "file": file_of(job)}
    return render(request, "finance/books/made.html", context)


@require_safe
@require(Permission.SEE_BOOKS)
def made_file(request, building, made_id):
    file = file_of(_job(request, made_id))
    if file is None:
        raise Http404
    return attachment(file)


def _job(request, made_id):
    reader = Reader.of(request.access)
    job = report_job(made_id, reader=reader, by=request.user)
    if job is None:
        raise Http404
    return job


def _account(request, building, code: str):
    get_object_or_404(Account, code=code)
    if not Reader.of(request.access).may_read(code):
        raise PermissionDenied
    form = PeriodForm(request.GET, **default_period(building, on=timezone.localdate()))
    return form, Terms(ACCOUNT, code=code, **form.period())


def _of_account(building, code: str) -> Addresses:
    return Addresses.of("finance:books-account", building.slug, code)


def _journal(journal: str, year: int) -> Terms:
    terms = Terms.of_journal(journal, year, on=timezone.localdate())
    if terms is None:
        raise Http404
    return terms


def _of_journal(building, journal: str, year: int) -> Addresses:
    return Addresses.of("finance:books-journal", building.slug, journal, year)
