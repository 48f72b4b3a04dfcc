"""People come in on a phone: by the code in the hall, and by who owns their lot."""

import re

from koprogo.tenancy import enter
from tests import cast
from tests.buildings.mailbox import delivered, link_in
from tests.buildings_people import things
from tests.buildings_people.making import arrived, founded, posted
from tests.stories.conftest import PHONE, in_each_window
from tests.stories.test_every_page import HOME, check


@in_each_window
def test_pages_of_people(person, size, dark):
    with enter(cast.tenant().pk, by=None):
        some = things.things()
    mine = f"my-occupants/{some['occupancy_id']}/end/"
    withdraw = f"my-occupants/invited/{some['occupant_invitation_id']}/revoke/"
    omar = person(size, dark=dark).sign_in("omar")
    paths = ["my-occupants/", "my-occupants/new/", mine, withdraw]
    assert check(omar, [HOME + path for path in paths]) == {}
    sophie = person(size, dark=dark).sign_in("sophie")
    refuse = f"people/arrivals/{some['arrival_id']}/refuse/"
    end = f"people/occupants/{some['occupancy_id']}/end/"
    paths = ["people/", "people/hall/", "people/hall/close/", refuse, end]
    assert check(sophie, [HOME + path for path in paths]) == {}


@in_each_window
def test_pages_of_neighbours_among_themselves(person, size, dark):
    building = founded()
    home = f"/b/{building.slug}/"
    with enter(building.pk, by=None):
        code, words = posted("zoe")
    arrived(code, "mia")
    zoe = person(size, dark=dark).sign_in("zoe")
    paths = ["/neighbours/new/", home, home + "people/", home + "history/"]
    assert check(zoe, paths) == {}
    assert check(person(size, dark=dark), [f"/join/{words}/"]) == {}
    bo = person(size, dark=dark).sign_in("bo")
    assert check(bo, [f"/join/{words}/"]) == {}


def test_a_place_for_neighbours_begins_on_a_phone(person):
    zoe = person(PHONE, script=False).sign_in("zoe").open("/buildings/")
    zoe.page.get_by_role("link", name="Begin a place for your neighbours").click()
    for label, words in (
        ("Name of the building", "Les Lilas"),
        ("Street and number", "rue des acacias, 1"),
        ("Postal code", "1030"),
        ("Town", "Schaerbeek"),
        ("How many lots, about", "12"),
    ):
        zoe.page.get_by_label(label).fill(words)
    zoe.page.get_by_label("French").check()
    zoe.page.get_by_role("button", name="Continue").click()
    zoe.page.get_by_label("It is another association, with another hall").check()
    zoe.page.get_by_role("button", name="Continue").click()
    zoe.page.get_by_label("I am on the council").check()
    zoe.page.get_by_role("button", name="Found the place").click()
    zoe.page.get_by_role("link", name="Make a code").click()
    zoe.page.get_by_role("button", name="Make the page").click()
    assert zoe.page.get_by_text("3 more neighbours must type the code").is_visible()
    with zoe.page.expect_download() as sent:
        zoe.page.get_by_role("link", name="Print the page").click()
    assert sent.value.suggested_filename == "hall_les-lilas.pdf"


def test_an_owner_lets_his_tenant_in_and_sends_him_off(person):
    omar = person(PHONE).sign_in("omar").open(HOME + "my-occupants/")
    omar.page.get_by_role("link", name="Invite an occupant").first.click()
    omar.page.get_by_label("Name of the occupant").fill("Zoe")
    omar.page.get_by_label("E-mail address").fill("zoe@example.org")
    omar.page.get_by_role("button", name="Invite").click()
    [message] = [one for to, one in delivered().items() if "zoe" in to]
    zoe = person(PHONE).sign_in("zoe").open(link_in(message))
    zoe.page.get_by_role("button", name=re.compile("Accept as Zoe")).click()
    zoe.page.wait_for_url(re.compile(HOME))
    omar.open(HOME + "my-occupants/")
    omar.page.get_by_role("link", name=re.compile("End.*Zoe")).click()
    omar.page.get_by_role("button", name="End the access").click()
    assert omar.page.get_by_text("The access ends after this day.").is_visible()
