"""The privacy page and the record: all that is declared, and the cookies that are set."""

import io
import re

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation

from koprogo.privacy.cookies import cookies
from koprogo.privacy.declarations import Fate, Kind, Responsible, personal_fields
from koprogo.privacy.report import chapters, kept
from tests import cast
from tests.accounts.steps import sign_in as by_password
from tests.buildings.pages import statements, text

pytestmark = pytest.mark.django_db
URL = reverse("privacy")
PUBLIC = ["/", "/roles", "/privacy/", "/api/", "/healthz", "/account/inactive/"]


def test_chapters_hold_every_declared_field_once():
    told = [
        field
        for chapter in chapters()
        for one in chapter.processings
        for field in one.fields
    ]
    assert sorted(field.name for field in told) == sorted(
        field.name for field in personal_fields()
    )
    assert [chapter.responsible for chapter in chapters()] == list(Responsible)


def described(key):
    return next(
        one
        for chapter in chapters()
        for one in chapter.processings
        if one.processing.key == key
    )


def test_a_processing_tells_which_data_and_what_becomes_of_them():
    one = described("register")
    assert one.kinds == [
        str(kind.label)
        for kind in (
            Kind.NAME,
            Kind.CONTACT,
            Kind.ADDRESS,
            Kind.LANGUAGE,
            Kind.NUMBER,
            Kind.PROPERTY,
            Kind.DOCUMENT,
            Kind.LINK,
            Kind.ACT,
        )
    ]
    assert [fate for fate, _kinds in one.fates] == [Fate.KEPT, Fate.DELETED]
    anonymised, deleted = described("account").fates
    assert anonymised[0] == Fate.ANONYMISED
    assert deleted == (
        Fate.DELETED,
        ["e-mail address and phone number", "language and preferences"],
    )


def test_what_is_kept_is_told_with_its_reason():
    told = dict(kept())
    assert "Register of co-owners" in told
    assert "Signing in safely" not in told
    assert all(told.values())


def test_the_page_tells_everything_to_everybody(client, settings):
    settings.ORGANISATION_NAME = "KoproGo ASBL"
    settings.ORGANISATION_ADDRESS = "Rue de l'Exemple 1"
    settings.ORGANISATION_PROCESSORS = "Example Hosting, Ghent"
    settings.DPO_EMAIL = "privacy@koprogo.example"
    page = client.get(URL + "?lang=en")
    said = page.content.decode().replace("&#x27;", "'")
    titles = re.findall("<h3>(.*?)</h3>", said)
    assert titles == [
        str(one.processing.title)
        for chapter in chapters()
        for one in chapter.processings
    ]
    for words in (
        "KoproGo ASBL",
        "Rue de l'Exemple 1",
        "Example Hosting, Ghent",
        "mailto:privacy@koprogo.example",
        "contact@apd-gba.be",
        "14 days",
        "364 days",
    ):
        assert words in said


def test_the_page_asks_the_database_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(URL)


def test_signed_in_it_keeps_the_navigation(sign_in):
    assert "Sign out" in text(sign_in("omar").get(URL))


# The record


def test_the_record_names_every_field_and_its_processing():
    written = io.StringIO()
    call_command("processing_record", language="en", stdout=written)
    record = written.getvalue()
    assert [one.name for one in personal_fields() if one.name not in record] == []
    assert record.count("\n### ") == sum(len(one.processings) for one in chapters())
    assert record.startswith("# Record of processing activities (GDPR, art. 30)\n")
    assert "&" not in record


def test_the_record_speaks_the_language_that_is_asked():
    with translation.override("en"):
        written = io.StringIO()
        call_command("processing_record", stdout=written)
        assert translation.get_language() == "en"
    assert "buildings.Owner.last_name" in written.getvalue()


# Cookies


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_set_no_cookie(client, address):
    assert client.get(address).cookies == {}


def test_signing_in_sets_these_two_cookies_and_no_other():
    client = Client()
    client.get("/account/login/")
    by_password(client)
    for address in ("/profile/", "/buildings/", f"/b/{cast.ACACIAS}/", "/privacy/"):
        assert client.get(address).status_code == 200
    assert sorted(client.cookies) == sorted(cookie.name for cookie in cookies())
    assert sorted(client.cookies) == ["csrftoken", "sessionid"]


def test_cookies_are_kept_no_longer_than_the_page_says():
    client = Client()
    by_password(client)
    client.get("/profile/")
    said = {cookie.name: cookie.days for cookie in cookies()}
    days = {
        name: int(morsel["max-age"] or 0) // (24 * 3600)
        for name, morsel in client.cookies.items()
    }
    assert days["csrftoken"] == said["csrftoken"] == 364
    assert days["sessionid"] <= said["sessionid"] == 14


def test_it_costs_a_signed_in_person_little(sign_in):
    assert statements(sign_in("omar"), URL) <= 3
