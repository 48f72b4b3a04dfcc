"""What movements in suspense are: proposed, said, and taken back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from finance.forms.bank import KIND_LABELS, KINDS
from finance.queries.bank import (
    in_suspense,
    matches_of,
    movements,
    shown,
    standing_matches,
)
from finance.queries.bank_proposals import suspended
from finance.refusals.bank import sentence
from finance.refusals.books import ANY
from finance.services.bank_matching import match_movement, undo_match
from koprogo.ui.pagination import paginate

AT_ONCE = 25


@require_safe
@require(Permission.IMPORT_BANK)
def bank_suspense(request, building):
    """What nobody has recognised yet, with what it may be."""
    page = paginate(request, in_suspense(), size=AT_ONCE)
    context = {"building": building, "page": page, "rows": suspended(page, building)}
    return render(request, "finance/bank/suspense.html", context)


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def bank_movement(request, building, movement_id):
    """All that the bank says of a movement, and what it was said to be."""
    found = get_object_or_404(
        movements().select_related("statement", "entry__journal"), uuid=movement_id
    )
    [row] = shown([found], request.access)
    context = {
        "building": building,
        "row": row,
        "matches": matches_of(found),
        "may_match": request.access.allows(Permission.IMPORT_BANK),
    }
    return render(request, "finance/bank/movement.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.IMPORT_BANK)
def bank_match(request, building, movement_id):
    """Say what a movement in suspense is: a proposal, or one of seven kinds."""
    movement = get_object_or_404(movements(), uuid=movement_id)
    usual = "holders" if movement.amount > 0 else "invoices"
    data = request.POST if request.method == "POST" else None
    asked = (data or request.GET).get("kind", usual)
    if asked not in KINDS:
        raise Http404
    form = KINDS[asked](data, left=movement.left)
    if data is not None and form.is_valid():
        try:
            match_movement(movement, form.parts(), by=request.user)
        except ANY as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, _("The movement is booked."))
            return redirect("finance:bank-suspense", building.slug)
    context = {
        "building": building,
        "movement": movement,
        "kind": asked,
        "kinds": KIND_LABELS,
        "form": form,
        "suspended": suspended([movement], building)[0],
    }
    return render(request, "finance/bank/match.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.IMPORT_BANK)
def bank_undo(request, building, match_id):
    """Take back what a part of a movement was said to be."""
    matches = standing_matches().select_related("movement__statement")
    match = get_object_or_404(matches, uuid=match_id)
    if request.method == "POST":
        try:
            undo_match(match, by=request.user)
        except ANY as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("It is in suspense again."))
        return redirect("finance:bank-movement", building.slug, match.movement.uuid)
    context = {"building": building, "match": match, "movement": match.movement}
    return render(request, "finance/bank/undo.html", context)
