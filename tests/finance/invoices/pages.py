"""What a browser sends for an invoice and its lines."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from buildings.models import AllocationKey
from tests.buildings.pages import inside
from tests.finance.pages import url


def key(code="shares"):
    with inside():
        return f"key:{AllocationKey.objects.get(code=code).uuid}"


def row(amount="100,00", **more):
    return {"label": "Maintenance", "amount": amount, "account": "6100001"} | more


def sent(*rows, **more):
    """The form of an invoice of 100.00 of today, with one line by default."""
    rows = rows or (row(),)
    data = {
        "new_name": "Ascenseurs SA",
        "kind": "invoice",
        "number": "2026/1",
        "date": timezone.localdate().isoformat(),
        "total": "100,00",
        "lines-TOTAL_FORMS": len(rows),
        "lines-INITIAL_FORMS": 0,
    } | more
    for number, one in enumerate(rows):
        data |= {f"lines-{number}-{name}": value for name, value in one.items()}
    return data


def upload(client, name, data, **more):
    file = SimpleUploadedFile(name, data)
    return client.post(url("invoice-upload"), {"file": file}, **more)
