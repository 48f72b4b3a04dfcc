"""The deed of a sale: planned, previewed with every amount, carried out, undone."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from buildings.access import Permission, require
from finance.errors import FinanceError
from finance.errors.sales import DeedIncomplete
from finance.forms.sales import CarryOutForm, DeedForm
from finance.models import ChargeStatement, Sale
from finance.queries.sales import (
    lots_of,
    meters_to_read,
    name_parties,
    sales_with_parties,
)
from finance.refusals.books import ANY
from finance.refusals.sales import sentence
from finance.services import sale_deed as services
from finance.services.sales import plan_deed, register_buyer


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_SALES)
def deed(request, building, sale_id):
    """Step 4: the day of the deed and the buyer, from the register or new."""
    sale = _under_way(sale_id)
    may_add = request.access.allows(Permission.EDIT_BUILDING)
    data = request.POST if request.method == "POST" else None
    form = DeedForm(data, sale=sale, may_add=may_add)
    if request.method == "POST" and form.is_valid():
        try:
            _plan(sale, form, by=request.user)
        except FinanceError as error:
            form.add_error("deed_on", sentence(error))
        else:
            return redirect("finance:sale-carry-out", building.slug, sale.uuid)
    context = {"building": building, "sale": sale, "form": form}
    return render(request, "finance/sales/deed.html", context)


def _plan(sale, form, *, by):
    data = form.cleaned_data
    buyer = data["buyer"] or register_buyer(**form.new_owner, by=by)
    plan_deed(
        sale,
        buyer=buyer,
        deed_on=data["deed_on"],
        contract_on=data["contract_on"],
        proxy=data["proxy"],
        by=by,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.CARRY_OUT_SALES)
def carry_out(request, building, sale_id):
    """Step 5: every amount and posting, then, once confirmed, all of it at once."""
    sale = _under_way(sale_id)
    try:
        planned = services.deed_of(sale)
    except DeedIncomplete:
        return redirect("finance:sale-deed", building.slug, sale.uuid)
    meters = meters_to_read(planned.lots, on=sale.deed_on)
    data = request.POST if request.method == "POST" else None
    form = CarryOutForm(data, seen=planned.seen, meters=meters)
    if request.method == "POST" and form.is_valid():
        return _carry_out(request, building, sale, form)
    context = {
        "building": building,
        "sale": sale,
        "planned": planned,
        "form": form,
        "settled": _settled_on(sale.deed_on),
        "too_early": sale.deed_on > timezone.localdate(),
    }
    return render(request, "finance/sales/carry_out.html", context)


def _settled_on(day):
    """Return the statement of charges that has settled that day already, if one has."""
    posted = ChargeStatement.objects.standing()
    return posted.filter(since__lte=day, until__gt=day).first()


def _carry_out(request, building, sale, form):
    data = form.cleaned_data
    try:
        services.carry_out_sale(
            sale,
            due_on=data["due_on"],
            seen=data["seen"],
            readings=form.readings,
            by=request.user,
        )
    except ANY as error:
        messages.error(request, sentence(error))
        return redirect("finance:sale-carry-out", building.slug, sale.uuid)
    messages.success(request, _("The sale is carried out."))
    return redirect("finance:sale", building.slug, sale.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.CARRY_OUT_SALES)
def undo(request, building, sale_id):
    """Take back a sale that was carried out wrongly, after asking."""
    sale = get_object_or_404(Sale, uuid=sale_id)
    if request.method == "POST":
        try:
            services.undo_sale(sale, by=request.user)
        except ANY as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The sale is undone."))
    if request.method == "POST" or sale.carried_out_at is None:
        return redirect("finance:sale", building.slug, sale.uuid)
    context = {"building": building, "sale": sale, "lots": lots_of(sale)}
    return render(request, "finance/sales/undo.html", context)


def _under_way(sale_id) -> Sale:
    running = sales_with_parties().under_way()
    [sale] = name_parties([get_object_or_404(running, uuid=sale_id)])
    return sale
