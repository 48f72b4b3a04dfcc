"""A syndic gives her accounting program a key, and takes it back."""

from django.test import Client
from playwright.sync_api import expect

from tests.api.conftest import Program
from tests.stories.conftest import PASSWORD, in_each_window
from tests.stories.test_every_page import faults, sticks_out


@in_each_window
def test_a_token_is_made_used_and_revoked(person, size, dark):
    sophie = person(size, dark=dark).sign_in("sophie")
    page = sophie.open("/profile/tokens/").page
    page.click("text=New token")
    page.fill("input[name=password]", PASSWORD)  # who she is, once more
    page.click("main form button")
    expect(page.locator("select[name=tenant]")).to_be_visible()
    page.fill("input[name=name]", "Accounting")
    page.select_option("select[name=tenant]", "acacias")
    assert (faults(page), sticks_out(page)) == ([], False)
    page.click("main form button")
    secret = page.inner_text("main code")
    assert (faults(page), sticks_out(page)) == ([], False)
    assert Program(secret, Client()).get("lots/").status_code == 200

    page.click("text=I have copied it")
    expect(page.locator("main table")).to_be_visible()
    assert (faults(page), sticks_out(page)) == ([], False)
    page.click("td >> text=Revoke")
    expect(page.locator("main form button")).to_be_visible()
    assert (faults(page), sticks_out(page)) == ([], False)
    page.click("main form button")
    assert page.inner_text("main td .badge") == "Revoked"
    assert Program(secret, Client()).get("lots/").status_code == 401
