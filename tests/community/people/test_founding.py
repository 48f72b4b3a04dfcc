"""The steps to a place for the neighbours of a building."""

import pytest
from django.urls import reverse

from buildings.models import Building, Module
from community import words
from community.words import Words
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from tests import cast
from tests.buildings.pages import refused, said, text
from tests.buildings_people.making import founded, founding

FIRST, SECOND = "/neighbours/new/", "/neighbours/new/begin/"
PLACE = {
    "name": "Les Lilas",
    "street": "Rue des Lilas 12",
    "postal_code": "1040",
    "city": "Etterbeek",
    "languages": ["fr", "nl"],
    "lots": "12",
}


@pytest.fixture(autouse=True)
def two_modules(monkeypatch):
    """Those that there are."""
    what = {
        module: Words("What it does.", "What it shares.", "people", page="")
        for module in (Module.NOTICES, Module.LENDING)
    }
    for place in ("forms", "views"):
        monkeypatch.setattr(f"community.{place}.founding.WHAT", what)
    return words


def made():
    return Tenant.objects.filter(kind=Tenant.Kind.NEIGHBOURS)


def test_two_steps_lead_to_the_hall(sign_in):
    client = sign_in("zoe")
    assert client.post(FIRST, PLACE).url == SECOND
    page = text(client.get(SECOND))
    assert "What it shares." in page
    assert "Rue des Lilas 12" in page
    fields = {"says": "council", "modules": ["notices"]}
    done = client.post(SECOND, fields, follow=True)
    assert said(done) == ["The building is there. Now make the page for the hall."]
    tenant = made().get()
    assert done.redirect_chain[-1][0] == f"/b/{tenant.slug}/people/"
    with enter(tenant.pk, by=None):
        building = Building.objects.get()
    assert founding(building).modules == ["notices"]
    assert (building.languages, building.city) == (["fr", "nl"], "Etterbeek")
    assert client.get(SECOND).url == FIRST  # and no second one by a double click


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"street": ""}, "street"),
        ({"lots": "1"}, "lots"),
        ({"lots": "many"}, "lots"),
        ({"languages": []}, "languages"),
    ],
)
def test_slips_are_said_at_the_field(sign_in, values, field):
    assert list(refused(sign_in("zoe").post(FIRST, PLACE | values))) == [field]


def test_a_known_address_asks_first(sign_in):
    client = sign_in("zoe")
    there = PLACE | {"street": "rue des acacias, 1", "postal_code": "1030"}
    page = client.post(FIRST, there)
    assert list(refused(page)) == ["is_another"]
    assert "Les Acacias" not in text(page)
    assert client.post(FIRST, there | {"is_another": "on"}).url == SECOND
    client.post(SECOND, {"says": "owner", "modules": []})
    assert made().count() == 1


def test_an_address_taken_meanwhile_is_said(sign_in):
    client = sign_in("zoe")
    client.post(FIRST, PLACE)
    founded("mia")
    page = client.post(SECOND, {"says": "owner", "modules": ["notices"]})
    assert "founded meanwhile" in str(refused(page))
    assert made().count() == 1


def test_what_one_is_must_be_said(sign_in):
    client = sign_in("zoe")
    client.post(FIRST, PLACE)
    assert list(refused(client.post(SECOND, {"modules": ["notices"]}))) == ["says"]
    assert not made().exists()


def test_one_s_buildings_lead_there(sign_in):
    assert reverse("founding") in text(sign_in("zoe").get("/buildings/"))


def test_who_is_not_signed_in_is_asked_to(client, db):
    assert client.get(FIRST).status_code == 302


def test_nothing_is_written_by_looking(sign_in):
    client = sign_in("zoe")
    client.get(FIRST)
    assert client.get(SECOND).url == FIRST
    assert not made().exists()
    assert cast.user("zoe")
