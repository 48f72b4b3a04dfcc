"""Planning what follows on a meeting: a second session, or a meeting of those present."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from buildings.access import Permission, require
from governance.deadlines import earliest_meeting_of_those_present
from governance.errors.base import GovernanceError
from governance.forms.convocations import FollowForm
from governance.models import Assembly
from governance.queries.assemblies import assembly_list
from governance.queries.convening_members import earliest_session
from governance.refusals.convocations import sentence
from governance.services import sessions as services


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES, asbl=True)
def second_session(request, building, assembly_id):
    """The same agenda once more, without a quorum (art. 3.87 §5).

    In the ASBL what too few members were there for (CSA 9:21).
    """
    ended = assembly_list().filter(adjourned_at__isnull=False)
    if request.access.is_of_members:
        ended = assembly_list().filter(closed_at__isnull=False)
    found = get_object_or_404(ended, uuid=assembly_id)
    plan, earliest = services.plan_second_session, earliest_session(found)
    context = {
        "assembly": found,
        "earliest": earliest,
        "missed": None,
        "again": services.without_presence(found),
    }
    return _follow(request, building, plan, context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES)
def new_meeting(request, building, assembly_id):
    """What only absent owners prevented, once more (art. 3.88 §4)."""
    found = get_object_or_404(
        assembly_list(), uuid=assembly_id, closed_at__isnull=False
    )
    earliest = earliest_meeting_of_those_present(found.day)
    plan, missed = services.plan_new_meeting, services.missed_items(found)
    context = {"assembly": found, "earliest": earliest, "missed": missed}
    return _follow(request, building, plan, context)


def _follow(request, building, plan: Callable[..., Assembly], context: dict):
    first, earliest = context["assembly"], context["earliest"]
    form = FollowForm(
        request.POST if request.method == "POST" else None,
        initial={"starts_at": _first_moment(first, earliest)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = plan(first, **form.cleaned_data, by=request.user)
        except GovernanceError as error:
            form.add_error("starts_at", sentence(error))
        else:
            messages.success(request, _("The meeting is planned: now convene it."))
            return redirect("governance:convocation", building.slug, made.uuid)
    context |= {"building": building, "form": form}
    return render(request, "governance/convocations/follow.html", context)


def _first_moment(first: Assembly, earliest: date):
    """The announced second session, or the first possible day at the same time."""
    if first.second_at and first.session == 1:
        return max(first.second_at, _same_time(first, earliest))
    return _same_time(first, earliest)


def _same_time(first: Assembly, day: date):
    return first.starts_at + (day - first.day)
