"""Lending and common rooms in a browser: every page is readable, and none needs a script."""

from buildings.models import Module
from tests import cast
from tests.community import making as people
from tests.community.bookings.making import booked, inside, room, soon, thing
from tests.stories.conftest import PHONE, in_narrow_windows_too
from tests.stories.test_every_page import check

HERE = f"/b/{cast.ACACIAS}/neighbours/"


def lively():
    """Fill the pages; return what Omar opens, and what Clara of the council does."""
    with inside():
        people.switched_on(Module.LENDING, Module.ROOMS)
        omar, clara, otto = (people.joined(name) for name in ("omar", "clara", "otto"))
        ladder = thing(omar, deposit="20.00", conditions="Only indoors.", ahead=30)
        drill = thing(clara, title="Drill", is_automatic=True, longest=3 * 1440 + 60)
        party = room(
            clara, quota=480, opens=soon(0, 10).time(), closes=soon(0, 22).time()
        )
        now = soon(0, 0)
        asked = booked(ladder, otto, soon(1, 14), soon(2, 16), now=now)
        booked(drill, omar, soon(1, 14), soon(1, 16), now=now)
        booked(party, omar, soon(3, 14), soon(3, 16), now=now)
    pages = [
        "lending/",
        "lending/?q=nothing",
        "lending/mine/",
        "lending/new/",
        "rooms/",
    ]
    pages += ["bookings/", "bookings/feed/", f"bookings/{asked.uuid}/"]
    for kind, post in (("lending", ladder.post), ("rooms", party.post)):
        one = f"{kind}/{post.uuid}/"
        views = [f"calendar/?view={view}" for view in ("month", "week", "list")]
        pages += [one + page for page in ("", "book/", "wait/", *views)]
    of_the_council = [f"rooms/{party.post.uuid}/edit/", "rooms/new/"]
    return [HERE + page for page in pages], [HERE + page for page in of_the_council]


@in_narrow_windows_too
def test_every_page_of_lending_and_rooms(person, size, dark):
    pages, of_the_council = lively()
    assert check(person(size, dark=dark).sign_in("omar"), pages) == {}
    assert check(person(size, dark=dark).sign_in("clara"), of_the_council) == {}


def test_a_loan_on_two_phones_without_a_script(person):
    with inside():
        people.switched_on(Module.LENDING)
        ladder = thing(people.joined("omar"))
        people.joined("otto")
    otto = person(PHONE, script=False).sign_in("otto")
    otto.open(f"{HERE}lending/").page.click("text=Ladder")
    otto.page.click("main >> text=Book a time")
    otto.page.fill("[name=begins_on]", f"{soon(1):%Y-%m-%d}")
    otto.page.fill("[name=begins]", "14:00")
    otto.page.fill("[name=ends]", "16:00")
    otto.page.click("button:has-text('Ask for it')")
    assert "You have asked for it." in otto.page.inner_text("main")

    omar = person(PHONE, script=False).sign_in("omar")
    omar.open(f"{HERE}bookings/").page.click("main >> text=Ladder")
    omar.page.click("button:has-text('Accept')")
    omar.page.click("button:has-text('I have handed it over')")
    omar.open(f"{HERE}lending/")
    assert "Lent out" in omar.page.inner_text("main")

    otto.open(f"{HERE}bookings/").page.click("main >> text=Ladder")
    otto.page.click("button:has-text('I have brought it back')")
    omar.open(f"{HERE}bookings/").page.click("main >> text=Ladder")
    omar.page.click("a:has-text('I have it back')")
    omar.page.click("main form button")
    assert "It is back with you." in omar.page.inner_text("main")
    omar.open(f"{HERE}lending/{ladder.post.uuid}/")
    assert "Available" in omar.page.inner_text("main")
