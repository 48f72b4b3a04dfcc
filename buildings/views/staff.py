from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import firms_managed_by
from buildings.errors import LastManager
from buildings.forms import ColleagueForm
from buildings.models import FirmMember, Invitation
from buildings.services import staff as services
from koprogo.tenancy.views import personal
from koprogo.ui.origin import origin


def _managed(request, firm_id=None):
    """Return the firms that the person runs today, or that one of them.

    Raises:
        PermissionDenied: he runs none.
        Http404: he does not run this one.
    """
    firms = list(firms_managed_by(request.user))
    if not firms:
        raise PermissionDenied
    if firm_id is None:
        return firms
    for firm in firms:
        if firm.uuid == firm_id:
            return firm
    raise Http404


@require_safe
@personal
def staff(request):
    """Who works for the firm, and who is invited to."""
    firms = _managed(request)
    members = FirmMember.objects.on(timezone.localdate()).filter(firm__in=firms)
    invited = Invitation.objects.open(timezone.now()).filter(firm__in=firms)
    people = list(members.select_related("user").order_by("user__name", "pk"))
    waiting = list(invited.order_by("name", "pk"))
    offices = [
        (
            firm,
            [member for member in people if member.firm_id == firm.pk],
            [each for each in waiting if each.firm_id == firm.pk],
        )
        for firm in firms
    ]
    return render(request, "buildings/staff.html", {"offices": offices})


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def staff_new(request, firm_id):
    """Invite a colleague by e-mail."""
    firm = _managed(request, firm_id)
    form = ColleagueForm(
        request.POST or None, initial={"language": request.LANGUAGE_CODE}
    )
    if request.method == "POST" and form.is_valid():
        services.invite_colleague(
            firm, **form.cleaned_data, origin=origin(request), by=request.user
        )
        messages.success(request, _("The invitation is on its way."))
        return redirect("buildings:staff")
    return render(request, "buildings/staff_form.html", {"firm": firm, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def staff_end(request, firm_id, user_id):
    """End what somebody is in the firm: from now on he enters none of its buildings."""
    firm = _managed(request, firm_id)
    today = timezone.localdate()
    running = FirmMember.objects.on(today).filter(firm=firm, user__uuid=user_id)
    member = running.select_related("user").first()
    if member is None:
        raise Http404
    if request.method == "POST":
        try:
            services.end_membership(member.user, firm=firm, on=today, by=request.user)
        except LastManager:
            messages.error(
                request,
                _(
                    "Nobody would be left who runs the firm: invite another syndic first."
                ),
            )
        else:
            messages.success(
                request,
                _("%(name)s does not work for the firm any more.")
                % {"name": member.user},
            )
        return redirect("buildings:staff")
    context = {"firm": firm, "member": member}
    return render(request, "buildings/staff_end.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def staff_revoke(request, firm_id, invited_id):
    firm = _managed(request, firm_id)
    open_ones = Invitation.objects.unanswered().filter(firm=firm)
    invitation = get_object_or_404(open_ones, uuid=invited_id)
    if request.method == "POST":
        services.revoke_colleague(invitation, by=request.user)
        messages.success(request, _("The invitation is withdrawn."))
        return redirect("buildings:staff")
    context = {"firm": firm, "invitation": invitation}
    return render(request, "buildings/staff_revoke.html", context)
