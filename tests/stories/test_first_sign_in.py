"""An owner without e-mail in the register gets a letter, and signs in with its code."""

from io import BytesIO

import pytest
from django.core import mail
from playwright.sync_api import expect
from pypdf import PdfReader

from buildings.models import Owner
from koprogo.jobs.services import run_all
from koprogo.tenancy import enter
from tests import cast
from tests.accounts.steps import code_in as confirmation_in
from tests.buildings.mailbox import code_in
from tests.stories.conftest import DESKTOP, PHONE


@pytest.mark.parametrize(
    ("size", "script"), [(DESKTOP, True), (PHONE, True), (PHONE, False)]
)
def test_from_a_letter_to_the_own_account(person, size, script):
    with enter(cast.tenant().pk, by=None):
        Owner.objects.filter(code="jean").update(email="")

    sophie = person(size, script=script).sign_in("sophie").page
    code = invite_on_paper(sophie)

    jean = person(size, script=script).open("/").page
    type_the_code(jean, code)
    open_an_account(jean)
    jean.get_by_role("button", name="Accept as Jean Moreau").click()
    expect(jean.get_by_text("Welcome to Les Acacias.")).to_be_visible()
    open_menu(jean)
    jean.get_by_role("link", name="My account").first.click()
    expect(jean.get_by_text("Jean Moreau & Fatima El Idrissi").first).to_be_visible()

    sophie.reload()
    assert "Accepted" in sophie.locator("main table").inner_text()
    assert sophie.get_by_role("link", name="Download all letters").count() == 0


def invite_on_paper(page):
    """Invite Jean by a letter; return the code that it shows."""
    open_menu(page)
    page.get_by_role("link", name="Invitations").first.click()
    page.get_by_role("link", name="Invite co-owners").first.click()
    page.get_by_label("Fatima El Idrissi").uncheck()
    page.get_by_role("button", name="See what will be sent").click()
    expect(page.get_by_text("1 letter with a code is made")).to_be_visible()
    page.get_by_role("button", name="Invite them").click()
    page.get_by_text("1 letter is being made.").wait_for()
    run_all()
    page.reload()
    with page.expect_download() as download:
        page.get_by_role("link", name="Letter").last.click()
    pdf = PdfReader(BytesIO(download.value.path().read_bytes()))
    return code_in(pdf.pages[0].extract_text())


def type_the_code(page, code):
    page.get_by_role("link", name="I have a code").click()
    page.get_by_label("Code").fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="Continue").click()
    expect(
        page.get_by_role("heading", name="Your access to Les Acacias")
    ).to_be_visible()


def open_an_account(page):
    """Open an account with an address of one's own, and confirm that address."""
    mail.outbox.clear()
    page.get_by_role("button", name="Open my account").click()
    page.get_by_label("Your name").fill("Jean Moreau")
    page.locator("input[name=email]").fill("jean.moreau@example.com")
    for field in page.locator("input[type=password]").all():
        field.fill("un petit cheval blanc")
    page.get_by_role("button", name="Open the account").click()
    page.wait_for_url("**/account/confirm-email/")
    [message] = mail.outbox
    page.get_by_label("Code").fill(confirmation_in(message))
    page.locator("main form button").first.click()
    page.wait_for_url("**/join/**")


def open_menu(page):
    menu = page.get_by_role("button", name="Menu")
    if menu.is_visible():
        menu.click()
