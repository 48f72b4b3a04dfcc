"""The public pages in a browser: by anybody, on a phone, without script, on paper."""

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.stories.conftest import DESKTOP, NARROW, PHONE, in_each_window
from tests.stories.test_every_page import check, sticks_out
from tests.stories.test_offline import (
    LOTS,
    heading,
    kept,
    reader,
    wait_until_kept,
)
from tests.transparency.public_pages import making
from tests.transparency.public_pages.making import PAGE
from transparency.public.tables import BY_NAME, Tables

__all__ = ["reader"]  # a fixture

PATHS = [
    PAGE,
    *(f"{PAGE}/{table}" for table in BY_NAME),
    f"{PAGE}/costs?since=2026-01&until=2026-02&kind=servers",
    f"{PAGE}/costs?since=soon",
    f"{PAGE}/simulator",
    f"{PAGE}/simulator?participants=700",
    f"{PAGE}/simulator?participants=many",
]
UNFOLDED = "for (const each of document.querySelectorAll('details')) each.open = true"


@in_each_window
def test_open_pages(person, size, dark):
    anybody = person(size, dark=dark)
    assert check(anybody, [PAGE]) == {}  # before anything is published
    making.publish()
    assert check(anybody, PATHS) == {}
    making.publish(Tables())
    assert check(anybody, PATHS[:3]) == {}


@pytest.mark.parametrize("language", making.LANGUAGES)
def test_open_pages_fit_a_narrow_window_in_every_language(person, language):
    making.publish()
    anybody = person(NARROW)
    wide = []
    for path in PATHS:
        mark = "&" if "?" in path else "?"
        anybody.open(f"{path}{mark}lang={language}")
        anybody.page.evaluate(UNFOLDED)
        wide += [path] * sticks_out(anybody.page)
    assert wide == []


def test_without_script(person):
    making.publish()
    anybody = person(PHONE, script=False).open(f"{PAGE}?lang=en")
    page = anybody.page
    page.get_by_role("link", name="Price", exact=True).click()
    assert page.url.endswith("#price")
    page.get_by_role("link", name="What if more took part?").click()
    page.get_by_label("Participants").fill("2000")
    page.get_by_role("button", name="Compute").click()
    assert page.url == f"{anybody.site}{PAGE}/simulator?lang=en&participants=2000"
    expect(page.get_by_role("heading", level=2)).to_have_text("With 2,000 participants")
    expect(page.locator("dd").first).to_have_text("€0.40")
    page.get_by_role("link", name="100", exact=True).click()
    expect(page.locator("dd").first).to_have_text("€1.00")
    page.get_by_role("link", name="Transparency").first.click()
    page.get_by_role("link", name="€1,980.00").click()
    assert heading(anybody) == "Costs"
    expect(page.locator("tfoot tr")).to_contain_text("€1,980.00")


def test_on_paper(person):
    """What is folded is read there too; what is pressed is not."""
    making.publish()
    page = person(DESKTOP).open(f"{PAGE}?lang=en").page
    table = page.get_by_role("table", name="Participants by month")
    expect(table).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".topbar")).to_be_hidden()
    expect(page.get_by_role("navigation", name="On this page")).to_be_hidden()
    box = page.locator("#participants ~ details table").bounding_box()
    assert box["height"] > 300
    assert len(page.pdf(format="A4")) > 10_000


def test_who_is_signed_in_keeps_the_pages_that_he_saw(reader):
    """A public page says nothing of who reads it: it is no sign-out."""
    making.publish()
    omar = reader("omar").open(LOTS)
    home = f"/b/{cast.ACACIAS}/"
    wait_until_kept(omar, home, LOTS)
    omar.open(PAGE)
    expect(omar.page.get_by_role("link", name="Sign in")).to_be_visible()
    omar.open("/profile/")
    wait_until_kept(omar, home, LOTS, "/profile/")
    assert PAGE not in kept(omar)
