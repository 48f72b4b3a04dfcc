"""A syndic's first morning with a building: from nothing to letters on their way."""

import zipfile
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.utils import timezone
from pypdf import PdfReader

from finance.models import CallLetter
from koprogo.jobs.services import run_all
from koprogo.tenancy import enter
from tests import cast
from tests.buildings.mailbox import link_in
from tests.finance import letters
from tests.stories.conftest import DESKTOP, PHONE
from tests.stories.test_every_page import faults, sticks_out
from tests.stories.test_first_sign_in import open_menu

TABLE = """\
lot;kind;shares;owner;email;channel;language;from;street;postal code;city
A;apartment;400;An Peeters;;post;en;2020-01-01;Lindestraat 1;1700;Dilbeek
B;apartment;350;Luc Lambert;luc@mail.example;email;en;2020-01-01;Lindestraat 1;1700;Dilbeek
C;shop;250;Eva Schmitz;eva@mail.example;post;en;2020-01-01;Lindestraat 1;1700;Dilbeek
"""
FILE = {"name": "tilia.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_from_an_empty_building_to_letters_on_their_way(person, album, size):
    album = replace(album, taking=album.taking and size == DESKTOP)
    with enter(cast.tenant().pk, by=None):
        letters.furnish()  # the firm has its letterhead
    page = person(size).sign_in("sophie").page
    take_on(page, album)
    import_the_table(page, album)
    complete_the_settings(page)
    bring_in_the_balances(page, album)
    record_a_consent(page, "Luc Lambert")
    invite_everybody(page, album)
    call_for_funds(page)
    make_the_letters(page)
    send_the_letters(page, album)
    post_the_others(page)
    go(page, "History")
    see(page, "2 letters of the call for funds")
    album.take(page, "history")
    assert (faults(page), sticks_out(page)) == ([], False)


def go(page, name):
    """Follow a link of the navigation; on a phone it is behind the menu."""
    open_menu(page)
    menu = page.get_by_role("navigation", name="Main navigation")
    menu.get_by_role("link", name=name, exact=True).click()


def see(page, text):
    """Wait until the text is there: a press of a button may take a moment."""
    page.get_by_text(text).first.wait_for()


def take_on(page, album):
    today = timezone.localdate()
    go(page, "My buildings")
    page.get_by_role("link", name="Take on a building").click()
    page.get_by_label("Name of the association").fill("Tilia")
    page.get_by_label("Total of shares in the deed").fill("1000")
    page.get_by_label("Mandate from").fill(today.isoformat())
    page.get_by_label("Mandate until").fill((today + timedelta(days=365)).isoformat())
    album.take(page, "take-on")
    page.get_by_role("button", name="Save").click()
    assert page.get_by_text(
        "The building is there. Now bring in its lots."
    ).is_visible()


def import_the_table(page, album):
    go(page, "Lots")
    page.get_by_role("link", name="Import tables").first.click()
    page.set_input_files("input[type=file]", FILE)
    page.get_by_role("button", name="Look at the tables").click()
    see(page, "3 new rows")
    album.take(page, "import-preview")
    page.get_by_role("button", name="Import", exact=True).click()
    see(page, "The tables are imported.")


def complete_the_settings(page):
    go(page, "Overview")
    page.get_by_role("link", name="Complete the settings").first.click()
    page.get_by_label("KBO number").fill("0999.014.381")
    page.get_by_label("Working account").fill("BE85 9990 0140 0106")
    page.get_by_role("button", name="Save").click()
    see(page, "The association's data are saved.")
    go(page, "Overview")
    page.get_by_role("link", name="Bring in the balances").wait_for()
    assert page.get_by_role("link", name="Complete the settings").count() == 0


def bring_in_the_balances(page, album):
    """5,120.00 on both sides."""
    page.get_by_role("link", name="Bring in the balances").click()
    page.get_by_label("First day of the books").fill(
        f"{timezone.localdate().year}-01-01"
    )
    page.get_by_label("Current account (working)").fill("5.000,00")
    page.get_by_label("Working fund", exact=False).first.fill("2.500,00")
    page.get_by_label("Reserve fund", exact=False).first.fill("2.500,00")
    page.get_by_label("An Peeters: owes for charges").fill("120,00")
    album.take(page, "opening")
    page.get_by_label("Supplier 1", exact=True).fill("Ascenseurs SA")
    page.get_by_label("Owed to supplier 1 (€)").fill("120,00")
    page.get_by_role("button", name="See the trial balance").click()
    see(page, "€5,120.00")
    album.take(page, "trial-balance")
    page.get_by_role("button", name="Book the balances").click()
    see(page, "The opening balances are booked.")


def record_a_consent(page, name):
    go(page, "Co-owners")
    page.get_by_role("link", name=name).click()
    page.get_by_role("link", name="Record a consent").click()
    page.get_by_label("Letters").check()
    page.get_by_label("Date on the paper").fill(timezone.localdate().isoformat())
    page.get_by_role("button", name="Record").click()
    see(page, "Stands")


def invite_everybody(page, album):
    """Two have an address and get a link, one gets a letter with a code."""
    go(page, "Invitations")
    page.get_by_role("link", name="Invite co-owners").first.click()
    page.get_by_role("button", name="See what will be sent").click()
    see(page, "2 e-mails with a link leave now")
    see(page, "1 letter with a code is made")
    album.take(page, "invite")
    page.get_by_role("button", name="Invite them").click()
    see(page, "1 letter is being made.")
    run_all()
    assert sorted(message.to[0] for message in mail.outbox) == [
        "Eva Schmitz <eva@mail.example>",
        "Luc Lambert <luc@mail.example>",
    ]
    assert all(link_in(message) for message in mail.outbox)
    page.reload()
    page.get_by_role("link", name="Download all letters").wait_for()
    mail.outbox.clear()


def call_for_funds(page):
    go(page, "Calls for funds")
    page.get_by_role("link", name="New call").first.click()
    page.get_by_label("Title").fill("Provision Q1")
    page.get_by_label("Amount (€)").first.fill("1.000,00")
    page.get_by_role("button", name="Save and see everybody's part").click()
    see(page, "€400.00")
    page.get_by_role("button", name="Issue the call").click()
    see(page, "The call is issued and posted.")


def make_the_letters(page):
    page.get_by_role("link", name="Letters", exact=True).click()
    page.get_by_role("button", name="Make the letters").click()
    see(page, "0 of 3 are done.")
    run_all()
    see(page, "Letter by letter")  # nobody reloads
    found = files_of(page, "All letters (ZIP)")
    assert [len(PdfReader(BytesIO(pdf)).pages) for pdf in found] == [2, 2, 2]


def send_the_letters(page, album):
    page.get_by_role("link", name="Send the letters").click()
    see(page, "1 letter goes by e-mail")
    see(page, "2 letters are listed for post")
    page.get_by_role("button", name="Send the letters").click()
    see(page, "By e-mail: 1. By post: 2.")
    run_all()
    page.reload()
    assert states(page) == {
        "An Peeters": "To be posted",
        "Luc Lambert": "Sent",
        "Eva Schmitz": "To be posted",
    }
    album.take(page, "letters")
    [message] = mail.outbox
    assert message.to == ["Luc Lambert <luc@mail.example>"]
    page.get_by_role("link", name="Luc Lambert", exact=True).click()
    assert message.extra_headers["Message-ID"] in page.locator("main").inner_text()
    page.go_back()


def post_the_others(page):
    assert len(files_of(page, "Letters for post (ZIP)")) == 2
    page.get_by_role("link", name="Mark as posted").click()
    page.get_by_role("button", name="Mark as posted").click()
    see(page, "2 letters are marked as posted.")
    assert set(states(page).values()) == {"Sent", "Posted"}
    with enter(cast.tenant("tilia").pk, by=None):
        assert CallLetter.objects.exclude(delivery=None).count() == 3


def files_of(page, name):
    """Download a ZIP; return the files in it."""
    with page.expect_download() as download:
        page.get_by_role("link", name=name).click()
    data = download.value.path().read_bytes()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [archive.read(one) for one in archive.namelist()]


def states(page):
    """Return who is addressed, and the badge of his letter."""
    rows = page.locator("main tbody tr").all()
    return {
        row.locator(".row-title").inner_text(): row.locator(".badge").inner_text()
        for row in rows
    }
