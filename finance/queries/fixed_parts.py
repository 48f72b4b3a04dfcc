"""Of what meters divide, the part that a key divides (docs/rules/meters.md)."""

from decimal import Decimal
from typing import NamedTuple

from finance.errors import EmptyPart
from finance.metering import fixed_percent, split_fixed_and_consumption
from finance.models import Basis, InvoiceLine
from finance.queries.invoices import last_lines


class Part(NamedTuple):
    """A part of a line, EUR: with VAT, and the VAT in it."""

    amount: Decimal
    vat: Decimal


def parts_of(line: InvoiceLine, percent: int) -> tuple[Part, Part]:
    """Return the fixed part of a line and the rest: they sum to it, and so does the VAT.

    Raises:
        EmptyPart: one of the two would be 0.00.
    """
    amounts = split_fixed_and_consumption(line.amount, percent)
    if not all(amounts):
        raise EmptyPart(percent)
    taxes = split_fixed_and_consumption(line.vat, percent)
    fixed, rest = map(Part, amounts, taxes)
    return fixed, rest


def last_fixed_part(line: InvoiceLine) -> dict:
    """Return percent and key of the fixed part on the supplier's last other invoice.

    It was of the same account, beside what the same meters divide. Empty when there
    was none.
    """
    before = last_lines(line.invoice.supplier, but=line.invoice)
    metered = [one for one in before if one.meters_id == line.meters_id]
    for fixed in (one for one in before if one.basis == Basis.KEY):
        for rest in metered:
            percent = fixed_percent(fixed.amount, rest.amount)
            if percent and fixed.account_id == rest.account_id:
                return {"percent": percent, "key": fixed.key}
    return {}
