"""Who may enter: firms, mandates and grants. These tables are the platform's."""

from datetime import date

from django.db import transaction

from buildings.models import Building, Firm, FirmMember, Grant, Mandate, Owner, Role
from buildings.services.changes import save_changes
from koprogo.audit.services import record
from koprogo.tenancy.models import Tenant


def create_firm(*, name: str, **fields) -> Firm:
    return Firm.objects.create(name=name, **fields)


def employ(user, *, firm: Firm, role: Role, since: date, until=None) -> FirmMember:
    return FirmMember.objects.create(
        firm=firm, user=user, role=role, since=since, until=until
    )


@transaction.atomic
def start_mandate(
    building: Building, *, firm: Firm, since: date, until: date, by
) -> Mandate:
    """Make ``firm`` syndic for [since, until), three years at most (art. 3.89 §1)."""
    mandate = Mandate.objects.create(
        firm=firm, tenant_id=building.pk, since=since, until=until
    )
    record("mandate.started", target=mandate, by=by, firm=firm.name)
    return mandate


@transaction.atomic
def end_mandate(mandate: Mandate, *, on: date, by) -> None:
    """End a mandate: from ``on`` the firm enters no more. One that has not begun goes.

    In its tenant, whose building the caller has locked.
    """
    record("mandate.ended", target=mandate, by=by, firm=mandate.firm.name)
    if mandate.since >= on:
        mandate.delete()
    else:
        mandate.until = on
        mandate.save(update_fields=["until"])


@transaction.atomic
def grant_role(
    user,
    *,
    tenant: Tenant,
    role: Role,
    since: date,
    by,
    until: date | None = None,
    lot_id: int | None = None,
) -> Grant:
    """Give a person a role for [since, until); inside that tenant it is recorded.

    ``lot_id``: where an occupant lives, if that is known.
    """
    grant = Grant.objects.create(
        user=user, tenant=tenant, role=role, since=since, until=until, lot_id=lot_id
    )
    record("role.granted", target=grant, by=by, user=user.pk, role=role)
    return grant


def end_role(row: FirmMember | Grant, *, on: date) -> None:
    """End a role on a day; of one that would begin no sooner, no day remains."""
    if row.since >= on:
        row.delete()
    else:
        row.until = on
        row.save(update_fields=["until"])


@transaction.atomic
def link_owner(owner: Owner, *, user, since: date, by) -> Owner:
    """Let a person sign in as this owner: from then on he sees his own account."""
    owner = Owner.objects.select_for_update().get(pk=owner.pk)
    save_changes(owner, by=by, action="owner.linked", user=user)
    grant_role(user, tenant=owner.tenant, role=Role.CO_OWNER, since=since, by=by)
    return owner
