"""What a person is asked to confirm of an electronic invoice. Pure.

Amounts are EUR with VAT and above zero: a document of less than nothing is a credit
note, whatever it is called, and a negative credit note an invoice.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from finance.invoices.document import ZERO, Kind, SupplierDocument, VatPart

#: the rates of Belgium, in %, as the books name them
RATES = ("21", "12", "6", "0")
LONGEST_LABEL = 200
#: as many as a form shows at once
MOST_LINES = 30


class NothingToBook(ValueError):
    """The document asks for nothing, and gives nothing back."""


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """``vat``: of the amount. ``since`` and ``last_day``: both included, or neither."""

    label: str
    amount: Decimal
    vat_rate: str
    vat: Decimal
    since: datetime.date | None
    last_day: datetime.date | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """``kind``: invoice or credit_note. The lines sum to the total."""

    kind: str
    number: str
    date: datetime.date
    due_on: datetime.date | None
    total: Decimal
    iban: str
    reference: str
    lines: tuple[ProposedLine, ...]


def propose(document: SupplierDocument) -> Proposal:
    """Return what would be entered: a line for each rate of VAT.

    Raises:
        NothingToBook: the total is zero.
    """
    total = document.total_including_vat + document.rounding_amount
    if not total:
        raise NothingToBook(document.number)
    gives_back = (document.kind is Kind.CREDIT_NOTE) == (total > 0)
    due = document.due_date
    return Proposal(
        kind="credit_note" if gives_back else "invoice",
        number=document.number,
        date=document.issue_date,
        due_on=due if due and due >= document.issue_date else None,
        total=abs(total),
        iban=document.iban,
        reference=document.payment_reference,
        lines=tuple(_lines(document, total)),
    )


def _lines(document: SupplierDocument, total: Decimal) -> Iterator[ProposedLine]:
    sign = 1 if total > 0 else -1
    since, last_day = _period(document)
    for part, amount in _parts(document, total):
        yield ProposedLine(
            label=_label(document, part),
            amount=sign * amount,
            vat_rate=_rate(part),
            vat=sign * part.vat_amount,
            since=since,
            last_day=last_day,
        )


def _parts(document: SupplierDocument, total: Decimal) -> list[tuple[VatPart, Decimal]]:
    """Return each rate with its amount; what rounding adds goes to the last one.

    A document whose rates do not make its total is one line.
    """
    parts = [
        (part, part.taxable_amount + part.vat_amount)
        for part in document.vat_parts
        if part.taxable_amount + part.vat_amount
    ]
    known = sum((amount for _part, amount in parts), ZERO)
    if not parts or known != document.total_including_vat:
        rate = document.vat_parts[0].rate if len(document.vat_parts) == 1 else None
        whole = VatPart("", rate, document.total_excluding_vat, document.vat_amount)
        return [(whole, total)]
    last, amount = parts[-1]
    return [*parts[:-1], (last, amount + document.rounding_amount)]


def _rate(part: VatPart) -> str:
    """Return the rate of Belgium that it is; another one counts as 21 % or none."""
    rate = f"{part.rate.normalize():f}" if part.rate is not None else ""
    if rate in RATES:
        return rate
    return "21" if part.vat_amount else "0"


def _label(document: SupplierDocument, part: VatPart) -> str:
    told = [(line.description, line.vat_rate) for line in document.lines]
    told += [(one.description, one.vat_rate) for one in document.adjustments]
    texts = [
        text for text, rate in told if text and (not part.category or rate == part.rate)
    ]
    return "; ".join(dict.fromkeys(texts))[:LONGEST_LABEL] or document.supplier_name


def _period(
    document: SupplierDocument,
) -> tuple[datetime.date | None, datetime.date | None]:
    """Return the days covered by the document, or by each of its lines."""
    periods = {
        (line.period.start, line.period.end) if line.period else None
        for line in document.lines
    }
    start, end = document.period_start, document.period_end
    if start is None and end is None and len(periods) == 1:
        start, end = periods.pop() or (None, None)
    return (start, end) if start and end else (None, None)
