import gc
import os
import shutil
import socket

import pytest
from django.core.cache import cache
from django.db import connections
from django.utils import translation
from hypothesis import HealthCheck, settings
from playwright.sync_api import sync_playwright

from koprogo.jobs import services as jobs
from koprogo.tenancy import enter
from tests import cast, databases
from tests.workers import Broker

# Playwright's event loop runs in the thread of the tests; their queries do not mind.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# What is slow on one machine is not wrong: no property test looks at the clock.
settings.register_profile(
    "patient", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_addoption(parser):
    parser.addoption("--matrix", action="store_true", help="also what takes minutes")
    parser.addoption(
        "--screenshots",
        action="store_true",
        help="take the pictures of the guides anew",
    )


def pytest_collection_modifyitems(config, items):
    """Leave the long matrix to ``make test-full``."""
    if config.getoption("--matrix"):
        return
    long = [item for item in items if item.get_closest_marker("matrix")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if item not in long]


def pytest_collection_finish():
    """What is loaded by now stays: the garbage collector need not walk it each time.

    Nor need it look often: there is memory enough for what a few tests leave.
    """
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


@pytest.fixture(autouse=True)
def nobody_has_called_yet():
    """Rate limits count in the cache: what one test asked is no other's business."""
    cache.clear()


@pytest.fixture(scope="session")
def cast_template(django_db_blocker, worker_id):
    """A database with the cast in it, to be cloned; one for each test worker."""
    name = f"koprogo_cast_{worker_id}_{os.getpid()}"
    databases.clone(databases.migrated_template(), name)
    with django_db_blocker.unblock():
        _use(name)
        cast.populate()
        connections.close_all()
    yield name
    databases.drop(name)


@pytest.fixture(scope="session")
def django_db_setup(cast_template, django_db_blocker):
    """Ordinary tests run in this clone and roll back."""
    name = databases.clone(cast_template, f"{cast_template}_work")
    with django_db_blocker.unblock():
        _use(name)
    yield
    with django_db_blocker.unblock():
        connections.close_all()
    databases.drop(name)


@pytest.fixture
def own_database(cast_template, django_db_setup, django_db_blocker):
    """A clone for one test that needs real commits, threads or processes."""
    name = databases.clone(cast_template, f"{cast_template}_own")
    with django_db_blocker.unblock():
        work = _use(name)
        yield name
        _use(work)
    databases.drop(name)


@pytest.fixture(scope="module")
def written_once(cast_template, django_db_setup, django_db_blocker):
    """``written_once(write)`` calls ``write()`` inside Les Acacias; returns its result.

    What it writes is committed in a clone that the tests of this file share: for things
    that are dear to make and that no test changes for good.
    """
    name = databases.clone(cast_template, f"{cast_template}_file")

    def once(write):
        with (
            django_db_blocker.unblock(),
            translation.override("en"),
            enter(cast.tenant().pk, by=None),
        ):
            return write()

    with django_db_blocker.unblock():
        work = _use(name)
    yield once
    with django_db_blocker.unblock():
        _use(work)
    databases.drop(name)


@pytest.fixture
def broker(own_database, monkeypatch):
    """The real broker; jobs are published there, under the name of this database."""
    found = Broker(f"{own_database}:")
    monkeypatch.setattr(jobs, "_client", found.client)
    yield found
    found.empty()


def _use(name: str) -> str:
    """Point Django at database ``name``; return the one it used."""
    connections.close_all()
    settings = connections["default"].settings_dict
    before, settings["NAME"] = settings["NAME"], name
    return before


@pytest.fixture
def acacias(db):
    """Les Acacias, entered as the system."""
    with enter(cast.tenant().pk, by=None):
        yield cast.building()


@pytest.fixture
def sign_in(client, db):
    """``sign_in("omar")`` returns the test client signed in as this person."""

    def as_person(name: str):
        client.force_login(cast.user(name))
        return client

    return as_person


@pytest.fixture(scope="session")
def browser():
    """The system's Chromium, or the one that playwright installed."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(autouse=True)
def in_english():
    """What a test reads outside a request is English, as the cast speaks."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Sockets open only towards this machine."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family != socket.AF_UNIX and address[0] not in {
            "127.0.0.1",
            "::1",
            "localhost",
        }:
            raise AssertionError(f"a test tried to reach {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
