"""The people of the tests: one of each role, two buildings, two firms, one ASBL.

Built once through the services and committed; every test finds them there.

Les Acacias (1,000 shares): A 500 Omar, B 300 Clara, C 200 Jean & Fatima (undivided),
cellar K without shares (Omar). Bellevue (100 shares): one lot, Bea.
"""

from datetime import date, timedelta
from types import SimpleNamespace

from django.utils import timezone

from buildings import services
from buildings.models import Building, Holding, Lot, Role
from koprogo.accounts.models import User
from koprogo.accounts.services import verify_address
from koprogo.jobs.models import Job
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from solidarity.models import Seat
from solidarity.services.founding import found_fund
from transparency.services.founding import open_asbl

ACACIAS, BELLEVUE, ASBL = "acacias", "bellevue", "asbl"
SINCE = date(2020, 1, 1)

# Who is who in Les Acacias. Order and names are those of the role table's columns.
ROLES = {
    "syndic": "sophie",
    "assistant": "amir",
    "accountant": "anna",
    "co_owner": "omar",
    "council": "clara",
    "auditor": "axel",
    "occupant": "otto",
    "other_syndic": "stijn",
    "other_owner": "bea",
    "former_owner": "felix",
    "board": "bo",
    "treasurer": "tess",
    "asbl_auditor": "arno",
    "coordinator": "cora",
    "member": "mia",
    "committee": "cleo",
    "nobody": "zoe",
}


def user(name: str) -> User:
    """Return a person of the cast by first name."""
    return User.objects.get(email=f"{name}@example.org")


def building() -> Building:
    """Return the building entered."""
    return Building.objects.select_related("tenant").get()


def tenant(slug: str = ACACIAS) -> Tenant:
    return Tenant.objects.get(slug=slug)


def lot(code: str) -> Lot:
    return Lot.objects.get(code=code)


def holding(code: str) -> Holding:
    return Holding.objects.get(code=code)


def populate() -> None:
    """Write the cast. Everything goes through the services."""
    people = {
        name: User.objects.create_user(
            f"{name}@example.org",
            "correct horse battery",
            name=name.title(),
            language="en",
        )
        for name in ROLES.values()
    }
    for person in people.values():
        verify_address(person)
    cast = SimpleNamespace(**people)
    _acacias(cast)
    _bellevue(cast)
    _asbl(cast)
    _fund(cast)
    Job.objects.all().delete()  # tests begin without work that waits


def _acacias(cast) -> None:
    building = services.create_building(
        name="Les Acacias",
        slug=ACACIAS,
        deed_total=1000,
        by=None,
        kbo="0833576428",
        street="Rue des Acacias 1",
        postal_code="1030",
        city="Schaerbeek",
        languages=["fr", "nl"],
        working_iban="BE68539007547034",
        reserve_iban="BE43068999999501",
    )
    with enter(building.pk, by=None):
        _acacias_lots(cast)
        _firm(
            cast,
            building,
            "Lambert",
            sophie="manager",
            amir="assistant",
            anna="accountant",
        )
        for person, role in (
            (cast.clara, Role.COUNCIL),
            (cast.axel, Role.AUDITOR),
            (cast.otto, Role.OCCUPANT),
        ):
            services.grant_role(
                person, tenant=building.tenant, role=role, since=SINCE, by=None
            )
        services.grant_role(
            cast.felix,
            tenant=building.tenant,
            role=Role.CO_OWNER,
            since=SINCE,
            until=date(2024, 1, 1),
            by=None,
        )


def _acacias_lots(cast) -> None:
    lots = {
        code: services.create_lot(code=code, shares=shares, kind=kind, by=None)
        for code, shares, kind in (
            ("A", 500, Lot.Kind.APARTMENT),
            ("B", 300, Lot.Kind.APARTMENT),
            ("C", 200, Lot.Kind.APARTMENT),
            ("K", 0, Lot.Kind.CELLAR),
        )
    }
    owners = {
        code: services.create_owner(
            code=code,
            first_name=first,
            last_name=last,
            language=language,
            email=f"{first.lower()}@example.org",
            phone="+32 470 00 00 0" + str(len(code)),
            by=None,
        )
        for code, first, last, language in (
            ("omar", "Omar", "Haddad", "fr"),
            ("clara", "Clara", "Élise", "nl"),
            ("jean", "Jean", "Moreau", "fr"),
            ("fatima", "Fatima", "El Idrissi", "fr"),
        )
    }
    services.link_owner(owners["omar"], user=cast.omar, since=SINCE, by=None)
    services.link_owner(owners["clara"], user=cast.clara, since=SINCE, by=None)
    one = services.Member
    holdings = {
        "H1": services.create_holding(
            code="H1", members=[one(owners["omar"], 1)], by=None
        ),
        "H2": services.create_holding(
            code="H2", members=[one(owners["clara"], 1)], by=None
        ),
        "H3": services.create_holding(
            code="H3",
            parts=2,
            members=[one(owners["jean"], 1), one(owners["fatima"], 1)],
            representative=owners["jean"],
            by=None,
        ),
    }
    for code, holding in (("A", "H1"), ("B", "H2"), ("C", "H3"), ("K", "H1")):
        services.hand_over_lot(
            lots[code], holding=holdings[holding], since=SINCE, by=None
        )
    services.create_key(
        code="lift",
        name="Lift",
        parts={lots["B"].pk: 1, lots["C"].pk: 2},
        by=None,
    )


def _bellevue(cast) -> None:
    building = services.create_building(
        name="Bellevue",
        slug=BELLEVUE,
        deed_total=100,
        by=None,
        kbo="0403170701",
        working_iban="BE71096123456769",
    )
    with enter(building.pk, by=None):
        lot = services.create_lot(code="1", shares=100, by=None)
        owner = services.create_owner(
            code="bea", last_name="Bea", language="nl", by=None
        )
        services.link_owner(owner, user=cast.bea, since=SINCE, by=None)
        holding = services.create_holding(
            code="H1", members=[services.Member(owner, 1)], by=None
        )
        services.hand_over_lot(lot, holding=holding, since=SINCE, by=None)
        _firm(cast, building, "Vandamme", stijn="manager")


def _firm(cast, building, name: str, **staff: str) -> None:
    firm = services.create_firm(name=f"{name} Syndic")
    for person, role in staff.items():
        services.employ(getattr(cast, person), firm=firm, role=Role(role), since=SINCE)
    today = timezone.localdate()
    services.start_mandate(
        building,
        firm=firm,
        since=today - timedelta(days=400),
        until=today + timedelta(days=400),
        by=None,
    )


def _asbl(cast) -> None:
    asbl = services.found_asbl(
        name="KoproGo",
        slug=ASBL,
        by=None,
        kbo="0451899343",
        street="Rue de la Loi 1",
        postal_code="1000",
        city="Bruxelles",
        languages=["nl", "fr", "de", "en"],
        working_iban="BE62510007547061",
    )
    with enter(asbl.pk, by=None):
        open_asbl(since=SINCE, by=None)
        for person, role in (
            (cast.bo, Role.BOARD),
            (cast.tess, Role.TREASURER),
            (cast.arno, Role.ASBL_AUDITOR),
            (cast.cora, Role.COORDINATOR),
            (cast.mia, Role.MEMBER),
            (cast.cleo, Role.COMMITTEE),
        ):
            services.grant_role(
                person, tenant=asbl.tenant, role=role, since=SINCE, by=None
            )


def _fund(cast) -> None:
    """The solidarity fund; Cleo is the social worker of its committee."""
    today = timezone.localdate()
    with enter(found_fund(since=SINCE, by=None).pk, by=None):
        Seat.objects.create(
            user=cast.cleo,
            chair="social_worker",
            place=1,
            since=today - timedelta(days=100),
            until=today + timedelta(days=300),
            decision_text="Elected by the assembly",
        )
