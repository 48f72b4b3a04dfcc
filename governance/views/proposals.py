"""What owners propose for the agenda, and what becomes of it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from buildings.queries import address_of, holding_owners
from buildings.wording import either
from governance.errors.base import GovernanceError
from governance.errors.proposals import ProposalTooLate
from governance.forms.proposals import (
    AgendaForm,
    AnswerForm,
    LetterForm,
    ProposalFilterForm,
    ProposalForm,
)
from governance.lists.assemblies import proposals_table as as_table
from governance.models import Proposal
from governance.queries.assemblies import drafts
from governance.queries.members import members_on, voters_among
from governance.queries.proposals import (
    chosen,
    in_time_for,
    own_proposals,
    visible_proposals,
)
from governance.queries.settings import assembly_settings, ordinary_period
from governance.refusals.assemblies import sentence
from governance.services import proposals as services
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.origin import origin
from koprogo.ui.pagination import paginate


@require_safe
@require(Permission.SEE_ASSEMBLIES, asbl=True)
def proposals(request, building):
    """His own for an owner; all, for who prepares assemblies."""
    form = ProposalFilterForm(request.GET)
    asked = form.asked()
    page = paginate(request, chosen(visible_proposals(request.access), asked))
    context = {
        "building": building,
        "form": form,
        "asked": asked,
        "page": page,
        "in_time": _in_time(timezone.localdate()),
        "everybody": request.access.allows(Permission.PREPARE_ASSEMBLIES),
    }
    return render(request, "governance/proposals/list.html", context)


def _in_time(received_on):
    return in_time_for(received_on, ordinary_period(assembly_settings()))


@require_safe
@require(Permission.SEE_ASSEMBLIES, asbl=True)
def proposals_table(request, building, ending):
    asked = ProposalFilterForm(request.GET).asked()
    found = chosen(visible_proposals(request.access), asked)[: LIMIT + 1]
    return send_table(as_table(found), ending, place=building.slug)


@require_safe
@require(Permission.SEE_ASSEMBLIES, asbl=True)
def proposal(request, building, proposal_id):
    found = get_object_or_404(visible_proposals(request.access), uuid=proposal_id)
    waits = found.state == Proposal.State.WAITING
    context = {
        "building": building,
        "proposal": found,
        "in_time": _in_time(found.received_on),
        "waits": waits,
        "everybody": request.access.allows(Permission.PREPARE_ASSEMBLIES),
        "may_withdraw": waits
        and request.access.allows(Permission.TAKE_PART)
        and request.access.is_own(found.owner),
    }
    return render(request, "governance/proposals/proposal.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.TAKE_PART, asbl=True)
def proposal_new(request, building):
    """An owner writes what he proposes: it arrives today."""
    owner = get_object_or_404(request.access.own_owners)
    form = ProposalForm(request.POST if request.method == "POST" else None)
    template = "governance/proposals/new.html"
    given = {"owner": owner, "received_on": timezone.localdate()}
    return _receiving(request, building, form, template, given)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES, asbl=True)
def proposal_record(request, building):
    """The office records what arrived in writing, with its day."""
    form = LetterForm(
        request.POST if request.method == "POST" else None,
        owners=_who_propose(request),
        of_members=request.access.is_of_members,
    )
    return _receiving(request, building, form, "governance/proposals/record.html", {})


def _who_propose(request):
    """Return the owners of today; in the ASBL who votes for its members."""
    today = timezone.localdate()
    if request.access.is_of_members:
        return voters_among(members_on(today))
    return holding_owners(on=today)


def _receiving(request, building, form, template, given):
    if request.method == "POST" and form.is_valid():
        try:
            made = services.propose(**form.cleaned_data, **given, by=request.user)
        except GovernanceError as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, _("The proposal is received."))
            return _page(building, made)
    context = {
        "building": building,
        "form": form,
        "in_time": _in_time(timezone.localdate()),
    }
    return render(request, template, context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.TAKE_PART, asbl=True)
def withdraw(request, building, proposal_id):
    found = get_object_or_404(own_proposals(request.access), uuid=proposal_id)
    if request.method == "POST":
        try:
            services.withdraw_proposal(found, by=request.user)
        except GovernanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("Your proposal is withdrawn."))
        return _page(building, found)
    context = {"building": building, "proposal": found}
    return render(request, "governance/proposals/withdraw.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES, asbl=True)
def answer(request, building, proposal_id):
    found = get_object_or_404(visible_proposals(request.access), uuid=proposal_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.answer_proposal(
                found, **form.cleaned_data, origin=origin(request), by=request.user
            )
        except GovernanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The proposal is answered."))
            _say_who_is_told(request, found)
        return _page(building, found)
    context = {"building": building, "proposal": found, "form": form}
    return render(request, "governance/proposals/answer.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES, asbl=True)
def place(request, building, proposal_id):
    """Put it on the agenda of a draft, and go on writing the point."""
    found = get_object_or_404(visible_proposals(request.access), uuid=proposal_id)
    prepared = list(drafts())
    form = AgendaForm(
        request.POST if request.method == "POST" else None,
        assemblies=prepared,
        of_members=request.access.is_of_members,
    )
    if request.method == "POST" and form.is_valid():
        try:
            item = services.place_proposal(
                found, **form.cleaned_data, origin=origin(request), by=request.user
            )
        except ProposalTooLate as error:
            form.add_error("deliberately", sentence(error))
        except GovernanceError as error:
            messages.error(request, sentence(error))
            return _page(building, found)
        else:
            _say_who_is_told(request, found)
            where = [building.slug, item.assembly.uuid, item.uuid]
            return redirect("governance:item-edit", *where)
    context = {
        "building": building,
        "proposal": found,
        "form": form,
        "prepared": prepared,
        "in_time": _in_time(found.received_on),
    }
    return render(request, "governance/proposals/place.html", context)


def _say_who_is_told(request, found):
    if not address_of(found.owner):
        text = either(
            _("The register has no e-mail address: tell the co-owner yourself."),
            _("The register has no e-mail address: tell the member yourself."),
        )
        messages.warning(request, text)


def _page(building, found):
    return redirect("governance:proposal", building.slug, found.uuid)
