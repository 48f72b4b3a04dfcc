"""Accept an invitation: from then on the person has what it promised."""

from datetime import date

from django.db.models import Q
from django.utils import timezone

from buildings.errors import (
    AlreadyHasRole,
    AnotherOwner,
    InvitationClosed,
    OwnerTaken,
)
from buildings.models import Building, Grant, Invitation, Owner
from buildings.occupants import lots_let_by
from buildings.services.invitations import forget_letter, lock_unanswered
from buildings.services.people import grant_role, link_owner
from buildings.services.staff import join_firm
from koprogo.audit.services import record
from koprogo.tenancy import enter

__all__ = ["accept_invitation"]


def accept_invitation(invitation: Invitation, *, by) -> Invitation:
    """Give ``by`` what the invitation promises. It works once, whoever comes first.

    Raises:
        InvitationClosed: it was accepted or withdrawn, or has expired; or it invites to
            a lot that is no longer the inviter's.
        OwnerTaken: somebody signs in as this owner already.
        AnotherOwner: ``by`` is another owner of this building.
        AlreadyHasRole: ``by`` has this role, or works for this firm.
    """
    with enter(invitation.tenant_id, by=by):
        locked = _lock_open(invitation)
        today = timezone.localdate()
        if locked.firm_id:
            join_firm(locked, since=today, by=by)
        elif locked.owner_id:
            _become_owner(locked, since=today, by=by)
        else:
            _take_role(locked, since=today, by=by)
        forget_letter(locked)
        locked.accepted_at, locked.accepted_by = timezone.now(), by
        locked.save(update_fields=["accepted_at", "accepted_by"])
        if locked.tenant_id:
            record("invitation.accepted", target=locked, by=by, role=locked.role)
    return locked


def _lock_open(invitation: Invitation) -> Invitation:
    locked = lock_unanswered(invitation)
    if locked.state(timezone.now()) != Invitation.State.OPEN:
        raise InvitationClosed(invitation)
    return locked


def _become_owner(invitation: Invitation, *, since: date, by) -> None:
    Building.objects.select_for_update().get()
    owner = Owner.objects.select_for_update().get(pk=invitation.owner_id)
    if owner.user_id:
        raise OwnerTaken(owner)
    if Owner.objects.filter(user=by).exists():
        raise AnotherOwner(by)
    link_owner(owner, user=by, since=since, by=by)


def _take_role(invitation: Invitation, *, since: date, by) -> None:
    Building.objects.select_for_update().get()
    running = Grant.objects.filter(
        Q(until=None) | Q(until__gt=since),
        user=by,
        tenant=invitation.tenant_id,
        role=invitation.role,
    )
    if running.exists():
        raise AlreadyHasRole(by)
    _refuse_without_landlord(invitation, on=since)
    grant_role(
        by,
        tenant=invitation.tenant,
        role=invitation.role,
        since=since,
        until=invitation.role_until,
        lot_id=invitation.lot_id,
        by=by,
    )


def _refuse_without_landlord(invitation: Invitation, *, on: date) -> None:
    """Raise InvitationClosed when who invited to his lot has sold it meanwhile."""
    if invitation.landlord_id is None:
        return
    landlord = Owner.objects.filter(pk=invitation.landlord_id)
    if not lots_let_by(landlord, on=on).filter(pk=invitation.lot_id).exists():
        raise InvitationClosed(invitation)
