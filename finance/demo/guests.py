"""Who was invited to an account of his own, and what became of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F

from buildings.models import Invitation, Owner
from buildings.services.invitations import invite_owners
from buildings.services.joining import accept_invitation
from finance.demo.stage import Stage
from koprogo.accounts.models import User
from koprogo.accounts.services import verify_address

LAST_WEEK, TOO_LONG_AGO = timedelta(days=6), timedelta(days=45)


@dataclass(frozen=True, slots=True)
class Guests:
    """Owners by code. Whoever has no e-mail address gets his code on paper."""

    accepted: Collection[str]
    thinking: Collection[str]
    expired: Collection[str]
    on_paper: Collection[str]


def invite(guests: Guests, *, stage: Stage) -> None:
    """Invite owners of the building entered; some open their account at once.

    The worker sends the mails and prints the codes.
    """
    codes = [
        *(*guests.accepted, *guests.thinking),
        *(*guests.expired, *guests.on_paper),
    ]
    owners = {owner.code: owner for owner in Owner.objects.filter(code__in=codes)}
    invite_owners(list(owners.values()), origin=stage.origin, by=stage.assistant)
    for code in guests.accepted:
        owner = owners[code]
        accept_invitation(_invitations(owner).get(), by=_open_account(owner))
    _turn_back(owners, guests.thinking, LAST_WEEK)
    _turn_back(owners, guests.expired, TOO_LONG_AGO)


def _invitations(*owners: Owner):
    keys = [owner.pk for owner in owners]
    return Invitation.objects.filter(tenant=owners[0].tenant_id, owner_id__in=keys)


def _open_account(owner: Owner) -> User:
    """He chose a password, or a passkey, that nobody here knows."""
    name = f"{owner.first_name} {owner.last_name}"
    user = User.objects.create_user(
        owner.email, None, name=name, language=owner.language
    )
    verify_address(user)
    return user


def _turn_back(owners: dict[str, Owner], codes: Collection[str], by: timedelta) -> None:
    """Only clocks make an invitation old: no service does."""
    invited = _invitations(*(owners[code] for code in codes))
    invited.update(created_at=F("created_at") - by, expires_at=F("expires_at") - by)
