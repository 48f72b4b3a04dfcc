"""Mails of the sign-in: plain text, our words, the reader's language."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.translation import gettext, override

from koprogo.accounts.models import User
from tests import cast
from tests.accounts.steps import PASSWORD, confirm_password, link_in, sign_in

RESET = reverse("account_reset_password")
SUBJECTS = [
    "Choose a new password",
    "Your password was changed",
    "Test message from KoproGo",
]


def speak(name, language):
    User.objects.filter(pk=cast.user(name).pk).update(language=language)


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_a_person_is_written_to_in_his_language(client, language):
    """Whatever the browser speaks that asks for it."""
    speak("omar", language)
    browser = {"Accept-Language": "en" if language != "en" else "nl"}
    client.post(RESET, {"email": "omar@example.org"}, headers=browser)
    form = client.get(link_in(mail.outbox[0]), headers=browser).url
    new = {"password1": "a much better one", "password2": "a much better one"}
    client.post(form, new, headers=browser)
    sign_in(client, password="a much better one")
    client.post(reverse("test-mail"))
    with override(language):
        assert [one.subject for one in mail.outbox] == [gettext(s) for s in SUBJECTS]
        assert mail.outbox[0].body.startswith(gettext("Hello,"))


def test_somebody_without_an_account_is_told_so_in_his_browser_s_language(client):
    client.post(RESET + "?lang=en", {"email": "eve@example.org"})
    (one,) = mail.outbox
    assert one.subject == "There is no account with this address"
    assert reverse("account_signup") in one.body
    assert one.alternatives == []


def test_a_change_is_reported_with_when_and_where_from(client):
    sign_in(client)
    confirm_password(client)
    new = {"oldpassword": PASSWORD, "password1": "a much better one"}
    client.post(
        reverse("account_change_password"),
        new | {"password2": "a much better one"},
        headers={"User-Agent": "Firefox <on> Linux"},
    )
    (one,) = mail.outbox
    assert one.to == ["omar@example.org"]
    assert "If it was you, all is well." in one.body
    assert "127.0.0.1" in one.body
    # Plain text: nothing is written as HTML writes it.
    assert "Firefox <on> Linux" in one.body
