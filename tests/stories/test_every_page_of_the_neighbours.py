"""Every page of the neighbours in a browser: axe clean, as wide as its window.

Each kind of page is opened once, by whoever of the demo finds it first behind the links
of what he sees: the council, owners, the syndic, a newcomer, and who founded a place for
neighbours.
"""

import re

from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import timezone

from community.demo.bellevue.neighbours import ADDRESSES
from community.urls import founding, urlpatterns
from finance.demo.people import PEOPLE
from koprogo.accounts.models import User
from tests.community import demos
from tests.solidarity.making import confirmed_as
from tests.stories.conftest import in_each_window
from tests.stories.test_every_page import faults, sticks_out

BELLEVUE, LINDEHOF = "/b/residence-bellevue/", "/b/lindehof/"
HERE = f"{BELLEVUE}neighbours/"
#: who walks, and where he begins
WALKS = {
    "marc": [BELLEVUE, HERE, f"{HERE}modules/", f"{HERE}reports/"],
    "lieve": [HERE, f"{HERE}hours/council/", f"{BELLEVUE}my-occupants/"],
    "sophie": [f"{BELLEVUE}people/", f"{HERE}modules/"],
    # What the menu leads to, and no page.
    "ines": [BELLEVUE, HERE, f"{HERE}impact/"],
    "sylvie": [f"{HERE}bazaar/mine/", f"{HERE}me/"],
    "aurelie": [f"{HERE}bookings/", f"{HERE}notices/", f"{HERE}hours/exchanges/"],
    "ewa": [f"{HERE}bazaar/mine/"],
    "chloe": [f"{HERE}hours/exchanges/"],
    "lotte": [LINDEHOF, f"{LINDEHOF}people/", "/neighbours/new/"],
}
#: of one kind, so many pages are read for the links on them: more by the first two
MOST, MOST_AT_FIRST = 3, 6
OURS = re.compile(
    r"^(/b/[\w-]+/(neighbours/.*|people/.*|my-occupants/.*)?|/neighbours/new/.*)$"
)
LINK = re.compile(r'<a[^>]*?href="([^"?#]+)', re.DOTALL)
#: what stands at these addresses is a file,
FILES = {
    *("photo", "photo-small", "hours-account-table", "hall-page"),
    *("impact-table", "event-calendar"),
}
#: or only what a button does, a way to another page, or one of a later step
ELSEWHERE = {
    *("booking-accept", "booking-brought", "booking-decline", "booking-given"),
    *("booking-taken", "bookings-feed-end", "room-feed-end", "waiting-end"),
    *("comment", "comment-remove", "coming", "talk-read", "unblock", "unpin"),
    *("hours-mediate-offer", "hours-mediate-stop", "hours-undo-answer"),
    *("item-ask", "item-back", "item-taken", "post", "complaint", "founding-begin"),
}


class Walk:
    """The first page of each kind, as (who, address), by its name."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[str, str]] = {}

    def go(self, name: str, starts: list[str]) -> None:
        client, waiting = confirmed_as(Client(), somebody(name)), list(starts)
        seen: set[str] = set()
        many: dict[str, int] = {}
        most = MOST_AT_FIRST if name in ("marc", "lieve") else MOST
        while waiting:
            path = waiting.pop(0)
            page = name_of(path)
            if page is None or path in seen or many.get(page, 0) == most:
                continue
            seen.add(path)
            many[page] = many.get(page, 0) + 1
            answer = client.get(path)
            if answer.status_code == 200:
                self.found.setdefault(page, (name, path))
                waiting += LINK.findall(answer.content.decode().partition("<main")[2])


def somebody(name: str) -> User:
    email = PEOPLE[name].email if name in PEOPLE else ADDRESSES[name]
    return User.objects.get(email=email)


def name_of(path: str) -> str | None:
    """Return how a page of ours is called; None: it is another one, or a file."""
    if not OURS.match(path) or path.endswith(".pdf"):
        return None
    try:
        name = resolve(path).url_name
    except Resolver404:
        return None
    return None if name in FILES else name


def look(window, path: str) -> list:
    answer = window.page.goto(window.site + path)
    assert (path, answer.status) == (path, 200)
    return faults(window.page) + ["too wide"] * sticks_out(window.page)


@in_each_window
def test_every_page_of_the_neighbours(person, size, dark):
    demos.play(timezone.localdate())
    walk, windows, wrong = Walk(), {}, {}
    for name, starts in WALKS.items():
        walk.go(name, starts)
    every = {one.name for one in (*urlpatterns, *founding.urlpatterns)}
    assert every - set(walk.found) - FILES == ELSEWHERE
    for name, path in walk.found.values():
        if name not in windows:
            windows[name] = person(size, dark=dark)
            sign_in(windows[name], name)
        if found := look(windows[name], path):
            wrong[path] = found
    assert wrong == {}


def sign_in(window, name: str) -> None:
    """Sign somebody of the demo in, in a session with a second factor."""
    client = confirmed_as(Client(), somebody(name))
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    window.page.context.add_cookies([{**cookie, "url": window.site}])
