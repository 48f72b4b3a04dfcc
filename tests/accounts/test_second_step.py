"""An app with codes, recovery codes, and what of them rests in the database."""

import json
from io import StringIO

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.management import call_command
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koprogo.accounts.queries import sign_in_of
from koprogo.encryption import Keyring, Undecipherable
from koprogo.settings import dev
from tests import cast
from tests.accounts.steps import (
    SECRET,
    code_of,
    confirm_password,
    factors_of,
    sign_in,
    signed_in,
    with_app,
)
from tests.sql import rows

STEP = reverse("mfa_authenticate")
ACTIVATE, DEACTIVATE = reverse("mfa_activate_totp"), reverse("mfa_deactivate_totp")
CODES = reverse("mfa_view_recovery_codes")
NEWER = "newer:" + "b25seS1mb3ItdGhlLXRlc3RzLW9uLXRoaXMtYm94ISE="


def test_an_app_is_set_up_with_a_picture_and_its_first_code(client):
    sign_in(client)
    assert client.get(ACTIVATE).url.startswith(reverse("account_reauthenticate"))
    confirm_password(client)
    page = client.get(ACTIVATE)
    secret = page.context["form"].secret
    assert "<svg" in page.text
    typed = page.context["form"].key_to_type
    assert typed in page.text
    assert (typed.replace(" ", ""), len(typed)) == (secret, 39)
    assert client.post(ACTIVATE, {"code": "000000"}).status_code == 200
    assert client.post(ACTIVATE, {"code": code_of(secret)}).url == CODES
    omar = cast.user("omar")
    assert factors_of(omar) == ["recovery_codes", "totp"]
    assert len(client.get(CODES).context["unused_codes"]) == 10
    state = sign_in_of(omar)
    assert (state.has_app, state.codes_left, state.passkeys) == (True, 10, [])


def test_the_sign_in_then_asks_for_a_code(client):
    omar = cast.user("omar")
    with_app(omar)
    assert sign_in(client).url == STEP
    assert signed_in(client) is None
    assert client.get(reverse("profile")).status_code == 302
    assert client.post(STEP, {"code": "000000"}).status_code == 200
    assert signed_in(client) is None
    assert client.post(STEP, {"code": code_of()}).status_code == 302
    assert signed_in(client) == str(omar.pk)


def test_a_code_that_somebody_looked_at_works_no_second_time(client):
    with_app(cast.user("omar"))
    code = code_of()
    sign_in(client)
    client.post(STEP, {"code": code})
    client.post(reverse("account_logout"))
    sign_in(client)
    assert client.post(STEP, {"code": code}).status_code == 200
    assert signed_in(client) is None


def test_codes_are_not_guessed(client):
    with_app(cast.user("omar"))
    sign_in(client)
    for number in range(5):
        client.post(STEP, {"code": f"00000{number}"})
    english = {"Accept-Language": "en"}
    response = client.post(STEP, {"code": code_of()}, headers=english)
    assert "Too many failed login attempts" in response.text
    assert signed_in(client) is None


def test_a_lost_phone_a_recovery_code_and_another_phone(client):
    """The story of the day on which the phone is gone."""
    omar = cast.user("omar")
    first, second, *_others = with_app(omar)
    sign_in(client)
    client.post(STEP, {"code": first})
    assert signed_in(client) == str(omar.pk)
    # A code is good for one time.
    client.post(reverse("account_logout"))
    sign_in(client)
    client.post(STEP, {"code": first})
    assert signed_in(client) is None
    client.post(STEP, {"code": second})
    assert signed_in(client) == str(omar.pk)
    assert sign_in_of(omar).codes_left == 8
    # The lost app is switched off, another one is set up.
    confirm_password(client)
    assert client.post(DEACTIVATE).url == reverse("mfa_index")
    assert factors_of(omar) == []
    secret = client.get(ACTIVATE).context["form"].secret
    client.post(ACTIVATE, {"code": code_of(secret)})
    assert factors_of(omar) == ["recovery_codes", "totp"]


def test_new_recovery_codes_make_the_old_ones_void(client):
    omar = cast.user("omar")
    old = with_app(omar)
    sign_in(client)
    client.post(STEP, {"code": code_of()})
    confirm_password(client)
    client.post(reverse("mfa_generate_recovery_codes"))
    page = client.get(CODES)
    assert len(page.context["unused_codes"]) == 10
    assert set(page.context["unused_codes"]) & set(old) == set()
    paper = client.get(reverse("mfa_download_recovery_codes"))
    assert paper.text.split()[-10:] == page.context["unused_codes"]
    assert paper.headers["Content-Disposition"].startswith("attachment")


def test_the_codes_ask_who_one_is(client):
    with_app(cast.user("omar"))
    client.force_login(cast.user("omar"))
    for page in (CODES, reverse("mfa_download_recovery_codes"), DEACTIVATE):
        assert client.get(page).url.startswith("/account/reauthenticate/")


def test_secrets_rest_encrypted():
    """Who reads the table learns nothing, also not from a copy in another place."""
    codes = with_app(cast.user("omar"))
    stored = dict(rows("SELECT type, data::text FROM mfa_authenticator"))
    assert sorted(stored) == ["recovery_codes", "totp"]
    whole = " ".join(stored.values())
    assert [text for text in (SECRET, *codes) if text in whole] == []
    token = Authenticator.objects.get(type="totp").data["secret"]
    ring = Keyring.parse(dev.ENCRYPTION_KEYS)
    place = {"purpose": "second-factor", "context": "mfa_authenticator.data"}
    assert ring.decrypt(token, **place) == SECRET
    with pytest.raises(Undecipherable):
        ring.decrypt(token, **place | {"context": "elsewhere.data"})


def renew():
    output = StringIO()
    call_command("renew_encryption", stdout=output)
    return output.getvalue()


def test_a_new_key_takes_over_and_the_old_one_is_dropped(client, settings):
    omar = cast.user("omar")
    codes = with_app(omar)
    settings.ENCRYPTION_KEYS = f"{NEWER},{dev.ENCRYPTION_KEYS}"
    with_app(cast.user("clara"))
    assert renew() == "2 rows renewed.\n"
    assert renew() == "0 rows renewed.\n"
    settings.ENCRYPTION_KEYS = NEWER
    sign_in(client)
    client.post(STEP, {"code": code_of()})
    assert signed_in(client) == str(omar.pk)
    recovery = Authenticator.objects.get(user=omar, type="recovery_codes")
    assert recovery.wrap().generate_codes() == codes


ODD = st.recursive(
    st.none() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "rawId", "type", "response", "userHandle", "signature"]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(credential=ODD)
def test_an_answer_of_a_device_that_is_none_is_refused_calmly(client, credential):
    """Anybody may send anything here; it leads back to the sign-in."""
    cache.clear()
    fields = {"credential": json.dumps(credential)}
    response = client.post(reverse("mfa_login_webauthn"), fields)
    assert (response.status_code, response.url) == (302, reverse("account_login"))


@pytest.mark.parametrize("text", ["", "nonsense", '{"id": "x", "rawId": "x"}'])
def test_a_passkey_that_is_none_is_not_added(client, text):
    sign_in(client)
    confirm_password(client)
    add = reverse("mfa_add_webauthn")
    response = client.post(add, {"name": "Phone", "credential": text})
    assert (response.status_code, factors_of(cast.user("omar"))) == (200, [])
    assert list(response.context["form"].errors) == ["credential"]


def test_passkeys_get_names_in_our_words():
    names = [
        get_adapter().generate_authenticator_name(cast.user("omar"), "webauthn"),
        get_adapter().get_totp_issuer(),
    ]
    assert names == ["Passkey 1", "KoproGo"]
