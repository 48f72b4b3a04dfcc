"""Without a network: the pages one has seen, for oneself alone, until one signs out."""

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import connection, transaction
from playwright.sync_api import expect

from buildings.models import Owner
from koprogo.accounts.models import User
from koprogo.accounts.services import end_other_sessions
from koprogo.tenancy import enter
from tests import cast
from tests.stories.conftest import DESKTOP, PASSWORD, PHONE, in_each_window
from tests.stories.test_every_page import faults, sticks_out

HOME = f"/b/{cast.ACACIAS}/"
LOTS = f"{HOME}lots/"
NOTICE = "#offline"
NOT_KEPT = "You are offline"

# [name of the cache, path of a page] of every page that the browser keeps.
KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    if (name.startsWith("pages ")) {
      for (const { url } of await (await caches.open(name)).keys()) {
        found.push([name, url.replace(location.origin, "")]);
      }
    }
  }
  return found;
}"""
READY = "navigator.serviceWorker.ready.then(() => true)"


@pytest.fixture
def reader(person):
    """``reader("omar")`` is signed in, in a browser that keeps pages from the first on."""

    def signed_in(name, size=DESKTOP, *, dark=False):
        somebody = person(size, dark=dark).open("/account/login/")
        somebody.page.evaluate(READY)
        return somebody.sign_in(name)

    return signed_in


def kept(somebody):
    return sorted(path for _name, path in somebody.page.evaluate(KEPT))


def wait_until_kept(somebody, *paths):
    """The browser keeps a page after it has shown it."""
    wait_until(somebody, lambda: kept(somebody), sorted(paths))


def wait_until(somebody, look, wanted):
    """The worker works on when the page is there: give it ten seconds."""
    for _attempt in range(100):
        if (found := look()) == wanted:
            break
        somebody.page.wait_for_timeout(100)
    assert found == wanted


def go_offline(somebody, *, offline=True):
    somebody.page.context.set_offline(offline)


def heading(somebody):
    return somebody.page.get_by_role("heading", level=1).inner_text()


@in_each_window
def test_a_page_that_was_seen_is_read_as_it_was(reader, size, dark):
    omar = reader("omar", size, dark=dark).open(LOTS).open("/profile/")
    assert omar.page.locator(NOTICE).is_visible() is False
    wait_until_kept(omar, HOME, LOTS, "/profile/")
    go_offline(omar)
    omar.open("/profile/")
    expect(omar.page.locator(NOTICE)).to_contain_text(
        "You are offline: this page is shown as it was on "
    )
    controls = omar.page.locator("main form :is(input, select, button)")
    disabled = [control.is_disabled() for control in controls.all()]
    assert disabled == [True] * len(disabled)
    assert disabled != []
    assert (faults(omar.page), sticks_out(omar.page)) == ([], False)
    omar.open(LOTS)
    expect(omar.page.locator(NOTICE)).to_be_visible()
    assert heading(omar) == "Lots"
    assert (faults(omar.page), sticks_out(omar.page)) == ([], False)
    go_offline(omar, offline=False)
    omar.page.reload()
    assert omar.page.locator(NOTICE).is_visible() is False


@in_each_window
def test_a_page_that_was_not_seen_leads_to_those_that_were(reader, size, dark):
    omar = reader("omar", size, dark=dark).open(LOTS)
    wait_until_kept(omar, HOME, LOTS)
    go_offline(omar)
    for path in ("/", f"{HOME}keys/"):
        omar.open(path)
        assert heading(omar) == NOT_KEPT
    links = omar.page.locator("#kept-pages a")
    expect(links.first).to_contain_text("Lots")
    assert (faults(omar.page), sticks_out(omar.page)) == ([], False)
    assert [link.get_attribute("href") for link in links.all()] == [LOTS, HOME]
    links.first.click()
    assert heading(omar) == "Lots"
    go_offline(omar, offline=False)
    omar.open(f"{HOME}keys/")
    assert heading(omar) == "Allocation keys"


def test_a_sign_out_leaves_nothing(reader):
    omar = reader("omar").open(LOTS)
    wait_until_kept(omar, HOME, LOTS)
    omar.page.get_by_role("button", name="Sign out").click()
    expect(omar.page.get_by_text("You are signed out.")).to_be_visible()
    assert kept(omar) == []
    omar.page.evaluate(READY)  # the page of the sign-in brings the worker back
    go_offline(omar)
    for path in (HOME, LOTS):
        omar.open(path)
        assert heading(omar) == NOT_KEPT
        assert omar.page.locator("#kept-pages").is_visible() is False


def test_a_sign_out_that_does_not_arrive_leaves_nothing_either(reader):
    """Browsers that do not know Clear-Site-Data forget by the worker alone."""
    omar = reader("omar").open(LOTS)
    wait_until_kept(omar, HOME, LOTS)
    go_offline(omar)
    sent = "fetch('/account/logout/', {method: 'POST'}).catch(() => 'offline')"
    assert omar.page.evaluate(sent) == "offline"
    wait_until_kept(omar)


def test_a_page_on_its_way_during_the_sign_out_is_not_kept(reader):
    omar = reader("omar")
    wait_until_kept(omar, HOME)
    other = omar.page.context.new_page()
    other.goto(f"{omar.site}/profile/")
    wait_until_kept(omar, HOME, "/profile/")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE buildings_lot")  # the page of the lots waits
        omar.page.evaluate("path => { location = path; }", LOTS)
        other.get_by_role("button", name="Sign out").click()
        expect(other.get_by_text("You are signed out.")).to_be_visible()
    omar.page.wait_for_url(f"**{LOTS}")
    assert heading(omar) == "Lots"
    omar.page.evaluate(READY)
    assert kept(omar) == []


def test_another_person_reads_nothing_of_the_first(reader):
    omar = reader("omar").open(f"{HOME}account/").open("/profile/")
    wait_until_kept(omar, HOME, f"{HOME}account/", "/profile/")
    [first] = {name for name, _path in omar.page.evaluate(KEPT)}
    omar.page.context.clear_cookies()  # his session is over, and he never signed out
    clara = omar.sign_in("clara")
    wait_until_kept(clara, HOME)
    [second] = {name for name, _path in clara.page.evaluate(KEPT)}
    assert second != first
    go_offline(clara)
    clara.open("/profile/")
    assert heading(clara) == NOT_KEPT
    clara.open(HOME)
    assert clara.page.get_by_text("omar@example.org").count() == 0
    assert clara.page.get_by_text("clara@example.org").count() == 1


def test_a_session_that_was_ended_elsewhere_is_forgotten_at_the_next_visit(reader):
    omar = reader("omar").open(LOTS)
    wait_until_kept(omar, HOME, LOTS)
    end_other_sessions(cast.user("omar"), current=None)
    omar.open(LOTS)
    assert omar.page.url.startswith(f"{omar.site}/account/login/")
    wait_until_kept(omar)


def test_pages_seen_as_somebody_else_are_not_kept(reader):
    with enter(cast.tenant().pk, by=None):
        jean = Owner.objects.get(code="jean").uuid
    start, settings = f"{HOME}owners/{jean}/see-as/", f"{HOME}settings/"
    sophie = reader("sophie").open(settings).open(start)
    wait_until_kept(sophie, HOME, settings, start)
    page = sophie.page
    page.get_by_label("Reason").fill("You asked on the phone.")
    page.get_by_role("button", name="See the pages").click()
    expect(page.get_by_text("You see the pages as Jean Moreau.")).to_be_visible()
    sophie.open(f"{HOME}account/").open("/profile/")
    # Her own overview has gone with his: what is refused the keeping is forgotten.
    wait_until_kept(sophie, settings, start, "/profile/")
    sophie.open(settings)
    assert heading(sophie) == "You may not open this page"
    wait_until_kept(sophie, start, "/profile/")


def test_secrets_and_files_are_not_kept(reader):
    sophie = reader("sophie").open("/profile/tokens/new/")
    page = sophie.page
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button")
    page.wait_for_url("**/profile/tokens/new/")
    page.fill("input[name=name]", "Accounting")
    page.click("main form button")
    expect(page.locator("main code")).to_be_visible()
    sophie.open("/account/security/totp/activate/")
    expect(page.locator("main code")).to_be_visible()
    sophie.open("/join/2222-2222-2222-2222/")
    sophie.open(LOTS)
    page.get_by_text("Export").click()
    with page.expect_download():
        page.get_by_role("link", name="CSV").click()
    wait_until_kept(sophie, HOME, LOTS)


# Put pages in front of those that the browser keeps, as if they were seen before.
FILL = """async ({ count, age }) => {
  const [name] = (await caches.keys()).filter((each) => each.startsWith("pages "));
  const cache = await caches.open(name);
  const requests = await cache.keys();
  const answers = await cache.matchAll();
  await Promise.all(requests.map((request) => cache.delete(request)));
  const seen = new Date(Date.now() - age * 24 * 3600 * 1000).toUTCString();
  for (let number = 1; number <= count; number += 1) {
    await cache.put(`/old/${number}/`, new Response("<html ><h1>Old</h1>", {
      headers: { "Content-Type": "text/html", Date: seen },
    }));
  }
  for (const [index, request] of requests.entries()) {
    await cache.put(request, answers[index]);
  }
}"""


def test_no_more_than_a_hundred_pages_are_kept(reader):
    omar = reader("omar")
    wait_until_kept(omar, HOME)
    omar.page.evaluate(FILL, {"count": 100, "age": 13})
    omar.open(LOTS)
    wait_until_kept(omar, HOME, LOTS, *(f"/old/{each}/" for each in range(3, 101)))


def test_no_page_is_kept_longer_than_two_weeks(reader):
    omar = reader("omar")
    wait_until_kept(omar, HOME)
    omar.page.evaluate(FILL, {"count": 1, "age": 15})
    assert kept(omar) == [HOME, "/old/1/"]
    omar.open(HOME)
    wait_until_kept(omar, HOME)
    omar.page.evaluate(FILL, {"count": 1, "age": 15})
    go_offline(omar)
    omar.open("/old/1/")
    assert heading(omar) == NOT_KEPT
    assert kept(omar) == [HOME]


FILES = """async () =>
  (await caches.keys()).filter((name) => name.startsWith("files "))"""
# Until the new worker is at work: while one is installed, a browser asks for no other.
UPDATE = """async () => {
  const registration = await navigator.serviceWorker.ready;
  await registration.update();
  while (registration.installing || registration.waiting) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}"""


def test_a_release_brings_its_files_and_its_language(reader, monkeypatch):
    omar = reader("omar")
    assert omar.page.evaluate(FILES) == ["files "]
    User.objects.filter(email="omar@example.org").update(language="fr")
    for version, names in (
        ("1", ["files ", "files 1"]),
        ("2", ["files 1", "files 2"]),
    ):
        with monkeypatch.context() as release:
            release.setattr(
                staticfiles_storage, "manifest_hash", version, raising=False
            )
            omar.page.evaluate(UPDATE)
            wait_until(omar, lambda: omar.page.evaluate(FILES), names)
    assert kept(omar) == [HOME]
    go_offline(omar)
    omar.open(LOTS)
    assert omar.page.locator("html").get_attribute("lang") == "fr"


def test_chromium_would_install_it(person):
    page = person(PHONE).open("/account/login/").page
    page.evaluate(READY)
    devtools = page.context.new_cdp_session(page)
    found = devtools.send("Page.getAppManifest")
    assert found["url"].endswith("/manifest.webmanifest?lang=en")
    assert found["errors"] == []
    # Every window of the tests is a private one; nothing else is in the way.
    errors = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [error["errorId"] for error in errors] == ["in-incognito"]
