"""Statements of charges: drafted, computed, looked at, posted, perhaps cancelled."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)
from django_htmx.http import HttpResponseClientRefresh

from buildings.access import Permission, require
from buildings.importing.text import clean
from finance.errors import FinanceError
from finance.forms.charge_statements import StatementForm, half_open
from finance.lists import charge_statements as lists
from finance.models import ChargeStatement
from finance.queries import holdings_of
from finance.queries.authority import budgets_behind
from finance.queries.charge_documents import shown_charges
from finance.queries.charge_overview import (
    computing_job,
    document_list,
    matrix,
    next_period,
    totals_of,
    warnings_of,
)
from finance.queries.charge_statements import (
    statement_list,
    visible_charge_documents,
    visible_statements,
)
from finance.queries.charging import compute
from finance.queries.contests import contested, with_files
from finance.queries.holders import name_holders
from finance.refusals.books import ANY
from finance.refusals.charge_statements import sentence
from finance.services import charge_statements as services
from finance.services.charge_computing import start_computing
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import paginate

ONE_DAY = timedelta(days=1)


@require_safe
@require(Permission.SEE_BOOKS)
def charge_statements(request, building):
    context = {
        "building": building,
        "page": paginate(request, visible_statements(request.access)),
    }
    return render(request, "finance/charges/list.html", context)


@require_safe
@require(Permission.SEE_BOOKS)
def charge_statements_table(request, building, ending):
    table = lists.statements_table(visible_statements(request.access))
    return send_table(table, ending, place=building.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_STATEMENTS)
def charge_statement_new(request, building):
    form = StatementForm(request.POST if request.method == "POST" else None)
    since, until = next_period(on=timezone.localdate())
    form.initial = {"since": since, "last_day": until - ONE_DAY}
    if request.method == "POST" and form.is_valid():
        try:
            drafted = services.draft_statement(
                **half_open(form.cleaned_data), by=request.user
            )
        except FinanceError as error:
            form.add_error(None, sentence(error))
        else:
            return redirect("finance:charge-statement", building.slug, drafted.uuid)
    context = {"building": building, "form": form, "statement": None}
    return render(request, "finance/charges/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_STATEMENTS)
def charge_statement_edit(request, building, statement_id):
    found = _draft(statement_id)
    initial = {
        "title": found.title,
        "since": found.since,
        "last_day": found.until - ONE_DAY,
        "due_on": found.due_on,
    }
    data = request.POST if request.method == "POST" else None
    form = StatementForm(data, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.redraft_statement(
                found, **half_open(form.cleaned_data), by=request.user
            )
        except FinanceError as error:
            form.add_error(None, sentence(error))
        else:
            return redirect("finance:charge-statement", building.slug, found.uuid)
    context = {"building": building, "form": form, "statement": found}
    return render(request, "finance/charges/form.html", context)


@require_safe
@require(Permission.SEE_BOOKS)
def charge_statement(request, building, statement_id):
    """The statement as a whole; of its documents those that he may read."""
    found = get_object_or_404(visible_statements(request.access), uuid=statement_id)
    if found.computed_at is None:
        return _uncomputed(request, building, found)
    if "HX-Request" in request.headers:
        # What watched the work: it is done, and this is another page.
        return HttpResponseClientRefresh()
    page = paginate(request, _documents(request, found))
    name_holders(page.object_list)
    context = {
        "building": building,
        "statement": found,
        "last_day": found.until - ONE_DAY,
        "totals": totals_of(found),
        "page": page,
        "rows": page.object_list,
        "search": _search(request),
        "everybody": request.access.allows(Permission.SEE_ALL_ACCOUNTS),
        "today": timezone.localdate(),
    }
    if found.is_posted:
        return render(request, "finance/charges/posted.html", context)
    context |= {
        "warnings": warnings_of(found),
        "is_over": found.until <= context["today"],
    }
    return render(request, "finance/charges/draft.html", context)


def _uncomputed(request, building, found):
    """Show how far the worker is, or what stands in its way, and what to look at."""
    job, obstacle = computing_job(found), None
    if "HX-Request" in request.headers and not (job and job.is_open):
        return HttpResponseClientRefresh()
    if job is not None and not job.is_open:
        # The worker could not: the page looks for itself, in its reader's language.
        try:
            compute(found)
        except FinanceError as error:
            obstacle = sentence(error)
    context = {
        "building": building,
        "statement": found,
        "last_day": found.until - ONE_DAY,
        "job": job,
        "obstacle": obstacle,
        "warnings": warnings_of(found),
        "is_over": found.until <= timezone.localdate(),
    }
    return render(request, "finance/charges/uncomputed.html", context)


@require_POST
@require(Permission.PREPARE_STATEMENTS)
def charge_statement_compute(request, building, statement_id):
    found = get_object_or_404(ChargeStatement, uuid=statement_id)
    try:
        done = start_computing(found, by=request.user)
    except ANY as error:
        messages.error(request, sentence(error))
    else:
        if done:
            messages.success(request, _("The statement is computed. Check it below."))
    return redirect("finance:charge-statement", building.slug, found.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.POST_STATEMENTS)
def charge_statement_post(request, building, statement_id):
    found = get_object_or_404(statement_list(), uuid=statement_id)
    if request.method == "POST":
        try:
            services.post_statement(found, by=request.user)
        except ANY as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The statement is posted."))
        return redirect("finance:charge-statement", building.slug, found.uuid)
    if found.is_posted:
        return redirect("finance:charge-statement", building.slug, found.uuid)
    context = {
        "building": building,
        "statement": found,
        "last_day": found.until - ONE_DAY,
        "warnings": warnings_of(found),
    }
    return render(request, "finance/charges/post.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_STATEMENTS)
def charge_statement_discard(request, building, statement_id):
    found = _draft(statement_id)
    if request.method == "POST":
        try:
            services.discard_statement(found, by=request.user)
        except FinanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The draft is discarded."))
        return redirect("finance:charge-statements", building.slug)
    context = {"building": building, "statement": found}
    return render(request, "finance/charges/discard.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.POST_STATEMENTS)
def charge_statement_cancel(request, building, statement_id):
    found = get_object_or_404(
        statement_list().filter(posted_at__isnull=False), uuid=statement_id
    )
    if request.method == "POST":
        try:
            services.cancel_statement(found, by=request.user)
        except ANY as error:
            messages.error(request, sentence(error))
        else:
            messages.success(
                request, _("The statement is cancelled by a mirror entry.")
            )
        return redirect("finance:charge-statement", building.slug, found.uuid)
    context = {"building": building, "statement": found}
    return render(request, "finance/charges/cancel.html", context)


@require_safe
@require(Permission.SEE_BOOKS)
def charge_balances(request, building, statement_id, ending):
    """What each holding owes; for a co-owner, he himself."""
    found = get_object_or_404(visible_statements(request.access), uuid=statement_id)
    documents = list(_documents(request, found)[: LIMIT + 1])
    name_holders(documents)
    return send_table(lists.balances_table(documents), ending, place=building.slug)


@require_safe
@require(Permission.SEE_BOOKS)
def charge_matrix(request, building, statement_id, ending):
    """What each lot bears on each account; for a co-owner, his own lots."""
    found = get_object_or_404(visible_statements(request.access), uuid=statement_id)
    everybody = request.access.allows(Permission.SEE_ALL_ACCOUNTS)
    holdings = None if everybody else holdings_of(request.access)
    table = lists.matrix_table(*matrix(found, holdings))
    return send_table(table, ending, place=building.slug)


@require_safe
@require(Permission.SEE_BOOKS)
def charge_document(request, building, charge_document_id):
    """The statement of one holding, every line explained."""
    found = get_object_or_404(
        with_files(
            visible_charge_documents(request.access), request.access
        ).select_related("statement__entry", "charge", "letter"),
        uuid=charge_document_id,
    )
    charges = shown_charges(found)
    context = {
        "building": building,
        "statement": found.statement,
        "last_day": found.statement.until - ONE_DAY,
        "shown": charges,
        "budgets": budgets_behind(line.cost for line in charges.lines),
        "contested": contested(found, request.access),
        "letter": getattr(found, "letter", None),
        "everybody": request.access.allows(Permission.SEE_ALL_ACCOUNTS),
        "today": timezone.localdate(),
    }
    return render(request, "finance/charges/document.html", context)


def _draft(statement_id):
    drafts = ChargeStatement.objects.filter(posted_at=None)
    return get_object_or_404(drafts, uuid=statement_id)


def _search(request) -> str:
    return clean(request.GET.get("q", ""))


def _documents(request, found):
    """Return those of the documents of a statement that he may read and asks for."""
    visible = visible_charge_documents(request.access)
    return document_list(found, visible, search=_search(request))
