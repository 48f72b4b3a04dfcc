"""Throwing a draft away, withdrawing, taking a consent back, answering a question."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from koprogo.ui.origin import origin
from solidarity.access import applicant, own_request
from solidarity.forms.requests import AnswerForm
from solidarity.models import Question, RequestConsent
from solidarity.services import requests as services
from solidarity.views.acts import attempt
from solidarity.views.requests.shown import LIST, readable, to_file

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])


@READ_WRITE
@applicant
def request_discard(request, fund_request_id):
    """Throw a draft away, after asking."""
    found = own_request(request, fund_request_id)
    if request.method == "POST":
        attempt(
            request,
            lambda: services.discard_draft(found, by=request.user),
            done=_("The draft is gone, with all that it said."),
        )
        return redirect(LIST)
    return render(request, "solidarity/requests/discard.html", {"found": found})


@READ_WRITE
@applicant
def request_withdraw(request, fund_request_id):
    """Withdraw a request, after asking."""
    found = own_request(request, fund_request_id)
    if request.method == "POST":
        attempt(
            request,
            lambda: services.withdraw_request(
                found, origin=origin(request), by=request.user
            ),
            done=_("Your request is withdrawn."),
        )
        return to_file(found)
    return render(request, "solidarity/requests/withdraw.html", {"found": found})


@READ_WRITE
@applicant
@readable
def request_consent(request, fund_request_id, fund_purpose):
    """Take back a consent, after asking."""
    found = own_request(request, fund_request_id)
    if fund_purpose not in services.REVOCABLE:
        raise Http404
    if request.method == "POST":
        attempt(
            request,
            lambda: services.withdraw_consent(found, fund_purpose, by=request.user),
            done=_("The consent is withdrawn."),
        )
        return to_file(found)
    context = {"found": found, "label": RequestConsent.Purpose(fund_purpose).label}
    return render(request, "solidarity/requests/consent.html", context)


@require_POST
@applicant
def request_answer(request, fund_request_id, fund_question_id):
    """Answer a question of the committee."""
    found = own_request(request, fund_request_id)
    rows = Question.objects.filter(request=found).select_related("request")
    question = get_object_or_404(rows, uuid=fund_question_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write an answer first."))
        return to_file(found)
    attempt(
        request,
        lambda: services.answer_question(
            question,
            form.cleaned_data["text"],
            by=request.user,
            origin=origin(request),
        ),
        done=_("Your answer is with the committee."),
    )
    return to_file(found)
