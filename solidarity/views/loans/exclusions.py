"""Exclusions after a proven fraud, as the committee proposes and confirms them."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from koprogo.ui.pagination import paginate
from solidarity.access import committee
from solidarity.forms import loans as forms
from solidarity.models import Exclusion, Request
from solidarity.queries.exclusions import exclusion_list
from solidarity.services import exclusions as services
from solidarity.views.acts import ask, posted

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])


def _ask(request, form, act, *, done: str, title: str, lead: str, submit: str):
    return ask(
        request,
        form,
        act,
        done=done,
        back=reverse("solidarity:exclusions"),
        words={
            "back_label": _("Exclusions"),
            "title": title,
            "lead": lead,
            "submit": submit,
        },
    )


def _one(exclusion_id) -> Exclusion:
    return get_object_or_404(exclusion_list(), uuid=exclusion_id)


@require_safe
@committee
def exclusions(request, seat):
    """What was proposed, stands, or was lifted: by the code of the request."""
    page = paginate(request, exclusion_list())
    return render(request, "solidarity/loans/exclusions.html", {"page": page})


@READ_WRITE
@committee
def exclusion_new(request, seat, fund_request_id):
    """Propose to exclude whoever sent a request."""
    found = get_object_or_404(Request, uuid=fund_request_id)
    if found.state == Request.State.DRAFT:
        raise Http404
    return _ask(
        request,
        forms.ReasonsForm(posted(request)),
        partial(services.propose_exclusion, found),
        done=_("It is proposed: another member confirms it."),
        title=_("Propose to exclude"),
        lead=_(
            "Only for a fraud that is proven. The person reads the reasons and can go to the board."
        ),
        submit=_("Propose"),
    )


@READ_WRITE
@committee
def exclusion_decide(request, seat, exclusion_id):
    """Confirm an exclusion that another member proposed, or refuse it."""
    return _ask(
        request,
        forms.ConfirmForm(posted(request)),
        partial(services.decide_exclusion, _one(exclusion_id)),
        done=_("The decision is noted."),
        title=_("Exclude for good?"),
        lead=_(
            "Confirmed, open requests end and all that was paid is claimed back within 30 days."
        ),
        submit=_("Decide"),
    )


@READ_WRITE
@committee
def exclusion_lift(request, seat, exclusion_id):
    """Propose to lift an exclusion."""
    return _ask(
        request,
        forms.ReasonsForm(posted(request)),
        partial(services.propose_lift, _one(exclusion_id)),
        done=_("It is proposed: another member confirms it."),
        title=_("Propose to lift the exclusion"),
        lead=_("It was a mistake, or the board decided so."),
        submit=_("Propose"),
    )


@READ_WRITE
@committee
def exclusion_lift_decide(request, seat, exclusion_id):
    """Lift an exclusion as another member proposed, or let it stand."""
    return _ask(
        request,
        forms.ConfirmForm(posted(request)),
        partial(services.decide_lift, _one(exclusion_id)),
        done=_("The decision is noted."),
        title=_("Lift the exclusion?"),
        lead=_("The person can ask for help again."),
        submit=_("Decide"),
    )
