"""An owner in a meeting: he takes part, votes, and finds how he was counted."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from buildings.access import Permission, require
from governance.errors.base import GovernanceError
from governance.forms.voting import BallotForm, TapForm
from governance.lists.voting import my_votes_table as as_table
from governance.queries.assemblies import visible_assemblies
from governance.queries.booth import booth_of, votes_of
from governance.queries.meeting import meeting_of
from governance.queries.roll import names_of
from governance.queries.voting import his_lots, version_of, voter_of
from governance.refusals.voting import sentence
from governance.services import voting as services
from koprogo.ui.exports import send_table

NOTHING_NEW = 204
# Everybody's page asks whether there is anything new: thirty of them a second, not more.
OFTEN, SELDOM, A_SECOND = 3, 15, 30


@require_safe
@require(Permission.TAKE_PART, asbl=True)
def vote(request, building, assembly_id):
    """What is to do now; asked again every few seconds, it answers when that changes."""
    assembly = _assembly(request, assembly_id)
    owner = voter_of(request.access)
    meeting = meeting_of(assembly) if assembly.roll_taken_at else None
    version = version_of(assembly, meeting, owner)
    if request.GET.get("seen") == version:
        return HttpResponse(status=NOTHING_NEW)
    context = {
        "building": building,
        "assembly": assembly,
        "booth": booth_of(assembly, meeting, owner),
        "version": version,
        "seconds": _seconds(meeting),
        "client_id": uuid4(),
    }
    response = render(request, "governance/voting/vote.html", context)
    # What is kept for reading without a network would be the state of a minute ago.
    patch_cache_control(response, private=True, no_store=True)
    return response


def _seconds(meeting) -> int:
    """Return after how many seconds a page asks again."""
    voters = len(meeting.roll.heads_of) if meeting else 0
    return min(max(OFTEN, voters // A_SECOND), SELDOM)


@require_POST
@require(Permission.TAKE_PART, asbl=True)
def arrive(request, building, assembly_id):
    done = _("You are on the attendance list.")
    return _move(request, building, assembly_id, services.check_in, done)


@require_POST
@require(Permission.TAKE_PART, asbl=True)
def leave(request, building, assembly_id):
    done = _("You have left the assembly. You can come back as long as it lasts.")
    return _move(request, building, assembly_id, services.check_out, done)


def _move(request, building, assembly_id, note, done):
    assembly, owner = _assembly(request, assembly_id), _owner(request)
    form = TapForm(request.POST)
    if form.is_valid():
        try:
            note(assembly, owner=owner, by=request.user, **form.cleaned_data)
        except GovernanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, done)
    return redirect("governance:vote", building.slug, assembly.uuid)


@require_POST
@require(Permission.TAKE_PART, asbl=True)
def cast(request, building, assembly_id, item_id):
    """Count a vote, and show what is counted now; a secret one is asked about first."""
    assembly, owner = _assembly(request, assembly_id), _owner(request)
    items = assembly.items.select_related("assembly")
    item = get_object_or_404(items, uuid=item_id)
    form = BallotForm(request.POST)
    if form.is_valid():
        _check_are_his(assembly, owner, form.cleaned_data["choices"])
        if item.is_secret and "final" not in request.POST:
            return _ask(request, building, item, owner, form.cleaned_data)
        send = services.vote_in_secret if item.is_secret else services.vote
        try:
            send(item, owner=owner, by=request.user, **form.cleaned_data)
        except GovernanceError as error:
            messages.error(request, sentence(error))
    else:
        for error in form.non_field_errors():
            messages.error(request, error)
    return redirect("governance:vote", building.slug, assembly.uuid)


def _check_are_his(assembly, owner, choices) -> None:
    """Refuse lots and heads that were never his to vote for, whoever votes now.

    Raises:
        Http404: there is one; he does not learn whether it exists.
    """
    if assembly.roll_taken_at is None:
        return
    if not his_lots(meeting_of(assembly), owner).issuperset(choices):
        raise Http404


def _ask(request, building, item, owner, asked):
    """Say that a secret ballot is final. What was chosen stands in no address."""
    names = names_of(item.assembly)
    context = {
        "building": building,
        "item": item,
        "assembly": item.assembly,
        "ballots": [(names.get(h, ""), c) for h, c in asked["choices"].items()],
        **asked,
    }
    response = render(request, "governance/voting/secret_confirm.html", context)
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_safe
@require(Permission.TAKE_PART, asbl=True)
def my_votes_table(request, building, assembly_id, ending):
    found = votes_of(_assembly(request, assembly_id), _owner(request))
    return send_table(as_table(found), ending, place=building.slug)


@require_safe
@require(Permission.TAKE_PART, asbl=True)
def my_votes_file(request, building, assembly_id):
    """The same on paper, in the language of the reader."""
    from governance.exports.voting import PDF, my_votes_name, my_votes_pdf

    assembly, owner = _assembly(request, assembly_id), _owner(request)
    with override(request.user.language):
        data = my_votes_pdf(
            votes_of(assembly, owner), assembly, building, owner=str(owner)
        )
    name = content_disposition_header(True, my_votes_name(assembly, building))
    return HttpResponse(
        data,
        content_type=PDF,
        headers={"Content-Disposition": name, "Cache-Control": "private, no-store"},
    )


def _assembly(request, assembly_id):
    found = visible_assemblies(request.access).convened().select_related("tenant")
    return get_object_or_404(found, uuid=assembly_id)


def _owner(request):
    owner = voter_of(request.access)
    if owner is None:
        raise Http404
    return owner
