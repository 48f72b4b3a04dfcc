"""The main job of First light, as people do it. Without script, also on a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import DESKTOP, PHONE


@pytest.mark.parametrize("script", [True, False])
def test_from_a_call_to_a_settled_account(person, script):
    sophie = person(DESKTOP, script=script).sign_in("sophie").page
    prepare_and_issue(sophie)

    omar = person(PHONE, dark=True, script=script).sign_in("omar").page
    reference = read_the_call(omar)

    record_payment(sophie, reference, "617,29")
    omar.reload()
    assert balance(omar) == "€0.00"

    reverse_payment(sophie)
    omar.reload()
    assert balance(omar) == "€617.29"

    cancel_call(sophie)
    omar.reload()
    assert balance(omar) == "€0.00"


def prepare_and_issue(page):
    page.get_by_role("link", name="Prepare the first call").click()
    page.get_by_label("Title").fill("Provision Q1")
    page.get_by_label("Due on").fill("2099-01-31")
    page.get_by_label("Amount (€)").first.fill("1.234,57")
    page.get_by_role("button", name="Save and see everybody's part").click()
    omar = page.get_by_role("row").filter(has_text="Omar Haddad")
    expect(omar).to_contain_text("€617.29")
    page.get_by_role("button", name="Issue the call").click()
    expect(page.get_by_text("The call is issued and posted.")).to_be_visible()


def read_the_call(page):
    """Return the structured communication, after reading how the part was computed."""
    open_menu(page)
    page.get_by_role("link", name="My account").first.click()
    assert balance(page) == "€617.29"
    account = page.url
    page.get_by_role("link", name="Provision Q1").click()
    text = page.locator("main").inner_text()
    assert "617.2850" in text
    assert "+ 1 cent" in text
    page.goto(account)
    return re.search(r"\+{3}[\d/]+\+{3}", text)[0]


def open_menu(page):
    menu = page.get_by_role("button", name="Menu")
    if menu.is_visible():
        menu.click()


def balance(page):
    return re.match(r"€[\d.,]+", page.locator(".kpi dd").first.inner_text())[0]


def record_payment(page, reference, amount):
    page.get_by_role("link", name="Payments").first.click()
    page.get_by_role("link", name="Record a payment").click()
    page.get_by_label("Communication").fill(reference)
    page.get_by_label("Amount (€)").fill(amount)
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_text("€617.29 recorded for Omar Haddad.")).to_be_visible()


def reverse_payment(page):
    page.get_by_role("link", name="Reverse").click()
    page.get_by_role("button", name="Reverse").click()
    expect(
        page.get_by_text("The payment is reversed by a mirror entry.")
    ).to_be_visible()


def cancel_call(page):
    page.get_by_role("link", name="Calls for funds").first.click()
    page.get_by_role("link", name="Provision Q1").click()
    page.get_by_role("link", name="Cancel the call").click()
    page.get_by_role("button", name="Cancel the call").click()
    expect(page.get_by_text("Nobody owes it.")).to_be_visible()
