"""Every page of the neighbours in a browser: axe clean, as wide as its window.

Somebody of each role opens whatever is behind the links of the pages that he sees: the
council, an owner, the syndic, a newcomer, and who founded a place for neighbours.
"""

import re

from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import timezone

from community.urls import founding, urlpatterns
from finance.demo.people import PEOPLE
from koprogo.accounts.models import User
from tests.community import demos
from tests.solidarity.making import confirmed_as
from tests.stories.conftest import in_each_window
from tests.stories.test_every_page import faults, sticks_out

BELLEVUE, LINDEHOF = "/b/residence-bellevue/", "/b/lindehof/"
#: who walks, and where he begins
WALKS = {
    "marc": [
        BELLEVUE,
        *(f"{BELLEVUE}neighbours/{page}" for page in ("", "modules/", "reports/")),
        f"{BELLEVUE}neighbours/hours/council/",
    ],
    "lieve": [f"{BELLEVUE}neighbours/", f"{BELLEVUE}my-occupants/"],
    "sophie": [f"{BELLEVUE}people/", f"{BELLEVUE}neighbours/modules/"],
    "ines": [BELLEVUE, f"{BELLEVUE}neighbours/"],
    "lotte": [LINDEHOF, f"{LINDEHOF}people/", "/neighbours/new/"],
}
HERE = re.compile(
    r"^(/b/[\w-]+/(neighbours/.*|people/.*|my-occupants/.*)?|/neighbours/new/.*)$"
)
#: what stands at these addresses is a file,
FILES = {"photo", "photo-small", "hours-account-table"}
#: or only what a button does
ACTS = {
    *("comment", "comment-remove", "coming", "talk-read", "unblock", "unpin"),
    *("booking-accept", "booking-given", "booking-taken", "booking-brought"),
    *("item-ask", "item-taken", "item-back", "waiting-end"),
    *("bookings-feed-end", "room-feed-end"),
}


class Walk:
    """Opens each kind of page once, and notes what is wrong, by its address."""

    def __init__(self, person, size, *, dark: bool) -> None:
        self.person, self.size, self.dark = person, size, dark
        self.opened: set[str] = set()
        self.wrong: dict[str, list] = {}

    def go(self, name: str, starts: list[str]) -> None:
        window = self.person(self.size, dark=self.dark)
        sign_in(window, name)
        waiting, seen = list(starts), set()
        while waiting:
            path = waiting.pop(0)
            page = name_of(path)
            if page is None or path in seen or (page, name) in seen:
                continue
            # A start is looked at by everybody, other pages by who comes there first.
            if path not in starts and page in self.opened:
                continue
            seen |= {path, (page, name)}
            self.opened.add(page)
            waiting += self._look(window, path)

    def _look(self, window, path: str) -> list[str]:
        answer = window.page.goto(window.site + path)
        assert (path, answer.status) == (path, 200)
        found = faults(window.page) + ["too wide"] * sticks_out(window.page)
        if found:
            self.wrong[path] = found
        links = "[...document.querySelectorAll('main a[href]')]"
        return window.page.evaluate(
            f"{links}.map(a => a.getAttribute('href').split(/[?#]/)[0])"
        )


def name_of(path: str) -> str | None:
    """Return how a page of ours is called; None: it is another one, or no page."""
    if not HERE.match(path):
        return None
    try:
        name = resolve(path).url_name
    except Resolver404:
        return None
    return None if name in FILES else name


def sign_in(window, name: str) -> None:
    """Sign somebody of the demo in, in a session with a second factor."""
    user = User.objects.get(email=PEOPLE[name].email)
    client = confirmed_as(Client(), user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    window.page.context.add_cookies([{**cookie, "url": window.site}])


@in_each_window
def test_every_page_of_the_neighbours(person, size, dark):
    demos.play(timezone.localdate())
    walk = Walk(person, size, dark=dark)
    for name, starts in WALKS.items():
        walk.go(name, starts)
    assert walk.wrong == {}
    every = {one.name for one in (*urlpatterns, *founding.urlpatterns)}
    assert every - walk.opened - FILES - ACTS == set()
