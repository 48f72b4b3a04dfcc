"""Who takes part in the ASBL, on which day, and on which terms. In its tenant."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from buildings.models import AddOnUse, Owner, Participation, ParticipationPeriod
from buildings.models import Reduction as ReductionRow
from koprogo.slots import Voter
from transparency.tariff import Reduction

Way = ParticipationPeriod.Way
CONTRIBUTING = (Way.HOSTED, Way.SELF_HOSTED)


def _periods(day: date, ways: Iterable[str]) -> QuerySet[ParticipationPeriod]:
    return ParticipationPeriod.objects.on(day).filter(way__in=ways)


def running(day: date) -> QuerySet[Participation]:
    """Return whoever has a running contribution: a member, with one vote."""
    periods = _periods(day, CONTRIBUTING)
    return Participation.objects.filter(pk__in=periods.values("participation"))


def participants_on(day: date) -> int:
    """Return how many co-ownerships have a running contribution: one statement."""
    return running(day).filter(kind=Participation.Kind.CO_OWNERSHIP).count()


def voters_of_asbl(keys, day: date) -> Iterator[Voter]:
    """Yield the members with their one vote each, by name: ``slots.roll_source``."""
    for member in running(day).select_related("voter"):
        yield Voter(
            label=member.name,
            head=member.uuid,
            head_name=member.name,
            voter=member.voter.uuid,
            voter_name=str(member.voter),
            votes=1,
            owner=member.voter,
        )


def reduction_on(ids: Iterable[int], day: date) -> dict[int, Reduction]:
    """Return the reduction of each participation (primary keys) that has one then."""
    rows = ReductionRow.objects.on(day).filter(participation__in=ids)
    return {row.participation_id: Reduction(row.kind) for row in rows}


def add_ons_on(ids: Iterable[int], day: date) -> dict[int, list[str]]:
    """Return the codes of the add-ons that each participation uses then."""
    found = defaultdict(list)
    for row in AddOnUse.objects.on(day).filter(participation__in=ids):
        found[row.participation_id].append(row.add_on)
    return dict(found)


def with_state(day: date) -> QuerySet[Participation]:
    """Return all that ever took part, with ``way`` and ``leaves_on`` of that day.

    ``way`` None: inactive. ``joined_on``: the first day of all.
    """
    periods = ParticipationPeriod.objects.filter(participation=OuterRef("pk"))
    today = periods.filter(Q(until=None) | Q(until__gt=day), since__lte=day)
    reduction = ReductionRow.objects.filter(
        Q(until=None) | Q(until__gt=day), participation=OuterRef("pk"), since__lte=day
    )
    return Participation.objects.select_related("voter", "party").annotate(
        way=Subquery(today.values("way")[:1]),
        leaves_on=Subquery(periods.order_by("-since").values("until")[:1]),
        joined_on=Subquery(periods.order_by("since").values("since")[:1]),
        reduction=Subquery(reduction.values("kind")[:1]),
    )


def represented_by(user, day: date) -> QuerySet[Participation]:
    """Return the participations for which a person votes, with their state."""
    return with_state(day).filter(voter__user=user)


def owner_of(user) -> Owner | None:
    """Return who the person is in the ASBL's register."""
    return Owner.objects.filter(user=user).first()


def many_by_way(day: date) -> dict[str, int]:
    """Return how many there are of each way, running on a day."""
    rows = ParticipationPeriod.objects.on(day).values_list("way")
    return dict(rows.annotate(many=Count("pk")).order_by("way"))


def is_leaving(participation) -> bool:
    """Return whether its end is set (of a row ``with_state``)."""
    return participation.way is not None and participation.leaves_on is not None


def terms_of(participation: Participation) -> list[ParticipationPeriod]:
    """Return its periods, the latest first."""
    return list(participation.periods.order_by(F("since").desc()))
