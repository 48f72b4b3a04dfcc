"""A line of a draft that meters divide gets a fixed part, which a key divides."""

from dataclasses import replace
from decimal import Decimal

from django.db import transaction

from buildings.models import AllocationKey
from finance.errors import LineChanged, NotByMeters, TooManyLines
from finance.invoices.proposal import MOST_LINES
from finance.models import Basis, Invoice, InvoiceLine
from finance.queries.fixed_parts import parts_of
from finance.queries.invoices import full_lines
from finance.services.exemptions import check_exemptions
from finance.services.invoices import (
    LineDraft,
    locked_invoice,
    named,
    rewrite_lines,
)
from koprogo.audit.services import record


@transaction.atomic
def divide_line(
    invoice: Invoice,
    *,
    position: int,
    amount: Decimal,
    percent: int,
    key: AllocationKey,
    by,
) -> Invoice:
    """Divide a line in two: ``percent`` % go by ``key``, the rest by its meters.

    The rest keeps the place of the line and the fixed part comes last, so that the next
    invoice of the supplier is proposed line by line as before. ``position`` counts from
    1; ``amount``: EUR, the line as it was shown, so that it is divided once.

    Raises:
        WrongState: it is no draft.
        LineChanged: the line is another one than was shown.
        NotByMeters: something else divides it.
        EmptyPart, TooManyLines.
        CannotExempt, KeyNotInForce: the key, of a line with a judgment.
    """
    invoice = locked_invoice(invoice, Invoice.State.DRAFT)
    lines = list(full_lines(invoice=invoice).prefetch_related("exempt__lot"))
    line = next((one for one in lines if one.position == position), None)
    if line is None or line.amount != amount:
        raise LineChanged(position)
    if line.basis != Basis.METERS:
        raise NotByMeters(position)
    if len(lines) >= MOST_LINES:
        raise TooManyLines(invoice)
    fixed, rest = (part._asdict() for part in parts_of(line, percent))
    drafts = [_draft_of(one) for one in lines]
    whole = drafts[position - 1]
    drafts[position - 1] = replace(whole, **rest)
    drafts.append(replace(whole, basis=Basis.KEY, key=key, meters=None, **fixed))
    check_exemptions(drafts, invoiced_on=invoice.date)
    rewrite_lines(invoice, drafts)
    record(
        "invoice.divided",
        target=invoice,
        by=by,
        percent=percent,
        key=str(key),
        meters=str(line.meters),
        **named(invoice),
    )
    return invoice


def _draft_of(line: InvoiceLine) -> LineDraft:
    """Return what a line says, to be written anew."""
    lots = {
        "fixed": {one.lot: one.amount for one in line.fixed.all()},
        "exempt": frozenset(one.lot for one in line.exempt.all()),
    }
    names = [name for name in LineDraft.__slots__ if name not in lots]
    return LineDraft(**{name: getattr(line, name) for name in names}, **lots)
