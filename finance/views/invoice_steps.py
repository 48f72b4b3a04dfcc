"""What happens to an invoice: submitted, approved or rejected, posted, cancelled."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from buildings.access import Permission, require
from buildings.importing.text import clean
from finance.errors import FilesGone, FinanceError, IbanChanged
from finance.forms.invoice_files import InvoiceFileForm, VoucherForm
from finance.forms.invoice_steps import ApprovalForm, RejectionForm
from finance.models import Invoice
from finance.queries.auditing import has_interest
from finance.queries.booking import booking_plan
from finance.queries.invoices import other_ibans, visible_invoices
from finance.refusals.books import ANY
from finance.refusals.invoices import sentence
from finance.services.invoice_files import keep_files, kept_files
from finance.services.invoice_posting import cancel_invoice, post_invoice
from finance.services.invoices import (
    approve_invoice,
    attach_voucher,
    discard_invoice,
    reject_invoice,
    submit_invoice,
)
from koprogo.documents.http import attachment

State = Invoice.State


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_INVOICES)
def invoice_upload(request, building):
    """Take what the supplier sent; the form comes next, filled with what was read."""
    form = InvoiceFileForm(request if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        received = form.cleaned_data["file"]
        for name in received.left_out:
            messages.warning(request, _("“%(name)s” is not kept.") % {"name": name})
        key = urlencode({"files": keep_files(received, by=request.user)})
        return redirect(f"{reverse('finance:invoice-new', args=[building.slug])}?{key}")
    context = {"building": building, "form": form}
    return render(request, "finance/invoices/upload.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_INVOICES)
def invoice_attach(request, building, invoice_id):
    """Add the PDF of what was typed, or another one."""
    found = _in(invoice_id, State.DRAFT, State.REJECTED)
    form = VoucherForm(request if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            attach_voucher(found, by=request.user, **form.cleaned_data)
        except FinanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The file is kept with the invoice."))
        return redirect("finance:invoice", building.slug, found.uuid)
    context = {"building": building, "invoice": found, "form": form}
    return render(request, "finance/invoices/attach.html", context)


@require_safe
@require(Permission.SEE_BOOKS)
def invoice_voucher(request, building, invoice_id):
    """The document of the supplier: every co-owner may consult what is booked."""
    found = get_object_or_404(
        visible_invoices(request.access).select_related("voucher"),
        uuid=invoice_id,
        voucher__isnull=False,
    )
    return attachment(found.voucher)


@require_safe
@require(Permission.PREPARE_INVOICES)
def invoice_uploaded(request, building):
    """What was uploaded and is in no invoice yet, for whoever types it."""
    try:
        found = kept_files(clean(request.GET.get("files", "")))
    except FilesGone:
        raise Http404 from None
    if found.voucher is None:
        raise Http404
    return attachment(found.voucher)


@require_safe
@require(Permission.SEE_BOOKS)
def invoice_xml(request, building, invoice_id):
    """The electronic invoice as it came."""
    found = get_object_or_404(
        visible_invoices(request.access).select_related("xml"),
        uuid=invoice_id,
        xml__isnull=False,
    )
    return attachment(found.xml)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_INVOICES)
def invoice_discard(request, building, invoice_id):
    found = _in(invoice_id, State.DRAFT, State.REJECTED)
    if request.method == "POST":
        try:
            discard_invoice(found, by=request.user)
        except FinanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The draft is discarded."))
        return redirect("finance:invoices", building.slug)
    context = {"building": building, "invoice": found}
    return render(request, "finance/invoices/discard.html", context)


@require_POST
@require(Permission.PREPARE_INVOICES)
def invoice_submit(request, building, invoice_id):
    return _done(
        request, building, invoice_id, submit_invoice, _("The invoice is submitted.")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.APPROVE_INVOICES)
def invoice_approve(request, building, invoice_id):
    """Approve, and post at once if that is asked for."""
    found = get_object_or_404(visible_invoices(request.access), uuid=invoice_id)
    form = ApprovalForm(_sent(request))
    known = other_ibans(found)
    if request.method == "POST" and form.is_valid():
        try:
            approve_invoice(found, by=request.user, **form.cleaned_data)
            said = _("The invoice is approved.")
            if "post" in request.POST:
                post_invoice(found, by=request.user)
                said = _("The invoice is approved and posted.")
        except IbanChanged as error:
            form.add_error("iban_confirmed", sentence(error))
        except ANY as error:
            messages.error(request, sentence(error))
            return redirect("finance:invoice", building.slug, found.uuid)
        else:
            messages.success(request, said)
            return redirect("finance:invoice", building.slug, found.uuid)
    context = {"building": building, "invoice": found, "form": form}
    context |= {"known": known, **_planned(found)}
    return render(request, "finance/invoices/approve.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.APPROVE_INVOICES)
def invoice_reject(request, building, invoice_id):
    found = get_object_or_404(visible_invoices(request.access), uuid=invoice_id)
    form = RejectionForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            reject_invoice(found, by=request.user, **form.cleaned_data)
        except FinanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The invoice is rejected."))
        return redirect("finance:invoice", building.slug, found.uuid)
    context = {"building": building, "invoice": found, "form": form}
    return render(request, "finance/invoices/reject.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.APPROVE_INVOICES)
def invoice_post(request, building, invoice_id):
    if request.method == "POST":
        said = _("The invoice is posted.")
        return _done(request, building, invoice_id, post_invoice, said)
    found = get_object_or_404(visible_invoices(request.access), uuid=invoice_id)
    context = {"building": building, "invoice": found, **_planned(found)}
    return render(request, "finance/invoices/post.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.APPROVE_INVOICES)
def invoice_cancel(request, building, invoice_id):
    if request.method == "POST":
        said = _("The invoice is cancelled by a mirror entry.")
        return _done(request, building, invoice_id, cancel_invoice, said)
    found = get_object_or_404(visible_invoices(request.access), uuid=invoice_id)
    context = {"building": building, "invoice": found}
    return render(request, "finance/invoices/cancel.html", context)


def _sent(request):
    """Return what was sent, also when it is nothing: a tick that is not set."""
    return request.POST if request.method == "POST" else None


def _in(invoice_id, *states) -> Invoice:
    found = Invoice.objects.select_related("supplier")
    return get_object_or_404(found, uuid=invoice_id, state__in=states)


def _planned(invoice: Invoice) -> dict:
    plan = booking_plan(invoice)
    return {
        "plan": plan,
        "lines": [planned.line for planned in plan.lines],
        "has_interest": has_interest(invoice.supplier_id, on=timezone.localdate()),
    }


def _done(request, building, invoice_id, act, said):
    """Do one thing to an invoice, and say what came out."""
    found = get_object_or_404(Invoice, uuid=invoice_id)
    try:
        act(found, by=request.user)
    except ANY as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, said)
    return redirect("finance:invoice", building.slug, found.uuid)
