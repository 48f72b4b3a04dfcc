"""A building that only its neighbours use: what it is, and what it never has."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import get_resolver, reverse
from django.utils import timezone

from buildings import services
from buildings.access import buildings_of, find_access
from buildings.errors import AddressTaken, LivesHere, NotOpenYet, TooManyFounded
from buildings.models import (
    AllocationKey,
    Building,
    Firm,
    Grant,
    Mandate,
    ModuleSwitch,
    Role,
)
from buildings.occupants import has_building_at, progress_of
from buildings.permissions import Permission
from buildings.portfolio import portfolio
from buildings.services.modules import switch_module
from buildings.services.neighbourhoods import MOST_FOUNDED, name_council
from koprogo.audit.models import AuditEvent
from koprogo.ledger.models import Account
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from tests import cast
from tests.buildings_people.making import (
    arrived,
    founded,
    founding,
    occupancy,
    opened,
    posted,
)

pytestmark = pytest.mark.django_db


def permissions(name, slug="les-lilas"):
    return find_access(cast.user(name), slug).permissions


def test_its_founder_is_its_council(db):
    building = founded()
    assert building.tenant.kind == Tenant.Kind.NEIGHBOURS
    [grant] = Grant.objects.filter(tenant=building.pk)
    assert (grant.user, grant.role) == (cast.user("zoe"), Role.COUNCIL)
    with enter(building.pk, by=None):
        assert AuditEvent.objects.filter(action="neighbours.founded").exists()


def test_it_has_no_books(db):
    with enter(founded().pk, by=None):
        assert not AllocationKey.objects.exists()
        assert not Account.objects.exists()


def test_neither_role_opens_anything_else(db):
    opened()
    common = {Permission.MEET_NEIGHBOURS}
    assert permissions("mia") == common
    assert permissions("zoe") == common | {
        Permission.SWITCH_MODULES,
        Permission.MODERATE,
        Permission.LET_IN,
        Permission.END_OCCUPANCIES,
        Permission.SEE_HISTORY,
    }


def test_it_opens_with_the_third_neighbour(db):
    building = opened(others=("mia", "bo"))
    assert (building.modules, founding(building).opened_at) == ([], None)
    with enter(building.pk, by=None):
        code, _words = posted("zoe")
    arrived(code, "tess")
    with enter(building.pk, by=None):
        assert Building.objects.get().modules == ["lending", "notices"]
        assert ModuleSwitch.objects.count() == 2
    assert founding(building).opened_at is not None


def test_the_founder_does_not_count(db):
    building = founded()
    with enter(building.pk, by=None):
        code, _words = posted("zoe")
        with pytest.raises(LivesHere):
            arrived(code, "zoe")
        assert progress_of(founding(building)).people == 0


def test_who_types_two_codes_counts_once(db):
    building = opened(others=("mia",))
    Grant.objects.filter(user=cast.user("mia"), tenant=building.pk).delete()
    with enter(building.pk, by=None):
        code, _words = posted("zoe")
    arrived(code, "mia")
    with enter(building.pk, by=None):
        assert progress_of(founding(building)).people == 1


def test_nothing_is_switched_on_before(db):
    with enter(founded().pk, by=None), pytest.raises(NotOpenYet):
        switch_module(
            "notices",
            is_on=True,
            decided_by="council",
            decided_on=timezone.localdate(),
            decision="Me",
            by=cast.user("zoe"),
        )


def test_the_code_alone_lets_in(db):
    building = opened(others=("mia",))
    assert occupancy("mia", building.slug).since == timezone.localdate()
    assert buildings_of(cast.user("mia")) == [("les-lilas", "Les Lilas", ["Occupant"])]


@pytest.mark.parametrize(
    ("street", "code"),
    [
        ("Rue des Acacias 1", "1030"),
        ("rue des acacias, 1", " 1030 "),
        ("RUE DES ACÀCIAS 1", "1030"),
    ],
)
def test_an_address_is_known_however_it_is_typed(db, street, code):
    assert has_building_at(street=street, postal_code=code)


@pytest.mark.parametrize(
    ("street", "code"), [("Rue des Acacias 11", "1030"), ("Rue des Acacias 1", "1000")]
)
def test_the_neighbour_s_address_is_another(db, street, code):
    assert not has_building_at(street=street, postal_code=code)


def test_a_second_one_at_an_address_needs_a_word(db):
    there = {"street": "Rue des Acacias 1", "postal_code": "1030"}
    with pytest.raises(AddressTaken):
        founded(**there)
    assert founded(**there, is_another=True).slug == "les-lilas"


def test_nobody_founds_without_end(db):
    for number in range(MOST_FOUNDED):
        founded(street=f"Rue des Lilas {number}")
    with pytest.raises(TooManyFounded):
        founded(street="Rue des Lilas 99")


def test_the_council_names_another(db):
    building = opened()
    with enter(building.pk, by=None):
        name_council(occupancy("mia", building.slug), by=cast.user("zoe"))
        with pytest.raises(LivesHere):
            name_council(occupancy("mia", building.slug), by=cast.user("zoe"))
    assert Permission.LET_IN in permissions("mia")


def refused(constraint, act):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        act()


def test_the_database_refuses_a_register(db):
    with enter(founded().pk, by=None):
        refused("have none", lambda: services.create_lot(code="A", shares=1, by=None))
        refused("have none", lambda: services.create_owner(last_name="X", by=None))


def test_and_a_syndic_so_no_portfolio_shows_it(db):
    building = founded()
    firm = Firm.objects.get(name="Lambert Syndic")
    days = {"since": date(2026, 1, 1), "until": date(2027, 1, 1)}
    refused(
        "have none",
        lambda: Mandate.objects.create(firm=firm, tenant_id=building.pk, **days),
    )
    lines = portfolio(cast.user("sophie"), on=timezone.localdate())
    assert [line.slug for line in lines] == [cast.ACACIAS]


@pytest.mark.parametrize("role", [Role.CO_OWNER, Role.AUDITOR, Role.BOARD])
def test_and_every_role_but_two(db, role):
    building = founded()
    values = {"tenant_id": building.pk, "since": date(2026, 1, 1)}
    refused(
        "no role of neighbours",
        lambda: Grant.objects.create(user=cast.user("mia"), role=role, **values),
    )


def test_and_modules_before_it_opens(db):
    with enter(founded().pk, by=None):
        refused("too few", lambda: Building.objects.update(modules=["notices"]))


#: where neighbours are among themselves, this is all of the building's pages
THEIRS = {
    "buildings:home",
    "buildings:people",
    "buildings:hall-new",
    "buildings:hall-page",
    "buildings:hall-close",
    "buildings:history",
    "buildings:history-table",
}


def pages_of_a_building():
    """Yield the pages that have no argument but the slug, with their namespace."""
    for route in get_resolver().url_patterns:
        namespace = getattr(route, "namespace", None)
        yield from _pages(route, f"{namespace}:" if namespace else "")


def _pages(route, prefix, outer=()):
    inside = (*outer, *route.pattern.regex.groupindex)
    if hasattr(route, "url_patterns"):
        for inner in route.url_patterns:
            namespace = getattr(inner, "namespace", None)
            yield from _pages(
                inner, f"{prefix}{namespace}:" if namespace else prefix, inside
            )
    elif set(inside) == {"slug"} and not prefix.startswith("api"):
        yield prefix + route.name


def test_no_page_of_an_association_is_there(sign_in):
    building = opened()
    client = sign_in("zoe")
    found = set()
    for name in set(pages_of_a_building()):
        if name.startswith("community:"):
            continue
        address = reverse(name, kwargs={"slug": building.slug})
        if client.get(address).status_code not in (404, 405):
            found.add(name)
    assert found <= THEIRS


def test_nor_does_the_menu_lead_to_one(sign_in):
    building = opened()
    page = sign_in("zoe").get(reverse("buildings:people", args=[building.slug]))
    html = page.content.decode()
    for name in ("lots", "owners", "keys", "library", "settings", "invitations"):
        assert reverse(f"buildings:{name}", args=[building.slug]) not in html
