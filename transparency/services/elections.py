"""Offices of the ASBL: given by decisions of its members, ended with a reason."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from buildings.models import Grant, Owner, Role
from buildings.services import end_role, grant_role
from koprogo.audit.services import record
from koprogo.slots import DecisionRef
from transparency.errors import (
    AdoptedAlready,
    NoAccount,
    OfficeBegun,
    OfficeHeld,
    OfficeOver,
)
from transparency.models import Office
from transparency.services.tariffs import lock_members

__all__ = ["end_office", "give_offices"]


@transaction.atomic
def give_offices(
    owner: Owner,
    *,
    roles: Sequence[Role],
    since: date,
    until: date,
    decision: DecisionRef,
    by,
) -> list[Office]:
    """Give a person of the register these offices, and their roles, for [since, until).

    Raises:
        AdoptedAlready: this decision gave one of these offices before.
        NoAccount: he cannot sign in.
        OfficeHeld: he holds one of them on some of these days.
    """
    lock_members()
    if Office.objects.filter(decision=decision.uuid, role__in=roles).exists():
        raise AdoptedAlready(decision)
    if owner.user_id is None:
        raise NoAccount(owner)
    return [
        _give(owner, role, since=since, until=until, decision=decision, by=by)
        for role in roles
    ]


def _give(
    owner: Owner, role: Role, *, since: date, until: date, decision: DecisionRef, by
) -> Office:
    held = Grant.objects.filter(
        Q(until=None) | Q(until__gt=since),
        user=owner.user_id,
        tenant=owner.tenant_id,
        role=role,
        since__lt=until,
    )
    if held.exists():
        raise OfficeHeld(owner, role)
    office = Office.objects.create(
        owner=owner,
        role=role,
        since=since,
        until=until,
        decision=decision.uuid,
        decision_text=decision.text[:200],
        decided_on=decision.date,
        recorded_by=by,
    )
    days = {"since": since, "until": until}
    grant_role(owner.user, tenant=owner.tenant, role=role, **days, by=by)
    told = {name: str(day) for name, day in days.items()}
    record("office.given", target=office, by=by, role=str(role), **told)
    return office


@transaction.atomic
def end_office(grant: Grant, *, on: date, reason: str, by) -> None:
    """End an office before its time; one that has not begun is taken back.

    Raises:
        OfficeOver: it has ended by that day, or was taken back meanwhile.
        OfficeBegun: it has begun, and not before that day.
    """
    lock_members()
    found = Grant.objects.select_for_update().filter(pk=grant.pk).first()
    if found is None or (found.until is not None and found.until <= on):
        raise OfficeOver(grant)
    if found.since >= on and found.since <= timezone.localdate():
        raise OfficeBegun(found)
    office = Office.objects.filter(
        owner__user=found.user_id, role=found.role, since=found.since, ended_on=None
    ).first()
    told = {"role": found.role, "on": str(on), "reason": reason}
    record("office.ended", target=office or found, by=by, **told)
    end_role(found, on=on)
    if office is not None:
        office.ended_on, office.end_reason = on, reason
        office.save(update_fields=["ended_on", "end_reason"])
