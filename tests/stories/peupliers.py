"""Les Peupliers, where a whole assembly is held; and a clock that can stand earlier.

1,000 shares: A Omar 220, B Clara 180, C Bea 150, D Felix 150 with accounts; E Jean 160
and F Fatima 140 without. Sophie of Lambert Syndic convenes it; Omar wants e-mail.
"""

from datetime import date, datetime, timedelta

from django.utils import timezone

from buildings import services
from buildings.models import Building, Consent, Firm
from buildings.services.consents import give_consent
from governance.services.settings import update_assembly_settings
from koprogo.tenancy import enter
from tests import cast
from tests.finance.letters import furnish
from tests.stories.pictures import EveryDatetime

SLUG = "peupliers"
HOME = f"/b/{SLUG}/"
LOTS = {
    "Omar Haddad": 220,
    "Clara Wouters": 180,
    "Bea Janssens": 150,
    "Felix Martin": 150,
    "Jean Moreau": 160,
    "Fatima El Idrissi": 140,
}
WITH_ACCOUNTS = ("omar", "clara", "bea", "felix")


class Calendar(datetime, metaclass=EveryDatetime):
    """Stands for ``datetime`` in ``django.utils.timezone``, so many days ago."""

    days_ago = 0

    @classmethod
    def now(cls, tz=None):
        return datetime.now(tz) - timedelta(days=cls.days_ago)


def build(day: date) -> None:
    """Write the building and its owners; the internal rules name weeks with ``day``."""
    building = services.create_building(
        name="Les Peupliers",
        slug=SLUG,
        deed_total=sum(LOTS.values()),
        by=None,
        kbo="0833576428",
        street="Avenue des Peupliers 12",
        postal_code="1030",
        city="Schaerbeek",
        languages=["en", "nl"],
        working_iban="BE62510007547061",
    )
    today = timezone.localdate()
    with enter(building.pk, by=None):
        services.start_mandate(
            building,
            firm=Firm.objects.get(name="Lambert Syndic"),
            since=today - timedelta(days=400),
            until=today + timedelta(days=690),
            by=None,
        )
        for code, (name, shares) in zip("ABCDEF", LOTS.items(), strict=True):
            _household(code, name, shares)
        furnish()
        since = day - timedelta(days=4)
        update_assembly_settings(
            period_month=since.month, period_day=min(since.day, 28), by=None
        )
        Building.objects.update(documents_place="At the office of the syndic")


def _household(code: str, name: str, shares: int) -> None:
    first, last = name.split(" ", 1)
    owner = services.create_owner(
        code=first.lower(),
        first_name=first,
        last_name=last,
        language="en",
        email=f"{first.lower()}@example.org",
        by=None,
    )
    if owner.code in WITH_ACCOUNTS:
        user = cast.user(owner.code)
        services.link_owner(owner, user=user, since=cast.SINCE, by=None)
    if owner.code == "omar":
        give_consent(
            owner,
            purpose=Consent.Purpose.CONVOCATIONS,
            source=Consent.Source.PAPER,
            given_on=date(2026, 1, 5),
            by=None,
        )
    lot = services.create_lot(code=code, shares=shares, by=None)
    holding = services.create_holding(members=[services.Member(owner, 1)], by=None)
    services.hand_over_lot(lot, holding=holding, since=cast.SINCE, by=None)
