from django.contrib import messages
from django.db.models import Prefetch, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from buildings.importing.text import clean
from buildings.models import HoldingMember
from buildings.queries import named_holdings
from finance import lists, services
from finance.errors import AlreadyCancelled, AlreadyRecorded, BeforeOpening
from finance.errors.bank import PaymentOfTheBank
from finance.forms import PaymentForm
from finance.models import Payment
from finance.queries.holders import holdings_like
from finance.refusals import bank
from finance.refusals.books import sentence
from koprogo.ledger.errors import LedgerError
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.formatting import money
from koprogo.ui.pagination import paginate


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def payments(request, building):
    context = {
        "building": building,
        "page": paginate(request, _chosen(request)),
        "search": clean(request.GET.get("q", "")),
        "may_record": request.access.allows(Permission.RECORD_PAYMENTS),
    }
    return render(request, "finance/payments.html", context)


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def payments_table(request, building, ending):
    table = lists.payments_table(_chosen(request)[: LIMIT + 1])
    return send_table(table, ending, place=building.slug)


def _chosen(request):
    """Return the payments of a payer, or whose communication has these words."""
    members = HoldingMember.objects.select_related("owner")
    found = Payment.objects.select_related(
        "entry__mirror", "entry__bank_movement", "holding"
    )
    found = found.prefetch_related(Prefetch("holding__members", members))
    if search := clean(request.GET.get("q", "")):
        payers = holdings_like(search, on=timezone.localdate())
        found = found.filter(Q(holding__in=payers) | Q(communication__icontains=search))
    return found


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
            return redirect("finance:payments", building.slug)
        except (BeforeOpening, LedgerError) as error:
            form.add_error("date", sentence(error))
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
        except PaymentOfTheBank as error:
            messages.error(request, bank.sentence(error))
        except LedgerError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The payment is reversed by a mirror entry."))
        return redirect("finance:payments", building.slug)
    context = {"building": building, "payment": payment}
    return render(request, "finance/payment_reverse.html", context)
