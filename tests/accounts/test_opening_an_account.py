"""Open sign-up: anybody may have an account, and it opens no building."""

import time

import pytest
from django.test import Client
from django.urls import reverse

from buildings.access import buildings_of
from koprogo.accounts.models import User
from tests import cast
from tests.accounts.steps import PASSWORD, code_in, sign_in, signed_in

SIGNUP, CONFIRM = reverse("account_signup"), reverse("account_email_verification_sent")
EVE = {
    "name": "Eve Martin",
    "email": "Eve@example.org",
    "password1": PASSWORD,
    "password2": PASSWORD,
}
USED = EVE | {"email": "omar@example.org"}


def sign_up(client, fields=EVE, language="fr"):
    return client.post(SIGNUP, fields, headers={"Accept-Language": language})


def test_the_page_says_what_an_account_is_not(client):
    text = client.get(SIGNUP + "?lang=en").text
    assert "Anybody may open an account. It gives no right in any building" in text


def test_a_code_in_a_mail_opens_the_account(client, mailoutbox):
    assert sign_up(client).url == CONFIRM
    assert signed_in(client) is None
    (mail,) = mailoutbox
    client.post(CONFIRM, {"code": code_in(mail)})
    eve = User.objects.get(email="eve@example.org")
    assert signed_in(client) == str(eve.pk)
    assert (eve.name, eve.language, mail.to) == (
        "Eve Martin",
        "fr",
        ["eve@example.org"],
    )


def test_an_account_alone_opens_no_building(client, mailoutbox):
    sign_up(client)
    client.post(CONFIRM, {"code": code_in(mailoutbox[0])})
    assert buildings_of(User.objects.get(email="eve@example.org")) == []
    assert client.get(reverse("home"), follow=True).redirect_chain[-1] == (
        reverse("buildings:mine"),
        302,
    )
    for name in ("buildings:home", "buildings:lots", "finance:calls"):
        assert client.get(reverse(name, args=[cast.ACACIAS])).status_code == 404


def test_a_wrong_code_opens_nothing_and_three_end_it(client, mailoutbox):
    sign_up(client)
    assert client.post(CONFIRM, {"code": "WRONG1"}).status_code == 200
    client.post(CONFIRM, {"code": "WRONG2"})
    client.post(CONFIRM, {"code": "WRONG3"})
    client.post(CONFIRM, {"code": code_in(mailoutbox[0])})
    assert signed_in(client) is None


def test_a_lost_code_is_sent_again(client, mailoutbox, monkeypatch):
    sign_up(client)
    # One message every ten seconds for one address.
    assert client.post(CONFIRM, {"action": "resend"}).status_code == 429
    later = time.time() + 11
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: later)
    client.post(CONFIRM, {"action": "resend"})
    first, second = mailoutbox
    assert code_in(first) != code_in(second)
    client.post(CONFIRM, {"code": code_in(second)})
    assert signed_in(client) == str(User.objects.get(email="eve@example.org").pk)


def parts(client):
    """The page without what changes with each request."""
    page = client.get(CONFIRM).context
    return (page["can_resend"], page["can_change"], page["cancel_url"])


def test_nobody_learns_who_has_an_account(mailoutbox):
    """A used address gets the same answer; only its owner reads more, in his language."""
    newcomer, curious = Client(), Client()
    answers = [sign_up(newcomer), sign_up(curious, USED)]
    assert [(one.status_code, one.url) for one in answers] == [(302, CONFIRM)] * 2
    assert parts(newcomer) == parts(curious)
    wrong = [one.post(CONFIRM, {"code": "WRONG1"}) for one in (newcomer, curious)]
    assert [one.status_code for one in wrong] == [200, 200]
    assert [mail.subject for mail in mailoutbox[1:]] == ["You have an account already"]
    assert mailoutbox[1].to == ["omar@example.org"]
    assert User.objects.filter(email="omar@example.org").count() == 1


def test_the_owner_of_a_used_address_keeps_his_password(client, mailoutbox):
    sign_up(
        client,
        USED | {"password1": "another battery!", "password2": "another battery!"},
    )
    assert signed_in(client) is None
    fresh = Client()
    sign_in(fresh)
    assert signed_in(fresh) == str(cast.user("omar").pk)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 151}, "name"),
        ({"email": "eve"}, "email"),
        ({"password1": "short", "password2": "short"}, "password1"),
        ({"password2": "another one here"}, "password2"),
    ],
)
def test_a_mistake_opens_nothing(client, fields, field, mailoutbox):
    response = sign_up(client, EVE | fields)
    assert (response.status_code, list(response.context["form"].errors)) == (
        200,
        [field],
    )
    assert list(User.objects.filter(name=EVE["name"])) == []
    assert mailoutbox == []


def test_somebody_who_mistyped_his_address_starts_again(client):
    sign_up(client)
    leave = {"next": SIGNUP}
    assert client.post(reverse("account_logout"), leave).url == SIGNUP
    assert client.get(SIGNUP).status_code == 200
    assert client.get(CONFIRM).url == reverse("account_login")
