"""People and co-ownerships that take part, for tests."""

from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from buildings.models import Owner, Participation, ParticipationPeriod
from koprogo.accounts.models import User
from koprogo.ledger.models import Party
from koprogo.slots import DecisionRef
from transparency.services.taking_part import join_co_ownership
from transparency.services.tariffs import adopt
from transparency.tariff import Tier, effective_from

Way = ParticipationPeriod.Way


def someone(number, *, language="fr"):
    """Return a user who represents somebody."""
    return User.objects.create(
        email=f"member{number}@example.org", name=f"Member {number}", language=language
    )


def joined(number, *, way=Way.HOSTED, kbo="", user=None):
    """A co-ownership that joined today through the service."""
    return join_co_ownership(
        name=f"Residence {number}",
        kbo=kbo,
        way=way,
        voter=user or someone(number),
        by=None,
    )


def crowd(many, *, since, way=Way.HOSTED, kind="co_ownership", language="nl"):
    """So many that joined on a day, written at once; nobody signs in for them."""
    first = Participation.objects.count()
    owners = Owner.objects.bulk_create(
        Owner(
            code=f"C{first + number}",
            last_name=f"Voter {first + number}",
            email=f"voter{first + number}@example.org",
            channel="email",
            language=language,
        )
        for number in range(many)
    )
    parties = Party.objects.bulk_create(
        Party(reference_base=9_000_000_000 + first + number) for number in range(many)
    )
    rows = Participation.objects.bulk_create(
        Participation(kind=kind, name=f"Crowd {first + n}", voter=owner, party=party)
        for n, (owner, party) in enumerate(zip(owners, parties, strict=True))
    )
    ParticipationPeriod.objects.bulk_create(
        ParticipationPeriod(participation=row, way=way, since=since) for row in rows
    )
    return rows


def voted(price, *, audience="co_ownership"):
    """A price that the members voted, from the next month on."""
    today = timezone.localdate()
    return adopt(
        decision=DecisionRef(uuid4(), "Decision 1", today),
        audience=audience,
        kind="voted",
        since=effective_from(today),
        tiers=[Tier(0, Decimal(price))],
        by=None,
    )
