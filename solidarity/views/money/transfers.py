"""Transfers: the treasurer sends approved payouts to the bank, and books what was paid.

Pages show codes and amounts; only the file names people, and each of them reads so.
"""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from koprogo.accounts.second_factor import has_one, is_confirmed, way_to_confirm
from koprogo.ui.formatting import money
from koprogo.ui.pagination import paginate
from solidarity.access import Permission, require
from solidarity.errors import SolidarityError
from solidarity.forms.money import DayForm
from solidarity.models import Payout, TransferBatch
from solidarity.queries import payouts as queries
from solidarity.queries.money import account_of_fund
from solidarity.services import transfers as services
from solidarity.views.acts import act_on, ask, confirm, posted, why

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])
LIST = "solidarity:transfers"
XML = "application/xml"


def _batch(transfer_id) -> TransferBatch:
    return get_object_or_404(queries.batches(), uuid=transfer_id)


def _page(batch: TransferBatch) -> str:
    return reverse("solidarity:transfer", args=[batch.uuid])


def _may_keep(request) -> bool:
    return request.fund_access.allows(Permission.KEEP_FUND_BOOKS)


@require_safe
@require(Permission.SEE_FUND_BOOKS)
def transfers(request):
    """What waits for a transfer, and the lists that were made."""
    waiting = list(queries.approved())
    context = {
        "waiting": waiting,
        "total": queries.total_of(waiting),
        "page": paginate(request, queries.batches()),
        "account": account_of_fund(),
        "may_keep": _may_keep(request),
    }
    return render(request, "solidarity/money/transfers/transfers.html", context)


@READ_WRITE
@require(Permission.KEEP_FUND_BOOKS)
def transfer_new(request):
    """Put all approved payments into one list for the bank."""
    form = DayForm(posted(request))
    if request.method == "POST" and form.is_valid():
        make = partial(services.make_batch, **form.cleaned_data, by=request.user)
        batch = act_on(form, make)
        if batch:
            messages.success(request, _("The list is made: fetch its file now."))
            return redirect(_page(batch))
    waiting = list(queries.approved())
    context = {
        "form": form,
        "waiting": waiting,
        "total": queries.total_of(waiting),
        "account": account_of_fund(),
    }
    return render(request, "solidarity/money/transfers/new.html", context)


@require_safe
@require(Permission.SEE_FUND_BOOKS)
def transfer(request, transfer_id):
    """A list of transfers by codes, and what can be done with it."""
    batch, confirmed = _batch(transfer_id), is_confirmed(request)
    context = {
        "batch": batch,
        "payouts": list(queries.payouts_of(batch)),
        "is_open": batch.state == TransferBatch.State.ORDERED,
        "is_paid": batch.state == TransferBatch.State.EXECUTED,
        "may_keep": _may_keep(request),
        "confirmed": confirmed,
        "has_factor": confirmed or has_one(request.user),
        "way": "" if confirmed else way_to_confirm(request.user),
    }
    return render(request, "solidarity/money/transfers/transfer.html", context)


@require_POST
@require(Permission.KEEP_FUND_BOOKS)
def transfer_file(request, transfer_id):
    """The file for the bank: names and accounts, so a second factor is asked for."""
    batch = _batch(transfer_id)
    if not is_confirmed(request):
        raise PermissionDenied
    try:
        data = services.open_file(batch, by=request.user)
    except SolidarityError as error:
        messages.error(request, why(error))
        return redirect(_page(batch))
    name = content_disposition_header(True, f"transfers-{batch.on}.xml")
    return HttpResponse(data, content_type=XML, headers={"Content-Disposition": name})


@READ_WRITE
@require(Permission.KEEP_FUND_BOOKS)
def transfer_execute(request, transfer_id):
    """Note on which day the bank paid the list: it is booked."""
    batch = _batch(transfer_id)
    return ask(
        request,
        DayForm(posted(request)),
        partial(services.execute_batch, batch),
        done=_("The transfers are booked."),
        back=_page(batch),
        words={
            "title": _("The bank paid these transfers"),
            "lead": money(batch.total, request.LANGUAGE_CODE),
            "submit": _("Book them"),
            "back_label": _("Transfers"),
        },
    )


@READ_WRITE
@require(Permission.KEEP_FUND_BOOKS)
def transfer_discard(request, transfer_id):
    """Note, after asking, that the file was not sent."""
    batch = _batch(transfer_id)
    return confirm(
        request,
        partial(services.discard_batch, batch),
        done=_("The payments wait for another list."),
        back=reverse(LIST),
        words={
            "title": _("This list was not sent"),
            "question": _(
                "Its payments go back to those that wait. Make sure that the bank did "
                "not get the file: else they would be paid twice."
            ),
            "submit": _("It was not sent"),
            "back_label": _("Transfers"),
        },
    )


@READ_WRITE
@require(Permission.KEEP_FUND_BOOKS)
def transfer_return(request, payout_id):
    """Note that the bank gave a payment back."""
    rows = Payout.objects.select_related("aid", "batch").exclude(batch=None)
    payout = get_object_or_404(rows, uuid=payout_id)
    return ask(
        request,
        DayForm(posted(request)),
        partial(services.return_transfer, payout),
        done=_("The return is booked: the committee can prepare the payment anew."),
        back=_page(payout.batch),
        words={
            "title": _("This transfer came back"),
            "lead": f"{payout.code}, {money(payout.amount, request.LANGUAGE_CODE)}",
            "submit": _("Book the return"),
            "back_label": _("Transfers"),
        },
    )
