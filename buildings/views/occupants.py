"""The occupants of one's own lots: invited, listed, and gone after a last day."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from buildings.errors import InvitationClosed, NotYourLot, TooManyInvited
from buildings.forms.people import OccupantForm
from buildings.occupants import invitations_to_lots, lots_let_by, occupants_of_lots
from buildings.services.invitations import revoke_invitation
from buildings.services.occupants import invite_occupant
from buildings.views.ending import end_on_a_day
from koprogo.documents.http import attachment
from koprogo.documents.models import File
from koprogo.ui.origin import origin

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])


def _lots(request):
    """Return the lots of which this person says who lives there."""
    return lots_let_by(request.access.own_owners, on=timezone.localdate())


def _invited(request, building):
    lots = list(_lots(request))
    return invitations_to_lots(building, lots, moment=timezone.now())


@require_safe
@require(Permission.INVITE_OCCUPANTS)
def my_occupants(request, building):
    """Who lives in one's lots, and who is invited to."""
    lots = list(_lots(request))
    names = {lot.pk: str(lot) for lot in lots}
    living = occupants_of_lots(building, lots, on=timezone.localdate())
    invited = invitations_to_lots(building, lots, moment=timezone.now())
    context = {
        "building": building,
        "lots": lots,
        "living": [(one, names[one.lot_id]) for one in living],
        "invited": [(one, names[one.lot_id]) for one in invited],
    }
    return render(request, "buildings/people/my_occupants.html", context)


@READ_WRITE
@require(Permission.INVITE_OCCUPANTS)
def my_occupant_new(request, building):
    """Invite somebody who lives in a lot of one's own."""
    lots = _lots(request)
    if not lots.exists():
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = OccupantForm(data, lots=lots, initial={"language": request.LANGUAGE_CODE})
    if data is not None and form.is_valid():
        try:
            sent = invite_occupant(
                **form.cleaned_data, origin=origin(request), by=request.user
            )
        except (NotYourLot, TooManyInvited) as refusal:
            form.add_error("lot", _refused(refusal))
        else:
            messages.success(request, _done(sent))
            return redirect("buildings:my-occupants", building.slug)
    context = {"building": building, "form": form}
    return render(request, "buildings/people/my_occupant_form.html", context)


def _done(invitation) -> str:
    if invitation.letter_id:
        return _("The letter is there: print it, and hand it over.")
    return _("The invitation is on its way.")


def _refused(refusal) -> str:
    sentences = {
        NotYourLot: _("You do not own this lot any more."),
        TooManyInvited: _("Too many invitations to this lot are open: withdraw one."),
    }
    return sentences[type(refusal)]


@READ_WRITE
@require(Permission.INVITE_OCCUPANTS)
def my_occupant_end(request, building, occupancy_id):
    """End the access of somebody who lived in a lot of one's own."""
    living = occupants_of_lots(building, list(_lots(request)), on=timezone.localdate())
    return end_on_a_day(
        request,
        get_object_or_404(living, uuid=occupancy_id),
        back="buildings:my-occupants",
        is_landlord=True,
    )


@require_safe
@require(Permission.INVITE_OCCUPANTS)
def my_occupant_letter(request, building, occupant_invitation_id):
    """The letter with the code, for as long as the code opens something."""
    letters = _invited(request, building).filter(letter_id__isnull=False)
    invitation = get_object_or_404(letters, uuid=occupant_invitation_id)
    return attachment(File.objects.get(pk=invitation.letter_id))


@READ_WRITE
@require(Permission.INVITE_OCCUPANTS)
def my_occupant_revoke(request, building, occupant_invitation_id):
    """Withdraw an invitation that nobody has accepted."""
    found = _invited(request, building)
    invitation = get_object_or_404(found, uuid=occupant_invitation_id)
    if request.method == "POST":
        try:
            revoke_invitation(invitation, by=request.user)
        except InvitationClosed:
            messages.error(request, _("It was accepted or withdrawn already."))
        else:
            messages.success(request, _("The invitation is withdrawn."))
        return redirect("buildings:my-occupants", building.slug)
    context = {"building": building, "invitation": invitation}
    return render(request, "buildings/people/my_occupant_revoke.html", context)
