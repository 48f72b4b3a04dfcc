"""What generated requests name and send of the ASBL's books: vouchers, contributions."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from buildings.models import Participation
from tests import cast
from tests.finance.banking.statements import moved
from tests.transparency.books.making import approve, entered, seen
from tests.transparency.books.things import YEAR, nothing_due
from tests.transparency.contributions.making import paid
from tests.transparency.contributions.test_bank import DAY, coda, digits, kept
from tests.transparency.members import joined
from tests.transparency.publishing.making import billed
from transparency.months import quarter_days
from transparency.queries.contributions import reference_of
from transparency.queries.quarters import next_to_close
from transparency.services.vouchers import pay_voucher

#: who asks
WHO = "sophie"
VOUCHER = "vouchers/{voucher_id}/"
PDF = b"%PDF-1.4\n%%EOF\n"


def things(participation_id):
    """What stands in bodies, of a participation. The ASBL is entered."""
    row = Participation.objects.get(uuid=participation_id)
    return {"participation": reference_of(row), "digits": digits(row)}


# Vouchers and quarters


def _entered(_method):
    """By Tess: Sophie may decide."""
    found = entered()
    return {"voucher_id": found.uuid, "seen": seen(found)}


def _approved(_method):
    return {"voucher_id": approve(entered()).uuid}


def _paid(_method):
    found = approve(entered())
    pay_voucher(found, on=timezone.localdate(), by=None)
    return {"voucher_id": found.uuid}


def _quarter(_method):
    year, number = next_to_close()
    _since, until = quarter_days(year, number)
    billed(min(until - timedelta(days=1), timezone.localdate()))
    return {"calendar_year": year, "quarter_number": number}


# Contributions


def _to_print(method):
    """For who has it made: of one that she votes for, whose papers are not made."""
    if method == "GET":
        return {}
    row = joined(uuid4().hex[:8], user=cast.user(WHO))
    return {
        "participation_id": row.uuid,
        "contribution_id": nothing_due(row).uuid,
        "calendar_year": YEAR,
    }


def _receipt(_method):
    return {"receipt_id": paid(joined(uuid4().hex[:8])).uuid}


def _file(real) -> bytes:
    """A file of the bank in which she pays once more."""
    payment = moved("1.00", on=DAY, vcs=real["digits"], ref=uuid4().hex[:20])
    return coda(payment)


def _read(_method):
    row = joined(uuid4().hex[:8])
    return {"key": kept(_file({"digits": digits(row)})).key}


MAKERS = {
    _entered: (VOUCHER, f"{VOUCHER}approve/", f"{VOUCHER}reject/"),
    _approved: (f"{VOUCHER}pay/", f"{VOUCHER}reverse/"),
    _paid: (f"{VOUCHER}unpay/",),
    _quarter: ("quarters/{calendar_year}/{quarter_number}/close/",),
    _to_print: (
        "contributions/statements/{contribution_id}/",
        "contributions/{participation_id}/years/{calendar_year}/",
    ),
    _receipt: ("{receipt_id}/reverse/",),
    _read: ("bank-file/book/",),
}


def bodies(real):
    voucher = {
        "kind": "servers",
        "supplier": "Hosting SA",
        "description": "Servers",
        "amount": "120.00",
        "dated": real["date"],
        "since": "2025-01-01",
        "last_day": "2025-12-31",
        "recurring": "yearly",
    }
    return {
        "POST vouchers/": voucher | {"paper": PDF},
        f"PUT {VOUCHER}": voucher,
        f"POST {VOUCHER}approve/": {"seen": real.get("seen", "")},
        f"POST {VOUCHER}reject/": {"reason": "Not ours"},
        f"POST {VOUCHER}reverse/": {"reason": "Twice"},
        f"POST {VOUCHER}pay/": {"on": real["date"]},
        "POST receipts/": {
            "participation": real["participation"],
            "amount": "1.00",
            "received_on": real["date"],
        },
        "POST receipts/bank-file/": {"file": _file(real)},
        "POST receipts/bank-file/book/": {"key": real.get("key", "")},
    }
