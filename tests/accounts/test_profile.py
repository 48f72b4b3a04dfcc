"""One's own name, language and colours."""

import pytest
from django.urls import reverse

from koprogo.accounts import appearance
from koprogo.accounts.models import Appearance
from koprogo.tenancy import enter
from koprogo.tenancy.context import NoPerson
from tests import cast
from tests.sql import changed, refused, rows

URL = reverse("profile")
SAVED = {"name": "Omar Haddad", "language": "fr", "theme": "dark"}


def test_a_stranger_is_asked_to_sign_in(client, db):
    response = client.get(URL)
    assert (response.status_code, response.url) == (
        302,
        f"{reverse('account_login')}?next={URL}",
    )


def test_it_shows_name_and_language(sign_in):
    form = sign_in("omar").get(URL).context["form"]
    assert list(form.fields) == ["name", "language", "theme"]
    assert form.initial == {"name": "Omar", "language": "en", "theme": "system"}


def test_a_change_is_saved_and_said_in_the_new_language(sign_in):
    client = sign_in("omar")
    response = client.post(URL, SAVED, follow=True)
    omar = cast.user("omar")
    assert (omar.name, omar.language) == ("Omar Haddad", "fr")
    assert response.redirect_chain == [(URL, 302)]
    assert response.headers["Content-Language"] == "fr"
    assert [message.level_tag for message in response.context["messages"]] == [
        "success"
    ]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 151}, "name"),
        ({"language": "pl"}, "language"),
        ({"theme": "pink"}, "theme"),
    ],
)
def test_a_mistake_changes_nothing(sign_in, fields, field):
    response = sign_in("omar").post(URL, SAVED | fields)
    assert (response.status_code, list(response.context["form"].errors)) == (
        200,
        [field],
    )
    omar = cast.user("omar")
    assert (omar.name, omar.language) == ("Omar", "en")


def test_the_address_and_the_password_are_changed_elsewhere(sign_in):
    """Fields that the form does not have are not read."""
    before = cast.user("omar").password
    sign_in("omar").post(
        URL,
        SAVED | {"email": "eve@example.org", "password": "x"},
    )
    omar = cast.user("omar")
    assert (omar.email, omar.password) == ("omar@example.org", before)


def test_the_colours_are_there_again_at_the_next_sign_in(client, db):
    signing_in = {"login": "omar@example.org", "password": "correct horse battery"}
    client.post(reverse("account_login"), signing_in)
    assert 'data-theme="system"' in client.get(URL).text
    client.post(URL, SAVED)
    client.logout()
    assert "data-theme" not in client.get("/").text
    client.post(reverse("account_login"), signing_in)
    assert 'data-theme="dark"' in client.get(URL).text


def look_of(person):
    """What there is of anybody's appearance when this person is at work."""
    with enter(None, by=person):
        return rows("SELECT theme FROM accounts_appearance")


def test_nobody_sees_the_rows_of_another_person(client, db):
    omar, clara = cast.user("omar"), cast.user("clara")
    with enter(None, by=omar):
        appearance.choose("dark")
    assert (look_of(omar), look_of(clara), look_of(None)) == ([("dark",)], [], [])
    with enter(cast.tenant().pk, by=clara):
        assert Appearance.objects.count() == 0
        assert changed("UPDATE accounts_appearance SET theme = 'light'") == 0
        with refused("row-level security"):
            changed(
                "INSERT INTO accounts_appearance (user_id, theme) VALUES (%s, 'dark')",
                [omar.pk],
            )
    with pytest.raises(NoPerson), enter(None, by=None):
        Appearance.objects.count()
