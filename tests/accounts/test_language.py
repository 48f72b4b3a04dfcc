"""Which language a page speaks: the person's, ``?lang=``, the browser's, Dutch."""

import pytest
from django.urls import reverse
from django.utils import translation

from tests import cast

pytestmark = pytest.mark.django_db


def language(client, query="", accept=None):
    headers = {"Accept-Language": accept} if accept else {}
    response = client.get(reverse("account_login") + query, headers=headers)
    return response.headers["Content-Language"]


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        ("", None, "nl"),
        ("", "fr-BE,fr;q=0.9,en;q=0.8", "fr"),
        ("", "en-GB", "en"),
        ("", "pl,it;q=0.9", "nl"),
        ("", "pl,de;q=0.9", "de"),
        ("", "*", "nl"),
        ("?lang=de", "fr", "de"),
        ("?lang=pl", "fr", "fr"),
        ("?lang=", None, "nl"),
    ],
)
def test_a_visitor(client, query, accept, expected):
    assert language(client, query, accept) == expected


@pytest.mark.parametrize("spoken", ["nl", "fr", "de", "en"])
def test_a_person(client, spoken):
    omar = cast.user("omar")
    omar.language = spoken
    omar.save()
    client.force_login(omar)
    response = client.get(
        reverse("account_logout") + "?lang=de", headers={"Accept-Language": "fr"}
    )
    assert response.headers["Content-Language"] == spoken


def test_the_next_request_in_this_thread_begins_again(client):
    before = translation.get_language()
    assert language(client, "?lang=fr") == "fr"
    assert translation.get_language() == before
    assert language(client) == "nl"


def test_a_cache_keeps_languages_apart(client):
    response = client.get(reverse("account_login"))
    assert {"Accept-Language", "Cookie"} <= set(response.headers["Vary"].split(", "))
