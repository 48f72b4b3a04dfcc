"""Contested lines: opened from a line of one's own, answered by the syndic, closed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from finance.errors import FinanceError
from finance.errors.contests import AlreadyContested
from finance.forms.contests import (
    AnswerForm,
    ClosingForm,
    ContestFilterForm,
    ContestForm,
)
from finance.lists.contests import contests_table as as_table
from finance.queries.accounts import holdings_of
from finance.queries.charge_documents import charge_line
from finance.queries.contests import (
    chosen,
    open_contest,
    own_call_line,
    own_charge_documents,
    own_contests,
    own_owner,
    visible_contests,
)
from finance.queries.explanation import explain_document
from finance.queries.holders import name_holders
from finance.refusals.contests import sentence
from finance.services import contests as services
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.origin import origin
from koprogo.ui.pagination import paginate


@require_safe
@require(Permission.SEE_BOOKS)
def contests(request, building):
    """All files for the office and the auditor; for a co-owner, his own."""
    form = ContestFilterForm(request.GET)
    found = chosen(visible_contests(request.access), form.asked())
    page = paginate(request, found)
    name_holders(page.object_list)
    context = {
        "building": building,
        "form": form,
        "asked": form.asked(),
        "page": page,
        "everybody": request.access.allows(Permission.SEE_ALL_ACCOUNTS),
    }
    return render(request, "finance/contests/list.html", context)


@require_safe
@require(Permission.SEE_BOOKS)
def contests_table(request, building, ending):
    asked = ContestFilterForm(request.GET).asked()
    found = list(chosen(visible_contests(request.access), asked)[: LIMIT + 1])
    name_holders(found)
    return send_table(as_table(found), ending, place=building.slug)


@require_safe
@require(Permission.SEE_BOOKS)
def contest(request, building, contest_id):
    """The line with its arithmetic, and what both sides wrote about it."""
    found = get_object_or_404(visible_contests(request.access), uuid=contest_id)
    name_holders([found])
    own = holdings_of(request.access).filter(pk=found.holding_id).exists()
    context = {
        "building": building,
        "contest": found,
        "steps": _steps(found),
        "answers": found.answers.select_related("written_by"),
        "everybody": request.access.allows(Permission.SEE_ALL_ACCOUNTS),
        "may_reply": own and request.access.allows(Permission.CONTEST),
        "may_answer": request.access.allows(Permission.ANSWER_CONTESTS),
        "form": AnswerForm(),
    }
    return render(request, "finance/contests/contest.html", context)


def _steps(found):
    """Return how the part in question was computed, as the document shows it."""
    if found.call_line:
        return explain_document([found.call_line])
    return charge_line(found.document, found.cost.uuid).steps


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.CONTEST)
def contest_call_line(request, building, document_id, position, called_lot_id):
    line = own_call_line(
        request.access, document=document_id, position=position, lot=called_lot_id
    )
    if line is None:
        raise Http404
    context = {
        "line": explain_document([line])[0],
        "steps": explain_document([line]),
        "title": line.document.call.title,
        "document": line.document,
    }

    def save(**kwargs):
        return services.contest_call_line(line, **kwargs)

    known = open_contest(call_line=line)
    return _opening(request, building, context, save, known)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.CONTEST)
def contest_charge_line(request, building, charge_document_id, cost_id):
    document = get_object_or_404(
        own_charge_documents(request.access), uuid=charge_document_id
    )
    line = charge_line(document, cost_id)
    if line is None:
        raise Http404
    context = {
        "line": line,
        "steps": line.steps,
        "title": document.statement.title,
        "charge_document": document,
    }

    def save(**kwargs):
        return services.contest_charge_line(document, line, **kwargs)

    known = open_contest(document=document, cost=line.cost)
    return _opening(request, building, context, save, known)


def _opening(request, building, context, save, known):
    """Show the line and ask why; two clicks lead to one file."""
    if known is not None:
        return _file(building, known)
    form = ContestForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            opened = save(
                **form.cleaned_data,
                owner=own_owner(request.access),
                origin=origin(request),
                by=request.user,
            )
        except AlreadyContested as error:
            return _file(building, error.contest)
        except FinanceError as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, _("The syndic was told and answers here."))
            return _file(building, opened)
    context |= {"building": building, "form": form}
    return render(request, "finance/contests/open.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.CONTEST)
def contest_reply(request, building, contest_id):
    found = get_object_or_404(own_contests(request.access), uuid=contest_id)
    done = _("The syndic was told.")
    return _writing(request, building, found, AnswerForm, services.reply_contest, done)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.ANSWER_CONTESTS)
def contest_answer(request, building, contest_id):
    found = get_object_or_404(visible_contests(request.access), uuid=contest_id)
    done = _("The co-owner was told.")
    return _writing(request, building, found, AnswerForm, services.answer_contest, done)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.ANSWER_CONTESTS)
def contest_close(request, building, contest_id):
    found = get_object_or_404(visible_contests(request.access), uuid=contest_id)
    done = _("The file is closed, and the co-owner was told.")
    return _writing(request, building, found, ClosingForm, services.close_contest, done)


def _writing(request, building, found, form_class, write, done):
    """Ask for what is to be written, and write it."""
    form = form_class(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            write(found, **form.cleaned_data, origin=origin(request), by=request.user)
        except FinanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, done)
        return _file(building, found)
    context = {
        "building": building,
        "contest": found,
        "form": form,
        "closing": form_class is ClosingForm,
    }
    return render(request, "finance/contests/write.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.CONTEST)
def contest_withdraw(request, building, contest_id):
    found = get_object_or_404(own_contests(request.access), uuid=contest_id)
    if request.method == "POST":
        try:
            services.withdraw_contest(found, origin=origin(request), by=request.user)
        except FinanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("You do not contest the line any more."))
        return _file(building, found)
    context = {"building": building, "contest": found}
    return render(request, "finance/contests/withdraw.html", context)


def _file(building, found):
    return redirect("finance:contest", building.slug, found.uuid)
