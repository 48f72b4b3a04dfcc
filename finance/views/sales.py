from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from buildings.access import Permission, require
from buildings.models import Ownership
from buildings.queries import lots_of_holding
from finance.deeds import days_of_deed
from finance.errors import FinanceError
from finance.forms.sales import NotaryForm, SaleForm, SoldLotForm, ToldForm
from finance.lists.sales import sales_table as as_table
from finance.models import Sale
from finance.queries.sales import (
    burdens_of,
    links_of,
    lots_of,
    name_parties,
    requests_of,
    sale_list,
    sale_state,
    sales_with_parties,
)
from finance.refusals.sales import sentence
from finance.services import sales as services
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import paginate


@require_safe
@require(Permission.PREPARE_SALES)
def sales(request, building):
    """The sales of lots, the latest first, with what the notary waits for."""
    page = paginate(request, sale_list())
    context = {"building": building, "page": page, "rows": _rows(page)}
    return render(request, "finance/sales/sales.html", context)


def _rows(page):
    today = timezone.localdate()
    return [
        (sale, sale_state(sale), requests_of(sale.documents.all(), on=today))
        for sale in name_parties(page)
    ]


@require_safe
@require(Permission.PREPARE_SALES)
def sales_table(request, building, ending):
    table = as_table(name_parties(sale_list()[: LIMIT + 1]), on=timezone.localdate())
    return send_table(table, ending, place=building.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_SALES)
def sale_new(request, building):
    """Step 1: a lot first (``?lot=``), then which lots of its holder are sold."""
    first = SoldLotForm(request.GET if "lot" in request.GET else None)
    if not first.is_valid():
        context = {"building": building, "form": first}
        return render(request, "finance/sales/lot.html", context)
    return _which_lots(request, building, first.cleaned_data["lot"])


def _which_lots(request, building, lot):
    today = timezone.localdate()
    running = Ownership.objects.on(today).filter(lot=lot).select_related("holding")
    period = running.first()
    lots = lots_of_holding(period.holding, on=today) if period else [lot]
    data = request.POST if request.method == "POST" else None
    form = SaleForm(data, lots=lots, chosen=lot)
    if request.method == "POST" and form.is_valid():
        try:
            sale = services.start_sale(**form.cleaned_data, by=request.user)
        except FinanceError as error:
            form.add_error("lots", sentence(error))
        else:
            return redirect("finance:sale-notary", building.slug, sale.uuid)
    context = {"building": building, "form": form, "lot": lot, "period": period}
    return render(request, "finance/sales/lots.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_SALES)
def notary(request, building, sale_id):
    """Step 2: who asks for the information."""
    sale = get_object_or_404(Sale.objects.under_way(), uuid=sale_id)
    data = request.POST if request.method == "POST" else None
    form = NotaryForm(data, instance=sale)
    if request.method == "POST" and form.is_valid():
        services.change_sale(sale, by=request.user, **form.cleaned_data)
        return redirect("finance:sale", building.slug, sale.uuid)
    context = {"building": building, "sale": sale, "form": form}
    return render(request, "finance/sales/notary.html", context)


@require_safe
@require(Permission.PREPARE_SALES)
def sale(request, building, sale_id):
    """Step 3 and after: what was asked for, the deed, and what comes next."""
    [found] = name_parties([get_object_or_404(sale_list(), uuid=sale_id)])
    today = timezone.localdate()
    context = {
        "building": building,
        "sale": found,
        "state": sale_state(found),
        "lots": lots_of(found),
        "requests": requests_of(found.documents.all(), on=today),
        "links": links_of(found),
        "deadlines": days_of_deed(found.deed_on) if found.deed_on else None,
        "told_form": ToldForm(),
        "now": timezone.now(),
        "today": today,
        "may_carry_out": request.access.allows(Permission.CARRY_OUT_SALES),
    }
    return render(request, "finance/sales/sale.html", context)


@require_safe
@require(Permission.PREPARE_SALES)
def burdens(request, building, sale_id):
    """What is open or decided for the lots, who bears it by law, and why."""
    found = get_object_or_404(sales_with_parties(), uuid=sale_id)
    shown = burdens_of(found, lots_of(found), on=timezone.localdate())
    context = {"building": building, "sale": found, "burdens": shown}
    return render(request, "finance/sales/burdens.html", context)


@require_POST
@require(Permission.PREPARE_SALES)
def told(request, building, sale_id):
    """Note when the notary told the deed (art. 3.95 §3)."""
    found = get_object_or_404(Sale, uuid=sale_id)
    form = ToldForm(request.POST)
    if form.is_valid():
        try:
            services.note_told(found, **form.cleaned_data, by=request.user)
        except FinanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("It is noted."))
    else:
        messages.error(request, _("Write the day on which the notary told the deed."))
    return redirect("finance:sale", building.slug, found.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_SALES)
def give_up(request, building, sale_id):
    """Close a sale that does not take place, after asking."""
    found = get_object_or_404(Sale, uuid=sale_id)
    if request.method == "POST":
        try:
            services.give_up_sale(found, by=request.user)
        except FinanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The sale is given up."))
        return redirect("finance:sale", building.slug, found.uuid)
    context = {"building": building, "sale": found, "lots": lots_of(found)}
    return render(request, "finance/sales/give_up.html", context)
