"""What every participation owes and paid, for those who keep the books."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.models import Participation
from koprogo.documents.http import attachment
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import paginate
from transparency.access import Permission, require
from transparency.errors import YearNotOver
from transparency.forms.contributions import BalanceFilter
from transparency.lists import contributions as lists
from transparency.models import Contribution
from transparency.queries.contributions import (
    account_of,
    balances,
    document_of,
    own_participations,
    totals,
)
from transparency.queries.quarters import first_open_day, unbilled_months
from transparency.refusals.books import sentence
from transparency.services.contribution_papers import keep_statement, keep_year
from transparency.services.contributions import bill_later

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@require(Permission.SEE_ASBL_BOOKS)
def contributions(request, association):
    """The balance of every participation, by name; what months still lack."""
    today = timezone.localdate()
    form = BalanceFilter(request.GET)
    context = {
        "form": form,
        "page": paginate(request, balances(on=today, **form.wanted())),
        "totals": totals(on=today),
        "missing": unbilled_months(since=first_open_day(), on=today),
        "may_keep": request.access.allows(Permission.KEEP_ASBL_BOOKS),
    }
    return render(request, "transparency/contributions/contributions.html", context)


@require_safe
@require(Permission.SEE_ASBL_BOOKS)
def contributions_table(request, association, ending):
    asked = BalanceFilter(request.GET).wanted()
    rows = balances(on=timezone.localdate(), **asked)[: LIMIT + 1]
    return send_table(lists.balances_table(rows), ending, place=association.slug)


@READ_WRITE
@require(Permission.KEEP_ASBL_BOOKS)
def contributions_bill(request, association):
    """Have the contributions written that months up to today lack, after asking."""
    today = timezone.localdate()
    if request.method == "POST":
        if bill_later(on=today, by=request.user):
            messages.success(request, _("The contributions are being written."))
        else:
            messages.info(request, _("No contribution is missing."))
        return redirect("transparency:contributions")
    context = {"missing": unbilled_months(since=first_open_day(), on=today)}
    return render(request, "transparency/contributions/bill.html", context)


# One participation: for the office, or for whoever votes for it


def _of_office(request, participation_id: UUID) -> Participation:
    rows = Participation.objects.select_related("party", "voter")
    return get_object_or_404(rows, uuid=participation_id)


def _of_one_s_own(request, participation_id: UUID) -> Participation:
    own = own_participations(request.access.own_owners)
    return get_object_or_404(own, uuid=participation_id)


@require_safe
@require(Permission.SEE_ASBL_BOOKS)
def contribution_account(request, association, participation_id):
    found = _of_office(request, participation_id)
    may_keep = request.access.allows(Permission.KEEP_ASBL_BOOKS)
    return _account(request, association, found, is_own=False, may_keep=may_keep)


@require_safe
@require(Permission.SEE_MEMBERSHIP)
def my_contributions(request, association):
    """What one votes for, with its balance; one alone is shown at once."""
    own = list(own_participations(request.access.own_owners))
    if len(own) == 1:
        return _account(request, association, own[0], is_own=True, may_keep=False)
    with_balance = balances(on=timezone.localdate())
    context = {"rows": list(with_balance.filter(pk__in=[row.pk for row in own]))}
    return render(request, "transparency/contributions/mine.html", context)


@require_safe
@require(Permission.SEE_MEMBERSHIP)
def my_contribution_account(request, association, participation_id):
    found = _of_one_s_own(request, participation_id)
    return _account(request, association, found, is_own=True, may_keep=False)


def _account(request, association, found, *, is_own: bool, may_keep: bool):
    today = timezone.localdate()
    account = account_of(found, on=today)
    context = {
        "account": account,
        "association": association,
        "page": paginate(
            request, [(one, hasattr(one, "document")) for one in account.contributions]
        ),
        "years": [year for year in account.years if year < today.year],
        "is_own": is_own,
        "may_keep": may_keep,
    }
    return render(request, "transparency/contributions/account.html", context)


@require_safe
@require(Permission.SEE_ASBL_BOOKS)
def contribution_account_table(request, association, participation_id, ending):
    found = _of_office(request, participation_id)
    return _account_table(association, found, ending)


@require_safe
@require(Permission.SEE_MEMBERSHIP)
def my_contribution_account_table(request, association, participation_id, ending):
    found = _of_one_s_own(request, participation_id)
    return _account_table(association, found, ending)


def _account_table(association, found, ending):
    account = account_of(found, on=timezone.localdate())
    return send_table(lists.account_table(account), ending, place=association.slug)


# Statements: GET sends what was made, POST makes what was not


@READ_WRITE
@require(Permission.SEE_ASBL_BOOKS)
def contribution_statement(request, association, contribution_id):
    return _statement(request, Contribution.objects.all(), contribution_id)


@READ_WRITE
@require(Permission.SEE_MEMBERSHIP)
def my_contribution_statement(request, association, contribution_id):
    own = own_participations(request.access.own_owners)
    mine = Contribution.objects.filter(participation__in=own)
    return _statement(request, mine, contribution_id)


def _statement(request, rows, contribution_id: UUID):
    """Send the PDF of a month; asked for by a button, it is made first."""
    rows = rows.select_related("document__file")
    found = get_object_or_404(rows, uuid=contribution_id)
    if request.method == "POST":
        keep_statement(found, by=request.user)
        return redirect(request.path)
    if not hasattr(found, "document"):
        raise Http404
    return attachment(found.document.file)


@READ_WRITE
@require(Permission.SEE_ASBL_BOOKS)
def contribution_year(request, association, participation_id, calendar_year):
    return _year(request, _of_office(request, participation_id), calendar_year)


@READ_WRITE
@require(Permission.SEE_MEMBERSHIP)
def my_contribution_year(request, association, participation_id, calendar_year):
    return _year(request, _of_one_s_own(request, participation_id), calendar_year)


def _year(request, found: Participation, year: int):
    """Send the summary of a year; asked for by a button, it is made first."""
    if year not in account_of(found, on=timezone.localdate()).years:
        raise Http404
    if request.method == "POST":
        try:
            keep_year(found, year, by=request.user)
        except YearNotOver as error:
            raise Http404(sentence(error)) from None
        return redirect(request.path)
    document = document_of(found, year)
    if document is None:
        raise Http404
    return attachment(document.file)
