"""Electronic invoices: UBL 2.1 Invoice and CreditNote (law.md §7).

Peppol BIS Billing 3.0, EN 16931 and the older Belgian e-FFF. The file comes from a
stranger: ``reading.py`` bounds it. Totals that do not add up refuse the document;
everything softer becomes a warning that a person sees before anything is booked.
"""

import base64
from datetime import date
from decimal import Decimal
from itertools import islice

from finance.invoices.document import (
    ZERO,
    Adjustment,
    Attachment,
    Doubt,
    InvoiceError,
    Kind,
    Line,
    Period,
    Reason,
    Remark,
    SupplierDocument,
    VatPart,
)
from finance.invoices.payment import read_payment
from finance.invoices.reading import UBL, Node, read_xml
from finance.invoices.totals import Totals, check_totals
from finance.sepa.accounts import checked_kbo
from finance.sepa.errors import InvalidKbo

__all__ = ["InvoiceError", "SupplierDocument", "parse"]

MAX_LINES = 5000
MAX_ATTACHMENTS = 20

_ROOTS = {f"{{{UBL}{kind}-2}}{kind}": kind for kind in Kind}
# UNCL1001, as EN 16931 lists them for credit notes.
_CREDIT_CODES = frozenset(
    ["81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532"]
)
_NOT_SUBJECT_TO_VAT = "O"
_KBO_SCHEME = "0208"
_PARTY = "cac:AccountingSupplierParty/cac:Party"


def parse(data: bytes) -> SupplierDocument:
    """Return the invoice or credit note of ``data``: an XML file of at most 10 MB.

    Raises:
        InvoiceError: it cannot be used, with the reason and, if known, the line.
    """
    root = read_xml(data)
    kind = _kind(root)
    currency = root.required("cbc:DocumentCurrencyCode")
    remarks: list[Remark] = []
    lines = _lines(root, kind, currency, remarks)
    adjustments = _adjustments(root, currency)
    vat_total = _vat_total(root, currency)
    vat_parts = _vat_parts(vat_total, currency)
    totals = _totals(root, vat_total, currency)
    remarks += check_totals(totals, lines, adjustments, vat_parts)
    if currency != "EUR":
        remarks.append(Remark(Doubt.OTHER_CURRENCY, {"currency": currency}))
    issued, due = _days(root, remarks)
    period = _period(root, remarks) or Period(None, None)
    supplier_vat = _supplier_vat(root, totals.vat, remarks)
    payment = read_payment(root, remarks)
    return SupplierDocument(
        kind=kind,
        number=root.required("cbc:ID"),
        issue_date=issued,
        due_date=due,
        currency=currency,
        supplier_name=root.required(
            f"{_PARTY}/cac:PartyLegalEntity/cbc:RegistrationName",
            f"{_PARTY}/cac:PartyName/cbc:Name",
        ),
        supplier_vat=supplier_vat,
        supplier_kbo=_supplier_kbo(root, supplier_vat, remarks),
        period_start=period.start,
        period_end=period.end,
        lines=lines,
        adjustments=adjustments,
        vat_parts=vat_parts,
        total_excluding_vat=totals.excluding_vat,
        vat_amount=totals.vat,
        total_including_vat=totals.including_vat,
        prepaid_amount=totals.prepaid,
        rounding_amount=totals.rounding,
        payable_amount=totals.payable,
        iban=payment.iban,
        payment_reference=payment.reference,
        attachments=_attachments(root, remarks),
        warnings=tuple(remarks),
    )


def _kind(root: Node) -> Kind:
    """Return what the outermost element says, unless its type code contradicts it."""
    kind = _ROOTS.get(root.tag)
    if kind is None:
        raise InvoiceError(Reason.NOT_AN_INVOICE, root.line)
    code = root.text(f"cbc:{kind}TypeCode")
    if code and (code in _CREDIT_CODES) != (kind is Kind.CREDIT_NOTE):
        raise InvoiceError(Reason.INVOICE_AND_CREDIT, root.line, value=code)
    return kind


def _lines(
    root: Node, kind: Kind, currency: str, remarks: list[Remark]
) -> tuple[Line, ...]:
    nodes = _bounded(root, f"cac:{kind}Line", MAX_LINES)
    if not nodes:
        raise InvoiceError(Reason.NO_LINES, root.line)
    return tuple(
        Line(
            description=node.text("cac:Item/cbc:Name", "cac:Item/cbc:Description"),
            quantity=node.number("cbc:InvoicedQuantity", "cbc:CreditedQuantity"),
            net_amount=node.required_amount("cbc:LineExtensionAmount", currency),
            vat_rate=_rate(
                node.first("cac:Item/cac:ClassifiedTaxCategory")
                or node.first("cac:TaxTotal/cac:TaxSubtotal")
            ),
            period=_period(node, remarks),
        )
        for node in nodes
    )


def _adjustments(root: Node, currency: str) -> tuple[Adjustment, ...]:
    found = []
    for node in _bounded(root, "cac:AllowanceCharge", MAX_LINES):
        is_charge = node.required("cbc:ChargeIndicator") in {"true", "1"}
        amount = node.required_amount("cbc:Amount", currency)
        found.append(
            Adjustment(
                description=node.text("cbc:AllowanceChargeReason"),
                is_charge=is_charge,
                amount=amount if is_charge else -amount,
                vat_rate=_rate(node.first("cac:TaxCategory")),
            )
        )
    return tuple(found)


def _vat_total(root: Node, currency: str) -> Node | None:
    """Return the VAT in the currency of the document: a second one may follow."""
    for node in root.all("cac:TaxTotal"):
        amount = node.first("cbc:TaxAmount")
        if amount is not None and amount.attribute("currencyID") in {"", currency}:
            return node
    return None


def _vat_parts(vat_total: Node | None, currency: str) -> tuple[VatPart, ...]:
    if vat_total is None:
        return ()
    return tuple(
        VatPart(
            category=node.text("cac:TaxCategory/cbc:ID"),
            rate=_rate(node),
            taxable_amount=node.required_amount("cbc:TaxableAmount", currency),
            vat_amount=node.required_amount("cbc:TaxAmount", currency),
        )
        for node in _bounded(vat_total, "cac:TaxSubtotal", MAX_LINES)
    )


def _totals(root: Node, vat_total: Node | None, currency: str) -> Totals:
    node = root.first("cac:LegalMonetaryTotal")
    if node is None:
        raise InvoiceError(Reason.MISSING, root.line, element="LegalMonetaryTotal")
    vat = None if vat_total is None else vat_total.amount("cbc:TaxAmount", currency)
    return Totals(
        line=node.line,
        currency=currency,
        lines=node.required_amount("cbc:LineExtensionAmount", currency),
        allowances=node.amount("cbc:AllowanceTotalAmount", currency),
        charges=node.amount("cbc:ChargeTotalAmount", currency),
        excluding_vat=node.required_amount("cbc:TaxExclusiveAmount", currency),
        vat=vat or ZERO,
        including_vat=node.required_amount("cbc:TaxInclusiveAmount", currency),
        prepaid=node.amount("cbc:PrepaidAmount", currency) or ZERO,
        rounding=node.amount("cbc:PayableRoundingAmount", currency) or ZERO,
        payable=node.required_amount("cbc:PayableAmount", currency),
    )


def _rate(node: Node | None) -> Decimal | None:
    """Return the percentage of a tax category, or of a subtotal that holds one."""
    if node is None:
        return None
    percent = node.first("cbc:Percent", "cac:TaxCategory/cbc:Percent")
    if percent is None:
        category = node.text("cbc:ID", "cac:TaxCategory/cbc:ID")
        return ZERO if category == _NOT_SUBJECT_TO_VAT else None
    rate = percent.value()
    if not 0 <= rate <= 100:
        raise InvoiceError(Reason.NOT_A_NUMBER, percent.line, value=str(rate))
    return rate


def _days(root: Node, remarks: list[Remark]) -> tuple[date, date | None]:
    """Return the days of issue and, unless the document is silent, of payment."""
    issued = root.day("cbc:IssueDate")
    if issued is None:
        raise InvoiceError(Reason.MISSING, root.line, element="IssueDate")
    due = root.day("cbc:DueDate", "cac:PaymentMeans/cbc:PaymentDueDate")
    if due is not None and due < issued:
        remarks.append(Remark(Doubt.DUE_BEFORE_ISSUE, {"due": due, "issued": issued}))
    return issued, due


def _period(node: Node, remarks: list[Remark]) -> Period | None:
    """Return the period of the document or of a line; backwards is none."""
    period = node.first("cac:InvoicePeriod")
    if period is None:
        return None
    start, end = period.day("cbc:StartDate"), period.day("cbc:EndDate")
    if start is not None and end is not None and end < start:
        remarks.append(Remark(Doubt.PERIOD_REVERSED, {"start": start, "end": end}))
        return None
    return Period(start, end)


def _supplier_vat(root: Node, vat: Decimal, remarks: list[Remark]) -> str:
    """Return the VAT number as it is written; who charges VAT must have one."""
    for scheme in root.all(f"{_PARTY}/cac:PartyTaxScheme"):
        if scheme.text("cac:TaxScheme/cbc:ID") == "VAT":
            return scheme.required("cbc:CompanyID")
    if vat:
        remarks.append(Remark(Doubt.NO_VAT_NUMBER))
    return ""


def _supplier_kbo(root: Node, vat_number: str, remarks: list[Remark]) -> str:
    """Return the ten digits of the first Belgian enterprise number that is one.

    Ten digits without a scheme are taken for one only when the supplier is Belgian.
    """
    country = root.text(
        f"{_PARTY}/cac:PostalAddress/cac:Country/cbc:IdentificationCode"
    )
    is_belgian = country == "BE" or vat_number.upper().startswith("BE")
    numbers = [
        node
        for path in ("cbc:EndpointID", "cac:PartyLegalEntity/cbc:CompanyID")
        for node in root.all(f"{_PARTY}/{path}")
    ]
    ours = {_KBO_SCHEME, ""} if is_belgian else {_KBO_SCHEME}
    texts = [n.text(".") for n in numbers if n.attribute("schemeID") in ours]
    if is_belgian:
        texts.append(vat_number)
    for text in texts:
        try:
            return checked_kbo(text)
        except InvalidKbo:
            continue
    if is_belgian:
        remarks.append(Remark(Doubt.NO_KBO))
    return ""


def _attachments(root: Node, remarks: list[Remark]) -> tuple[Attachment, ...]:
    """Return the files that the document holds; links to others are not followed."""
    found = []
    path = "cac:AdditionalDocumentReference"
    for reference in _bounded(root, path, MAX_ATTACHMENTS):
        node = reference.first("cac:Attachment/cbc:EmbeddedDocumentBinaryObject")
        if node is None:
            continue
        mime_type = node.attribute("mimeCode")
        ending = ".pdf" if mime_type == "application/pdf" else ""
        name = node.attribute("filename") or reference.text("cbc:ID") + ending
        try:
            data = base64.b64decode("".join(node.content().split()), validate=True)
        except ValueError:
            data = b""
        if data:
            found.append(Attachment(name, mime_type, data))
        else:
            remarks.append(Remark(Doubt.UNREADABLE_ATTACHMENT, {"name": name}))
    return tuple(found)


def _bounded(node: Node, path: str, limit: int) -> list[Node]:
    """Return the elements at ``path``; raises ``InvoiceError`` beyond ``limit``."""
    found = list(islice(node.all(path), limit + 1))
    if len(found) > limit:
        name = path.rpartition(":")[2]
        raise InvoiceError(Reason.TOO_MANY, found[-1].line, element=name, limit=limit)
    return found
