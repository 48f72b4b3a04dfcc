"""Repayments and direct debits, as the treasurer notes them: by code, without names."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from koprogo.accounts.second_factor import has_one, is_confirmed, way_to_confirm
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import paginate
from solidarity.access import Permission, require
from solidarity.errors import SolidarityError
from solidarity.forms import loans as forms
from solidarity.lists.loans import repayments_table as as_table
from solidarity.models import Debit, DebitBatch, Repayment
from solidarity.queries import debits as queries
from solidarity.refusals import sentence
from solidarity.services import debits, receipts
from solidarity.views.acts import ask, confirm, posted

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])
XML = "application/xml"


# Repayments


def _repayments():
    return Repayment.objects.select_related("aid", "mirror", "given_back")


@require_safe
@require(Permission.SEE_FUND_BOOKS)
def repayments(request):
    """What came back, the latest first."""
    context = {
        "page": paginate(request, _repayments()),
        "may_keep": request.fund_access.allows(Permission.KEEP_FUND_BOOKS),
    }
    return render(request, "solidarity/loans/repayments.html", context)


@require_safe
@require(Permission.SEE_FUND_BOOKS)
def repayments_table(request, ending):
    return send_table(as_table(_repayments()[: LIMIT + 1]), ending, place="koprogo")


@READ_WRITE
@require(Permission.KEEP_FUND_BOOKS)
def repayment_new(request):
    """Note money that came back."""
    return ask(
        request,
        forms.RepaymentForm(posted(request)),
        receipts.record_repayment,
        done=_("The payment is noted."),
        back=reverse("solidarity:repayments"),
        words={
            "title": _("Note a repayment"),
            "lead": _("The text of the payment names the code of the loan."),
            "submit": _("Note it"),
            "back_label": _("Repayments"),
        },
    )


def _one_repayment(repayment_id) -> Repayment:
    return get_object_or_404(_repayments(), uuid=repayment_id)


@READ_WRITE
@require(Permission.KEEP_FUND_BOOKS)
def repayment_reverse(request, repayment_id):
    """Take back by a mirror what was noted wrongly."""
    found = _one_repayment(repayment_id)
    return confirm(
        request,
        partial(receipts.reverse_repayment, found),
        done=_("The payment is reversed by a mirror entry."),
        back=reverse("solidarity:repayments"),
        words={
            "title": _("Reverse the repayment"),
            "repayment": found,
            "question": _(
                "It is owed again, and a loan that it closed goes on. This cannot be taken back."
            ),
            "submit": _("Reverse"),
            "back_label": _("Repayments"),
        },
    )


@READ_WRITE
@require(Permission.KEEP_FUND_BOOKS)
def repayment_give_back(request, repayment_id):
    """Note that what came in too much was paid back."""
    found = _one_repayment(repayment_id)
    return ask(
        request,
        forms.DayForm(posted(request), initial={"on": timezone.localdate()}),
        partial(receipts.give_back, found),
        done=_("It is noted that it was paid back."),
        back=reverse("solidarity:repayments"),
        words={
            "title": _("Give back what was too much"),
            "lead": _("Pay it to the account that it came from, then note it here."),
            "submit": _("Note it"),
            "back_label": _("Repayments"),
        },
    )


# Direct debits


def _one_batch(fund_batch_id) -> DebitBatch:
    return get_object_or_404(queries.batch_list(), uuid=fund_batch_id)


def _batch_page(batch: DebitBatch) -> str:
    return reverse("solidarity:debit-batch", args=[batch.uuid])


@require_safe
@require(Permission.KEEP_FUND_BOOKS)
def debit_batches(request):
    """The files of direct debits, the latest first."""
    page = paginate(request, queries.batch_list())
    context = {
        "page": page,
        "rows": [(one, queries.STATES[queries.batch_state(one)]) for one in page],
        "creditor": queries.creditor(),
    }
    return render(request, "solidarity/loans/debits.html", context)


@READ_WRITE
@require(Permission.KEEP_FUND_BOOKS)
def debit_batch_new(request):
    """Announce what is due by a day to each person."""
    return ask(
        request,
        forms.BatchForm(posted(request)),
        debits.announce,
        done=_("The direct debits are made: each person is told three days before."),
        back=reverse("solidarity:debit-batches"),
        words={
            "title": _("New direct debits"),
            "lead": _("Of each loan the oldest instalment that is due by this day."),
            "submit": _("Announce"),
            "back_label": _("Direct debits"),
        },
    )


@require_safe
@require(Permission.KEEP_FUND_BOOKS)
def debit_batch(request, fund_batch_id):
    """One file: what it takes, by code."""
    batch = _one_batch(fund_batch_id)
    context = {
        "batch": batch,
        "state": queries.batch_state(batch),
        "badge": queries.STATES[queries.batch_state(batch)],
        "debits": queries.debits_of(batch),
        "is_due": timezone.localdate() >= batch.day,
        "is_confirmed": is_confirmed(request),
        "has_factor": has_one(request.user),
        "way": way_to_confirm(request.user),
    }
    return render(request, "solidarity/loans/debit_batch.html", context)


@require_POST
@require(Permission.KEEP_FUND_BOOKS)
def debit_batch_file(request, fund_batch_id):
    """The file for the bank, made now and kept nowhere; each person reads of it."""
    if not is_confirmed(request):
        raise PermissionDenied
    batch = _one_batch(fund_batch_id)
    try:
        data = debits.make_file(batch, by=request.user)
    except SolidarityError as error:
        messages.error(request, sentence(error))
        return redirect(_batch_page(batch))
    response = HttpResponse(data, content_type=XML)
    name = f"debits-{batch.day}.xml"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


@READ_WRITE
@require(Permission.KEEP_FUND_BOOKS)
def debit_batch_collected(request, fund_batch_id):
    """Book what the bank collected."""
    batch = _one_batch(fund_batch_id)
    return confirm(
        request,
        partial(debits.collected, batch),
        done=_("The repayments are booked."),
        back=_batch_page(batch),
        words={
            "title": _("The bank collected"),
            "question": _(
                "Every debit of this file that is still with the bank is booked as repaid. Note the returned ones first."
            ),
            "submit": _("Book"),
            "back_label": _("Direct debits"),
        },
    )


def _one_debit(debit_id) -> Debit:
    rows = Debit.objects.select_related("batch", "aid__request")
    return get_object_or_404(rows, uuid=debit_id)


@READ_WRITE
@require(Permission.KEEP_FUND_BOOKS)
def debit_return(request, debit_id):
    """Note that the bank gave a debit back."""
    found = _one_debit(debit_id)
    return confirm(
        request,
        partial(debits.returned, found),
        done=_("It is noted: the person and the committee are told."),
        back=_batch_page(found.batch),
        words={
            "title": _("The bank returned it"),
            "question": _(
                "It costs the person nothing. What was booked is mirrored, and the committee speaks with him."
            ),
            "submit": _("Note it"),
            "back_label": _("Direct debits"),
        },
    )


@READ_WRITE
@require(Permission.KEEP_FUND_BOOKS)
def debit_stop(request, debit_id):
    """Collect nothing by a debit."""
    found = _one_debit(debit_id)
    return confirm(
        request,
        partial(debits.stop, found),
        done=_("The direct debit is stopped."),
        back=_batch_page(found.batch),
        words={
            "title": _("Stop the direct debit"),
            "question": _(
                "If the bank has the file already, take it back there as well."
            ),
            "submit": _("Stop"),
            "back_label": _("Direct debits"),
        },
    )
