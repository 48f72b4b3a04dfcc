"""A whole assembly, from the convocation to the minutes, with everybody's window."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from koprogo.jobs.services import run_all
from koprogo.tenancy import enter
from tests import cast
from tests.buildings.mailbox import words_of
from tests.governance.factories import close_item
from tests.governance.voting.making import item, voting
from tests.governance.written.making import PDF
from tests.stories.conftest import DESKTOP, PHONE
from tests.stories.meeting import (
    answer,
    close_the_meeting,
    decide_in_the_room,
    elect_in_secret,
    expect_counted,
    go_through_what_comes_every_year,
    look_on,
    open_the_meeting,
    somebody_leaves,
    take_part,
    take_the_roll,
    vote_on_the_roof,
)
from tests.stories.peupliers import HOME, SLUG, Calendar, build
from tests.stories.test_main_job import open_menu
from tests.stories.test_passkeys import (
    add_passkey,
    arrive,
    press,
    with_authenticator,
)


@pytest.fixture
def day(monkeypatch, site):
    """Today, the day of the assembly; the clock of the site is twenty days before it."""
    today = timezone.localdate()
    build(today)
    monkeypatch.setattr(timezone, "datetime", Calendar)
    monkeypatch.setattr(Calendar, "days_ago", 20)
    return today


def test_an_assembly_from_the_convocation_to_the_minutes(person, day, monkeypatch):
    syndic = person(DESKTOP).sign_in("sophie").open(HOME).page
    prepare(syndic, day)
    put_on_the_agenda(syndic)
    convene(syndic)
    give_a_proxy(person(PHONE).sign_in("bea").open(HOME).page)

    monkeypatch.setattr(Calendar, "days_ago", 0)
    secretary = person(DESKTOP).sign_in("sophie").open(HOME).page
    take_the_roll(secretary)
    open_the_meeting(secretary)
    screen = look_on(person(DESKTOP).sign_in("amir").open(HOME).page)
    chair = person(PHONE).sign_in("omar")
    omar = take_part(chair.open(HOME).page)
    clara = take_part(person(PHONE).sign_in("clara").open(HOME).page)
    felix = take_part(person(PHONE).sign_in("felix").open(HOME).page)
    decide_in_the_room(secretary)
    go_through_what_comes_every_year(secretary)
    vote_on_the_roof(secretary, omar, clara, felix, screen)
    somebody_leaves(secretary, screen)
    elect_in_secret(secretary, omar, felix, screen)
    close_the_meeting(secretary)
    expect(screen.get_by_role("heading", name="The meeting is over")).to_be_visible()
    expect(omar.get_by_role("heading", name="How your lots were")).to_be_visible()

    finish_the_minutes(secretary)
    sign_on_paper(secretary)
    sign_online(chair)
    send_the_minutes(secretary)
    read_what_was_decided(clara)
    out = StringIO()
    call_command("verify_ballots", SLUG, stdout=out)
    assert out.getvalue() == f"{SLUG}: sound\n"


# Weeks before


def prepare(page, day):
    page.get_by_role("link", name="Assemblies").first.click()
    page.get_by_role("link", name="Prepare an assembly").first.click()
    page.get_by_label("Day and time").fill(f"{day}T19:00")
    page.get_by_label("Place").fill("Parish hall")
    page.get_by_label("Second session").fill(f"{day + timedelta(days=20)}T19:00")
    page.get_by_label("How the documents").fill("On KoproGo, or at our office")
    page.get_by_role("button", name="Prepare it").click()


def put_on_the_agenda(page):
    """Works that cost money, and a member of the council by secret ballot."""
    page.get_by_role("link", name="Agenda", exact=True).click()
    agenda = page.url
    new_point(page, "Works on the common parts", "New roof", "Nieuw dak")
    page.get_by_label("Amount of the decision").fill("10.000,00")
    page.get_by_role("button", name="Add the point").click()
    expect(page.get_by_role("complementary")).to_contain_text("Two thirds")
    part = page.get_by_role("row").filter(has_text="Omar Haddad")
    expect(part).to_contain_text("€2,200.00")
    page.goto(agenda)
    council = "Election of a member of the council"
    new_point(page, council, "Council: Clara Wouters", "Raad: Clara Wouters")
    page.get_by_label("Candidate").fill("Clara Wouters")
    page.get_by_label("Secret ballot").check()
    page.get_by_role("button", name="Add the point").click()


def new_point(page, subject, english, dutch):
    page.get_by_role("link", name="New point").click()
    page.get_by_role("link", name=subject).click()
    for language, title in (("English", english), ("Dutch", dutch)):
        page.get_by_label(f"Title ({language})").fill(title)
        page.get_by_label(f"Proposed decision ({language})").fill(f"{title}.")


def convene(page):
    """Omar accepts e-mail; the others are written to by registered letter."""
    page.get_by_role("navigation").get_by_role("link", name="/").last.click()
    page.get_by_role("link", name="Convene").click()
    page.get_by_role("link", name="Convene the owners").click()
    page.get_by_role("button", name="Convene the owners").click()
    work(page)
    omar = page.get_by_role("row").filter(has_text="Omar Haddad")
    expect(omar).to_contain_text("E-mail")
    expect(omar).to_contain_text("Sent")
    [message] = mail.outbox
    assert message.to == ["Omar Haddad <omar@example.org>"]
    expect(page.get_by_text("List for the post office")).to_be_visible()
    post(page)


def work(page):
    """Do what is left to the worker, and what that leaves; the page waits for it."""
    expect(page.get_by_role("progressbar")).to_be_visible()
    run_all()
    run_all()
    expect(page.get_by_role("heading", name="Letter by letter")).to_be_visible()
    page.reload()


def post(page):
    page.get_by_role("link", name="Mark as posted").click()
    page.get_by_role("button", name="Mark as posted").click()
    jean = page.get_by_role("row").filter(has_text="Jean Moreau")
    expect(jean).to_contain_text("Posted")


def give_a_proxy(page):
    """Bea cannot come: Felix votes for her."""
    page.get_by_role("link", name="See the assembly").click()
    page.get_by_role("link", name="Give a proxy").click()
    page.get_by_role("link", name="Give a proxy").first.click()
    page.get_by_label("Another owner").select_option(label="Felix Martin")
    page.get_by_label("This person is not the syndic").check()
    page.get_by_label("How he is to vote").fill("For the roof")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="I sign").click()
    expect(page.get_by_text("Your proxy is signed.")).to_be_visible()
    expect(page.get_by_text("Held by Felix Martin")).to_be_visible()


# The days after


def finish_the_minutes(page):
    page.get_by_role("link", name="Minutes", exact=True).click()
    page.get_by_role("link", name="Finish the minutes").click()
    page.get_by_role("button", name="Finish the minutes").click()
    expect(page.get_by_text("The minutes are made")).to_be_visible()


def sign_on_paper(page):
    page.get_by_role("link", name="Signed on paper").click()
    for name in ("Sophie (Secretary)", "Clara Wouters", "Felix Martin", "Jean Moreau"):
        page.get_by_label(name).check()
    page.get_by_label("Language of the document").select_option(label="English")
    page.get_by_label("Scan of the signed document").set_input_files(
        {"name": "signed.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    page.get_by_role("button", name="Note the signatures").click()
    expect(page.get_by_text("The signatures are noted.")).to_be_visible()
    expect(page.get_by_text("Omar Haddad (Chair) must still sign.")).to_be_visible()


def to_the_minutes(page):
    open_menu(page)
    page.get_by_role("link", name="Assemblies").first.click()
    page.get_by_role("row").get_by_role("link").click()
    page.get_by_role("link", name="Minutes", exact=True).click()


def sign_online(chair):
    """He confirms with his passkey that it is he."""
    add_passkey(with_authenticator(chair))
    page = chair.open(HOME).page
    to_the_minutes(page)
    page.get_by_role("link", name="Sign", exact=True).click()
    page.get_by_role("link", name="Confirm it is me").click()
    arrive(chair, "webauthn/reauthenticate/")
    press(chair, "Use a passkey")
    page.get_by_label("Language of the document").select_option(label="English")
    page.get_by_role("button", name="Sign the minutes").click()
    expect(page.get_by_text("You have signed the minutes.")).to_be_visible()


def send_the_minutes(page):
    page.reload()
    page.get_by_role("link", name="Letters").click()
    page.get_by_role("button", name="Make the letters").click()
    work(page)
    post(page)


def read_what_was_decided(page):
    """Clara reads the minutes, and finds the decision in the register."""
    to_the_minutes(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="English").click()
    text = words_of(download.value.path().read_bytes())
    assert "660 for + 160 against = 820" in text
    assert "Jean Moreau" in text
    open_menu(page)
    page.get_by_role("link", name="Decisions").first.click()
    page.get_by_role("link", name="New roof").click()
    expect(page.get_by_text("660 for + 160 against = 820")).to_be_visible()


# Without script


def test_an_owner_votes_without_script(person):
    with enter(cast.tenant().pk, by=None):
        assembly = voting()
    page = person(PHONE, script=False).sign_in("clara").page
    page.get_by_role("link", name="See the assembly").click()
    page.get_by_role("link", name="Take part").click()
    answer(page, "Against").click()
    expect_counted(page, "Against")
    answer(page, "For").click()
    expect_counted(page, "For")
    with enter(cast.tenant().pk, by=None):
        close_item(item(assembly, 1))
    # Her page does not know it yet.
    answer(page, "Abstention").click()
    expect(page.get_by_text("closed")).to_be_visible()
    expect(page.get_by_text("Adopted.")).to_be_visible()
