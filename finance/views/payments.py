from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from buildings.queries import named_holdings
from finance import services
from finance.errors import AlreadyCancelled, AlreadyRecorded
from finance.forms import PaymentForm
from finance.models import Payment
from koprogo.ui.formatting import money
from koprogo.ui.pagination import paginate


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def payments(request, building):
    found = Payment.objects.select_related("entry__mirror").prefetch_related(
        "holding__members__owner"
    )
    context = {
        "building": building,
        "page": paginate(request, found),
        "may_record": request.access.allows(Permission.RECORD_PAYMENTS),
    }
    return render(request, "finance/payments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.RECORD_PAYMENTS)
def payment_new(request, building):
    holdings = named_holdings().select_related("party")
    data = request.POST if request.method == "POST" else None
    form = PaymentForm(data, holdings=holdings)
    if request.method == "POST" and form.is_valid():
        try:
            payment = services.record_payment(**form.cleaned_data, by=request.user)
        except AlreadyRecorded:
            messages.info(request, _("This payment had been recorded already."))
        else:
            text = _("%(amount)s recorded for %(name)s.") % {
                "amount": money(payment.amount, request.LANGUAGE_CODE),
                "name": form.cleaned_data["holding"],
            }
            messages.success(request, text)
        return redirect("finance:payments", building.slug)
    return render(
        request, "finance/payment_form.html", {"building": building, "form": form}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.RECORD_PAYMENTS)
def payment_reverse(request, building, payment_id):
    payment = get_object_or_404(
        Payment.objects.select_related("entry__mirror"), uuid=payment_id
    )
    if request.method == "POST":
        try:
            services.reverse_payment(payment, by=request.user)
        except AlreadyCancelled:
            messages.error(request, _("This payment has been reversed already."))
        else:
            messages.success(request, _("The payment is reversed by a mirror entry."))
        return redirect("finance:payments", building.slug)
    context = {"building": building, "payment": payment}
    return render(request, "finance/payment_reverse.html", context)
