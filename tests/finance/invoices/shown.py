"""Invoices in every state, with all that their pages show."""

from datetime import date
from decimal import Decimal

from finance.invoices.received import receive
from finance.services.invoice_files import keep_files
from finance.services.supplier_payments import pay_invoices
from tests import cast
from tests.finance.invoices.making import (
    IBAN,
    OTHER_IBAN,
    a_line,
    approved,
    by_meters,
    drafted,
    paid,
    posted,
    submitted,
)
from tests.finance.invoices_ubl.invoices import xml

YEARS = {"since": date(2026, 1, 1), "until": date(2090, 1, 1)}


def in_every_state(supplier):
    """Return what stands in the addresses, by what it is."""
    fixed = {cast.lot("A"): Decimal("60.00"), cast.lot("B"): Decimal("40.00")}
    booked = posted(
        a_line("1000.00", label="Fire insurance", **YEARS),
        a_line("30.00", from_reserve=True, occupant_percent=50),
        a_line(basis="fixed", key=None, fixed=fixed),
        supplier=supplier,
        date=date(2026, 1, 5),
        due_on=date(2026, 2, 5),
        iban=IBAN,
        reference="010806817183",
        decision="Budget 2026",
    )
    pay_invoices(paid(Decimal("500.00"), booked), {booked: Decimal("500.00")})
    of = {"supplier": supplier, "iban": OTHER_IBAN}
    found = {
        "booked": booked,
        "asked": submitted(a_line("242.00", **YEARS), number="2", **of),
        "approved": approved(a_line("12.00", **YEARS), number="3", **of),
        "draft": drafted(by_meters("99.00", **YEARS), number="4", **of),
    }
    files = keep_files(receive("i.xml", xml(due_date=date(2025, 4, 1))), by=None)
    return {name: one.uuid for name, one in found.items()} | {"files": files}
