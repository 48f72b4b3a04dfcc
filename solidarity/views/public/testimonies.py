"""Testimonies: the person writes and takes back, two of the committee read and publish."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from koprogo.ui.pagination import paginate
from solidarity.access import applicant, committee, own_request
from solidarity.errors import SolidarityError
from solidarity.forms.governing import OutcomeForm
from solidarity.forms.public import RemarkForm, TestimonyForm
from solidarity.models import FundOutcome, Testimony
from solidarity.queries.publication import waiting_testimonies
from solidarity.refusals import sentence
from solidarity.services import testimonies as services
from solidarity.services.yearly import declare_outcome
from solidarity.vault import Forgotten
from solidarity.views.acts import ask, attempt

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])


@READ_WRITE
@sensitive_post_parameters()
@applicant
def testimony(request, request_id):
    """The person's own page: write, change, see what became of it."""
    found = own_request(request, request_id)
    if not services.was_helped(found):
        raise Http404
    row = Testimony.objects.filter(request=found).select_related("request").first()
    said, remark = _own_words(row)
    form = TestimonyForm(
        request.POST if request.method == "POST" else None, initial={"text": said}
    )
    if request.method == "POST" and form.is_valid():
        act = partial(
            services.write_testimony,
            found,
            text=form.cleaned_data["text"],
            language=get_language(),
            by=request.user,
        )
        attempt(request, act, done=_("Your text is sent: the committee reads it."))
        return redirect("solidarity:testimony", request_id)
    context = {"form": form, "row": row, "said": said, "remark": remark}
    context |= {"request_id": request_id}
    return render(request, "solidarity/public/testimony.html", context)


def _own_words(row: Testimony | None) -> tuple[str, str]:
    """Return what he said and what is asked of him; nothing, once it is forgotten."""
    if row is None:
        return "", ""
    try:
        return services.read_own(row)
    except Forgotten:
        return "", ""


@require_POST
@applicant
def testimony_withdraw(request, request_id):
    """Take it back at once."""
    found = own_request(request, request_id)
    row = get_object_or_404(Testimony, request=found)
    act = partial(services.withdraw_testimony, row, by=request.user)
    attempt(request, act, done=_("Your text is taken back: nobody reads it any more."))
    return redirect("solidarity:testimony", request_id)


# The committee


@require_safe
@committee
def waiting(request, seat):
    """What is still to be read, by pseudonym."""
    page = paginate(request, waiting_testimonies(member=request.user))
    return render(request, "solidarity/governing/testimonies.html", {"page": page})


@READ_WRITE
@sensitive_post_parameters()
@committee
def moderate(request, seat, testimony_id):
    """Open one (by POST: it is written down), then ask, clear or publish it."""
    rows = waiting_testimonies(member=request.user)
    row = get_object_or_404(rows, uuid=testimony_id)
    remark = RemarkForm()
    if request.method == "POST":
        act = request.POST.get("act")
        if act == "ask":
            remark = RemarkForm(request.POST)
        if act in ("clear", "publish") or (act == "ask" and remark.is_valid()):
            return _moderated(request, row, act, remark)
    context = {
        "row": row,
        "form": remark,
        "text": _opened(request, row) if request.method == "POST" else None,
        "may_publish": row.state == Testimony.State.READ
        and row.read_by_id != request.user.pk,
    }
    return render(request, "solidarity/governing/testimony.html", context)


def _opened(request, row: Testimony) -> str | None:
    try:
        return services.open_testimony(row, by=request.user)
    except SolidarityError as error:
        messages.error(request, sentence(error))
        return None


def _moderated(request, row: Testimony, act: str, remark: RemarkForm):
    acts = {
        "clear": (services.clear, _("Noted: another member publishes it.")),
        "publish": (services.publish_testimony, _("The text is public.")),
        "ask": (services.ask_to_change, _("The person is told that there is news.")),
    }
    service, done = acts[act]
    given = remark.cleaned_data if act == "ask" else {}
    attempt(request, partial(service, row, **given, by=request.user), done=done)
    return redirect("solidarity:testimonies")


@READ_WRITE
@committee
def outcomes(request, seat):
    """Declare what was avoided in a year, and see what was declared."""
    declared = FundOutcome.objects.select_related("declared_by")
    return ask(
        request,
        OutcomeForm(request.POST if request.method == "POST" else None),
        declare_outcome,
        done=_("It is declared: the yearly report tells it where it is five or more."),
        back=reverse("solidarity:outcomes"),
        words={"page": paginate(request, declared)},
        template="solidarity/governing/outcomes.html",
    )
