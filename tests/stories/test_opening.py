"""A building with a past: a syndic types its balances, corrects them, books them."""

from playwright.sync_api import expect

from finance.models import Opening
from koprogo.tenancy import enter
from tests import cast
from tests.stories.conftest import PHONE, in_each_window
from tests.stories.test_every_page import faults, sticks_out

HOME = f"/b/{cast.ACACIAS}/"
TABLE = """kind;code;name;owed charges;owed reserve;debit;credit
bank;551;;;;1.000,00;
fund;100;;;;;1.100,00
owner;H2;Clara Élise;100,00;;;
"""


def sound(page):
    return [*faults(page), *["too wide"] * sticks_out(page)]


@in_each_window
def test_the_balances_are_typed_corrected_and_booked(person, size, dark):
    sophie = person(size, dark=dark).sign_in("sophie").open(HOME)
    page = sophie.page
    page.get_by_role("link", name="Bring in the balances").click()
    page.get_by_label("Current account (working)").fill("1.000,00")
    page.get_by_label("Working fund", exact=False).first.fill("1.350,00")
    page.get_by_label("First day of the books").fill("2026-01-01")
    page.get_by_label("Omar Haddad: owes for charges").fill("310")
    page.get_by_label("Omar Haddad: owes for the reserve fund").fill("50")
    page.get_by_role("button", name="See the trial balance").click()
    expect(page.get_by_text("Debit and credit differ by €10.00.")).to_be_visible()
    assert sound(page) == []
    page.get_by_label("Supplier 1", exact=True).fill("Ascenseurs SA")
    page.get_by_label("Owed to supplier 1 (€)").fill("10,00")
    page.get_by_role("button", name="See the trial balance").click()
    assert page.get_by_role("heading", level=1).inner_text() == (
        "Trial balance of 01/01/2026"
    )
    assert sound(page) == []
    page.get_by_role("button", name="Book the balances").click()
    expect(page.get_by_text("The opening balances are booked.")).to_be_visible()
    assert sound(page) == []
    page.get_by_role("link", name="Omar Haddad").click()
    expect(page.get_by_text("Balance brought forward on 01/01/2026")).to_be_visible()
    assert sound(page) == []


def test_a_table_is_looked_at_like_what_is_typed(person):
    sophie = person(PHONE).sign_in("sophie")
    page = sophie.open(HOME + "accounts/opening/file/").page
    page.get_by_label("First day of the books").fill("2026-01-01")
    wrong = TABLE.replace("H2", "H9")
    page.get_by_label("Table").set_input_files(
        {"name": "a.csv", "mimeType": "text/csv", "buffer": wrong.encode()}
    )
    page.get_by_role("button", name="Look at the balances").click()
    expect(page.get_by_text("a.csv, line 4, column “code”")).to_be_visible()
    assert sound(page) == []
    page.get_by_label("Table").set_input_files(
        {"name": "a.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    )
    page.get_by_role("button", name="Look at the balances").click()
    page.get_by_role("button", name="Book the balances").click()
    with enter(cast.tenant().pk, by=None):
        assert Opening.objects.get().balances.get().holding.code == "H2"
