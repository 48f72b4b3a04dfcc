"""The ASBL's books and contributions in a browser: axe clean, nothing too wide."""

from datetime import date

from django.utils import timezone

from koprogo.tenancy import enter
from tests import cast
from tests.finance.banking.statements import moved
from tests.stories.conftest import PHONE, in_narrow_windows_too
from tests.stories.test_every_page import check
from tests.transparency.books.making import approve, approved, closed, entered
from tests.transparency.contributions.making import (
    MARCH,
    billed,
    member,
    paid,
    reduced,
    using,
)
from tests.transparency.contributions.test_bank import DAY, coda, digits
from tests.transparency.contributions.test_pages import of_mia
from transparency.services.contribution_papers import keep_statement
from transparency.services.receipts import reverse_receipt
from transparency.services.vouchers import pay_voucher, reject_voucher, reverse_voucher

LONG = "Hébergement, sauvegardes et surveillance des serveurs du centre de données"


def lively():
    """Fill the books; return their pages by who opens them."""
    with enter(cast.tenant(cast.ASBL).pk, by=None):
        mia, other = of_mia("Résidence de l'Observatoire royal"), member("Another")
        of_mia("A second one")
        reduced(other, "contributor")
        using(mia, "ai")
        billed(date(2025, 1, 1), date(2025, 2, 1), MARCH)
        paid(mia, "2.50")
        receipt = paid(other)
        reverse_receipt(paid(other), by=None)
        statement = mia.contributions.get(month=MARCH)
        keep_statement(statement, by=None)
        booked = approved("1140.00", description=LONG, recurring="monthly")
        closed(2025, 1)
        pay_voucher(approved("3.00"), on=date(2025, 4, 9), by=None)
        reject_voucher(entered(), reason="Paid twice", by=None)
        gone = reverse_voucher(approved("2.00"), reason="Wrong", by=None)
        today = timezone.localdate()
        approve(
            entered(
                "12.00",
                dated=today,
                since=today.replace(day=1),
                until=date(today.year + 1, 1, 1),
            )
        )
        waiting = entered(
            "120.00", since=date(2025, 1, 1), until=date(2026, 1, 1), supplier=LONG
        )
        entry = booked.entries.get().entry
    one = f"/asbl/books/vouchers/{waiting.uuid}/"
    return {
        "tess": [
            "/asbl/books/?year=2025",
            "/asbl/books/entries/",
            f"/asbl/books/entries/{entry.uuid}/",
            f"/asbl/books/entries/{receipt.entry.uuid}/",
            "/asbl/books/vouchers/",
            "/asbl/books/vouchers/new/",
            f"/asbl/books/vouchers/new/?again={booked.uuid}",
            one,
            f"{one}edit/",
            f"{one}withdraw/",
            f"{one}approve/",
            f"{one}reject/",
            f"/asbl/books/vouchers/{booked.uuid}/",
            f"/asbl/books/vouchers/{booked.uuid}/pay/",
            f"/asbl/books/vouchers/{booked.uuid}/unpay/",
            f"/asbl/books/vouchers/{booked.uuid}/reverse/",
            f"/asbl/books/vouchers/{gone.uuid}/",
            "/asbl/quarters/",
            "/asbl/quarters/2025/2/close/",
            "/asbl/contributions/",
            "/asbl/contributions/write/",
            f"/asbl/contributions/{other.uuid}/",
            "/asbl/contributions/receipts/",
            "/asbl/contributions/receipts/new/",
            "/asbl/contributions/receipts/import/",
            f"/asbl/contributions/receipts/{receipt.uuid}/reverse/",
        ],
        "mia": [
            "/asbl/my-contributions/",
            f"/asbl/my-contributions/{mia.uuid}/",
        ],
    }


@in_narrow_windows_too
def test_pages_of_the_books(person, size, dark):
    wrong = {}
    for name, paths in lively().items():
        wrong |= check(person(size, dark=dark).sign_in(name), paths)
    assert wrong == {}


def test_a_file_of_the_bank_is_looked_at_on_a_phone(person, tmp_path):
    with enter(cast.tenant(cast.ASBL).pk, by=None):
        row = member("Les Tilleuls")
    file = tmp_path / "bank.cod"
    file.write_bytes(
        coda(
            moved("1.00", on=DAY, vcs=digits(row)),
            moved("2.00", on=DAY, name="Somebody", message=LONG),
        )
    )
    tess = person(PHONE).sign_in("tess")
    page = tess.page
    page.goto(f"{tess.site}/asbl/contributions/receipts/import/")
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Look at it").click()
    assert page.get_by_text("Nothing is booked yet.").is_visible()
    page.get_by_role("button", name="Book them").click()
    assert page.get_by_text("1 payment is booked.").is_visible()
