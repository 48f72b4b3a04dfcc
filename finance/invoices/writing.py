"""Electronic invoices written by ourselves, for the demonstration and the tests. Pure.

``finance.invoices.ubl.parse`` reads back exactly what ``to_xml`` was given.
"""

import base64
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from finance.invoices.document import (
    ZERO,
    Adjustment,
    Attachment,
    Kind,
    Line,
    SupplierDocument,
    VatPart,
)
from finance.invoices.reading import NAMESPACES, UBL
from finance.invoices.totals import total, vat_of

_BILLING = "urn:fdc:peppol.eu:2017:poacc:billing"
_TYPE_CODES = {Kind.INVOICE: "380", Kind.CREDIT_NOTE: "381"}
_QUANTITIES = {Kind.INVOICE: "InvoicedQuantity", Kind.CREDIT_NOTE: "CreditedQuantity"}
_CREDIT_TRANSFER = "30"

_CAC = ElementMaker(namespace=NAMESPACES["cac"], nsmap=NAMESPACES)
_CBC = ElementMaker(namespace=NAMESPACES["cbc"], nsmap=NAMESPACES)


def with_totals(
    *,
    lines: Sequence[Line],
    adjustments: Sequence[Adjustment] = (),
    prepaid_amount: Decimal = ZERO,
    rounding_amount: Decimal = ZERO,
    **heading: Any,
) -> SupplierDocument:
    """Return a document whose VAT and totals follow from its lines.

    VAT is rounded once for each rate; what has no rate is taxed at 0 %.
    ``heading``: the other fields of ``SupplierDocument``.
    """
    taxed: dict[Decimal, list[Decimal]] = {}
    for line in lines:
        taxed.setdefault(line.vat_rate or ZERO, []).append(line.net_amount)
    for adjustment in adjustments:
        taxed.setdefault(adjustment.vat_rate or ZERO, []).append(adjustment.amount)
    vat_parts = tuple(
        VatPart(
            "S" if rate else "Z", rate, total(amounts), vat_of(total(amounts), rate)
        )
        for rate, amounts in taxed.items()
    )
    excluding_vat = total(part.taxable_amount for part in vat_parts)
    vat_amount = total(part.vat_amount for part in vat_parts)
    including_vat = total([excluding_vat, vat_amount])
    return SupplierDocument(
        lines=tuple(lines),
        adjustments=tuple(adjustments),
        vat_parts=vat_parts,
        total_excluding_vat=excluding_vat,
        vat_amount=vat_amount,
        total_including_vat=including_vat,
        prepaid_amount=prepaid_amount,
        rounding_amount=rounding_amount,
        payable_amount=total([including_vat, -prepaid_amount, rounding_amount]),
        **heading,
    )


def to_xml(document: SupplierDocument, *, customer: str) -> bytes:
    """Return the document in UBL 2.1, addressed to ``customer``, in UTF-8.

    The elements stand in the order of the standard. Warnings are not written.
    """
    return _Writer(document).write(customer)


class _Writer:
    def __init__(self, document: SupplierDocument) -> None:
        self._document = document
        namespace = f"{UBL}{document.kind}-2"
        self._root = ElementMaker(
            namespace=namespace, nsmap={None: namespace} | NAMESPACES
        )

    def write(self, customer: str) -> bytes:
        root = self._root(
            self._document.kind.value,
            *self._heading(),
            *map(_reference, self._document.attachments),
            _CAC.AccountingSupplierParty(self._supplier()),
            _CAC.AccountingCustomerParty(_CAC.Party(_legal_entity(customer))),
            *self._payment_means(),
            *map(self._adjustment, self._document.adjustments),
            self._vat_total(),
            self._totals(),
            *(self._line(i, line) for i, line in enumerate(self._document.lines, 1)),
        )
        xml: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
        return xml

    def _heading(self) -> Iterator[Any]:
        document = self._document
        yield _CBC.CustomizationID(f"urn:cen.eu:en16931:2017#compliant#{_BILLING}:3.0")
        yield _CBC.ProfileID(f"{_BILLING}:01:1.0")
        yield _CBC.ID(document.number)
        yield _CBC.IssueDate(document.issue_date.isoformat())
        if document.due_date is not None and document.kind is Kind.INVOICE:
            yield _CBC.DueDate(document.due_date.isoformat())
        yield _CBC(f"{document.kind}TypeCode", _TYPE_CODES[document.kind])
        yield _CBC.DocumentCurrencyCode(document.currency)
        yield from _period(document.period_start, document.period_end)

    def _supplier(self) -> Any:
        document = self._document
        party = _CAC.Party()
        if document.supplier_kbo:
            party.append(_CBC.EndpointID(document.supplier_kbo, schemeID="0208"))
        if document.supplier_vat:
            party.append(
                _CAC.PartyTaxScheme(
                    _CBC.CompanyID(document.supplier_vat), _tax_scheme()
                )
            )
        party.append(_legal_entity(document.supplier_name))
        return party

    def _payment_means(self) -> Iterator[Any]:
        document = self._document
        means = _CAC.PaymentMeans(_CBC.PaymentMeansCode(_CREDIT_TRANSFER))
        if document.due_date is not None and document.kind is Kind.CREDIT_NOTE:
            means.append(_CBC.PaymentDueDate(document.due_date.isoformat()))
        if document.payment_reference:
            means.append(_CBC.PaymentID(document.payment_reference))
        if document.iban:
            means.append(_CAC.PayeeFinancialAccount(_CBC.ID(document.iban)))
        if len(means) > 1:
            yield means

    def _adjustment(self, adjustment: Adjustment) -> Any:
        sign = 1 if adjustment.is_charge else -1
        return _CAC.AllowanceCharge(
            _CBC.ChargeIndicator(str(adjustment.is_charge).lower()),
            _CBC.AllowanceChargeReason(adjustment.description),
            self._amount("Amount", sign * adjustment.amount),
            _tax("TaxCategory", adjustment.vat_rate),
        )

    def _vat_total(self) -> Any:
        return _CAC.TaxTotal(
            self._amount("TaxAmount", self._document.vat_amount),
            *(
                _CAC.TaxSubtotal(
                    self._amount("TaxableAmount", part.taxable_amount),
                    self._amount("TaxAmount", part.vat_amount),
                    _tax("TaxCategory", part.rate, part.category),
                )
                for part in self._document.vat_parts
            ),
        )

    def _totals(self) -> Any:
        document = self._document
        adjustments = document.adjustments
        allowances = total(-a.amount for a in adjustments if not a.is_charge)
        charges = total(a.amount for a in adjustments if a.is_charge)
        amounts = {
            "LineExtensionAmount": total(line.net_amount for line in document.lines),
            "TaxExclusiveAmount": document.total_excluding_vat,
            "TaxInclusiveAmount": document.total_including_vat,
            "AllowanceTotalAmount": allowances,
            "ChargeTotalAmount": charges,
            "PrepaidAmount": document.prepaid_amount,
            "PayableRoundingAmount": document.rounding_amount,
            "PayableAmount": document.payable_amount,
        }
        return _CAC.LegalMonetaryTotal(
            *(self._amount(name, amount) for name, amount in amounts.items())
        )

    def _line(self, number: int, line: Line) -> Any:
        kind = self._document.kind
        element = _CAC(f"{kind}Line", _CBC.ID(str(number)))
        if line.quantity is not None:
            element.append(
                _CBC(_QUANTITIES[kind], f"{line.quantity:f}", unitCode="C62")
            )
        element.append(self._amount("LineExtensionAmount", line.net_amount))
        if line.period is not None:
            element.extend(_period(line.period.start, line.period.end))
        element.append(
            _CAC.Item(
                _CBC.Name(line.description),
                _tax("ClassifiedTaxCategory", line.vat_rate),
            )
        )
        return element

    def _amount(self, name: str, amount: Decimal) -> Any:
        return _CBC(name, f"{amount:f}", currencyID=self._document.currency)


def _category_of(rate: Decimal) -> str:
    return "S" if rate else "Z"


def _tax(name: str, rate: Decimal | None, category: str = "") -> Any:
    rate = rate or ZERO
    return _CAC(
        name,
        _CBC.ID(category or _category_of(rate)),
        _CBC.Percent(f"{rate:f}"),
        _tax_scheme(),
    )


def _tax_scheme() -> Any:
    return _CAC.TaxScheme(_CBC.ID("VAT"))


def _legal_entity(name: str) -> Any:
    return _CAC.PartyLegalEntity(_CBC.RegistrationName(name))


def _period(start: date | None, end: date | None) -> Iterator[Any]:
    """Yield the element of a period of which at least one day is known."""
    days = [("StartDate", start), ("EndDate", end)]
    elements = [_CBC(name, day.isoformat()) for name, day in days if day is not None]
    if elements:
        yield _CAC.InvoicePeriod(*elements)


def _reference(attachment: Attachment) -> Any:
    binary = _CBC.EmbeddedDocumentBinaryObject(
        base64.b64encode(attachment.data).decode("ascii"),
        mimeCode=attachment.mime_type,
        filename=attachment.name,
    )
    return _CAC.AdditionalDocumentReference(
        _CBC.ID(attachment.name), _CAC.Attachment(binary)
    )
