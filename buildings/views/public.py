from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from buildings.access import Permission, require
from buildings.exports import syndic_notice
from buildings.models import Building
from buildings.queries import running_mandate
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant

FRESH_FOR = 300  # seconds that a browser or a proxy may keep the page


@require_safe
@login_not_required
def syndic(request, association):
    """Who is syndic of a building, for everybody (art. 3.89 §2 C. civ.).

    A building that has not switched the page on answers like one that does not exist.
    """
    tenant = get_object_or_404(Tenant, slug=association, kind=Tenant.Kind.CO_OWNERSHIP)
    with enter(tenant.pk, by=None, read_only=True):
        shown = Building.objects.select_related("tenant").filter(public_page=True)
        building = get_object_or_404(shown)
        mandate = running_mandate(building.pk, on=timezone.localdate())
        context = {"building": building, "mandate": mandate}
        response = render(request, "buildings/public_syndic.html", context)
    patch_cache_control(response, public=True, max_age=FRESH_FOR)
    return response


@require_safe
@require(Permission.EDIT_BUILDING)
def notice(request, building):
    """The same on paper: to be posted at the entrance within eight days.

    Who may edit the building has that right by the mandate that runs.
    """
    return HttpResponse(
        notice_pdf(request, building),
        content_type="application/pdf",
        headers={
            "Content-Disposition": content_disposition_header(
                True, f"{building.slug}-syndic.pdf"
            ),
            "Cache-Control": "private, no-store",
        },
    )


def notice_pdf(request, building) -> bytes:
    mandate = running_mandate(building.pk, on=timezone.localdate())
    page = reverse("buildings:public-syndic", args=[building.slug])
    return syndic_notice(
        mandate,
        building,
        address=request.build_absolute_uri(page) if building.public_page else "",
        languages=_languages(request, building),
    )


def _languages(request, building) -> list[str]:
    """Return those of the building, in our order; the reader's when it has none."""
    chosen = [code for code, _name in settings.LANGUAGES if code in building.languages]
    return chosen or [request.LANGUAGE_CODE]
