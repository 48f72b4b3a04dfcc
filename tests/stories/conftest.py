"""A real browser against a real server on a clone of the cast's database."""

from dataclasses import dataclass, field

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connections
from django.test.testcases import LiveServerThread
from django.utils import timezone
from playwright.sync_api import expect

from tests.stories.pictures import Album, Clock
from tests.together import PATIENCE

PASSWORD = "correct horse battery"
DESKTOP, PHONE, NARROW = (1280, 900), (390, 844), (320, 640)
# On a phone in the dark at each run of the tests; ``make test-full`` opens the others.
AT_A_DESK = pytest.param(DESKTOP, marks=pytest.mark.matrix)
_LOOKS = [pytest.param(DESKTOP, False, marks=pytest.mark.matrix), (PHONE, True)]
_NARROW_TOO = [*_LOOKS, pytest.param(NARROW, False, marks=pytest.mark.matrix)]
expect.set_options(timeout=PATIENCE * 1000)
in_each_window = pytest.mark.parametrize(("size", "dark"), _LOOKS)
in_narrow_windows_too = pytest.mark.parametrize(("size", "dark"), _NARROW_TOO)


@pytest.fixture
def site(own_database):
    """The address of a running site; its database is dropped with the test."""
    server = LiveServerThread("localhost", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait(PATIENCE)
    if server.error:
        raise server.error
    yield f"http://localhost:{server.port}"
    server.terminate()
    connections.close_all()


@dataclass
class Person:
    """Somebody with a browser window; notes every request that leaves the site."""

    page: object
    site: str
    script: bool = True
    strangers: list[str] = field(default_factory=list)

    def sign_in(self, name: str) -> "Person":
        self.open("/account/login/")
        self.page.fill("input[name=login]", f"{name}@example.org")
        self.page.fill("input[name=password]", PASSWORD)
        self.page.click("main form button")
        self.page.wait_for_load_state()
        return self

    def open(self, path: str) -> "Person":
        self.page.goto(self.site + path)
        return self

    def watch(self, request) -> None:
        if not request.url.startswith((self.site, "data:")):
            self.strangers.append(request.url)


@pytest.fixture
def person(browser, site):
    """``person(size, dark=…, script=…)`` opens a window; nothing may leave the site."""
    opened = []

    def open_window(size=DESKTOP, *, dark=False, script=True):
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            locale="en-GB",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE * 1000)
        somebody = Person(context.new_page(), site, script)
        somebody.page.on("request", somebody.watch)
        opened.append((context, somebody))
        return somebody

    yield open_window
    strangers = [url for _context, somebody in opened for url in somebody.strangers]
    for context, _somebody in opened:
        context.close()
    assert strangers == []


@pytest.fixture
def album(pytestconfig, monkeypatch):
    """``album.take(page, "name")`` is a picture of a guide; the clock stands for it."""
    monkeypatch.setattr(timezone, "datetime", Clock)
    monkeypatch.setattr(Clock, "looks", 0)
    return Album(taking=pytestconfig.getoption("--screenshots"))
