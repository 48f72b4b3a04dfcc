"""A newcomer's first week on a phone: let in, greeted, and soon somebody's neighbour."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from community.kinds import Kind
from community.models import HoursExchange, HoursPost, Mail, Neighbour
from community.said import Meeting
from community.services.events import call_event
from community.services.greeting import write_greeting
from community.services.hours.exchanges import accept, confirm
from community.services.hours.offers import write_offer
from tests import cast
from tests.buildings_people.making import posted
from tests.community import making as people
from tests.community.bazaar.making import offered
from tests.community.bookings.making import inside, soon, thing
from tests.stories.conftest import PHONE
from tests.stories.test_every_page import faults, sticks_out

HOME = f"/b/{cast.ACACIAS}/"
HERE = HOME + "neighbours/"


def lively() -> str:
    """Let others have begun; return the address on the page in the hall."""
    with inside():
        people.switched_on()
        clara = people.joined("clara", is_listed=True, about="I keep the key.")
        omar = people.joined("omar")
        write_greeting(text="The bins go out on Tuesday.", by=clara.user)
        begins_at = timezone.now() + timedelta(days=3)
        meeting = Meeting(begins_at, begins_at + timedelta(hours=2), "Courtyard", 20)
        call_event(
            meeting,
            uuid=uuid4(),
            title="Soup in the courtyard",
            text="Bring a bowl.",
            me=clara,
            by=clara.user,
        )
        thing(omar, title="Ladder", ahead=30)
        write_offer(
            Kind.WISH,
            uuid=uuid4(),
            category=HoursPost.Category.COMPUTER,
            title="My printer is offended",
            text="It worked until Sunday.",
            me=omar,
            by=omar.user,
        )
        offered(clara, title="A red armchair")
        _code, words = posted()
    return f"/join/{words}/"


@pytest.mark.parametrize("script", [True, False])
def test_a_newcomers_first_week_on_a_phone(person, script):
    hall = lively()
    zoe = person(PHONE, script=script).sign_in("zoe")
    arrives(zoe, hall)
    is_let_in(person(PHONE, script=script).sign_in("clara"))
    takes_part(zoe)
    reads_who_is_who(zoe)
    says_she_comes(zoe)
    asks_for_the_ladder(zoe)
    offers_two_hours(zoe)
    asks_in_the_bazaar(zoe)
    reads_her_account(zoe)
    wants_no_weekly_mail(zoe)


def well(somebody):
    """Nothing on this page is wrong: axe, itself a script, finds nothing, and it fits."""
    if somebody.script:
        assert (faults(somebody.page), sticks_out(somebody.page)) == ([], False)


def see(somebody, words):
    expect(somebody.page.get_by_text(words).first).to_be_visible()


def press(somebody, words):
    somebody.page.locator("main").get_by_role("button", name=words).click()


def follow(somebody, words):
    somebody.page.locator("main").get_by_role("link", name=words).first.click()


def arrives(zoe, hall):
    zoe.open(hall)
    zoe.page.get_by_label("I live here").check()
    zoe.page.get_by_label(re.compile("Where")).fill("Second floor")
    well(zoe)
    zoe.page.get_by_role("button", name="Come in as Zoe").click()
    see(zoe, "Thank you. The council or the syndic looks at it")
    assert zoe.page.goto(zoe.site + HERE).status == 404  # nobody has let her in


def is_let_in(clara):
    clara.open(HOME + "people/")
    press(clara, re.compile("Let in.*Zoe"))
    expect(clara.page.get_by_text("Nobody waits.")).to_be_visible()


def takes_part(zoe):
    """She wanted to read the words of welcome: by which name is she seen?"""
    zoe.open(HERE + "welcome/")
    see(zoe, "Your e-mail address and your phone number are never shown.")
    assert not zoe.page.get_by_label("Show me on the page of who is who").is_checked()
    zoe.page.get_by_label("Show me on the page of who is who").check()
    zoe.page.get_by_label("Where in the building").fill("Second floor")
    well(zoe)
    press(zoe, "Take part")
    see(zoe, "The bins go out on Tuesday.")


def reads_who_is_who(zoe):
    see(zoe, "I keep the key.")
    assert zoe.page.locator("#who").locator("..").get_by_text("Zoe").count()
    assert "example.org" not in zoe.page.locator("main").inner_text()
    well(zoe)


def says_she_comes(zoe):
    zoe.open(HERE + "notices/")
    well(zoe)
    follow(zoe, "Soup in the courtyard")
    zoe.page.get_by_label("Your comment").fill("I bring bread.")
    press(zoe, "Say it")
    see(zoe, "I bring bread.")
    zoe.page.get_by_label("Do you come?").select_option("yes")
    press(zoe, "Answer")
    see(zoe, "1 person comes.")
    well(zoe)


def asks_for_the_ladder(zoe):
    zoe.open(HERE + "lending/")
    follow(zoe, "Ladder")
    follow(zoe, "Book a time")
    zoe.page.fill("[name=begins_on]", f"{soon(2):%Y-%m-%d}")
    zoe.page.fill("[name=begins]", "10:00")
    zoe.page.fill("[name=ends]", "12:00")
    well(zoe)
    press(zoe, "Ask for it")
    see(zoe, "You have asked for it.")


def offers_two_hours(zoe):
    zoe.open(HERE + "hours/")
    follow(zoe, "My printer is offended")
    follow(zoe, "I can do that")
    zoe.page.get_by_label("Your message").fill("Tonight, if you have tea.")
    press(zoe, re.compile("."))
    see(zoe, "Omar was told.")
    with inside():
        row, omar = HoursExchange.objects.get(), people.joined("omar")
        accept(row, answer="I have tea.", me=omar, by=omar.user)
    zoe.open(f"{HERE}hours/exchanges/{row.uuid}/")
    see(zoe, "I have tea.")
    follow(zoe, "It is done")
    zoe.page.get_by_label("On which day").fill(f"{timezone.localdate():%Y-%m-%d}")
    zoe.page.fill("[name=hours]", "2")
    well(zoe)
    press(zoe, re.compile("."))
    see(zoe, "You said that it took")
    with inside():
        confirm(row, minutes=120, me=omar, by=omar.user)
    zoe.page.reload()
    see(zoe, "You both confirmed it, and it was counted.")


def asks_in_the_bazaar(zoe):
    zoe.open(HERE + "bazaar/")
    follow(zoe, "A red armchair")
    press(zoe, "I would like to have it")
    see(zoe, "It is kept for you")
    well(zoe)


def reads_her_account(zoe):
    zoe.open(HERE + "hours/account/")
    see(zoe, "My printer is offended")
    assert "+2 h" in zoe.page.locator("main").inner_text()
    well(zoe)


def wants_no_weekly_mail(zoe):
    zoe.open(HERE + "me/")
    zoe.page.get_by_label("Once a week, what is new").uncheck()
    well(zoe)
    press(zoe, "Save")
    see(zoe, "The others see it so from now on.")
    with inside():
        me = Neighbour.objects.get(user=cast.user("zoe"))
    assert set(me.mails) == set(Mail.values) - {Mail.DIGEST}
    assert me.is_listed
