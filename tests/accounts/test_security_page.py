"""The overview of one's sign-in, and the test e-mail."""

import pytest
from django.core import mail
from django.urls import reverse

from koprogo.accounts import services
from koprogo.accounts.models import User
from koprogo.accounts.queries import SignIn, sign_in_of
from tests import cast
from tests.accounts.steps import with_app

URL, TEST_MAIL = reverse("security"), reverse("test-mail")


def test_it_shows_what_one_has(sign_in):
    client = sign_in("omar")
    assert client.get(URL).context["sign_in"] == SignIn(
        address_confirmed=True,
        has_password=True,
        has_app=False,
        passkeys=[],
        codes_left=None,
    )
    with_app(cast.user("omar"))
    page = client.get(URL)
    state = page.context["sign_in"]
    assert (state.has_app, state.codes_left, state.has_second_factor) == (
        True,
        10,
        True,
    )
    assert "10 codes left" in page.text


def test_it_shows_what_is_missing(client, db):
    ines = User.objects.create_user("ines@example.org", name="Ines", language="en")
    client.force_login(ines)
    state = client.get(URL).context["sign_in"]
    assert (state.address_confirmed, state.has_password) == (False, False)
    services.verify_address(ines)
    services.verify_address(ines)
    assert sign_in_of(ines).address_confirmed
    assert ines.emailaddress_set.get().primary


def test_it_asks_the_database_a_few_times(sign_in, django_assert_max_num_queries):
    client = sign_in("omar")
    with_app(cast.user("omar"))
    with django_assert_max_num_queries(8):
        client.get(URL)


def said(response):
    return [(one.level_tag, str(one)) for one in response.context["messages"]]


def test_a_test_e_mail_is_sent_to_oneself(sign_in):
    response = sign_in("omar").post(TEST_MAIL, follow=True)
    assert said(response) == [
        ("success", "A test message is on its way to omar@example.org.")
    ]
    (one,) = mail.outbox
    assert (one.to, one.body.splitlines()[0]) == (["omar@example.org"], "Hello Omar,")


def test_a_mail_server_that_refuses_is_told(sign_in, settings):
    """Nobody listens on this port."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    response = sign_in("omar").post(TEST_MAIL, follow=True)
    assert said(response) == [
        ("error", "The mail server did not take a message to omar@example.org.")
    ]


def test_five_test_e_mails_an_hour(sign_in):
    client = sign_in("omar")
    assert [client.post(TEST_MAIL).status_code for _ in range(6)] == [302] * 5 + [429]
    assert len(mail.outbox) == 5
    assert sign_in("clara").post(TEST_MAIL).status_code == 302


@pytest.mark.parametrize("name", ["omar", "sophie"])
def test_the_profile_leads_to_it(sign_in, name):
    assert f'href="{URL}"' in sign_in(name).get(reverse("profile")).text
