"""Every page as its richest role: axe clean, nothing wider than the window.

1280 light and 390 dark, as platform.md §5 asks; reflow at 320.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe

from finance.models import Call
from koprogo.tenancy import enter
from tests import cast
from tests.finance.factories import draft, issued, item, payment
from tests.stories.conftest import DESKTOP, NARROW, PHONE

HOME = f"/b/{cast.ACACIAS}/"
PUBLIC = ["/", "/roles", "/account/login/", "/account/password/reset/", "/nowhere"]


def lively():
    """Fill Les Acacias so that no page is empty; return the pages of a syndic."""
    with enter(cast.tenant().pk, by=None):
        prepared = draft(item("4500.00", purpose="works"), title="Roof")
        call = issued(item("1234.57"), item("200.00", key="lift", purpose="reserve"))
        paid = payment("H1", "617.29", communication="+++…+++")
        lot, holding = cast.lot("A"), cast.holding("H3")
        owner = holding.members.first().owner
        document = call.documents.first()
        key = Call.objects.get(pk=call.pk).items.last().key
    return [
        "/profile/",
        "/buildings/",
        "/buildings/new/",
        HOME,
        *(
            HOME + path
            for path in (
                "settings/",
                "lots/",
                "lots/new/",
                f"lots/{lot.uuid}/",
                f"lots/{lot.uuid}/edit/",
                f"lots/{lot.uuid}/hand-over/",
                "owners/",
                "owners/new/",
                f"owners/{owner.uuid}/",
                f"owners/{owner.uuid}/edit/",
                "owners/holdings/new/",
                f"owners/holdings/{holding.uuid}/",
                f"owners/holdings/{holding.uuid}/representative/",
                "keys/",
                "keys/new/",
                f"keys/{key.uuid}/",
                f"keys/{key.uuid}/new/",
                "import/",
                "calls/",
                "calls/new/",
                f"calls/{prepared.uuid}/",
                f"calls/{prepared.uuid}/edit/",
                f"calls/{prepared.uuid}/discard/",
                f"calls/{call.uuid}/",
                f"calls/{call.uuid}/cancel/",
                f"documents/{document.uuid}/",
                "payments/",
                "payments/new/",
                f"payments/{paid.uuid}/reverse/",
                "accounts/",
                f"accounts/{holding.uuid}/",
            )
        ),
    ]


def faults(page):
    found = Axe().run(page).response["violations"]
    return [(fault["id"], fault["nodes"][0]["html"][:120]) for fault in found]


def sticks_out(page):
    return page.evaluate(
        "document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth"
    )


def check(somebody, paths, *, status=200):
    wrong = {}
    for path in paths:
        answer = somebody.page.goto(somebody.site + path)
        assert (path, answer.status) == (path, 404 if path == "/nowhere" else status)
        found = faults(somebody.page) + ["too wide"] * sticks_out(somebody.page)
        if found:
            wrong[path] = found
    return wrong


@pytest.mark.parametrize(("size", "dark"), [(DESKTOP, False), (PHONE, True)])
def test_pages_of_a_syndic(person, size, dark):
    assert check(person(size, dark=dark).sign_in("sophie"), lively()) == {}


@pytest.mark.parametrize(("size", "dark"), [(DESKTOP, False), (PHONE, True)])
def test_pages_of_a_co_owner(person, size, dark):
    lively()
    paths = ["/profile/", HOME, *(HOME + p for p in ("account/", "calls/", "lots/"))]
    assert check(person(size, dark=dark).sign_in("clara"), paths) == {}


@pytest.mark.parametrize(("size", "dark"), [(DESKTOP, False), (PHONE, True)])
def test_public_pages(person, size, dark):
    assert check(person(size, dark=dark), PUBLIC) == {}


def test_everything_fits_a_narrow_window(person):
    paths = lively()
    sophie = person(NARROW).sign_in("sophie")
    wide = [path for path in paths if sticks_out(sophie.open(path).page)]
    assert wide == []


def test_the_keyboard_reaches_the_content(person):
    page = person(DESKTOP).sign_in("omar").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
