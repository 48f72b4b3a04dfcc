"""Everything of the building in one file, for the next syndic (art. 3.89 §5)."""

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from buildings.access import Permission, require
from koprogo.archive import services
from koprogo.archive.errors import NoSecondFactor, NotMade
from koprogo.ui.downloads import send_file


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.HAND_OVER)
def archive(request, building):
    """Ask for the archive, see how far it is, and the key that signs it."""
    if request.method == "POST":
        services.ask_archive(by=request.user)
        return redirect("buildings:archive", building.slug)
    found = services.archive_of(now=timezone.now())
    context = {
        "building": building,
        "archive": found,
        "job": services.job_of(found) if found else None,
        "until": services.expires_at(found) if found and found.made_at else None,
        "key": services.site_key(),
        "site": settings.ORGANISATION_NAME,
    }
    return render(request, "buildings/archive.html", context)


@require_POST
@require(Permission.HAND_OVER)
@reauthentication_required
def archive_fetch(request, building):
    """The ZIP: everything about everybody, so it asks once more who he is."""
    now = timezone.now()
    try:
        stored = services.fetch(now=now, by=request.user)
    except NotMade:
        messages.error(request, _("The archive is not made yet, or not any more."))
    except NoSecondFactor:
        messages.error(
            request,
            _("The archive holds everything: fetching it needs a second factor."),
        )
    else:
        name = f"{building.slug}-{timezone.localdate(now)}.zip"
        return send_file(stored, name=name, content_type="application/zip")
    return redirect("buildings:archive", building.slug)
