"""Who is syndic, for everybody: on a page, and on the notice at the entrance."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from buildings.models import Building, Mandate, Owner
from tests import cast
from tests.buildings.mailbox import words_of
from tests.buildings.pages import inside, text, url
from tests.buildings.test_pages_settings import DATA as SETTINGS
from tests.finance import letters

ADDRESS = f"/s/{cast.ACACIAS}/"


@pytest.fixture
def shown(db):
    with inside():
        letters.furnish()
        Building.objects.update(public_page=True, documents_place="Cellar 3, Mondays")
        return [
            word
            for owner in Owner.objects.all()
            for word in (owner.last_name, owner.email)
        ]


def test_the_extract_of_the_appointment(client, shown):
    page = text(client.get(ADDRESS, {"lang": "en"}))
    mandate = Mandate.objects.get(tenant__slug=cast.ACACIAS)
    for words in (
        "Les Acacias",
        "0833.576.428",
        "Rue des Acacias 1, 1030 Schaerbeek",
        "Lambert Syndic",
        "Chaussée d’Alsemberg 210, 1190 Bruxelles",
        "0999.023.487",
        "+32 2 000 00 10",
        "bureau@lambert.example",
        f"{mandate.since:%d/%m/%Y}",
        f"{mandate.until:%d/%m/%Y}",
        "Cellar 3, Mondays",
    ):
        assert words in page


def test_no_co_owner_no_account_and_no_amount(client, shown):
    page = text(client.get(ADDRESS))
    assert len(shown) == 8
    assert [word for word in shown if word in page] == []
    assert re.findall(r"BE\d\d|€", page) == []


def test_it_is_kept_by_browsers_and_sets_no_cookie(client, shown):
    answer = client.get(ADDRESS)
    assert answer["Cache-Control"] == "public, max-age=300"
    assert dict(answer.cookies) == {}
    assert "csrfmiddlewaretoken" not in text(answer)


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_it_speaks_the_language_that_is_asked_for(client, shown, language):
    answer = client.get(ADDRESS, {"lang": language})
    assert answer["Content-Language"] == language
    assert f'<html lang="{language}"' in text(answer)
    assert 'href="?lang=fr"' in text(answer)


def test_a_building_that_shows_nothing_is_like_one_that_does_not_exist(client, db):
    hidden, unknown, asbl = (
        client.get(f"/s/{slug}/") for slug in (cast.ACACIAS, "nowhere", cast.ASBL)
    )
    assert [one.status_code for one in (hidden, unknown, asbl)] == [404] * 3
    assert text(hidden) == text(unknown) == text(asbl)


def test_without_a_syndic_and_without_a_place(client, shown):
    with inside():
        Building.objects.update(documents_place="")
    Mandate.objects.filter(tenant__slug=cast.ACACIAS).delete()
    page = text(client.get(ADDRESS, {"lang": "en"}))
    assert "No syndic has a mandate today." in page
    assert "Ask the syndic where and when." in page


def test_the_syndic_of_today(client, shown):
    mandate = Mandate.objects.get(tenant__slug=cast.ACACIAS)
    today = timezone.localdate()
    mandate.until = today
    mandate.save()
    assert "Lambert Syndic" not in text(client.get(ADDRESS))
    mandate.until = today + timedelta(days=1)
    mandate.save()
    assert "Lambert Syndic" in text(client.get(ADDRESS))


def test_the_switch_and_the_place_are_in_the_settings(sign_in):
    client = sign_in("sophie")
    assert ADDRESS not in text(client.get(url("settings")))
    data = SETTINGS | {"public_page": "on", "documents_place": "Cellar 3"}
    page = client.post(url("settings"), data, follow=True)
    assert ADDRESS in text(page)
    assert url("notice") in text(page)
    with inside():
        found = cast.building()
    assert (found.public_page, found.documents_place) == (True, "Cellar 3")


def test_the_notice_in_the_languages_of_the_building(sign_in, shown):
    answer = sign_in("sophie").get(url("notice"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="acacias-syndic.pdf"'
    words = words_of(answer.content)
    assert words.count("Lambert Syndic") == 2  # French and Dutch
    assert words.count("Cellar 3, Mondays") == 2
    assert words.count(f"http://testserver{ADDRESS}") == 2
    assert len(PdfReader(BytesIO(answer.content)).pages) == 2


def test_the_notice_of_a_building_without_page_and_languages(sign_in, shown):
    with inside():
        Building.objects.update(public_page=False, languages=[], documents_place="")
    words = words_of(sign_in("sophie").get(url("notice")).content)
    assert words.count("Lambert Syndic") == 1
    assert "ask the syndic where and when" in words
    assert "testserver" not in words


def test_the_notice_is_gone_with_the_mandate(sign_in, shown):
    """Who may print it has that right by the mandate that stands on it."""
    Mandate.objects.filter(tenant__slug=cast.ACACIAS).delete()
    assert sign_in("sophie").get(url("notice")).status_code == 404
