"""Who is too close to a request: found from what the platform knows, and nothing else.

A member of the same co-ownership, and a syndic whose firm has a mandate there. Family and
creditors are declared by the members themselves.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.utils import timezone

from buildings.models import FirmMember, Grant, Mandate, Participation
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from solidarity.deciding import Recusal as Reason
from solidarity.models import Request, Seat
from solidarity.queries.requests import open_request

__all__ = ["close_to", "found"]


def found(request: Request, seats: Collection[Seat]) -> dict[int, Reason]:
    """Return who of the committee takes no part, by primary key of the person.

    The number of statements is constant.
    """
    firms = {seat.user_id: {seat.firm_id} for seat in seats if seat.firm_id}
    return _found(request, {seat.user_id for seat in seats}, firms)


def close_to(request: Request, user) -> Reason | None:
    """Return why somebody outside the committee takes no part either, if so."""
    return _found(request, {user.pk}, {}).get(user.pk)


def _found(
    request: Request, people: set[int], firms: Mapping[int, set[int]]
) -> dict[int, Reason]:
    voters, own = _participation(request)
    buildings = own | _buildings_of(request)
    close = _members_of(buildings) | voters | {request.applicant_id}
    reasons = dict.fromkeys(people & close, Reason.BUILDING)
    theirs = _firms_of(people, firms)
    syndics = _syndics_of(buildings)
    for person in people:
        if theirs[person] & syndics:
            reasons.setdefault(person, Reason.MANDATE)
    return reasons


def _participation(request: Request) -> tuple[set[int], set[int]]:
    """Return who votes for what the person takes part through, and its building."""
    try:
        _vault, said = open_request(request)
        uuid = UUID(said.participation)
    except ValueError:
        return set(), set()
    asbl = Tenant.objects.filter(kind=Tenant.Kind.ASBL).first()
    if asbl is None:
        return set(), set()
    with enter(asbl.pk, by=None):
        rows = Participation.objects.filter(uuid=uuid)
        known = rows.values_list("voter__user", "building").first()
    voter, building = known or (None, None)
    return _present([voter]), _present([building])


def _buildings_of(request: Request) -> set[int]:
    """Return the co-ownerships in which the person has any role today."""
    grants = Grant.objects.on(timezone.localdate()).filter(
        user=request.applicant_id, tenant__kind=Tenant.Kind.CO_OWNERSHIP
    )
    return set(grants.values_list("tenant", flat=True))


def _members_of(buildings: Collection[int]) -> set[int]:
    grants = Grant.objects.on(timezone.localdate()).filter(tenant__in=buildings)
    return set(grants.values_list("user", flat=True))


def _syndics_of(buildings: Collection[int]) -> set[int]:
    mandates = Mandate.objects.on(timezone.localdate()).filter(tenant__in=buildings)
    return set(mandates.values_list("firm", flat=True))


def _firms_of(
    people: Collection[int], sits_for: Mapping[int, set[int]]
) -> Mapping[int, set[int]]:
    """Return the firms of each: for which he sits, and in which he works."""
    firms = defaultdict(set, {person: set(rows) for person, rows in sits_for.items()})
    members = FirmMember.objects.on(timezone.localdate()).filter(user__in=people)
    for person, firm in members.values_list("user", "firm"):
        firms[person].add(firm)
    return firms


def _present(values: Iterable[int | None]) -> set[int]:
    return {value for value in values if value is not None}
