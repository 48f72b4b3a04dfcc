"""Payments of participations: noted one by one, or taken from a file of the bank."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from buildings.models import Participation
from finance.errors import FinanceError
from finance.refusals import bank
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.formatting import money
from koprogo.ui.pagination import paginate
from transparency.access import Permission, require
from transparency.errors import BankFileGone, ReceiptRecorded, TransparencyError
from transparency.forms.contributions import (
    BankFileForm,
    KeyForm,
    ReceiptFilter,
    ReceiptForm,
)
from transparency.lists.contributions import receipts_table as as_table
from transparency.models import Receipt
from transparency.queries import contributions as queries
from transparency.refusals.books import field_of, sentence
from transparency.services import bank_files
from transparency.services import receipts as services
from transparency.views.acts import attempt

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])
LIST = "transparency:receipts"


@require_safe
@require(Permission.SEE_ASBL_BOOKS)
def receipts(request, association):
    """All payments received, the latest first."""
    form = ReceiptFilter(request.GET)
    context = {
        "form": form,
        "page": paginate(request, queries.receipts(**form.wanted())),
        "may_keep": request.access.allows(Permission.KEEP_ASBL_BOOKS),
    }
    return render(request, "transparency/contributions/receipts.html", context)


@require_safe
@require(Permission.SEE_ASBL_BOOKS)
def receipts_table(request, association, ending):
    rows = queries.receipts(**ReceiptFilter(request.GET).wanted())[: LIMIT + 1]
    return send_table(as_table(rows), ending, place=association.slug)


@READ_WRITE
@require(Permission.KEEP_ASBL_BOOKS)
def receipt_new(request, association):
    """Note a payment; ``?of=`` fills in whose it is and what is open."""
    posted = request.method == "POST"
    form = ReceiptForm(request.POST) if posted else _proposed(request.GET.get("of", ""))
    if posted and form.is_valid():
        try:
            receipt = services.record_receipt(**form.cleaned_data, by=request.user)
        except ReceiptRecorded as error:
            messages.info(request, sentence(error))
            return redirect(LIST)
        except TransparencyError as error:
            form.add_error(field_of(error, day_field="received_on"), sentence(error))
        else:
            text = _("%(amount)s recorded for %(name)s.") % {
                "amount": money(receipt.amount, request.LANGUAGE_CODE),
                "name": receipt.participation.name,
            }
            messages.success(request, text)
            return redirect(LIST)
    context = {"form": form}
    return render(request, "transparency/contributions/receipt_new.html", context)


def _proposed(text: str) -> ReceiptForm:
    """Return the form for what a participation owes, if there is such a one."""
    digits = "".join(sign for sign in text if sign.isdigit())[:10]
    rows = Participation.objects.select_related("party")
    found = rows.filter(party__reference_base=int(digits)).first() if digits else None
    if found is None:
        return ReceiptForm()
    balance = queries.balance_of(found)
    return ReceiptForm(participation=found, amount=balance)


@READ_WRITE
@require(Permission.KEEP_ASBL_BOOKS)
def receipt_reverse(request, association, receipt_id):
    """Take a payment back by a mirror, after asking."""
    rows = Receipt.objects.select_related("participation")
    receipt = get_object_or_404(rows, uuid=receipt_id)
    if request.method == "POST":
        attempt(
            request,
            lambda: services.reverse_receipt(receipt, by=request.user),
            done=_("The payment is reversed by a mirror entry."),
            sentence=sentence,
        )
        return redirect(LIST)
    context = {"receipt": receipt}
    return render(request, "transparency/contributions/receipt_reverse.html", context)


@READ_WRITE
@require(Permission.KEEP_ASBL_BOOKS)
def receipts_import(request, association):
    """Read a file of the bank, and show what of it would be booked."""
    form = BankFileForm(request if request.method == "POST" else None)
    kept = None
    if request.method == "POST" and form.is_valid():
        name, data = form.cleaned_data["file"]
        try:
            kept = bank_files.keep_bank_file(
                data, name=name, association=association, by=request.user
            )
        except TransparencyError as error:
            form.add_error("file", sentence(error))
        except FinanceError as error:
            form.add_error("file", bank.sentence(error))
    if kept is None:
        template = "transparency/contributions/import.html"
        return render(request, template, {"form": form, "association": association})
    context = {
        "form": KeyForm(initial={"key": kept.key}),
        "ours": [one for one in kept.found if one.is_new],
        "known": [one for one in kept.found if one.is_known],
        "others": [
            one for one in kept.found if one.participation is None and not one.is_known
        ],
    }
    return render(request, "transparency/contributions/import_preview.html", context)


@require_http_methods(["POST"])
@require(Permission.KEEP_ASBL_BOOKS)
def receipts_book(request, association):
    """Book what was looked at, once."""
    form = KeyForm(request.POST)
    if not form.is_valid():
        return redirect("transparency:receipts-import")
    try:
        booked = bank_files.book_bank_file(
            form.cleaned_data["key"], association=association, by=request.user
        )
    except BankFileGone as error:
        messages.error(request, sentence(error))
        return redirect("transparency:receipts-import")
    if booked:
        text = ngettext(
            "%(count)s payment is booked.",
            "%(count)s payments are booked.",
            len(booked),
        ) % {"count": len(booked)}
        messages.success(request, text)
    else:
        messages.info(request, _("Nothing of it was new: nothing was booked."))
    return redirect(LIST)
