from functools import partial

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from buildings import exports, services
from buildings.access import Permission, require
from buildings.errors import KeyInUse, LotTaken, NothingToShare, NotTheLatest
from buildings.forms import HandOverForm, LotForm, UndoForm
from buildings.importing.text import clean
from buildings.models import Lot
from buildings.queries import (
    completeness,
    lot_list,
    lots_without_holder,
    parts_of_lot,
    periods_of_lot,
    visible_periods,
)
from koprogo import slots
from koprogo.ui.exports import send_table
from koprogo.ui.formatting import day
from koprogo.ui.pagination import paginate


@require_safe
@require(Permission.SEE_REGISTER)
def lots(request, building):
    """The lots with their shares and who holds them today."""
    context = {
        "building": building,
        "page": paginate(request, _chosen(request)),
        "search": clean(request.GET.get("q", "")),
        "without_holder": _without_holder(request),
        "state": completeness(building, on=timezone.localdate()),
    }
    return render(request, "buildings/lots.html", context)


@require_safe
@require(Permission.SEE_REGISTER)
def lots_table(request, building, ending):
    return send_table(exports.lots_table(_chosen(request)), ending, place=building.slug)


def _chosen(request):
    """Return the lots that were asked for, all of them otherwise."""
    chosen = lots_without_holder if _without_holder(request) else lot_list
    found = chosen(on=timezone.localdate())
    if search := clean(request.GET.get("q", "")):
        found = found.filter(Q(code__icontains=search) | Q(name__icontains=search))
    return found


def _without_holder(request):
    return request.GET.get("holder") == "none"


@require_safe
@require(Permission.SEE_REGISTER)
def lot(request, building, lot_id):
    """One lot: facts, what it bears in each key, and who holds it.

    Who held it in the past is for those who keep the register.
    """
    today = timezone.localdate()
    lot = get_object_or_404(Lot.objects.select_related("primary"), uuid=lot_id)
    keeper = request.access.allows(Permission.SEE_CONTACTS)
    context = {
        "building": building,
        "lot": lot,
        "annexes": lot.annexes.all(),
        "parts": parts_of_lot(lot, on=today),
        "periods": visible_periods(lot, keeper=keeper, on=today),
        "today": today,
        "cards": _cards(request, lot),
    }
    return render(request, "buildings/lot.html", context)


def _cards(request, lot):
    return [card for cards in slots.lot_cards for card in cards(request, lot.code)]


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.EDIT_BUILDING)
def lot_new(request, building):
    form = LotForm(request.POST or None)
    context = {"building": building, "form": form}
    return _lot_form(request, context, partial(services.create_lot, by=request.user))


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.EDIT_BUILDING)
def lot_edit(request, building, lot_id):
    lot = get_object_or_404(Lot.objects.select_related("primary"), uuid=lot_id)
    context = {"building": building, "lot": lot, "name": str(lot)}
    context["form"] = LotForm(request.POST or None, instance=lot)
    save = partial(services.update_lot, lot, by=request.user)
    return _lot_form(request, context, save)


def _lot_form(request, context, save):
    """Show the form, or save what it says and show the lot."""
    form = context["form"]
    if request.method == "POST" and form.is_valid():
        try:
            lot = save(**form.cleaned_data)
        except KeyInUse:
            form.add_error("shares", _SHARES_IN_USE)
        except NothingToShare:
            form.add_error("shares", _SHARES_NEEDED)
        else:
            messages.success(request, _("Lot %(lot)s is saved.") % {"lot": lot})
            return redirect("buildings:lot", context["building"].slug, lot.uuid)
    return render(request, "buildings/lot_form.html", context)


_SHARES_IN_USE = gettext_lazy(
    "A call for funds of today already uses the present shares: change them tomorrow."
)
_SHARES_NEEDED = gettext_lazy(
    "Calls for funds are divided by the shares: at least one lot must have some."
)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.EDIT_BUILDING)
def hand_over(request, building, lot_id):
    """Give a lot to another holder from the day of the deed on."""
    lot = get_object_or_404(Lot, uuid=lot_id)
    latest = periods_of_lot(lot).first()
    form = HandOverForm(
        request.POST or None,
        current=latest.holding if latest and latest.until is None else None,
        chosen=request.GET.get("holding", ""),
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.hand_over_lot(lot, by=request.user, **form.cleaned_data)
        except LotTaken:
            form.add_error("since", _taken(periods_of_lot(lot).first(), request))
        else:
            messages.success(request, _handed_over(lot, form.cleaned_data, request))
            return redirect("buildings:lot", building.slug, lot.uuid)
    context = {
        "building": building,
        "lot": lot,
        "latest": latest,
        "form": form,
        "cards": _cards(request, lot),
    }
    return render(request, "buildings/hand_over.html", context)


def _handed_over(lot, data, request):
    return _("Lot %(lot)s belongs to %(holder)s from %(day)s on.") % {
        "lot": lot,
        "holder": data["holding"],
        "day": day(data["since"], request.LANGUAGE_CODE),
    }


def _taken(latest, request):
    """Say until when the lot is taken; periods follow each other."""
    if latest.until:
        sentence = _(
            "%(holder)s holds this lot until %(day)s: choose that day or later."
        )
    else:
        sentence = _(
            "%(holder)s holds this lot from %(day)s on: choose a later day, or undo that "
            "change of owner first."
        )
    return sentence % {
        "holder": latest.holding,
        "day": day(latest.until or latest.since, request.LANGUAGE_CODE),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.EDIT_BUILDING)
def hand_over_undo(request, building, lot_id):
    """Take back the latest change of owner of a lot, after asking."""
    lot = get_object_or_404(Lot, uuid=lot_id)
    if request.method == "POST":
        return _undo(request, building, lot)
    latest = get_object_or_404(periods_of_lot(lot)[:1])
    context = {"building": building, "lot": lot, "latest": latest}
    return render(request, "buildings/hand_over_undo.html", context)


def _undo(request, building, lot):
    form = UndoForm(request.POST)
    try:
        since = form.cleaned_data["since"] if form.is_valid() else None
        services.undo_hand_over(lot, since=since, by=request.user)
    except NotTheLatest:
        messages.error(
            request,
            _("Nothing was undone: only the latest change of owner can be undone."),
        )
    else:
        messages.success(request, _("The change of owner is undone."))
    return redirect("buildings:lot", building.slug, lot.uuid)
