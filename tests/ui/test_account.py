"""The pages of allauth in our look: all that a visitor or a signed-in person can meet."""

import re
from html import unescape

import pytest
from django.core import mail
from django.urls import reverse

from tests import cast

PASSWORD = "a much better password than before"


def heading(response) -> str:
    """Return the words of the page's only ``<h1>``."""
    [words] = re.findall(r"<h1>\s*(.*?)\s*</h1>", response.text, re.DOTALL)
    return unescape(words)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "args", "expected"),
    [
        ("account_login", [], "Sign in"),
        ("account_signup", [], "Open an account"),
        ("account_signup_by_passkey", [], "Open an account"),
        ("account_inactive", [], "This account is closed"),
        ("account_reset_password", [], "Choose a new password"),
        ("account_reset_password_done", [], "Look into your mailbox"),
        (
            "account_reset_password_from_key",
            ["1", "0-0"],
            "Choose a new password",
        ),
        (
            "account_reset_password_from_key_done",
            [],
            "Your password is changed",
        ),
    ],
)
def test_pages_of_a_visitor(client, name, args, expected):
    response = client.get(reverse(name, args=args), {"lang": "en"})
    assert (response.status_code, heading(response)) == (200, expected)
    assert 'hreflang="nl"' in response.text


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("account_logout", "Sign out"),
        ("account_change_password", "Change your password"),
        ("account_reauthenticate", "Confirm that it is you"),
        ("account_email", "Your e-mail address"),
        ("security", "Security"),
        ("sessions", "Where you are signed in"),
        ("mfa_list_webauthn", "Your passkeys"),
    ],
)
def test_pages_of_a_signed_in_person(sign_in, name, expected):
    response = sign_in("omar").get(reverse(name))
    assert (response.status_code, heading(response)) == (200, expected)


def test_somebody_without_a_password_sets_one(sign_in):
    omar = cast.user("omar")
    omar.set_unusable_password()
    omar.save()
    response = sign_in("omar").get(reverse("account_set_password"))
    assert (response.status_code, heading(response)) == (200, "Set a password")


@pytest.mark.django_db
def test_a_wrong_password_is_said_once_and_on_top(client):
    response = client.post(
        reverse("account_login") + "?lang=en",
        {"login": "omar@example.org", "password": "wrong"},
    )
    assert response.text.count('role="alert"') == 1
    assert 'id="id_password_error"' not in response.text
    assert "Have you forgotten your password?" in response.text


@pytest.mark.django_db
def test_after_signing_in_no_greeting_stands_in_the_way(client):
    client.post(
        reverse("account_login"),
        {"login": "omar@example.org", "password": "correct horse battery"},
    )
    response = client.get(reverse("account_change_password"))
    assert response.context["user"] == cast.user("omar")
    assert 'role="status"' not in response.text


@pytest.mark.django_db
def test_a_forgotten_password_is_replaced_through_the_mailbox(client):
    client.post(reverse("account_reset_password"), {"email": "omar@example.org"})
    [message] = mail.outbox
    [link] = re.findall(r"https?://testserver(/account/\S+)", message.body)
    form = client.get(link, follow=True, headers={"accept-language": "en"})
    assert heading(form) == "Choose a new password"
    assert 'aria-describedby="id_password1_helptext"' in form.text
    done = client.post(
        form.request["PATH_INFO"] + "?lang=en",
        {"password1": PASSWORD, "password2": PASSWORD},
    )
    assert done.url == reverse("account_reset_password_from_key_done")
    assert cast.user("omar").check_password(PASSWORD)


@pytest.mark.django_db
def test_a_letter_is_in_the_language_of_its_reader(client):
    reader = cast.user("omar")
    reader.language = "fr"
    reader.save(update_fields=["language"])
    client.post(reverse("account_reset_password"), {"email": reader.email})
    [message] = mail.outbox
    assert "mot de passe" in message.body
