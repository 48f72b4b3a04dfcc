"""Invoices of suppliers: received, entered, approved, posted, perhaps taken back."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django_filters.rest_framework import (
    CharFilter,
    ChoiceFilter,
    DateFilter,
    FilterSet,
    UUIDFilter,
)

from buildings.access import Permission
from buildings.api.doors import require
from buildings.importing.text import clean
from buildings.models import Supplier
from finance.api.invoice_bodies import (
    ApprovalBody,
    FixedPartBody,
    InvoiceBody,
    InvoiceFile,
    RejectionBody,
    VoucherFile,
)
from finance.api.invoice_shapes import InvoiceDetail, InvoiceShape, ReceivedShape
from finance.api.problems.books import SHUT
from finance.errors import (
    CannotExempt,
    DuplicateInvoice,
    EmptyPart,
    FilesGone,
    FixedAmountsDiffer,
    IbanChanged,
    InvoiceCancelled,
    InvoiceOrdered,
    InvoicePaid,
    JudgmentIncomplete,
    KeyNotInForce,
    LineChanged,
    LinesDoNotSum,
    NotByMeters,
    OneFund,
    SamePerson,
    TooManyLines,
    WorksMismatch,
    WrongState,
)
from finance.forms.invoice_page import of_document
from finance.invoices import messages
from finance.models import Invoice
from finance.queries.invoices import (
    Status,
    full_lines,
    invoices_like,
    visible_invoices,
)
from finance.services.fixed_parts import divide_line
from finance.services.invoice_files import KeptFiles, keep_files, kept_files
from finance.services.invoice_posting import cancel_invoice, post_invoice
from finance.services.invoices import (
    approve_invoice,
    attach_voucher,
    discard_invoice,
    draft_invoice,
    draft_of,
    redraft_invoice,
    reject_invoice,
    submit_invoice,
)
from koprogo.api.downloads import PDF, PNG, send
from koprogo.api.operations import operation
from koprogo.api.views import ApiView
from koprogo.documents.kinds import CONTENT_TYPES, Kind

REFUSED = (
    CannotExempt,
    DuplicateInvoice,
    FilesGone,
    FixedAmountsDiffer,
    JudgmentIncomplete,
    KeyNotInForce,
    LinesDoNotSum,
    OneFund,
    WorksMismatch,
)
DIVISION_REFUSED = (
    WrongState,
    LineChanged,
    NotByMeters,
    EmptyPart,
    TooManyLines,
    CannotExempt,
    KeyNotInForce,
)
VOUCHER_TYPES = (PDF, PNG, CONTENT_TYPES[Kind.JPEG])


class InvoiceFilter(FilterSet):
    q = CharFilter(method="search", help_text="Supplier, number or description.")
    status = ChoiceFilter(field_name="status", choices=Status.choices)
    supplier = UUIDFilter(field_name="supplier__uuid")
    since = DateFilter(field_name="date", lookup_expr="gte")
    until = DateFilter(field_name="date", lookup_expr="lte")

    def search(self, invoices, _name, text):
        return invoices_like(invoices, clean(text))


class InvoiceFiles(ApiView):
    tag = "invoices"

    @require(Permission.PREPARE_INVOICES)
    @operation(body=InvoiceFile, answer=ReceivedShape, status=201)
    def post(self, request, building):
        """Read what a supplier sent and keep it for a day: nothing is entered yet."""
        received = self.read()["file"]
        document = received.document
        remarks = document.warnings if document else ()
        return {
            "files": keep_files(received, by=request.user),
            "remarks": [messages.warning(remark) for remark in remarks],
            "left_out": received.left_out,
            "invoice": _proposed(document) if document else None,
        }


def _proposed(document) -> dict:
    """Return the first values of the form as a body."""
    first = of_document(document, list(Supplier.objects.all()))
    initial, supplier = dict(first["initial"]), first["initial"]["supplier"]
    new = {"name": initial.pop("new_name", ""), "kbo": initial.pop("new_kbo", "")}
    return initial | {
        "supplier": supplier.uuid if supplier else None,
        "new_supplier": None if supplier else new,
        "lines": first["lines"],
    }


class Invoices(ApiView):
    tag = "invoices"

    @require(Permission.SEE_BOOKS)
    @operation(page_of=InvoiceShape, filters=InvoiceFilter)
    def get(self, request, building):
        """The invoices, the latest first; drafts for who prepares and approves them."""
        return visible_invoices(request.access)

    @require(Permission.PREPARE_INVOICES)
    @operation(body=InvoiceBody, answer=InvoiceDetail, status=201, refuses=REFUSED)
    def post(self, request, building):
        """Enter an invoice as a draft: nothing is owed before it is posted."""
        draft, confirmed = _draft(self.read())
        made = draft_invoice(draft, by=request.user, duplicate_confirmed=confirmed)
        return _shown(request, made)


class InvoiceView(ApiView):
    tag = "invoices"

    @require(Permission.SEE_BOOKS)
    @operation(answer=InvoiceDetail)
    def get(self, request, building, invoice_id):
        """One invoice with its lines."""
        found = visible_invoices(request.access)
        return get_object_or_404(_with_lines(found), uuid=invoice_id)

    @require(Permission.PREPARE_INVOICES)
    @operation(body=InvoiceBody, answer=InvoiceDetail, refuses=(WrongState, *REFUSED))
    def put(self, request, building, invoice_id):
        """Write a draft anew, or what was rejected: it is a draft again."""
        found = get_object_or_404(Invoice, uuid=invoice_id)
        draft, confirmed = _draft(self.read())
        made = redraft_invoice(
            found, draft, by=request.user, duplicate_confirmed=confirmed
        )
        return _shown(request, made)

    @require(Permission.PREPARE_INVOICES)
    @operation(status=204, refuses=(WrongState,))
    def delete(self, request, building, invoice_id):
        """Discard a draft, or what was rejected."""
        discard_invoice(get_object_or_404(Invoice, uuid=invoice_id), by=request.user)


class FixedPart(ApiView):
    tag = "invoices"

    @require(Permission.PREPARE_INVOICES)
    @operation(body=FixedPartBody, answer=InvoiceDetail, refuses=DIVISION_REFUSED)
    def post(self, request, building, invoice_id, position):
        """Divide a line of a draft, counted from 1: so much by a key, the rest by meters.

        The rest keeps the place of the line, and the fixed part comes last.
        """
        lines = full_lines(invoice__uuid=invoice_id)
        line = get_object_or_404(lines, position=position)
        body = self.read(line=line)
        made = divide_line(line.invoice, position=position, by=request.user, **body)
        return _shown(request, made)


class Voucher(ApiView):
    tag = "invoices"

    @require(Permission.SEE_BOOKS)
    @operation(downloads=VOUCHER_TYPES)
    def get(self, request, building, invoice_id):
        """The document of the supplier, as it was kept."""
        found = get_object_or_404(
            visible_invoices(request.access).select_related("voucher"),
            uuid=invoice_id,
            voucher__isnull=False,
        )
        return send(request, found.voucher)

    @require(Permission.PREPARE_INVOICES)
    @operation(body=VoucherFile, answer=InvoiceDetail, refuses=(WrongState,))
    def put(self, request, building, invoice_id):
        """Keep the PDF or the picture of a draft; another one takes its place."""
        found = get_object_or_404(Invoice, uuid=invoice_id)
        attach_voucher(found, by=request.user, **self.read())
        return _shown(request, found)


class Xml(ApiView):
    tag = "invoices"

    @require(Permission.SEE_BOOKS)
    @operation(downloads=(CONTENT_TYPES[Kind.XML],))
    def get(self, request, building, invoice_id):
        """The electronic invoice as it came."""
        found = get_object_or_404(
            visible_invoices(request.access).select_related("xml"),
            uuid=invoice_id,
            xml__isnull=False,
        )
        return send(request, found.xml)


class Submission(ApiView):
    tag = "invoices"

    @require(Permission.PREPARE_INVOICES)
    @operation(answer=InvoiceDetail, refuses=(WrongState,))
    def post(self, request, building, invoice_id):
        """Ask for the approval of a draft."""
        found = get_object_or_404(Invoice, uuid=invoice_id)
        return _shown(request, submit_invoice(found, by=request.user))


class Approval(ApiView):
    tag = "invoices"

    @require(Permission.APPROVE_INVOICES)
    @operation(
        body=ApprovalBody,
        answer=InvoiceDetail,
        refuses=(WrongState, SamePerson, IbanChanged),
    )
    def post(self, request, building, invoice_id):
        """Approve what was submitted: it may be posted."""
        found = get_object_or_404(Invoice, uuid=invoice_id)
        return _shown(request, approve_invoice(found, by=request.user, **self.read()))


class Rejection(ApiView):
    tag = "invoices"

    @require(Permission.APPROVE_INVOICES)
    @operation(body=RejectionBody, answer=InvoiceDetail, refuses=(WrongState,))
    def post(self, request, building, invoice_id):
        """Send back what was submitted, or approved and not posted yet."""
        found = get_object_or_404(Invoice, uuid=invoice_id)
        return _shown(request, reject_invoice(found, by=request.user, **self.read()))


class Posting(ApiView):
    tag = "invoices"

    @require(Permission.APPROVE_INVOICES)
    @operation(answer=InvoiceDetail, refuses=(WrongState, KeyNotInForce, *SHUT))
    def post(self, request, building, invoice_id):
        """Book an approved invoice: its costs, what waits, and the debt."""
        found = get_object_or_404(Invoice, uuid=invoice_id)
        return _shown(request, post_invoice(found, by=request.user))


class Cancellation(ApiView):
    tag = "invoices"

    @require(Permission.APPROVE_INVOICES)
    @operation(
        answer=InvoiceDetail,
        refuses=(
            WrongState,
            InvoiceCancelled,
            InvoicePaid,
            InvoiceOrdered,
            *SHUT,
        ),
    )
    def post(self, request, building, invoice_id):
        """Take a posted invoice back by mirror entries of the same days."""
        found = get_object_or_404(Invoice, uuid=invoice_id)
        return _shown(request, cancel_invoice(found, by=request.user))


def _draft(body: dict):
    """Return what a body says, and whether it is no double."""
    forms = body["forms"]
    files = kept_files(body["files"]) if body["files"] else KeptFiles()
    confirmed = forms.form.cleaned_data["duplicate_confirmed"]
    return draft_of(**forms.draft(), voucher=files.voucher, xml=files.xml), confirmed


def _with_lines(invoices):
    return invoices.prefetch_related(Prefetch("lines", full_lines(deferred=True)))


def _shown(request, invoice: Invoice) -> Invoice:
    return _with_lines(visible_invoices(request.access)).get(pk=invoice.pk)
