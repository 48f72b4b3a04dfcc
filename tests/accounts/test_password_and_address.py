"""A forgotten password, another password, another address."""

from django.core import mail
from django.test import Client
from django.urls import reverse

from koprogo.accounts.models import User
from koprogo.accounts.queries import sign_in_of
from tests import cast
from tests.accounts.steps import (
    PASSWORD,
    code_in,
    confirm_password,
    link_in,
    sign_in,
    signed_in,
    with_app,
)

NEW = "a much better one"
BOTH = {"password1": NEW, "password2": NEW}
EMAIL, CONFIRM = reverse("account_email"), reverse("account_email_verification_sent")


def reset(client, address="omar@example.org"):
    client.post(reverse("account_reset_password"), {"email": address})
    return client.get(link_in(mail.outbox[-1])).url


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(client):
    form = reset(client)
    assert client.post(form, BOTH).url == reverse(
        "account_reset_password_from_key_done"
    )
    assert signed_in(client) is None
    assert sign_in(client).status_code == 200
    sign_in(client, password=NEW)
    assert signed_in(client) == str(cast.user("omar").pk)
    used = Client().get(link_in(mail.outbox[0]), headers={"Accept-Language": "en"})
    assert "This link has expired or was used already." in used.text


def test_a_new_password_ends_what_the_old_one_opened(client):
    elsewhere = Client()
    sign_in(elsewhere)
    client.post(reset(client), BOTH)
    assert elsewhere.get(reverse("profile")).status_code == 302
    assert list(cast.user("omar").usersession_set.all()) == []


def test_a_new_password_does_not_replace_the_second_step(client):
    with_app(cast.user("omar"))
    client.post(reset(client), BOTH)
    assert sign_in(client, password=NEW).url == reverse("mfa_authenticate")
    assert signed_in(client) is None


def test_another_password_signs_out_the_other_devices_only(client):
    elsewhere = Client()
    sign_in(elsewhere)
    sign_in(client)
    fields = {"oldpassword": PASSWORD, **BOTH}
    response = client.post(reverse("account_change_password"), fields)
    assert response.url == reverse("security")
    assert client.get(response.url).status_code == 200
    assert elsewhere.get(reverse("profile")).status_code == 302
    (kept,) = cast.user("omar").usersession_set.all()
    assert kept.session_key == client.session.session_key


def test_the_old_password_is_asked_for_a_new_one(client):
    sign_in(client)
    fields = {"oldpassword": "wrong", **BOTH}
    assert client.post(reverse("account_change_password"), fields).status_code == 200
    assert cast.user("omar").check_password(PASSWORD)


def test_another_address_counts_when_it_is_confirmed(client):
    sign_in(client)
    confirm_password(client)
    new = {"email": "Omar.Haddad@example.org", "action_add": ""}
    assert client.post(EMAIL, new).url == CONFIRM
    assert cast.user("omar").email == "omar@example.org"
    client.post(CONFIRM, {"code": code_in(mail.outbox[0])})
    omar = User.objects.get(email="omar.haddad@example.org")
    assert (omar.name, sign_in_of(omar).address_confirmed) == ("Omar", True)
    assert [row.email for row in omar.emailaddress_set.all()] == [omar.email]
    # The old address reads of it.
    assert [one.to for one in mail.outbox] == [[omar.email], ["omar@example.org"]]


def test_the_address_of_another_person_is_not_taken_over(client):
    sign_in(client)
    confirm_password(client)
    new = {"email": "clara@example.org", "action_add": ""}
    assert client.post(EMAIL, new).url == CONFIRM
    (one,) = mail.outbox
    assert one.to == ["clara@example.org"]
    # Not even with her code.
    client.post(CONFIRM, {"code": code_in(one)})
    assert cast.user("omar").email == "omar@example.org"
    assert sign_in_of(cast.user("clara")).address_confirmed


def test_who_sits_down_at_an_open_screen_cannot_change_the_address(client):
    """It asks for the password first, then does what was asked."""
    sign_in(client)
    session = client.session
    session["account_authentication_methods"] = []
    session.save()
    response = client.post(EMAIL, {"email": "eve@example.org", "action_add": ""})
    assert response.url.startswith(reverse("account_reauthenticate"))
    assert mail.outbox == []
