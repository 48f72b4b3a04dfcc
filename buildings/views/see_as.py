from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from buildings import see_as
from buildings.access import Permission, require
from buildings.forms import ReasonForm
from buildings.models import Owner
from buildings.services.see_as import start_looking, stop_looking
from koprogo.ui.origin import origin


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.SEE_AS_OWNER)
def start(request, building, owner_id):
    """Look at the pages as an owner sees them, for a reason that he reads."""
    owner = get_object_or_404(Owner.objects.select_related("user"), uuid=owner_id)
    now = timezone.now()
    if see_as.seen(request.session, building.slug, now=now):
        raise PermissionDenied(
            _("You see the pages as a co-owner does: nothing can be changed.")
        )
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        start_looking(
            owner, **form.cleaned_data, origin=origin(request), by=request.user
        )
        see_as.begin(request.session, building.slug, owner.uuid, now=now)
        return redirect("buildings:home", building.slug)
    context = {"building": building, "owner": owner, "form": form}
    return render(request, "buildings/see_as.html", context)


@require_POST
@require(Permission.SEE_AS_OWNER)
def stop(request, building):
    """Be oneself again; after half an hour that happens without this page."""
    seen = see_as.seen(request.session, building.slug, now=timezone.now())
    if seen is None:
        return redirect("buildings:home", building.slug)
    owner = get_object_or_404(Owner, uuid=seen)
    stop_looking(owner, by=request.user)
    see_as.end(request.session)
    messages.success(request, _("You see the pages as yourself again."))
    return redirect("buildings:owner", building.slug, owner.uuid)
