"""Sign in by e-mail and password."""

import pytest
from django.contrib.auth.hashers import identify_hasher, make_password
from django.core.exceptions import ValidationError
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.translation import override

from koprogo.accounts.models import User
from koprogo.accounts.services import verify_address
from koprogo.settings import base
from tests import cast
from tests.accounts.steps import PASSWORD, code_in, sign_in, signed_in
from tests.sql import refused

WRONG = "The email address and/or password you specified are not correct."
TOO_MANY = "Too many failed login attempts. Try again later."


def errors(response):
    return response.context["form"].non_field_errors()


@pytest.mark.parametrize(
    "login", ["omar@example.org", "Omar@Example.ORG", " OMAR@EXAMPLE.ORG "]
)
def test_the_case_of_the_address_does_not_matter(client, login):
    response = sign_in(client, login)
    assert (response.status_code, response.url) == (302, reverse("home"))
    assert signed_in(client) == str(cast.user("omar").pk)


def test_nor_does_the_case_in_which_it_was_written_down(client):
    """allauth looks for small letters only: that is how addresses are kept."""
    user = User.objects.create_user("Mia.Peeters@Example.org", PASSWORD, name="Ines")
    verify_address(user)
    sign_in(client, "Mia.Peeters@example.org")
    assert signed_in(client) == str(user.pk)
    assert User.objects.get_by_natural_key("MIA.peeters@example.org") == user
    with refused("user_email_lower"):
        User.objects.filter(pk=user.pk).update(email="Mia.Peeters@example.org")


def test_an_address_is_taken_in_any_case(db):
    with refused("user_email_unique"):
        User.objects.create_user("OMAR@example.org", PASSWORD, name="Another")
    with (
        override("en"),
        pytest.raises(ValidationError, match="Somebody already uses this address"),
    ):
        User(email="OMAR@example.org", name="Another", password="x").full_clean()


@pytest.mark.parametrize(
    ("login", "password"),
    [("omar@example.org", "wrong"), ("unknown@example.org", PASSWORD)],
)
def test_a_wrong_password_and_an_unknown_address_look_the_same(client, login, password):
    response = sign_in(client, login, password)
    assert (response.status_code, errors(response)) == (200, [WRONG])
    assert signed_in(client) is None


def test_somebody_without_a_password_cannot_sign_in(client):
    User.objects.create_user("ines@example.org", name="Ines")
    assert errors(sign_in(client, "ines@example.org", "")) == []
    assert errors(sign_in(client, "ines@example.org", "anything")) == [WRONG]
    assert signed_in(client) is None


def test_a_closed_account_cannot_sign_in_nor_stay_in(client):
    sign_in(client)
    User.objects.filter(email="omar@example.org").update(is_active=False)
    assert client.get(reverse("profile")).status_code == 302
    newcomer = Client()
    assert sign_in(newcomer).url == reverse("account_inactive")
    assert signed_in(newcomer) is None


def test_after_five_wrong_passwords_the_right_one_does_not_help(client):
    for _ in range(5):
        assert errors(sign_in(client, password="wrong")) == [WRONG]
    assert errors(sign_in(client)) == [TOO_MANY]
    assert signed_in(client) is None
    sign_in(client, "clara@example.org")
    assert signed_in(client) == str(cast.user("clara").pk)


def test_too_many_sign_ins_from_one_place_are_paused(client):
    """30 a minute, whoever they are for; the page says what to do."""
    for number in range(30):
        sign_in(client, f"{number % 10}@example.org", "wrong")
    response = sign_in(client, "clara@example.org")
    assert (response.status_code, signed_in(client)) == (429, None)
    assert "Please wait a few minutes and try again." in response.text


def test_an_address_that_was_never_confirmed_is_confirmed_first(client, mailoutbox):
    user = User.objects.create_user("ines@example.org", PASSWORD, name="Ines")
    response = sign_in(client, "ines@example.org")
    assert response.url == reverse("account_email_verification_sent")
    assert signed_in(client) is None
    client.post(response.url, {"code": code_in(mailoutbox[0])})
    assert signed_in(client) == str(user.pk)


def test_a_sign_in_is_kept_only_when_it_is_asked(client):
    sign_in(client)
    assert client.session.get_expire_at_browser_close() is True
    client.logout()
    sign_in(client, remember="on")
    assert client.session.get_expire_at_browser_close() is False


def test_passwords_are_hashed_with_argon2id_that_fits_a_small_server():
    with override_settings(PASSWORD_HASHERS=base.PASSWORD_HASHERS):
        encoded = make_password(PASSWORD)
        parameters = identify_hasher(encoded).decode(encoded)
    assert {
        name: parameters[name]
        for name in ("variety", "memory_cost", "time_cost", "parallelism")
    } == {
        "variety": "argon2id",
        "memory_cost": 46 * 1024,
        "time_cost": 1,
        "parallelism": 1,
    }
