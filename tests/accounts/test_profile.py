"""One's own name and language."""

import pytest
from django.urls import reverse

from tests import cast

URL = reverse("profile")


def test_a_stranger_is_asked_to_sign_in(client, db):
    response = client.get(URL)
    assert (response.status_code, response.url) == (
        302,
        f"{reverse('account_login')}?next={URL}",
    )


def test_it_shows_name_and_language(sign_in):
    form = sign_in("omar").get(URL).context["form"]
    assert list(form.fields) == ["name", "language"]
    assert form.initial == {"name": "Omar", "language": "en"}


def test_a_change_is_saved_and_said_in_the_new_language(sign_in):
    client = sign_in("omar")
    response = client.post(URL, {"name": "Omar Haddad", "language": "fr"}, follow=True)
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
        ({"name": "", "language": "fr"}, "name"),
        ({"name": "x" * 151, "language": "fr"}, "name"),
        ({"name": "Omar", "language": "pl"}, "language"),
    ],
)
def test_a_mistake_changes_nothing(sign_in, fields, field):
    response = sign_in("omar").post(URL, fields)
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
        {"name": "Omar", "language": "en", "email": "eve@example.org", "password": "x"},
    )
    omar = cast.user("omar")
    assert (omar.email, omar.password) == ("omar@example.org", before)
