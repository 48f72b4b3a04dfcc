"""Somebody closes his account: his roles end, and no owner signs in by it any more."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from buildings.models import (
    Arrival,
    Building,
    Firm,
    FirmMember,
    Grant,
    Invitation,
    Mandate,
    Owner,
    Role,
)
from buildings.services.people import end_role
from buildings.services.staff import end_work
from koprogo.audit.services import record
from koprogo.privacy.closing import CannotLeave
from koprogo.tenancy import enter

__all__ = ["leave", "refusals"]


def refusals(user) -> Iterator[str]:
    """Say which firm would be left with buildings and without anybody to run it."""
    for firm in _firms(user):
        if _is_needed(user, firm):
            yield _(
                "You are the last syndic of %(firm)s, which has buildings to run. "
                "Invite another syndic first, or let the mandates end."
            ) % {"firm": firm.name}


def leave(user) -> None:
    """End every role of ``user`` today; the register and the books stay as they are.

    Raises:
        CannotLeave: meanwhile nobody else runs a firm of his.
    """
    today = timezone.localdate()
    for firm in _firms(user).select_for_update():
        if _is_needed(user, firm):
            raise CannotLeave([*refusals(user)])
        end_work(user, firm=firm, on=today, by=user)
    for tenant_id in _places(user):
        with enter(tenant_id, by=user):
            _leave_building(user)
    for grant in Grant.objects.filter(user=user).exclude(until__lte=today):
        end_role(grant, on=today)
    Invitation.objects.filter(accepted_by=user).delete()
    Arrival.objects.filter(user=user).delete()


def _leave_building(user) -> None:
    for owner in Owner.objects.select_for_update().filter(user=user):
        owner.user = None
        owner.save(update_fields=["user"])
        record("owner.unlinked", target=owner, by=user)
    for building in Building.objects.all():
        record("account.closed", target=building, by=user)


def _firms(user) -> QuerySet[Firm]:
    """Return the firms for which he works, today or later."""
    today = timezone.localdate()
    rows = FirmMember.objects.filter(user=user).exclude(until__lte=today)
    return Firm.objects.filter(pk__in=rows.values("firm")).order_by("pk")


def _is_needed(user, firm: Firm) -> bool:
    today = timezone.localdate()
    managers = FirmMember.objects.on(today).filter(firm=firm, role=Role.MANAGER)
    return (
        Mandate.objects.filter(firm=firm, until__gt=today).exists()
        and managers.filter(user=user).exists()
        and not managers.exclude(user=user).exists()
    )


def _places(user) -> list[int]:
    """Return the tenants in which he ever had a role of his own."""
    granted = Grant.objects.filter(user=user).order_by("tenant")
    return list(granted.values_list("tenant", flat=True).distinct())
