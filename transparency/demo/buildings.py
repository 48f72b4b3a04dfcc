"""The buildings of the demo that take part in the ASBL, and a person."""

from collections.abc import Mapping
from datetime import date

from buildings.models import ParticipationPeriod
from koprogo.accounts.models import User
from koprogo.tenancy.models import Tenant
from transparency.services.taking_part import join_co_ownership, join_person

#: by slug: whose syndic votes for it
HOSTED = {"residence-bellevue": "sophie", "residentie-parkzicht": "sophie"}
PERSON = "noor"


def join_here(users: Mapping[str, User], *, on: date) -> int:
    """Let them join on a day; return how many co-ownerships they are."""
    found = Tenant.objects.filter(slug__in=HOSTED).order_by("slug")
    for building in found:
        key = HOSTED[building.slug]
        join_co_ownership(
            name=building.name,
            kbo="",
            way=ParticipationPeriod.Way.HOSTED,
            building=building,
            voter=users[key],
            by=users[key],
        )
    join_person(user=users[PERSON], by=users[PERSON])
    # They are founders: they joined on the first day, not on that of the demo.
    ParticipationPeriod.objects.update(since=on)
    return len(found)
