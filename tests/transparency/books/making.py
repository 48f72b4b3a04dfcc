"""Vouchers and quarters for tests, on days that are over."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from koprogo.documents.intake import Intake
from koprogo.ledger.models import Entry, Line
from koprogo.ledger.queries import account_balances, findings
from tests import cast
from transparency.models import Quarter, Voucher
from transparency.queries.quarters import first_open_day
from transparency.queries.vouchers import fingerprint, plan_of
from transparency.services.quarters import close_quarter
from transparency.services.vouchers import approve_voucher, enter_voucher

PAPER = Intake("invoice.pdf", "application/pdf", b"%PDF-1.4 one")


def entered(amount="100.00", *, by="tess", **given) -> Voucher:
    """A voucher that the treasurer entered: servers of March 2025, unless told so."""
    asked = {
        "uuid": uuid4(),
        "kind": "servers",
        "supplier": "Hosting SA",
        "description": "Servers",
        "dated": date(2025, 3, 5),
        "since": date(2025, 3, 1),
        "until": date(2025, 4, 1),
        "recurring": "no",
        "paper": PAPER,
    }
    return enter_voucher(
        **asked | given, amount=Decimal(amount), by=by and cast.user(by)
    )


def seen(voucher: Voucher) -> str:
    """What whoever approves it looks at now."""
    return fingerprint(voucher, plan_of(voucher, first_open=first_open_day()))


def approve(voucher: Voucher, *, by="bo") -> Voucher:
    return approve_voucher(voucher, seen=seen(voucher), by=by and cast.user(by))


def approved(amount="100.00", **given) -> Voucher:
    return approve(entered(amount, **given))


def closed(year, number) -> Quarter:
    return close_quarter(year=year, number=number, by=cast.user("bo"))


def balance(code, on=None) -> Decimal:
    return account_balances(code, on=on)[code]


def lines_of(entry: Entry) -> dict[str, Decimal]:
    """Debit minus credit by account."""
    return {line.account.code: line.debit - line.credit for line in entry.lines.all()}


def booked(voucher: Voucher) -> list[tuple]:
    """(day, month, lines) of every entry of a voucher, in their order."""
    rows = voucher.entries.select_related("entry").order_by("pk")
    return [
        (str(row.entry.date), row.month and f"{row.month:%Y-%m}", lines_of(row.entry))
        for row in rows
    ]


def months(code) -> dict[str, Decimal]:
    """Debit minus credit of an account by month."""
    found: dict[str, Decimal] = {}
    for line in Line.objects.filter(account__code=code).select_related("entry"):
        month = f"{line.entry.date:%Y-%m}"
        found[month] = found.get(month, Decimal(0)) + line.debit - line.credit
    return {month: net for month, net in sorted(found.items()) if net}


def sound() -> bool:
    found = findings()
    assert found == [], found
    return True
