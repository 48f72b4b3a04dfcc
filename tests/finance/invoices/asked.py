"""What generated requests of the API name and send: invoices in every state."""

from uuid import uuid4

from tests.finance.invoices.making import (
    approved,
    by_meters,
    drafted,
    posted,
    submitted,
    supplier,
)
from tests.finance.invoices_ubl.invoices import PDF

HERE = "invoices/{invoice_id}/"


def _new(make):
    """Make one of a supplier of its own: nothing is its double."""
    return lambda _method: {
        "invoice_id": make(supplier=supplier(f"Supplier {uuid4()}")).uuid
    }


def _metered(**of):
    return drafted(by_meters("100.00"), **of)


def _to_change(method):
    """A draft for who changes it; whoever reads has the one with all its files."""
    return {} if method == "GET" else _new(drafted)(method)


MAKERS = {
    _to_change: (HERE, f"{HERE}voucher/"),
    _new(drafted): (f"{HERE}submit/",),
    _new(_metered): (f"{HERE}lines/{{position}}/divide/",),
    _new(submitted): (f"{HERE}approve/", f"{HERE}reject/"),
    _new(approved): (f"{HERE}post/",),
    _new(posted): (f"{HERE}cancel/",),
}


def bodies(real):
    invoice = {
        "new_supplier": {"name": f"Supplier {uuid4()}"},
        "number": "17",
        "date": real["date"],
        "total": "100.05",
        "lines": [{"amount": "100.05", "account": "6100001", "key": str(real["key"])}],
    }
    return {
        "POST invoices/": invoice,
        f"PUT {HERE}": invoice,
        f"POST {HERE}lines/{{position}}/divide/": {
            "percent": 30,
            "key": str(real["key"]),
            "amount": "100.00",
        },
        f"POST {HERE}reject/": {"reason": "Wrong key"},
        "POST invoices/files/": {"file": PDF.data},
        f"PUT {HERE}voucher/": {"file": PDF.data},
    }
