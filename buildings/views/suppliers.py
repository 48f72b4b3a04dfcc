from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings import exports, services
from buildings.access import Permission, require
from buildings.forms import SupplierForm
from buildings.importing.text import clean
from buildings.models import Supplier
from koprogo import slots
from koprogo.ui.exports import send_table
from koprogo.ui.pagination import paginate


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def suppliers(request, building):
    """Whom the association pays, and to which account."""
    page = paginate(request, _chosen(request))
    for supplier in page:
        supplier.pages = [
            to(building.slug, supplier.uuid) for to in slots.supplier_pages
        ]
    context = {
        "building": building,
        "page": page,
        "search": clean(request.GET.get("q", "")),
        "may_edit": request.access.allows(Permission.RECORD_PAYMENTS),
    }
    return render(request, "buildings/suppliers.html", context)


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def suppliers_table(request, building, ending):
    table = exports.suppliers_table(_chosen(request))
    return send_table(table, ending, place=building.slug)


def _chosen(request):
    return Supplier.objects.filter(name__icontains=clean(request.GET.get("q", "")))


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.RECORD_PAYMENTS)
def supplier_new(request, building):
    context = {"building": building, "form": SupplierForm(request.POST or None)}
    save = partial(services.create_supplier, by=request.user)
    return _supplier_form(request, context, save)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.RECORD_PAYMENTS)
def supplier_edit(request, building, supplier_id):
    supplier = get_object_or_404(Supplier, uuid=supplier_id)
    context = {"building": building, "supplier": supplier, "name": supplier.name}
    context["form"] = SupplierForm(request.POST or None, instance=supplier)
    save = partial(services.update_supplier, supplier, by=request.user)
    return _supplier_form(request, context, save)


def _supplier_form(request, context, save):
    form = context["form"]
    if request.method == "POST" and form.is_valid():
        supplier = save(**form.cleaned_data)
        messages.success(request, _("%(name)s is saved.") % {"name": supplier})
        return redirect("buildings:suppliers", context["building"].slug)
    return render(request, "buildings/supplier_form.html", context)
