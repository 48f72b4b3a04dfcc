"""Invite people to their account, one by one or all at once (docs/adr/0006)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from buildings.errors import AlreadyLinked, InvitationClosed, NoAddress
from buildings.invitations import format_code, hash_code, new_code
from buildings.models import Building, Invitation, Owner, Role
from buildings.models.invitations import INVITABLE_ROLES
from buildings.notices import (
    Sender,
    invitation_by_email,
    invitation_letter,
    occupant_letter,
)
from buildings.queries import writer_of
from koprogo.audit.services import record
from koprogo.documents import services as documents
from koprogo.jobs.services import enqueue
from koprogo.notifications.services import queue

__all__ = [
    "Asked",
    "forget_expired_letters",
    "invite_owner",
    "invite_owners",
    "invite_to_role",
    "join_link",
    "print_letters",
    "renew_invitation",
    "revoke_invitation",
    "send_to_lot",
    "sender",
]

EMAIL, PAPER = Invitation.Channel.EMAIL, Invitation.Channel.PAPER
LIFETIME = {EMAIL: timedelta(days=30), PAPER: timedelta(days=90)}
BATCH = 1_000
PRINTING = "buildings.print_invitations"


@dataclass(frozen=True, slots=True)
class Asked:
    """What inviting has led to: mails in the outbox, letters that a job prints."""

    emails: int
    letters: int


def join_link(code: str, *, origin: str, language: str) -> str:
    """Return the address that a mail or a QR code carries."""
    path = reverse("buildings:join-code", args=[format_code(code)])
    return f"{origin}{path}?lang={language}"


def sender(building: Building, *, origin: str, by) -> Sender:
    """Return who writes today in the name of the building."""
    firm = writer_of(building, on=timezone.localdate())
    return Sender(building, firm, str(by or ""), origin)


@transaction.atomic
def invite_owner(
    owner: Owner, *, channel: Invitation.Channel, origin: str, by
) -> Asked:
    """Invite an owner; an invitation that he has not answered is replaced.

    Raises:
        AlreadyLinked: he has an account.
        NoAddress: by e-mail, and the register has no address.
    """
    owner = Owner.objects.select_for_update().get(pk=owner.pk)
    if owner.user_id:
        raise AlreadyLinked(owner)
    if channel == EMAIL and not owner.email:
        raise NoAddress(owner)
    by_email = [owner] if channel == EMAIL else []
    by_paper = [owner] if channel == PAPER else []
    record("owner.invited", target=owner, by=by, channel=channel)
    return _invite(by_email, by_paper, origin=origin, by=by)


@transaction.atomic
def invite_owners(owners: Collection[Owner], *, origin: str, by) -> Asked:
    """Invite all of these who have no account: by e-mail where there is an address.

    The number of statements does not depend on the number of owners; letters on paper
    are made by a job.
    """
    chosen = [owner.pk for owner in owners]
    found = list(
        Owner.objects.select_for_update()
        .filter(pk__in=chosen, user=None)
        .order_by("pk")
    )
    by_email = [owner for owner in found if owner.email]
    by_paper = [owner for owner in found if not owner.email]
    asked = _invite(by_email, by_paper, origin=origin, by=by)
    record(
        "owners.invited",
        target=Building.objects.get(),
        by=by,
        emails=asked.emails,
        letters=asked.letters,
    )
    return asked


def _invite(by_email: list[Owner], by_paper: list[Owner], *, origin: str, by) -> Asked:
    building = Building.objects.select_related("tenant").get()
    if by_email:
        _withdraw(building, by_email)
        invitations = [_for_owner(owner, EMAIL, by) for owner in by_email]
        _send(invitations, sender(building, origin=origin, by=by), by)
    if by_paper:
        enqueue(
            PRINTING,
            tenant_id=building.pk,
            by=by,
            total=len(by_paper),
            owners=[owner.pk for owner in by_paper],
            origin=origin,
        )
    return Asked(len(by_email), len(by_paper))


@transaction.atomic
def invite_to_role(*, role: Role, name, email, language, until=None, origin: str, by):
    """Invite somebody by e-mail to a role of the building, ``until`` a day or for good.

    Raises:
        ValueError: a role that is not given in this way.
    """
    if role not in INVITABLE_ROLES:
        raise ValueError(role)
    building = Building.objects.select_related("tenant").get()
    invitation = Invitation(
        tenant_id=building.pk,
        role=role,
        role_until=until,
        channel=EMAIL,
        name=name,
        email=email,
        language=language,
        created_by=by,
        expires_at=expiry(EMAIL, until),
    )
    _send([invitation], sender(building, origin=origin, by=by), by)
    record("invitation.sent", target=invitation, by=by, role=role, name=name)
    return invitation


def send_to_lot(invitation: Invitation, *, origin: str, by) -> None:
    """Give an occupant's invitation its code, by e-mail or in a letter, and store it.

    His landlord writes, in his own name: the syndic's firm does not stand under it.
    """
    building = Building.objects.select_related("tenant").get()
    invitation.tenant_id, invitation.role = building.pk, Role.OCCUPANT
    invitation.created_by = by
    invitation.expires_at = expiry(invitation.channel, invitation.role_until)
    written_by = Sender(building, None, str(by or ""), origin)
    if invitation.channel == EMAIL:
        _send([invitation], written_by, by)
    else:
        code = new_code()
        link = join_link(code, origin=origin, language=invitation.language)
        pdf = occupant_letter(
            invitation, code=format_code(code), link=link, sender=written_by
        )
        name = f"invitation_{slugify(invitation.name)}.pdf"
        file = documents.store(pdf, name=name, content_type="application/pdf", by=by)
        invitation.code_hash, invitation.letter_id = hash_code(code), file.pk
        invitation.save()
    record(
        "invitation.sent",
        target=invitation,
        by=by,
        role=invitation.role,
        name=invitation.name,
    )


def expiry(channel, role_until=None) -> datetime:
    """Return when an invitation of now ends: never after the role that it gives."""
    ends = timezone.now() + LIFETIME[channel]
    if role_until is None:
        return ends
    last = timezone.make_aware(datetime.combine(role_until, time.min))
    return min(ends, last)


def _for_owner(owner: Owner, channel, by) -> Invitation:
    return Invitation(
        tenant_id=owner.tenant_id,
        owner_id=owner.pk,
        role=Role.CO_OWNER,
        channel=channel,
        name=str(owner)[:150],
        email=owner.email if channel == EMAIL else "",
        language=owner.language,
        created_by=by,
        expires_at=expiry(channel),
    )


def _send(invitations: Sequence[Invitation], written_by: Sender, by) -> None:
    """Give each its code, which only the mail in the outbox knows, and store them."""
    deliveries = []
    for invitation in invitations:
        code = new_code()
        invitation.code_hash = hash_code(code)
        link = join_link(code, origin=written_by.origin, language=invitation.language)
        deliveries.append(invitation_by_email(invitation, link=link, sender=written_by))
    Invitation.objects.bulk_create(invitations, batch_size=BATCH)
    queue(deliveries, by=by)


def _withdraw(building: Building, owners: Iterable[Owner]) -> None:
    """Withdraw what these owners have not answered: one invitation at a time."""
    _close(
        Invitation.objects.unanswered().filter(
            tenant=building.pk, owner_id__in=[owner.pk for owner in owners]
        )
    )


def _close(invitations) -> None:
    letters = [pk for pk in invitations.values_list("letter_id", flat=True) if pk]
    invitations.update(revoked_at=timezone.now(), letter_id=None)
    if letters:
        documents.erase(letters)


def print_letters(
    owners: Collection[int], *, asked_at: datetime, origin: str, by
) -> None:
    """Make the codes and letters of owners (primary keys) who still have no account.

    Code, letter and row are written together: nobody else ever knows the code. Who was
    invited since ``asked_at`` keeps that invitation.
    """
    building = Building.objects.select_related("tenant").get()
    newer = Invitation.objects.unanswered().filter(
        tenant=building.pk, owner_id__in=owners, created_at__gte=asked_at
    )
    invited = newer.values_list("owner_id", flat=True)
    found = Owner.objects.filter(pk__in=owners, user=None).exclude(pk__in=list(invited))
    written_by = sender(building, origin=origin, by=by)
    made = [_with_letter(owner, written_by, by) for owner in found]
    _withdraw(building, found)
    Invitation.objects.bulk_create(made)


def _with_letter(owner: Owner, written_by: Sender, by) -> Invitation:
    invitation, code = _for_owner(owner, PAPER, by), new_code()
    pdf = invitation_letter(
        invitation,
        owner,
        code=format_code(code),
        link=join_link(code, origin=written_by.origin, language=owner.language),
        sender=written_by,
    )
    name = f"invitation_{slugify(f'{owner.code} {owner.last_name}')}.pdf"
    file = documents.store(pdf, name=name, content_type="application/pdf", by=by)
    invitation.code_hash, invitation.letter_id = hash_code(code), file.pk
    return invitation


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by) -> None:
    """Withdraw an invitation: its code opens nothing any more.

    Raises:
        InvitationClosed: it was accepted or withdrawn already.
    """
    invitation = lock_unanswered(invitation)
    _close(Invitation.objects.filter(pk=invitation.pk))
    record("invitation.revoked", target=invitation, by=by, name=invitation.name)


@transaction.atomic
def renew_invitation(invitation: Invitation, *, origin: str, by) -> None:
    """Withdraw an invitation and make the same one again, with another code.

    Raises:
        InvitationClosed: it was accepted or withdrawn already, or its role has ended.
        AlreadyLinked, NoAddress: as ``invite_owner``.
    """
    old = lock_unanswered(invitation)
    if old.owner_id:
        owner = Owner.objects.get(pk=old.owner_id)
        invite_owner(owner, channel=old.channel, origin=origin, by=by)
        return
    if old.role_until and old.role_until <= timezone.localdate():
        raise InvitationClosed(old)
    revoke_invitation(old, by=by)
    if old.landlord_id:
        send_to_lot(_same_again(old), origin=origin, by=by)
        return
    invite_to_role(
        role=old.role,
        name=old.name,
        email=old.email,
        language=old.language,
        until=old.role_until,
        origin=origin,
        by=by,
    )


def _same_again(old: Invitation) -> Invitation:
    same = ("role_until", "channel", "name", "email", "language")
    return Invitation(
        lot_id=old.lot_id,
        landlord_id=old.landlord_id,
        **{name: getattr(old, name) for name in same},
    )


def lock_unanswered(invitation: Invitation) -> Invitation:
    """Lock an invitation that nobody has accepted or withdrawn.

    Raises:
        InvitationClosed: somebody has.
    """
    found = Invitation.objects.unanswered().select_for_update()
    locked = found.filter(pk=invitation.pk).first()
    if locked is None:
        raise InvitationClosed(invitation)
    return locked


def forget_letter(invitation: Invitation) -> None:
    """Erase the letter that shows the code: it has done its work."""
    if invitation.letter_id:
        letter, invitation.letter_id = invitation.letter_id, None
        invitation.save(update_fields=["letter_id"])
        documents.erase([letter])


def forget_expired_letters(*, now: datetime) -> int:
    """Erase, in the tenant of the building entered, letters whose code has expired."""
    building = Building.objects.get()
    expired = Invitation.objects.filter(
        tenant=building.pk, letter_id__isnull=False, expires_at__lte=now
    )
    letters = list(expired.values_list("letter_id", flat=True))
    expired.update(letter_id=None)
    documents.erase(letters)
    return len(letters)
