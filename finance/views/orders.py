"""Payment files: made of the invoices to be paid, fetched, given up."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from finance.errors import FinanceError
from finance.forms.orders import OrderForm
from finance.lists.orders import order_table as as_table
from finance.models import PaymentOrder
from finance.queries.orders import order_list, payables, shown_order, shown_orders
from finance.refusals.orders import sentence
from finance.services.orders import give_up_order, make_order
from koprogo.documents.http import attachment
from koprogo.ui.exports import send_table
from koprogo.ui.pagination import paginate


@require_safe
@require(Permission.PAY_SUPPLIERS)
def orders(request, building):
    """The payment files, the latest first, with what the bank paid of them."""
    page = paginate(request, order_list())
    context = {"building": building, "page": page, "orders": shown_orders(page)}
    return render(request, "finance/orders/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PAY_SUPPLIERS)
def order_new(request, building):
    """Choose what is paid: the file is made at once, and can be given up."""
    data = request.POST if request.method == "POST" else None
    form = OrderForm(data, payables=payables())
    if request.method == "POST" and form.is_valid():
        try:
            made = make_order(**form.cleaned_data, by=request.user)
        except FinanceError as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(
                request, _("The payment file is made: send it to the bank.")
            )
            return redirect("finance:order", building.slug, made.uuid)
    context = {"building": building, "form": form, "rows": list(form.rows())}
    return render(request, "finance/orders/new.html", context)


@require_safe
@require(Permission.PAY_SUPPLIERS)
def order(request, building, order_id):
    context = {"building": building, "shown": _shown(order_id)}
    return render(request, "finance/orders/order.html", context)


@require_safe
@require(Permission.PAY_SUPPLIERS)
def order_table(request, building, order_id, ending):
    return send_table(as_table(_shown(order_id)), ending, place=building.slug)


@require_safe
@require(Permission.PAY_SUPPLIERS)
def order_file(request, building, order_id):
    """The file for the bank."""
    orders = PaymentOrder.objects.select_related("file")
    return attachment(get_object_or_404(orders, uuid=order_id).file)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PAY_SUPPLIERS)
def order_give_up(request, building, order_id):
    """The bank refused it: what it did not pay can be ordered again."""
    shown = _shown(order_id)
    if request.method == "POST":
        try:
            give_up_order(shown.order, by=request.user)
        except FinanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The payment file is given up."))
        return redirect("finance:order", building.slug, shown.order.uuid)
    context = {"building": building, "shown": shown}
    return render(request, "finance/orders/give_up.html", context)


def _shown(order_id):
    return shown_order(get_object_or_404(order_list(), uuid=order_id))
