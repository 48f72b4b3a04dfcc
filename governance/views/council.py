"""The council of co-ownership: who is in it, what it may do, what it reports."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from buildings.access import Permission, require
from governance.errors.base import GovernanceError
from governance.exports.council import report_file, report_title
from governance.forms.council import DelegationForm, EndForm, MemberForm, ReportForm
from governance.lists.council import council_table as as_table
from governance.models import CouncilDelegation
from governance.queries.council import council_on, may_report, term_list
from governance.refusals.council import sentence
from governance.services import council as services
from koprogo.ui.exports import LIMIT, send_table


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def council(request, building):
    """Who is in it, what it is for, and whether the law wants one."""
    today = timezone.localdate()
    context = {
        "building": building,
        "council": council_on(today, access=request.access),
        "may_keep": request.access.allows(Permission.CARRY_OUT_DECISIONS),
        "may_report": may_report(request.access),
        "today": today,
    }
    return render(request, "governance/council/council.html", context)


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def council_table(request, building, ending):
    table = as_table(term_list().order_by("-since", "-pk")[: LIMIT + 1])
    return send_table(table, ending, place=building.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.CARRY_OUT_DECISIONS)
def council_elect(request, building):
    """Record a member who was elected: of today, or of before this program."""
    form = MemberForm(request.POST if request.method == "POST" else None)
    if saved(request, form, services.elect_member):
        messages.success(request, _("The member of the council is recorded."))
        return redirect("governance:council", building.slug)
    context = {"building": building, "form": form}
    return render(request, "governance/council/elect.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.CARRY_OUT_DECISIONS)
def council_end(request, building, term_id):
    term = get_object_or_404(term_list(), uuid=term_id)
    form = EndForm(request.POST if request.method == "POST" else None)
    if saved(request, form, services.end_member, term):
        messages.success(request, _("The end of the term is recorded."))
        return redirect("governance:council", building.slug)
    context = {"building": building, "form": form, "name": str(term.owner)}
    return render(request, "governance/council/end.html", context)


@require_POST
@require(Permission.CARRY_OUT_DECISIONS)
def council_chair(request, building, term_id):
    """Make a member the chair of the council."""
    term = get_object_or_404(term_list(), uuid=term_id)
    try:
        services.name_chair(term, on=timezone.localdate(), by=request.user)
    except GovernanceError as error:
        messages.error(request, sentence(error))
    else:
        text = _("%(name)s is chair of the council.") % {"name": term.owner}
        messages.success(request, text)
    return redirect("governance:council", building.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.CARRY_OUT_DECISIONS)
def council_delegate(request, building):
    """Record what the assembly delegates to the council for a year at most."""
    form = DelegationForm(request.POST if request.method == "POST" else None)
    if saved(request, form, services.delegate):
        messages.success(request, _("The delegation is recorded."))
        return redirect("governance:council", building.slug)
    context = {"building": building, "form": form}
    return render(request, "governance/council/delegate.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.CARRY_OUT_DECISIONS)
def council_delegation_end(request, building, delegation_id):
    found = get_object_or_404(CouncilDelegation, uuid=delegation_id)
    form = EndForm(request.POST if request.method == "POST" else None)
    if saved(request, form, services.end_delegation, found):
        messages.success(request, _("The end of the delegation is recorded."))
        return redirect("governance:council", building.slug)
    context = {"building": building, "form": form, "name": found.text}
    return render(request, "governance/council/end.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.SEE_ASSEMBLIES)
def council_report(request, building):
    """The report of a year: a member of the council brings it, or the office for it."""
    if not may_report(request.access):
        raise PermissionDenied
    today = timezone.localdate()
    form = ReportForm(
        request if request.method == "POST" else None, initial={"year": today.year}
    )
    if saved(request, form, partial(_report, building)):
        messages.success(request, _("The report is among the documents."))
        return redirect("governance:council", building.slug)
    context = {"building": building, "form": form}
    return render(request, "governance/council/report.html", context)


def _report(building, *, year, text, file, by):
    given = {"year": year, "text": text, "file": file}
    today = timezone.localdate()
    stored = report_file(building, **given, author=str(by), today=today)
    return services.add_report(year=year, title=report_title(year), file=stored, by=by)


def saved(request, form, act, *args) -> bool:
    """Do what a form asks; else it says why not, if it was sent."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act(*args, **form.cleaned_data, by=request.user)
    except GovernanceError as error:
        form.add_error(None, sentence(error))
        return False
    return True
