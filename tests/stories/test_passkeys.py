"""Signing in with a passkey, in Chromium with a virtual authenticator; a lost phone."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from koprogo.accounts.models import User
from koprogo.accounts.queries import sign_in_of
from tests import cast
from tests.accounts.steps import code_in, code_of
from tests.stories.conftest import AT_A_DESK, PASSWORD, PHONE

SECURITY = "/account/security/"


def with_authenticator(person):
    """Plug a device into the browser that holds passkeys and knows its owner."""
    devtools = person.page.context.new_cdp_session(person.page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    answer = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    person.device = answer["authenticatorId"]
    person.devtools = devtools
    return person


def press(person, name, role="button"):
    """Reach a button as a keyboard does."""
    control = person.page.get_by_role("main").get_by_role(role, name=name)
    control.focus()
    person.page.keyboard.press("Enter")


def arrive(person, pattern):
    person.page.wait_for_url(re.compile(pattern))


def confirm_password(person):
    arrive(person, "/account/reauthenticate/")
    person.page.fill("input[name=password]", PASSWORD)
    press(person, "Continue")


def sign_out(person):
    person.open("/account/logout/")
    press(person, "Sign out")
    arrive(person, "/account/login/")


def add_passkey(person, *, alone=True):
    person.open(SECURITY)
    press(person, "Add a passkey", "link")
    confirm_password(person)
    arrive(person, "webauthn/add/$")
    person.page.fill("input[name=name]", "My phone")
    person.page.set_checked("input[name=passwordless]", alone)
    press(person, "Add the passkey")
    arrive(person, "recovery-codes/")


@pytest.mark.parametrize("size", [AT_A_DESK, PHONE])
def test_a_passkey_signs_in_alone(person, size):
    omar = with_authenticator(person(size)).sign_in("omar")
    add_passkey(omar)
    assert sign_in_of(cast.user("omar")).passkeys == ["My phone"]
    sign_out(omar)
    press(omar, "Sign in with a passkey")
    arrive(omar, f"/b/{cast.ACACIAS}/$")
    # It also proves once more who one is, where that is asked.
    omar.open(SECURITY)
    press(omar, "See the passkeys", "link")
    press(omar, "Rename My phone", "link")
    arrive(omar, "/account/reauthenticate/")
    press(omar, "Use a passkey", "link")
    arrive(omar, "webauthn/reauthenticate/")
    press(omar, "Use a passkey")
    arrive(omar, "edit/$")
    omar.page.fill("input[name=name]", "Old phone")
    press(omar, "Save")
    arrive(omar, "webauthn/$")
    press(omar, "Remove Old phone", "link")
    press(omar, "Remove")
    arrive(omar, "webauthn/$")
    assert sign_in_of(cast.user("omar")).passkeys == []
    assert [one.subject for one in mail.outbox] == [
        "A passkey was added",
        "A passkey was removed",
    ]


@pytest.mark.parametrize("size", [AT_A_DESK, PHONE])
def test_a_passkey_is_the_second_step_after_the_password(person, size):
    omar = with_authenticator(person(size)).sign_in("omar")
    add_passkey(omar, alone=False)
    sign_out(omar)
    omar.sign_in("omar")
    arrive(omar, "security/authenticate/")
    omar.open("/profile/")
    arrive(omar, "security/authenticate/")
    press(omar, "Use a passkey")
    arrive(omar, f"/b/{cast.ACACIAS}/$")


@pytest.mark.parametrize("size", [AT_A_DESK, PHONE])
def test_a_device_that_refuses_can_be_asked_again(person, size):
    omar = with_authenticator(person(size)).sign_in("omar")
    add_passkey(omar)
    sign_out(omar)
    verified = {"authenticatorId": omar.device, "isUserVerified": False}
    omar.devtools.send("WebAuthn.setUserVerified", verified)
    press(omar, "Sign in with a passkey")
    failed = omar.page.get_by_text("That did not work, or it was cancelled.")
    failed.wait_for()
    verified["isUserVerified"] = True
    omar.devtools.send("WebAuthn.setUserVerified", verified)
    press(omar, "Sign in with a passkey")
    arrive(omar, f"/b/{cast.ACACIAS}/$")


@pytest.mark.parametrize("size", [AT_A_DESK, PHONE])
def test_an_account_with_a_passkey_and_no_password(person, size):
    eve = with_authenticator(person(size)).open("/account/signup/passkey/")
    eve.page.fill("input[name=name]", "Eve Martin")
    eve.page.fill("input[name=email]", "eve@example.org")
    press(eve, "Open the account")
    arrive(eve, "confirm-email/")
    eve.page.fill("input[name=code]", code_in(mail.outbox[0]))
    press(eve, "Continue")
    arrive(eve, "webauthn/signup/")
    press(eve, "Make the passkey")
    arrive(eve, "/buildings/")
    user = User.objects.get(email="eve@example.org")
    state = sign_in_of(user)
    assert (state.has_password, state.passkeys) == (False, ["Passkey 1"])
    sign_out(eve)
    press(eve, "Sign in with a passkey")
    arrive(eve, "/buildings/")


def test_without_script_the_page_says_so_and_the_password_works(person):
    omar = person(PHONE, script=False).open("/account/login/")
    buttons = omar.page.get_by_role("main").get_by_role("button")
    assert buttons.all_inner_texts() == ["Sign in"]
    omar.sign_in("omar").open(f"{SECURITY}webauthn/add/")
    confirm_password(omar)
    omar.page.get_by_text("This browser cannot use passkeys").wait_for()


@pytest.mark.parametrize("size", [AT_A_DESK, PHONE])
def test_a_lost_phone(person, size):
    """An app with codes, its recovery codes on paper, and the day it is gone."""
    sophie = person(size).sign_in("sophie").open(SECURITY)
    press(sophie, "Set up an app", "link")
    confirm_password(sophie)
    secret = sophie.page.locator("main code").inner_text().replace(" ", "")
    sophie.page.fill("input[name=code]", code_of(secret))
    press(sophie, "Switch it on")
    arrive(sophie, "recovery-codes/")
    paper = sophie.page.locator("main code").all_inner_texts()
    assert [one.subject for one in mail.outbox] == ["An app with codes was switched on"]
    sign_out(sophie)
    # The phone is gone.
    sophie.sign_in("sophie")
    arrive(sophie, "authenticate/")
    sophie.page.fill("input[name=code]", paper[3])
    press(sophie, "Continue")
    arrive(sophie, f"/b/{cast.ACACIAS}/$")
    sophie.open(SECURITY)
    expect(sophie.page.get_by_text("9 codes left")).to_be_visible()
    press(sophie, "Switch it off", "link")
    confirm_password(sophie)
    press(sophie, "Switch it off")
    arrive(sophie, "security/$")
    assert sign_in_of(cast.user("sophie")).has_app is False
