"""Sign in by e-mail and password; accounts are opened by invitation."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import identify_hasher, make_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.translation import override

from koprogo.accounts.models import User
from koprogo.settings import base
from tests import cast
from tests.sql import refused

PASSWORD = "correct horse battery"
WRONG = "The email address and/or password you specified are not correct."
TOO_MANY = "Too many failed login attempts. Try again later."


@pytest.fixture(autouse=True)
def fresh_rate_limits(db):
    """Attempts are counted in the cache, which outlives a test."""
    cache.clear()
    yield
    cache.clear()


def sign_in(client, login="omar@example.org", password=PASSWORD):
    return client.post(
        reverse("account_login") + "?lang=en", {"login": login, "password": password}
    )


def signed_in(client):
    return client.session.get(SESSION_KEY)


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
    user = User.objects.create_user("Mia.Peeters@Example.org", PASSWORD, name="Mia")
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
    User.objects.create_user("mia@example.org", name="Mia")
    assert errors(sign_in(client, "mia@example.org", "")) == []
    assert errors(sign_in(client, "mia@example.org", "anything")) == [WRONG]
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


def test_nobody_opens_an_account_by_himself(client):
    fields = {"email": "eve@example.org", "password1": PASSWORD, "password2": PASSWORD}
    response = client.post(reverse("account_signup") + "?lang=en", fields)
    assert response.status_code == 200
    assert "Accounts are opened by invitation" in response.text
    assert list(User.objects.filter(email="eve@example.org")) == []


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
