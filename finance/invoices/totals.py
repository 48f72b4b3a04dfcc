"""Whether the totals of a document add up (EN 16931, rules BR-CO-10 to BR-CO-17). Pure.

Sums must be right to the cent. The VAT of a rate may differ by less than 1.00, as
Peppol allows it: many suppliers round it on every line.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from finance.invoices.document import (
    ZERO,
    Adjustment,
    Doubt,
    InvoiceError,
    Line,
    Reason,
    Remark,
    VatPart,
)
from koprogo.money import CENT, from_cents, to_cents

VAT_TOLERANCE = Decimal("1.00")

# Enough digits for any amount times any rate, whatever the caller's context.
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The sums that a document states; None where it may leave one out."""

    line: int
    currency: str
    lines: Decimal
    allowances: Decimal | None
    charges: Decimal | None
    excluding_vat: Decimal
    vat: Decimal
    including_vat: Decimal
    prepaid: Decimal
    rounding: Decimal
    payable: Decimal


def check_totals(
    totals: Totals,
    lines: Sequence[Line],
    adjustments: Sequence[Adjustment],
    vat_parts: Sequence[VatPart],
) -> list[Remark]:
    """Return what is unusual about the VAT.

    Raises:
        InvoiceError: a sum is not what the document says; ``params`` has both.
    """
    of_lines = total(line.net_amount for line in lines)
    charges = total(a.amount for a in adjustments if a.is_charge)
    allowances = total(-a.amount for a in adjustments if not a.is_charge)
    excluding_vat = total([of_lines, charges, -allowances])
    including_vat = total([totals.excluding_vat, totals.vat])
    payable = total([totals.including_vat, -totals.prepaid, totals.rounding])
    for reason, computed, stated in (
        (Reason.LINES_SUM, of_lines, totals.lines),
        (Reason.ALLOWANCES_SUM, allowances, totals.allowances),
        (Reason.CHARGES_SUM, charges, totals.charges),
        (Reason.EXCLUDING_VAT, excluding_vat, totals.excluding_vat),
        (Reason.INCLUDING_VAT, including_vat, totals.including_vat),
        (Reason.PAYABLE, payable, totals.payable),
    ):
        if stated is not None:
            _compare(totals, reason, computed, stated)
    return _check_vat(totals, vat_parts)


def vat_of(taxable_amount: Decimal, rate: Decimal) -> Decimal:
    """Return the VAT of an amount at ``rate`` %, half a cent rounded away from zero."""
    exact = _EXACT.multiply(taxable_amount, rate).scaleb(-2, _EXACT)
    return exact.quantize(CENT, context=_EXACT)


def total(amounts: Iterable[Decimal]) -> Decimal:
    """Return the exact sum, whatever the caller's decimal context."""
    return from_cents(sum(map(to_cents, amounts)))


def _compare(
    totals: Totals,
    reason: Reason,
    computed: Decimal,
    stated: Decimal,
    **params: Decimal,
) -> None:
    if computed != stated:
        both = _both(totals, computed, stated)
        raise InvoiceError(reason, totals.line, **both, **params)


def _both(totals: Totals, computed: Decimal, stated: Decimal) -> dict[str, object]:
    return {"computed": computed, "stated": stated, "currency": totals.currency}


def _check_vat(totals: Totals, vat_parts: Sequence[VatPart]) -> list[Remark]:
    if not vat_parts:
        return [Remark(Doubt.VAT_NOT_SPLIT)] if totals.vat else []
    remarks = []
    for part in vat_parts:
        rate = part.rate or ZERO
        computed = vat_of(part.taxable_amount, rate)
        if abs(total([computed, -part.vat_amount])) >= VAT_TOLERANCE:
            _compare(totals, Reason.VAT_OF_RATE, computed, part.vat_amount, rate=rate)
        if computed != part.vat_amount:
            both = _both(totals, computed, part.vat_amount)
            remarks.append(Remark(Doubt.VAT_ROUNDED, {**both, "rate": rate}))
    vat = total(part.vat_amount for part in vat_parts)
    _compare(totals, Reason.VAT_SUM, vat, totals.vat)
    taxable = total(part.taxable_amount for part in vat_parts)
    if taxable != totals.excluding_vat:
        both = _both(totals, taxable, totals.excluding_vat)
        remarks.append(Remark(Doubt.VAT_BASE_DIFFERS, both))
    return remarks
