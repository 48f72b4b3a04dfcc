from fractions import Fraction
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings import services
from buildings.access import Permission, require
from buildings.errors import HoldingIncomplete
from buildings.forms import HoldingForm, RepresentativeForm
from buildings.importing.text import clean
from buildings.models import Lot
from buildings.queries import lots_of_holding, named_holdings, visible_holdings
from buildings.services import Member


@require_safe
@require(Permission.SEE_REGISTER)
def holding(request, building, holding_id):
    """Who holds lots together, by which right, and who votes for them."""
    today = timezone.localdate()
    keeper = request.access.allows(Permission.SEE_CONTACTS)
    visible = visible_holdings(keeper=keeper, on=today)
    holding = get_object_or_404(named_holdings(visible), uuid=holding_id)
    lots = lots_of_holding(holding, on=today)
    context = {"building": building, "holding": holding, "lots": lots}
    return render(request, "buildings/holding.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.EDIT_BUILDING)
def holding_new(request, building):
    """Say who holds together. ``?lot=`` is the lot they buy: the deed comes next."""
    form = HoldingForm(request.POST or None, first=request.GET.get("owner", ""))
    if request.method == "POST" and form.is_valid():
        try:
            holding = _create(form, request)
        except HoldingIncomplete as error:
            form.add_error(None, _incomplete(*error.args))
        else:
            messages.success(request, _("%(holder)s: saved.") % {"holder": holding})
            return redirect(_after(request, building, holding))
    return render(
        request, "buildings/holding_form.html", {"building": building, "form": form}
    )


def _create(form, request):
    members = [Member(owner, **parts) for owner, parts in form.holders().items()]
    return services.create_holding(
        members=members,
        parts=form.cleaned_data["parts"],
        representative=form.cleaned_data["representative"],
        by=request.user,
    )


def _incomplete(bare, usufruct, parts):
    return _(
        "The rights must add up to 1. Full and bare ownership add up to %(bare)s, full "
        "ownership and usufruct to %(usufruct)s."
    ) % {"bare": Fraction(bare, parts), "usufruct": Fraction(usufruct, parts)}


def _after(request, building, holding):
    """Return the address of the page that comes next."""
    code = clean(request.GET.get("lot", ""))
    lot = Lot.objects.filter(code=code).first()
    if lot is None:
        return reverse("buildings:holding", args=[building.slug, holding.uuid])
    url = reverse("buildings:lot-hand-over", args=[building.slug, lot.uuid])
    return f"{url}?{urlencode({'holding': holding.code})}"


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.EDIT_BUILDING)
def representative(request, building, holding_id):
    """Record whom several holders named as their one representative."""
    holding = get_object_or_404(named_holdings(), uuid=holding_id)
    form = RepresentativeForm(request.POST or None, holding=holding)
    if request.method == "POST" and form.is_valid():
        services.set_representative(holding, by=request.user, **form.cleaned_data)
        messages.success(request, _("The representative is recorded."))
        return redirect("buildings:holding", building.slug, holding.uuid)
    context = {"building": building, "holding": holding, "form": form}
    return render(request, "buildings/representative.html", context)
