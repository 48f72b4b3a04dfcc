"""The ASBL of the measurements, with 5,000 members."""

from datetime import date

from buildings.models import Building, Owner, Participation, ParticipationPeriod
from buildings.services.building import found_asbl
from koprogo.ledger.models import Party
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from transparency.services.founding import open_asbl

MEMBERS = 5_000
SINCE = date(2024, 1, 1)


def asbl_with_members() -> Building:
    """Return the one there is, or found it: every member was there from the first day."""
    if tenant := Tenant.objects.filter(kind=Tenant.Kind.ASBL).first():
        with enter(tenant.pk, by=None):
            return Building.objects.get()
    association = found_asbl(name="ASBL", slug="bench-asbl", by=None)
    with enter(association.pk, by=None):
        open_asbl(since=SINCE, by=None)
        _crowd()
    return association


def _crowd() -> None:
    owners = Owner.objects.bulk_create(
        Owner(
            code=f"M{n}",
            last_name=f"Member {n}",
            email=f"m{n}@example.org",
            channel="email",
            language=("nl", "fr", "de", "en")[n % 4],
        )
        for n in range(MEMBERS)
    )
    parties = Party.objects.bulk_create(
        Party(reference_base=9_000_000_000 + n) for n in range(MEMBERS)
    )
    rows = Participation.objects.bulk_create(
        Participation(kind="co_ownership", name=str(owner), voter=owner, party=party)
        for owner, party in zip(owners, parties, strict=True)
    )
    ParticipationPeriod.objects.bulk_create(
        ParticipationPeriod(participation=row, way="hosted", since=SINCE)
        for row in rows
    )
