"""The form of an invoice and its lines together, checked as one."""

from collections.abc import Sequence
from decimal import Decimal

from buildings.models import Supplier
from finance.errors import (
    CannotExempt,
    DuplicateInvoice,
    FinanceError,
    FixedAmountsDiffer,
    InvoiceInTheFuture,
    JudgmentIncomplete,
    LineRefused,
    LinesDoNotSum,
    NotACostAccount,
)
from finance.forms.invoice_fields import Offered, Suppliers
from finance.forms.invoices import InvoiceForm, InvoiceLines
from finance.invoices.document import SupplierDocument
from finance.invoices.proposal import propose
from finance.models import Basis, Invoice, InvoiceLine
from finance.queries.invoices import find_supplier, last_lines
from finance.refusals.invoices import sentence

# Where the form has what a service refuses.
FIELDS = {LinesDoNotSum: "total", InvoiceInTheFuture: "date"}
LINE_FIELDS = {
    NotACostAccount: "account",
    FixedAmountsDiffer: "fixed",
    JudgmentIncomplete: "judgment",
    CannotExempt: "exempt",
}


class InvoiceForms:
    """``form`` and ``rows``; ``found``: what may be the same document."""

    def __init__(self, data=None, *, suppliers, initial=None, lines=()):
        self.found: list[Invoice] = []
        self.form = InvoiceForm(data, suppliers=Suppliers(suppliers), initial=initial)
        self.rows = InvoiceLines(
            data,
            initial=list(lines),
            prefix="lines",
            form_kwargs={"offered": Offered.of_building()},
        )
        if lines:
            self.rows.extra = 1

    def is_valid(self) -> bool:
        """Check both, and look up what the lines leave out: one statement more."""
        if not all([self.form.is_valid(), self.rows.is_valid()]):
            return False
        supplier = self.form.cleaned_data["supplier"]
        before = last_lines(supplier) if supplier else []
        self.lines = [
            row.line(_like(before, number))
            for number, row in enumerate(self.rows.filled())
        ]
        return all(self.lines)

    def draft(self) -> dict:
        """Return what ``services.invoices.draft_of`` is given, but for the files."""
        data = dict(self.form.cleaned_data)
        del data["files"], data["duplicate_confirmed"]
        return data | {"lines": self.lines}

    def refuse(self, error: FinanceError) -> None:
        """Say at the right place what a service refused."""
        if isinstance(error, LineRefused):
            row = self.rows.filled()[error.position - 1]
            row.add_error(LINE_FIELDS.get(type(error)), sentence(error))
            return
        self.form.add_error(FIELDS.get(type(error)), sentence(error))
        if isinstance(error, DuplicateInvoice):
            self.found = error.found


def _like(before: list[InvoiceLine], number: int) -> InvoiceLine | None:
    """Return the line of the last invoice at this place, or its first one."""
    return before[number] if number < len(before) else next(iter(before), None)


# What the form shows at first


def of_supplier(supplier: Supplier) -> dict:
    """Return the forms' first values for somebody of the list: how it was before."""
    lines = [_divided(line) for line in last_lines(supplier)]
    return {"initial": {"supplier": supplier, "iban": supplier.iban}, "lines": lines}


def of_document(document: SupplierDocument, suppliers: Sequence[Supplier]) -> dict:
    """Return what was read of an electronic invoice, divided as the last one was.

    Whoever is not in the list of suppliers is proposed as a new one.
    """
    proposal, supplier = propose(document), _supplier_of(document, suppliers)
    names = ("kind", "number", "date", "due_on", "total", "iban", "reference")
    initial = {name: getattr(proposal, name) for name in names}
    initial["supplier"] = supplier
    if supplier is None:
        initial["new_name"] = document.supplier_name
        initial["new_kbo"] = document.supplier_kbo
    before = last_lines(supplier) if supplier else []
    lines = []
    for number, line in enumerate(proposal.lines):
        names = ("label", "amount", "vat_rate", "vat", "since", "last_day")
        read = {name: getattr(line, name) for name in names}
        like = _like(before, number)
        lines.append((_divided(like) if like else {}) | read)
    return {"initial": initial, "lines": lines}


def _supplier_of(
    document: SupplierDocument, suppliers: Sequence[Supplier]
) -> Supplier | None:
    return find_supplier(
        suppliers,
        kbo=document.supplier_kbo,
        vat=document.supplier_vat,
        iban=document.iban,
        name=document.supplier_name,
    )


def of_invoice(invoice: Invoice, lines: Sequence[InvoiceLine]) -> dict:
    """Return what a draft says; its lines as of ``full_lines``."""
    names = ("supplier", "kind", "number", "date", "due_on", "total", "iban")
    initial = {name: getattr(invoice, name) for name in names}
    initial |= {"reference": invoice.reference, "decision": invoice.decision}
    initial["duplicate_confirmed"] = invoice.duplicate_confirmed
    return {"initial": initial, "lines": [_written(one) for one in lines]}


def _divided(line: InvoiceLine) -> dict:
    """Return what one invoice has from another: the account and who bears it."""
    shown = {
        "account": line.account,
        "vat_rate": line.vat_rate,
        "occupant_percent": line.occupant_percent,
    }
    if line.basis == Basis.KEY:
        shown["divided_by"] = f"{Basis.KEY}:{line.key.uuid}"
    if line.basis == Basis.METERS:
        shown["divided_by"] = f"{Basis.METERS}:{line.meters.uuid}"
    return shown


def _written(line: InvoiceLine) -> dict:
    fixed: dict[object, Decimal] = {one.lot: one.amount for one in line.fixed.all()}
    return {
        "divided_by": line.basis,
        **_divided(line),
        "label": line.label,
        "amount": line.amount,
        "vat": line.vat,
        "lot": line.lot,
        "fixed": fixed,
        "since": line.since,
        "last_day": line.last_day,
        "from_reserve": line.from_reserve,
        "works": str(line.works.uuid) if line.works else "",
        "exempt": ", ".join(lot["code"] for lot in line.exempt_lots),
        "judgment": line.judgment,
    }
