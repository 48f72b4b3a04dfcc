"""Entries of one's own, and transfers between the association's accounts."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from finance.errors.books import EntryBooked
from finance.forms.books import ReasonForm
from finance.forms.own_entries import Offered, OwnEntryForm, OwnLines, TransferForm
from finance.models import OwnEntry
from finance.queries.transfers import reserve_to_transfer
from finance.refusals.books import ANY, field_of, sentence
from finance.services.own_entries import (
    book_entry,
    record_transfer,
    take_back_entry,
)
from koprogo.documents.http import attachment
from koprogo.documents.services import store


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.KEEP_BOOKS)
def own_entry_new(request, building):
    posted = request.method == "POST"
    form = OwnEntryForm(request if posted else None)
    rows = OwnLines(
        request.POST if posted else None,
        prefix="lines",
        form_kwargs={"offered": Offered.of_building()},
    )
    if posted and form.is_valid() and rows.is_valid():
        try:
            own = _book(form.cleaned_data, rows.lines(), by=request.user)
        except EntryBooked as error:
            messages.info(request, sentence(error))
            return redirect("finance:journals", building.slug)
        except ANY as error:
            form.add_error(field_of(error), sentence(error))
        else:
            messages.success(request, _("The entry is booked."))
            return redirect("finance:books-entry", building.slug, own.entry.uuid)
    context = {"building": building, "form": form, "rows": rows}
    return render(request, "finance/books/own_entry_new.html", context)


@transaction.atomic
def _book(data: dict, lines, *, by) -> OwnEntry:
    """Keep the voucher with the entry: neither without the other."""
    taken = data.pop("voucher")
    kept = taken and store(
        taken.data, name=taken.name, content_type=taken.content_type, by=by
    )
    return book_entry(**data, lines=lines, voucher=kept, by=by)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.KEEP_BOOKS)
def own_entry_take_back(request, building, own_id):
    own = _own(own_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            take_back_entry(own, **form.cleaned_data, by=request.user)
        except ANY as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The entry is taken back by a mirror."))
        return redirect("finance:books-entry", building.slug, own.entry.uuid)
    context = {"building": building, "own": own, "form": form}
    return render(request, "finance/books/own_entry_take_back.html", context)


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def own_entry_voucher(request, building, own_id):
    return attachment(_own(own_id, voucher__isnull=False).voucher)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.KEEP_BOOKS)
def transfer(request, building):
    """What is to be moved to the reserve account: the bank does it, and is matched.

    Only a building that imports no statements notes it here by hand.
    """
    found = reserve_to_transfer(on=timezone.localdate())
    data = request.POST if request.method == "POST" else None
    form = TransferForm(data, amount=found.amount)
    if request.method == "POST" and form.is_valid():
        try:
            own = record_transfer(**form.cleaned_data, by=request.user)
        except EntryBooked as error:
            messages.info(request, sentence(error))
            return redirect("finance:transfer", building.slug)
        except ANY as error:
            form.add_error(field_of(error), sentence(error))
        else:
            messages.success(request, _("The transfer is booked."))
            return redirect("finance:books-entry", building.slug, own.entry.uuid)
    context = {"building": building, "found": found, "form": form}
    return render(request, "finance/books/transfer.html", context)


def _own(own_id, **more) -> OwnEntry:
    rows = OwnEntry.objects.select_related("entry__journal", "voucher")
    return get_object_or_404(rows, uuid=own_id, **more)
