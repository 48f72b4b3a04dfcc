"""The mandates of the syndic and of the auditor, and the hand-over of the file."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_safe,
)

from buildings.access import Permission, find_access, require
from governance.errors.base import GovernanceError
from governance.forms.council import (
    AuditorForm,
    EndForm,
    HandOverForm,
    PapersForm,
    SyndicForm,
)
from governance.lists.council import syndics_table as as_table
from governance.queries.mandates import auditors, mandates_on
from governance.refusals.council import sentence
from governance.services import council as council_services
from governance.services import mandates as services
from governance.views.council import saved
from koprogo.ui.exports import send_table


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def mandates(request, building):
    """Who is syndic and auditor until when, and what the law asks around it."""
    access, today = request.access, timezone.localdate()
    context = {
        "building": building,
        "found": mandates_on(today, access=access),
        "may_keep": access.allows(Permission.CARRY_OUT_DECISIONS),
        "may_archive": access.allows(Permission.HAND_OVER),
        "may_edit": access.allows(Permission.EDIT_BUILDING),
        "may_invite": access.allows(Permission.INVITE),
        "today": today,
    }
    return render(request, "governance/mandates/mandates.html", context)


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def mandates_table(request, building, ending):
    return send_table(as_table(), ending, place=building.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.CARRY_OUT_DECISIONS)
def syndic_appoint(request, building):
    """Renew the mandate, or give it to another: from its first day he enters."""
    form = SyndicForm(request.POST if request.method == "POST" else None)
    if saved(request, form, services.change_syndic):
        messages.success(request, _("The mandate of the syndic is recorded."))
        return _still(request, building)
    context = {"building": building, "form": form}
    return render(request, "governance/mandates/appoint.html", context)


def _still(request, building):
    """Go back to the mandates; who has just lost his access, to his other buildings."""
    if find_access(request.user, building.slug) is None:
        return redirect("buildings:mine")
    return redirect("governance:mandates", building.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.CARRY_OUT_DECISIONS)
def syndic_take_back(request, building):
    """Take back a mandate that was recorded by mistake and has not begun."""
    coming = mandates_on(timezone.localdate(), access=request.access).coming
    if request.method == "POST":
        try:
            services.take_back(by=request.user)
        except GovernanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The mandate is taken back."))
        return redirect("governance:mandates", building.slug)
    if coming is None:
        return redirect("governance:mandates", building.slug)
    context = {"building": building, "coming": coming}
    return render(request, "governance/mandates/take_back.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.CARRY_OUT_DECISIONS)
def syndic_papers(request, building):
    """The contract of the mandate that runs, its extract and its filing."""
    today = timezone.localdate()
    current = mandates_on(today, access=request.access).current
    form = PapersForm(
        request.POST if request.method == "POST" else None,
        roles=request.access.roles,
        initial=_papers(current),
    )
    if saved(request, form, services.note_papers):
        messages.success(request, _("The papers of the mandate are noted."))
        return redirect("governance:mandates", building.slug)
    context = {"building": building, "form": form, "current": current}
    return render(request, "governance/mandates/papers.html", context)


def _papers(current) -> dict:
    if current is None or current.term is None:
        return {}
    term = current.term
    return {
        "decided_on": term.decided_on,
        "decided": term.decided,
        "contract": term.contract and term.contract.uuid,
        "posted_on": term.posted_on,
        "filed_on": term.filed_on,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.CARRY_OUT_DECISIONS)
def hand_over(request, building):
    """Note who handed over which part of the file, to whom and when."""
    today = timezone.localdate()
    form = HandOverForm(
        request.POST if request.method == "POST" else None,
        initial={"what": request.GET.get("what", ""), "handed_on": today},
    )
    if saved(request, form, services.hand_over):
        messages.success(request, _("The hand-over is noted."))
        return redirect("governance:mandates", building.slug)
    context = {"building": building, "form": form}
    return render(request, "governance/mandates/hand_over.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.CARRY_OUT_DECISIONS)
def auditor_appoint(request, building):
    """Record whom the assembly made auditor of the accounts."""
    form = AuditorForm(request.POST if request.method == "POST" else None)
    if saved(request, form, council_services.appoint_auditor):
        messages.success(request, _("The auditor of the accounts is recorded."))
        return redirect("governance:mandates", building.slug)
    context = {"building": building, "form": form}
    return render(request, "governance/mandates/auditor.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.CARRY_OUT_DECISIONS)
def auditor_end(request, building, auditor_id):
    term = get_object_or_404(auditors(), uuid=auditor_id)
    form = EndForm(request.POST if request.method == "POST" else None)
    if saved(request, form, council_services.end_auditor, term):
        messages.success(request, _("The end of the term is recorded."))
        return redirect("governance:mandates", building.slug)
    context = {"building": building, "form": form, "name": str(term)}
    return render(request, "governance/mandates/auditor_end.html", context)
