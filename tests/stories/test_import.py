"""A syndic brings in a building from his tables, without script."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from buildings import services
from buildings.importing.template import template_workbook
from buildings.models import Firm
from koprogo.tenancy import enter
from tests.stories.conftest import DESKTOP

FILE = {
    "name": "building.xlsx",
    "mimeType": "application/octet-stream",
    "buffer": template_workbook("en"),
}


def new_building():
    """An association of Sophie's firm that has no lots yet."""
    building = services.create_building(
        name="Tilia", slug="tilia", deed_total=1000, by=None
    )
    with enter(building.pk, by=None):
        services.start_mandate(
            building,
            firm=Firm.objects.get(name="Lambert Syndic"),
            since=timezone.localdate(),
            until=timezone.localdate() + timedelta(days=365),
            by=None,
        )


def test_from_a_workbook_to_a_building_and_back(person):
    new_building()
    page = person(DESKTOP, script=False).sign_in("sophie").open("/b/tilia/import/").page
    page.set_input_files("input[type=file]", FILE)
    page.get_by_role("button", name="Look at the tables").click()
    expect(page.get_by_text("5 new rows").first).to_be_visible()
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("The tables are imported.")).to_be_visible()
    page.get_by_role("link", name="See the lots").click()
    assert "1,000" in page.locator("main").inner_text()
    page.go_back()
    page.get_by_role("link", name="Undo the import").click()
    page.get_by_role("button", name="Undo the import").click()
    expect(page.get_by_text("The import is undone.")).to_be_visible()
