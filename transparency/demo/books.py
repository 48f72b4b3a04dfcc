"""The books of the ASBL of the demo: what it cost, who gave, what members paid."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from finance.demo.vouchers import invoice_pdf
from koprogo.accounts.models import User
from koprogo.documents.intake import take_in
from transparency.models import Contribution, Receipt, Voucher
from transparency.queries.quarters import first_open_day
from transparency.queries.vouchers import fingerprint, plan_of
from transparency.services.receipts import book_receipts
from transparency.services.vouchers import approve_voucher, enter_voucher, pay_voucher

Kind, Recurring = Voucher.Kind, Voucher.Recurring

HOSTING = "Serveurs du Canal SRL"
INSURER = "Onderlinge Verzekering CV"
BANK = "Banque de la Senne"
SUPPORT = "Helpdesk De Brug VZW"
#: EUR a quarter, over twelve quarters
SERVERS = (54, 54, 57, 60, 66, 72, 84, 96, 135, 168, 216, 264)
STORAGE = (0, 0, 9, 9, 12, 12, 15, 18, 27, 36, 48, 60)
STAFF = (0, 0, 0, 0, 0, 0, 0, 0, 0, 420, 840, 1050)


@dataclass(frozen=True, slots=True)
class Bill:
    """What is entered on the first day of its months, or in the middle of the first."""

    kind: str
    supplier: str
    description: str
    amount: Decimal
    dated: date
    since: date
    until: date
    recurring: str


def bills(months: list[date]) -> Iterator[Bill]:
    """Yield what came in on paper: by quarter of the demo, and once a year."""
    ends = [*months[1:], _next(months[-1])]
    for quarter in range(len(months) // 3):
        since, until = months[3 * quarter], ends[3 * quarter + 2]
        for kind, supplier, words, amount in (
            (Kind.SERVERS, HOSTING, "Deux serveurs, Gand", SERVERS[quarter]),
            (Kind.STORAGE, HOSTING, "Sauvegardes chiffrées", STORAGE[quarter]),
            (Kind.BANK, BANK, "Frais de compte", 9),
            (Kind.STAFF, SUPPORT, "Permanence téléphonique", STAFF[quarter]),
        ):
            if amount:
                yield Bill(
                    kind,
                    supplier,
                    words,
                    Decimal(f"{amount}.00"),
                    since,
                    since,
                    until,
                    Recurring.QUARTERLY,
                )
    for year in range(len(months) // 12):
        since, until = months[12 * year], ends[12 * year + 11]
        yield Bill(
            Kind.INSURANCE,
            INSURER,
            "Responsabilité civile",
            Decimal("144.00"),
            since,
            since,
            until,
            Recurring.YEARLY,
        )
        yield Bill(
            Kind.BANDWIDTH,
            HOSTING,
            "Trafic, forfait annuel",
            Decimal(f"{60 + 30 * year}.00"),
            since,
            since,
            until,
            Recurring.YEARLY,
        )
    yield Bill(
        Kind.GIFTS,
        "Fondation Logement Commun",
        "Don de démarrage",
        Decimal("600.00"),
        months[0],
        months[0],
        ends[11],
        Recurring.NO,
    )


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def enter(bill: Bill, *, treasurer: User, board: User) -> None:
    """One enters it, another approves it, and it is paid two weeks later."""
    words = f"{bill.supplier} {bill.description} {bill.dated}"
    page = invoice_pdf(
        head=[bill.supplier],
        title=bill.description,
        rows=[(f"{bill.since:%m/%Y}", bill.amount)],
        total=("Total", bill.amount),
    )
    voucher = enter_voucher(
        uuid=uuid5(NAMESPACE_URL, words),
        kind=bill.kind,
        supplier=bill.supplier,
        description=bill.description,
        amount=bill.amount,
        dated=bill.dated,
        since=bill.since,
        until=bill.until,
        recurring=bill.recurring,
        paper=take_in("facture.pdf", page),
        by=treasurer,
    )
    approve_voucher(voucher, seen=_seen(voucher), by=board)
    pay_voucher(voucher, on=bill.dated + timedelta(days=14), by=treasurer)


def receive(month: date, *, by: User) -> None:
    """Nearly everybody pays a month's contribution on its tenth day; a few never did."""
    owed = Contribution.objects.filter(month=month, due__gt=0).order_by("pk")
    receipts = [
        Receipt(
            participation=one.participation,
            amount=one.due,
            received_on=month.replace(day=10),
        )
        for number, one in enumerate(owed.select_related("participation"))
        if number % 97 != 96
    ]
    book_receipts(receipts, first_open=first_open_day(), by=by)


def _seen(voucher: Voucher) -> str:
    return fingerprint(voucher, plan_of(voucher, first_open=first_open_day()))
