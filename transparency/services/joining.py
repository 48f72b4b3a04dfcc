"""Who may join for whom: a person for himself, a syndic for the buildings he runs."""

from django.db import transaction

from buildings.models import Participation, ParticipationPeriod
from koprogo.tenancy.models import Tenant
from transparency.errors import NotARepresentative
from transparency.queries.representing import (
    ANOTHER,
    MYSELF,
    buildings_of_syndic,
    kbo_of,
)
from transparency.services import taking_part

__all__ = ["join", "take_over_vote"]

Way = ParticipationPeriod.Way


@transaction.atomic
def join(
    *, who: str, by, name: str = "", kbo: str = "", way: str = "", agreed: bool = True
) -> Participation:
    """Let ``by`` take part, a building he runs here (its slug), or another co-ownership.

    Raises:
        NotARepresentative: he does not run this building as syndic.
        TakesPart: it takes part already, or did.
    """
    if who == MYSELF:
        return taking_part.join_person(user=by, by=by)
    if who == ANOTHER:
        return taking_part.join_co_ownership(
            name=name, kbo=kbo, way=way or Way.SELF_HOSTED, voter=by, by=by
        )
    building = Tenant.objects.get(pk=_represented(by, who).tenant_id)
    return taking_part.join_co_ownership(
        name=building.name,
        kbo=kbo_of(building, by=by),
        way=Way.HOSTED,
        building=building,
        voter=by,
        by=by,
    )


@transaction.atomic
def take_over_vote(*, slug: str, by) -> None:
    """Let the syndic of a building that takes part vote for it.

    Raises:
        NotARepresentative: he does not run it, or it has never taken part.
    """
    participation = _represented(by, slug).participation
    if participation is None:
        raise NotARepresentative(slug)
    taking_part.hand_over_vote(participation, to=by, by=by)


def _represented(user, slug: str):
    for one in buildings_of_syndic(user):
        if one.slug == slug:
            return one
    raise NotARepresentative(slug)
