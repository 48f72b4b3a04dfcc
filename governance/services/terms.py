"""Whom an assembly elects, and the role that follows from it on its days."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q
from django.utils import timezone

from buildings.models import Building, FirmMember, Grant, Mandate, Owner, Role
from buildings.services import end_role, grant_role
from governance.errors.council import EndsTooEarly, SyndicExcluded, TermOver
from governance.models import AuditorTerm, CouncilTerm
from governance.models.council import Decided, Term

__all__ = [
    "Decided",
    "check_no_syndic",
    "end_before",
    "end_term",
    "locked_building",
    "settle_role",
]

#: whose terms give a role
ROLES = {CouncilTerm: Role.COUNCIL, AuditorTerm: Role.AUDITOR}


def locked_building() -> Building:
    """Lock the building: who is elected and who is syndic is settled one by one."""
    return Building.objects.select_for_update(of=["self"]).get()


def check_no_syndic(owner: Owner, *, since: date, until: date | None) -> None:
    """Raises SyndicExcluded: he works for the syndic of one of these days, or is it."""
    mandates = Mandate.objects.filter(tenant=owner.tenant_id, until__gt=since)
    if until is not None:
        mandates = mandates.filter(since__lt=until)
    staff = FirmMember.objects.filter(firm__in=mandates.values("firm"))
    works = staff.filter(Q(until=None) | Q(until__gt=since), user=owner.user_id)
    is_firm = mandates.filter(firm__kbo=owner.kbo)
    if (owner.user_id and works.exists()) or (owner.kbo and is_firm.exists()):
        raise SyndicExcluded(owner)


def end_before(terms: Iterable[Term], *, on: date) -> None:
    """Let what runs since earlier end on the day on which something new begins."""
    for term in terms:
        if term.since < on:
            term.until = on
            term.save(update_fields=["until"])


def end_term(term: Term, *, on: date, reason: str, by) -> Term:
    """End a term before its time, in the transaction of its caller.

    From ``on`` the person has the role no more. What begins no sooner is taken back.

    Raises:
        TermOver: it has ended by that day, or was taken back meanwhile.
        EndsTooEarly: it has begun, and not before that day.
    """
    locked_building()
    found = type(term).objects.filter(pk=term.pk).first()
    if found is None or (found.until is not None and found.until <= on):
        raise TermOver(term)
    if found.since < on:
        found.until, found.end_reason = on, reason
        found.save(update_fields=["until", "end_reason"])
    elif found.since > timezone.localdate():
        found.delete()
    else:
        raise EndsTooEarly(found)
    settle_role(type(term), getattr(found, "owner", None), by=by)
    return found


def settle_role(model: type[Term], owner: Owner | None, *, by) -> None:
    """Let an owner with an account have, from today on, the role of his terms.

    Nothing changes if he has it on these days already.
    """
    if model not in ROLES or owner is None or owner.user_id is None:
        return
    today = timezone.localdate()
    grants = Grant.objects.filter(
        tenant=owner.tenant_id, user=owner.user_id, role=ROLES[model]
    )
    coming = grants.exclude(until__lte=today)
    wanted = set(_days(model.objects.filter(owner=owner).from_day(today), today))
    if {(max(one.since, today), one.until) for one in coming} == wanted:
        return
    for grant in coming:
        end_role(grant, on=today)
    building = Building.objects.select_related("tenant").get()
    for since, until in sorted(wanted, key=lambda days: days[0]):
        grant_role(
            owner.user,
            tenant=building.tenant,
            role=ROLES[model],
            since=since,
            until=until,
            by=by,
        )


def _days(terms, today: date) -> Iterator[tuple[date, date | None]]:
    for term in terms:
        yield max(term.since, today), term.until
