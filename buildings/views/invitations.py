from contextlib import ExitStack
from tempfile import TemporaryFile
from zipfile import ZIP_STORED, ZipFile

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from buildings import exports
from buildings.access import Permission, require
from buildings.errors import AlreadyLinked, InvitationClosed, NoAddress
from buildings.forms import OwnerInvitationForm, OwnersForm, RoleInvitationForm
from buildings.models import Invitation, Owner
from buildings.queries import invitations_of, owners_to_invite
from buildings.services import invitations as services
from koprogo.documents import services as documents
from koprogo.documents.http import attachment
from koprogo.documents.models import File
from koprogo.jobs.models import Job
from koprogo.ui.downloads import send_file
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.origin import origin
from koprogo.ui.pagination import paginate

# How a badge shows the state of an invitation.
State = Invitation.State
LEVELS = {
    State.OPEN: "info",
    State.ACCEPTED: "ok",
    State.EXPIRED: "warn",
    State.REVOKED: "plain",
}


@require_safe
@require(Permission.INVITE)
def invitations(request, building):
    """Who was invited, by which way, and what became of it."""
    now = timezone.now()
    page = paginate(request, invitations_of(building).select_related("created_by"))
    printing = Job.objects.filter(tenant=building.pk, name=services.PRINTING)
    context = {
        "building": building,
        "page": page,
        "rows": [(each, state := each.state(now), LEVELS[state]) for each in page],
        "job": printing.order_by("-pk").first(),
        "letters": _letters(building).count(),
    }
    return render(request, "buildings/invitations.html", context)


@require_safe
@require(Permission.INVITE)
def invitations_table(request, building, ending):
    found = invitations_of(building)[: LIMIT + 1]
    table = exports.invitations_table(found, moment=timezone.now())
    return send_table(table, ending, place=building.slug)


def _letters(building):
    """Return the open invitations that have a letter to print."""
    open_ones = invitations_of(building).open(timezone.now())
    return open_ones.filter(letter_id__isnull=False)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.INVITE)
def invite_owners(request, building):
    """Choose who is invited: everybody without an account, unless somebody is left out.

    The first POST shows what will be sent; the second one, ``confirmed``, sends it.
    """
    now = timezone.now()
    found = owners_to_invite(on=timezone.localdate(), moment=now)
    form = OwnersForm(request.POST or None, owners=found)
    context = {"building": building, "form": form}
    if request.method == "POST" and form.is_valid():
        chosen = list(form.cleaned_data["owners"])
        if "confirmed" in request.POST:
            asked = services.invite_owners(
                chosen, origin=origin(request), by=request.user
            )
            messages.success(request, _said(asked))
            return redirect("buildings:invitations", building.slug)
        context |= {
            "chosen": chosen,
            "emails": sum(1 for owner in chosen if owner.email),
            "letters": sum(1 for owner in chosen if not owner.email),
        }
        return render(request, "buildings/invitations_confirm.html", context)
    context["owners"] = found
    return render(request, "buildings/invitations_owners.html", context)


def _said(asked: services.Asked) -> str:
    """Return what inviting has led to, in words."""
    sentences = []
    if asked.emails:
        sentences.append(
            ngettext(
                "%(count)s e-mail is on its way.",
                "%(count)s e-mails are on their way.",
                asked.emails,
            )
            % {"count": asked.emails}
        )
    if asked.letters:
        sentences.append(
            ngettext(
                "%(count)s letter is being made.",
                "%(count)s letters are being made.",
                asked.letters,
            )
            % {"count": asked.letters}
        )
    return " ".join(sentences) or _("Everybody you chose has an account by now.")


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.INVITE)
def owner_invite(request, building, owner_id):
    owner = get_object_or_404(Owner, uuid=owner_id, user=None)
    form = OwnerInvitationForm(request.POST or None, owner=owner)
    if request.method == "POST" and form.is_valid():
        asked = services.invite_owner(
            owner, **form.cleaned_data, origin=origin(request), by=request.user
        )
        messages.success(request, _said(asked))
        return redirect("buildings:invitations", building.slug)
    context = {"building": building, "owner": owner, "form": form}
    return render(request, "buildings/invitation_owner.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.INVITE)
def invitation_new(request, building):
    """Invite somebody to a role: council, auditor, occupant."""
    form = RoleInvitationForm(
        request.POST or None, initial={"language": request.LANGUAGE_CODE}
    )
    if request.method == "POST" and form.is_valid():
        services.invite_to_role(
            **form.cleaned_data, origin=origin(request), by=request.user
        )
        messages.success(request, _("The invitation is on its way."))
        return redirect("buildings:invitations", building.slug)
    context = {"building": building, "form": form}
    return render(request, "buildings/invitation_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.INVITE)
def invitation_revoke(request, building, invitation_id):
    invitation = get_object_or_404(
        invitations_of(building).unanswered(), uuid=invitation_id
    )
    if request.method == "POST":
        services.revoke_invitation(invitation, by=request.user)
        messages.success(request, _("The invitation is withdrawn."))
        return redirect("buildings:invitations", building.slug)
    context = {"building": building, "invitation": invitation}
    return render(request, "buildings/invitation_revoke.html", context)


@require_POST
@require(Permission.INVITE)
def invitation_renew(request, building, invitation_id):
    invitation = get_object_or_404(
        invitations_of(building).unanswered(), uuid=invitation_id
    )
    try:
        services.renew_invitation(invitation, origin=origin(request), by=request.user)
    except (AlreadyLinked, InvitationClosed, NoAddress) as refusal:
        messages.error(request, _refused(refusal))
    else:
        messages.success(request, _("A new code is on its way; the old one is void."))
    return redirect("buildings:invitations", building.slug)


def _refused(refusal) -> str:
    sentences = {
        AlreadyLinked: _("This co-owner has an account by now."),
        InvitationClosed: _("This role has ended: invite again with another date."),
        NoAddress: _("The register has no e-mail address of this co-owner."),
    }
    return sentences[type(refusal)]


@require_safe
@require(Permission.INVITE)
def invitation_letter(request, building, invitation_id):
    """The letter with the code, for as long as the code opens something."""
    invitation = get_object_or_404(_letters(building), uuid=invitation_id)
    return attachment(File.objects.get(pk=invitation.letter_id))


@require_safe
@require(Permission.INVITE)
def invitation_letters(request, building):
    """All letters whose codes are open, in one ZIP."""
    keys = _letters(building).values_list("letter_id", flat=True)
    files = File.objects.filter(pk__in=list(keys)).order_by("name", "pk")
    with ExitStack() as opened:
        archive = opened.enter_context(TemporaryFile())
        with ZipFile(archive, "w", ZIP_STORED) as zipped:
            for number, file in enumerate(files, start=1):
                zipped.writestr(f"{number:04}_{file.name}", documents.read(file))
        opened.pop_all()  # it stays open until it was sent
    name = f"invitations_{building.slug}.zip"
    return send_file(archive, name=name, content_type="application/zip")
