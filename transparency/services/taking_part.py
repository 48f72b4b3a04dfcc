"""Joining the ASBL, leaving it, and coming back (transparency.md §1).

A participation counts, and votes, from the day it joins; it owes every month on whose
first day it runs. It leaves with the end of a month. Everything is written in the ASBL's
tenant, under the lock of its members.
"""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from buildings.models import (
    Grant,
    Owner,
    Participation,
    ParticipationPeriod,
    Role,
)
from buildings.services import create_owner, grant_role
from buildings.services.changes import save_changes, write_changes
from buildings.services.ownership import create_parties
from koprogo.audit.services import record
from koprogo.tenancy.models import Tenant
from transparency.errors import TakesNoPart, TakesPart
from transparency.queries.participations import owner_of
from transparency.services.publishing import soon
from transparency.services.tariffs import cross_if_reached, lock_members
from transparency.tariff import effective_from

__all__ = [
    "change_way",
    "come_back",
    "hand_over_vote",
    "join_co_ownership",
    "join_person",
    "leave",
    "stay",
]

Way = ParticipationPeriod.Way


@transaction.atomic
def join_co_ownership(
    *,
    name: str,
    kbo: str,
    way: str,
    building: Tenant | None = None,
    voter,
    by,
) -> Participation:
    """Let a co-ownership take part from today; ``voter``, a user, votes for it.

    ``building``: its own tenant, where it is hosted here. If a bound of the tariff is
    reached, the price falls.

    Raises:
        TakesPart: this building, or this KBO number, takes part or did.
    """
    lock_members()
    known = Participation.objects.filter(building=building) if building else None
    if (known is not None and known.exists()) or (
        kbo and Participation.objects.filter(kbo=kbo).exists()
    ):
        raise TakesPart(name)
    kind = Participation.Kind.CO_OWNERSHIP
    return _join(kind, name, way, voter, by=by, kbo=kbo, building=building)


@transaction.atomic
def join_person(*, user, by) -> Participation:
    """Let a person take part from today: a member with one vote.

    Raises:
        TakesPart: he is a member, or was: he comes back.
    """
    lock_members()
    kind = Participation.Kind.PERSON
    if Participation.objects.filter(kind=kind, voter__user=user).exists():
        raise TakesPart(user)
    return _join(kind, user.name or user.email, Way.SELF_HOSTED, user, by=by)


def _join(kind: str, name: str, way: str, voter, *, by, **fields) -> Participation:
    today = timezone.localdate()
    [party] = create_parties(1)
    participation = Participation.objects.create(
        kind=kind,
        name=name,
        voter=_registered(voter, since=today, by=by),
        party=party,
        **fields,
    )
    _begin(participation, way, since=today, by=by)
    return participation


def _begin(participation: Participation, way: str, *, since: date, by) -> None:
    ParticipationPeriod.objects.create(
        participation=participation, way=way, since=since
    )
    record("participation.joined", target=participation, by=by, way=way)
    cross_if_reached(today=since, by=by)
    soon()


def _registered(user, *, since: date, by) -> Owner:
    """Return who the person is in the ASBL's register, with the role of a member."""
    owner = owner_of(user) or create_owner(
        last_name=user.name or user.email,
        email=user.email,
        language=user.language,
        channel=Owner.Channel.EMAIL,
        user=user,
        by=by,
    )
    grant = _membership(user).filter(_not_over(since)).select_for_update().first()
    if grant is None:
        grant_role(user, tenant=owner.tenant, role=Role.MEMBER, since=since, by=by)
    else:
        save_changes(grant, by=by, action="role.extended", until=None)
    return owner


def _membership(user):
    return Grant.objects.filter(
        user=user, tenant__kind=Tenant.Kind.ASBL, role=Role.MEMBER
    )


@transaction.atomic
def leave(participation: Participation, *, by, reason: str = "") -> date:
    """End a participation with this month; return the first day without it.

    Until then it can still stay. Its vote, its hosting, its reductions and its add-ons
    end with it.

    Raises:
        TakesNoPart: it does not take part, or its end is set.
    """
    lock_members()
    today = timezone.localdate()
    period = _running(participation, today)
    if period is None or period.until is not None:
        raise TakesNoPart(participation)
    until = effective_from(today)
    _end(participation, until)
    _until(period, until, action="participation.left", by=by)
    if reason:
        record("participation.ended", target=participation, by=by, reason=reason)
    _end_role(participation.voter, until, by=by)
    soon()
    return until


def _end(participation: Participation, until: date) -> None:
    for rows in (participation.reductions, participation.add_ons):
        rows.filter(since__gte=until).delete()
        rows.exclude(until__lte=until).update(until=until)


def _until(period: ParticipationPeriod, until: date | None, *, action: str, by) -> None:
    changed = write_changes(period, until=until)
    record(action, target=period.participation, by=by, **changed)


def _end_role(voter: Owner, until: date, *, by) -> None:
    """End the role of a member who votes for nothing any more."""
    still = ParticipationPeriod.objects.on(until).filter(participation__voter=voter)
    if voter.user_id and not still.exists():
        for grant in _membership(voter.user).filter(until=None).select_for_update():
            if grant.since < until:
                save_changes(grant, by=by, action="role.ended", until=until)


@transaction.atomic
def stay(participation: Participation, *, by) -> None:
    """Take back the end of a participation that still runs.

    Raises:
        TakesNoPart: there is no end to take back.
    """
    lock_members()
    today = timezone.localdate()
    period = _running(participation, today)
    if period is None or period.until is None:
        raise TakesNoPart(participation)
    participation.periods.filter(since__gte=period.until).delete()
    _until(period, None, action="participation.stayed", by=by)
    _registered(participation.voter.user, since=today, by=by)


@transaction.atomic
def come_back(participation: Participation, *, way: str, by) -> None:
    """Let a participation that ended begin again, today.

    Raises:
        TakesPart: it runs, perhaps until the end of the month.
    """
    lock_members()
    today = timezone.localdate()
    if participation.periods.filter(_not_over(today)).exists():
        raise TakesPart(participation)
    _registered(participation.voter.user, since=today, by=by)
    _begin(participation, way, since=today, by=by)


@transaction.atomic
def change_way(participation: Participation, *, way: str, by) -> date:
    """Take part in another way from the next month on; return its first day.

    Raises:
        TakesNoPart: it does not take part, or its end is set.
    """
    lock_members()
    today = timezone.localdate()
    period = _running(participation, today)
    if period is None or period.until is not None or period.way == way:
        raise TakesNoPart(participation)
    since = effective_from(today)
    period.until = since
    period.save(update_fields=["until"])
    ParticipationPeriod.objects.create(
        participation=participation, way=way, since=since
    )
    record("participation.way_changed", target=participation, by=by, way=way)
    return since


@transaction.atomic
def hand_over_vote(participation: Participation, *, to, by) -> None:
    """Let another person, a user, vote for a co-ownership from now on."""
    lock_members()
    before = participation.voter
    after = _registered(to, since=timezone.localdate(), by=by)
    save_changes(participation, by=by, action="participation.vote_moved", voter=after)
    _end_role(before, effective_from(timezone.localdate()), by=by)


def _running(participation: Participation, day: date) -> ParticipationPeriod | None:
    rows = participation.periods.on(day).select_for_update()
    return rows.first()


def _not_over(day: date) -> Q:
    return Q(until=None) | Q(until__gt=day)
