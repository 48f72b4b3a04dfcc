"""Invoices of suppliers: looked for, read, entered and changed."""

from django.contrib import messages
from django.shortcuts import (
    get_list_or_404,
    get_object_or_404,
    redirect,
    render,
)
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from buildings.importing.text import clean
from buildings.models import Supplier
from finance.errors import FilesGone, FinanceError, IbanChanged
from finance.forms.invoice_page import (
    InvoiceForms,
    of_document,
    of_invoice,
    of_supplier,
)
from finance.forms.invoice_steps import InvoiceFilterForm
from finance.invoices import messages as invoice_messages
from finance.lists.invoices import invoices_table
from finance.models import Invoice
from finance.queries.auditing import has_interest
from finance.queries.booking import booking_plan
from finance.queries.invoices import (
    chosen,
    full_lines,
    may_see_drafts,
    other_ibans,
    supplier_balances,
    visible_invoices,
)
from finance.queries.orders import order_of
from finance.refusals.invoices import sentence
from finance.services.invoice_files import KeptFiles, kept_files
from finance.services.invoices import (
    draft_invoice,
    draft_of,
    redraft_invoice,
)
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import paginate

CHANGEABLE = [Invoice.State.DRAFT, Invoice.State.REJECTED]


@require_safe
@require(Permission.SEE_BOOKS)
def invoices(request, building):
    """The invoices that this person may read; of one supplier with his balance."""
    form = InvoiceFilterForm(request.GET, drafts=may_see_drafts(request.access))
    asked = form.asked()
    supplier = Supplier.objects.filter(uuid=asked.get("supplier")).first()
    context = {
        "building": building,
        "form": form,
        "asked": asked,
        "supplier": supplier,
        "page": paginate(request, chosen(visible_invoices(request.access), **asked)),
        "may_prepare": request.access.allows(Permission.PREPARE_INVOICES),
    }
    if supplier:
        context["balance"] = supplier_balances([supplier])[supplier.pk]
    return render(request, "finance/invoices/list.html", context)


@require_safe
@require(Permission.SEE_BOOKS)
def invoices_table_file(request, building, ending):
    form = InvoiceFilterForm(request.GET, drafts=may_see_drafts(request.access))
    found = chosen(visible_invoices(request.access), **form.asked())
    return send_table(invoices_table(found[: LIMIT + 1]), ending, place=building.slug)


@require_safe
@require(Permission.SEE_BOOKS)
def invoice(request, building, invoice_id):
    """One invoice: its lines and who bears them, how it is or would be booked."""
    found = get_object_or_404(visible_invoices(request.access), uuid=invoice_id)
    context = {
        "building": building,
        "invoice": found,
        "may": request.access.may,
        "may_change": found.state in CHANGEABLE,
        "needs_another": found.two_people and found.prepared_by_id == request.user.pk,
        "has_interest": has_interest(found.supplier_id, on=timezone.localdate()),
    }
    if found.is_posted:
        context["lines"] = full_lines(invoice=found, deferred=True)
        context["payments"] = found.payments.select_related("entry__journal")
        context["order"] = order_of(found)
    else:
        context["plan"] = booking_plan(found)
        context["lines"] = [planned.line for planned in context["plan"].lines]
        known = other_ibans(found)
        context["warning"] = sentence(IbanChanged(known)) if known else ""
    return render(request, "finance/invoices/invoice.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_INVOICES)
def invoice_new(request, building):
    """Enter an invoice by hand, or confirm what was read of an uploaded one."""
    key = clean(request.POST.get("files") or request.GET.get("files", ""))
    try:
        files = kept_files(key) if key else KeptFiles()
    except FilesGone as error:
        messages.error(request, sentence(error))
        return redirect("finance:invoice-upload", building.slug)
    context = {"building": building, "files": files, "remarks": []}
    suppliers = list(Supplier.objects.all())
    if request.method == "POST":
        forms = InvoiceForms(request.POST, suppliers=suppliers)
    else:
        first, context["remarks"] = _first_values(request, key, files, suppliers)
        forms = InvoiceForms(suppliers=suppliers, **first)

    def save(draft, **confirmed):
        return draft_invoice(draft, by=request.user, **confirmed)

    return _form_page(request, context, forms, save, files)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_INVOICES)
def invoice_edit(request, building, invoice_id):
    """Change a draft, or what was rejected: it is a draft again."""
    lines = get_list_or_404(
        full_lines(invoice__uuid=invoice_id, invoice__state__in=CHANGEABLE)
    )
    found = lines[0].invoice
    context = {"building": building, "invoice": found, "remarks": []}
    suppliers = Supplier.objects.all()
    if request.method == "POST":
        forms = InvoiceForms(request.POST, suppliers=suppliers)
    else:
        forms = InvoiceForms(suppliers=suppliers, **of_invoice(found, lines))

    def save(draft, **confirmed):
        return redraft_invoice(found, draft, by=request.user, **confirmed)

    return _form_page(request, context, forms, save, KeptFiles())


def _form_page(request, context, forms, save, files):
    """Save what the forms say, or show them with what is wrong."""
    if request.method == "POST" and forms.is_valid():
        confirmed = forms.form.cleaned_data["duplicate_confirmed"]
        draft = draft_of(**forms.draft(), voucher=files.voucher, xml=files.xml)
        try:
            saved = save(draft, duplicate_confirmed=confirmed)
        except FinanceError as error:
            forms.refuse(error)
        else:
            messages.success(request, _("The draft is saved."))
            return redirect("finance:invoice", context["building"].slug, saved.uuid)
    context |= {"forms": forms, "form": forms.form, "rows": forms.rows}
    context["ask"] = forms.found or forms.form["duplicate_confirmed"].value()
    return render(request, "finance/invoices/form.html", context)


def _first_values(
    request, key: str, files: KeptFiles, suppliers: list[Supplier]
) -> tuple[dict, list[str]]:
    """Return what the form shows at first, and what to look at in what was read."""
    document, remarks = files.document(), []
    if document is None:
        asked = InvoiceFilterForm(request.GET, drafts=True).asked().get("supplier")
        known = {one.uuid: one for one in suppliers}
        first = of_supplier(known[asked]) if asked in known else {}
    else:
        first = of_document(document, suppliers)
        remarks = [invoice_messages.warning(each) for each in document.warnings]
    first["initial"] = first.get("initial", {}) | {"files": key}
    return first, remarks
