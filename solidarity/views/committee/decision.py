"""The person's own pages about a decision: its reasons, an offer, an appeal."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from solidarity.access import applicant, own_request
from solidarity.forms.appeals import AppealForm, OfferForm
from solidarity.models import Request
from solidarity.queries.committee.decision import decided
from solidarity.services.committee.appeals import file_appeal
from solidarity.services.committee.offers import answer_offer
from solidarity.vault import Forgotten
from solidarity.views.acts import ask, posted

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@applicant
def decision(request, fund_request_id):
    """What was decided, why, by how many votes, and what comes next."""
    found = own_request(request, fund_request_id)
    try:
        rows = decided(found, on=timezone.localdate())
    except Forgotten:
        return render(request, "solidarity/appeals/gone.html", {"found": found})
    context = {
        "found": found,
        "latest": rows[0] if rows else None,
        "earlier": rows[1:],
        "is_signed": bool(rows) and rows[0].is_signed,
        "is_before": found.state in (Request.State.COMPLETE, Request.State.INCOMPLETE),
    }
    return render(request, "solidarity/appeals/decision.html", context)


@READ_WRITE
@applicant
def offer(request, fund_request_id):
    """Answer an offer: yes or no."""
    found = own_request(request, fund_request_id)
    latest = _latest(found)
    if latest is None or not latest.may_answer:
        return _to(found)
    return ask(
        request,
        OfferForm(posted(request)),
        lambda *, by, **said: answer_offer(found, **said),
        done=_("Your answer is noted."),
        back=reverse("solidarity:decision", args=[found.uuid]),
        template="solidarity/appeals/offer.html",
        words={"found": found, "latest": latest},
    )


@READ_WRITE
@applicant
def appeal(request, fund_request_id):
    """Appeal against a refusal, to the board of the ASBL."""
    found = own_request(request, fund_request_id)
    latest = _latest(found)
    if latest is None or not latest.may_appeal:
        return _to(found)
    return ask(
        request,
        AppealForm(posted(request)),
        lambda *, by, **said: file_appeal(latest.verdict, **said),
        done=_("Your appeal is with the board."),
        back=reverse("solidarity:decision", args=[found.uuid]),
        template="solidarity/appeals/appeal_new.html",
        words={"found": found, "latest": latest},
    )


def _latest(found: Request):
    return next(iter(decided(found, on=timezone.localdate())), None)


def _to(found: Request):
    return redirect("solidarity:decision", fund_request_id=found.uuid)
