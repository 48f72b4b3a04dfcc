"""Questions of the auditor to the syndic, and their answers."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from finance.errors import FinanceError
from finance.forms.auditing import AnswerForm, QuestionForm
from finance.lists.auditing import questions_table as as_table
from finance.queries.auditing import (
    visible_checks,
    visible_questions,
    voucher_number,
    vouchers_of,
)
from finance.refusals.auditing import sentence
from finance.services import auditing as services
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.origin import origin


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.AUDIT_BOOKS)
def question_new(request, building, check_id, invoice_id=None):
    """Ask the syndic, in general or about a voucher of the sample."""
    checks = visible_checks(request.access).filter(auditor=request.user)
    found = get_object_or_404(checks, uuid=check_id)
    voucher = invoice_id and get_object_or_404(
        vouchers_of(found), invoice__uuid=invoice_id
    )
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.ask(
                found,
                invoice=invoice_id,
                origin=origin(request),
                by=request.user,
                **form.cleaned_data,
            )
        except FinanceError as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, _("The question is on its way to the syndic."))
            return redirect("finance:audit-check", building.slug, found.uuid)
    context = {
        "building": building,
        "check": found,
        "form": form,
        "voucher": voucher,
        "number": voucher and voucher_number(voucher.invoice.entry),
    }
    return render(request, "finance/auditor/question_new.html", context)


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def question(request, building, question_id):
    """A question with its answer."""
    found = get_object_or_404(visible_questions(request.access), uuid=question_id)
    return render(request, "finance/auditor/question.html", _about(building, found))


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.KEEP_BOOKS)
def answer(request, building, question_id):
    """Answer, once."""
    found = get_object_or_404(visible_questions(request.access), uuid=question_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.answer(
                found, origin=origin(request), by=request.user, **form.cleaned_data
            )
        except FinanceError as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, _("The auditor has your answer."))
            return redirect("finance:audit-question", building.slug, found.uuid)
    context = _about(building, found) | {"form": form}
    return render(request, "finance/auditor/answer.html", context)


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def questions_table(request, building, ending):
    table = as_table(visible_questions(request.access)[: LIMIT + 1])
    return send_table(table, ending, place=building.slug)


def _about(building, found) -> dict:
    voucher = found.voucher
    return {
        "building": building,
        "question": found,
        "number": voucher and voucher_number(voucher.invoice.entry),
    }
