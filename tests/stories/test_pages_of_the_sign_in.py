"""The pages on the way in, and those that ask who one is: axe clean, none too wide."""

import pytest
from django.core import mail

from tests.accounts.steps import code_in, code_of
from tests.stories.conftest import DESKTOP, NARROW, PHONE
from tests.stories.test_every_page import faults, sticks_out
from tests.stories.test_passkeys import (
    arrive,
    confirm_password,
    press,
    sign_out,
    with_authenticator,
)

SECURITY = "/account/security/"


@pytest.fixture(
    params=[
        pytest.param((DESKTOP, False), marks=pytest.mark.matrix),
        (PHONE, True),
        pytest.param((NARROW, False), marks=pytest.mark.matrix),
    ]
)
def visitor(person, request):
    """Somebody with a device for passkeys; ``look()`` examines the page he is on."""
    size, dark = request.param
    somebody = with_authenticator(person(size, dark=dark))
    somebody.faults = {}

    def look():
        somebody.page.wait_for_load_state()
        path = somebody.page.url.removeprefix(somebody.site)
        found = faults(somebody.page) + ["too wide"] * sticks_out(somebody.page)
        if found:
            somebody.faults[path] = found

    somebody.look = look
    return somebody


def test_from_the_sign_up_to_the_first_passkey(visitor):
    visitor.open("/account/signup/passkey/")
    visitor.page.fill("input[name=name]", "Eve Martin")
    visitor.page.fill("input[name=email]", "eve@example.org")
    press(visitor, "Open the account")
    arrive(visitor, "confirm-email/")
    visitor.look()
    visitor.page.fill("input[name=code]", code_in(mail.outbox[0]))
    press(visitor, "Continue")
    arrive(visitor, "webauthn/signup/")
    visitor.look()
    press(visitor, "Make the passkey")
    arrive(visitor, "/buildings/")
    assert visitor.faults == {}


def test_from_the_first_factor_to_the_second_step(visitor):
    visitor.sign_in("omar").open(f"{SECURITY}webauthn/")
    visitor.look()
    visitor.open(f"{SECURITY}webauthn/add/")
    visitor.look()
    confirm_password(visitor)
    arrive(visitor, "webauthn/add/$")
    visitor.look()
    press(visitor, "Add the passkey")
    arrive(visitor, "recovery-codes/")
    visitor.look()
    visitor.open(f"{SECURITY}totp/activate/")
    visitor.look()
    secret = visitor.page.locator("main code").inner_text().replace(" ", "")
    visitor.page.fill("input[name=code]", code_of(secret))
    press(visitor, "Switch it on")
    arrive(visitor, "security/$")
    for path in (
        "",
        "webauthn/",
        "webauthn/keys/1/edit/",
        "webauthn/keys/1/remove/",
        "webauthn/reauthenticate/",
        "totp/deactivate/",
        "recovery-codes/generate/",
        "reauthenticate/",
    ):
        visitor.open(SECURITY + path)
        assert visitor.page.url == f"{visitor.site}{SECURITY}{path}"
        visitor.look()
    sign_out(visitor)
    visitor.sign_in("omar")
    arrive(visitor, "authenticate/")
    visitor.look()
    assert visitor.faults == {}
