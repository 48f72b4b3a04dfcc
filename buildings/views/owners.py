from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings import exports, services
from buildings.access import Permission, require
from buildings.forms import OwnerForm
from buildings.importing.text import clean
from buildings.models import Owner
from buildings.queries import (
    all_visible_periods,
    holdings_of_owner,
    named,
    register,
    visible_owners,
)
from koprogo.ui.exports import send_table
from koprogo.ui.pagination import paginate


@require_safe
@require(Permission.SEE_REGISTER)
def owners(request, building):
    """The register of co-owners: name, address, lots and shares (art. 3.89 §5).

    E-mail, phone and those who own nothing today are for those who keep it.
    """
    today = timezone.localdate()
    page = paginate(request, _chosen(request, today))
    context = {
        "building": building,
        "page": page,
        "lines": register(page.object_list, on=today),
        "search": clean(request.GET.get("q", "")),
    }
    return render(request, "buildings/owners.html", context)


@require_safe
@require(Permission.SEE_REGISTER)
def owners_table(request, building, ending):
    today = timezone.localdate()
    table = exports.register_table(
        register(_chosen(request, today), on=today), contacts=_is_keeper(request)
    )
    return send_table(table, ending, place=building.slug)


@require_safe
@require(Permission.SEE_REGISTER)
def periods_table(request, building, ending):
    """Who holds what; who held it in the past is for those who keep the register."""
    today = timezone.localdate()
    periods = all_visible_periods(keeper=_is_keeper(request), on=today)
    return send_table(exports.periods_table(periods), ending, place=building.slug)


@require_safe
@require(Permission.SEE_REGISTER)
def owner(request, building, owner_id):
    """One owner with his holdings and their lots; his own e-mail he sees himself."""
    today = timezone.localdate()
    owner = get_object_or_404(_visible(request, today), uuid=owner_id)
    himself = request.access.is_own(owner)
    context = {
        "building": building,
        "owner": owner,
        "holdings": holdings_of_owner(owner, on=today),
        "contacts": himself or request.access.allows(Permission.SEE_CONTACTS),
    }
    context["consents"] = owner.consents.standing() if context["contacts"] else []
    return render(request, "buildings/owner.html", context)


def _chosen(request, today):
    return named(_visible(request, today), clean(request.GET.get("q", "")))


def _visible(request, today):
    return visible_owners(keeper=_is_keeper(request), on=today)


def _is_keeper(request):
    return request.access.allows(Permission.SEE_CONTACTS)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.EDIT_BUILDING)
def owner_new(request, building):
    """Add an owner. ``?lot=`` is the lot he buys: his holding comes next."""
    form = OwnerForm(request.POST or None)
    context = {"building": building, "form": form}
    return _owner_form(
        request, context, partial(services.create_owner, by=request.user)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.EDIT_BUILDING)
def owner_edit(request, building, owner_id):
    owner = get_object_or_404(Owner, uuid=owner_id)
    context = {"building": building, "owner": owner, "name": str(owner)}
    context["form"] = OwnerForm(request.POST or None, instance=owner)
    save = partial(services.update_owner, owner, by=request.user)
    return _owner_form(request, context, save)


def _owner_form(request, context, save):
    """Show the form, or save what it says and show what comes next."""
    form = context["form"]
    if request.method == "POST" and form.is_valid():
        owner = save(**form.cleaned_data)
        messages.success(request, _("%(owner)s is saved.") % {"owner": owner})
        slug = context["building"].slug
        if lot := request.GET.get("lot"):
            query = urlencode({"lot": lot, "owner": owner.code})
            return redirect(f"{reverse('buildings:holding-new', args=[slug])}?{query}")
        return redirect("buildings:owner", slug, owner.uuid)
    return render(request, "buildings/owner_form.html", context)
