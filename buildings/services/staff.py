"""Who works for a syndic's firm. These tables are the platform's."""

from datetime import date

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from buildings.errors import AlreadyHasRole, FirmExists, LastManager
from buildings.invitations import hash_code, new_code
from buildings.models import Firm, FirmMember, Invitation, Mandate, Role
from buildings.notices import to_staff
from buildings.services.invitations import EMAIL, LIFETIME, join_link, lock_unanswered
from buildings.services.people import create_firm, employ, end_role
from koprogo.audit.services import record
from koprogo.jobs.services import enqueue
from koprogo.tenancy import enter

__all__ = [
    "end_membership",
    "end_work",
    "found_firm",
    "invite_colleague",
    "join_firm",
    "revoke_colleague",
    "send_staff_invitation",
]

SENDING = "buildings.send_staff_invitation"


@transaction.atomic
def invite_colleague(
    firm: Firm, *, role: Role, name: str, email: str, language: str, origin: str, by
) -> Invitation:
    """Invite somebody by e-mail to work for ``firm``.

    A firm is no tenant and has no outbox: the job that sends the mail makes the code
    at that moment.
    """
    invitation = _invite(firm, role, name, email, language, by=by)
    enqueue(SENDING, tenant_id=None, by=by, invitation=invitation.pk, origin=origin)
    return invitation


@transaction.atomic
def found_firm(
    *, name: str, manager: str, email: str, language: str, origin: str, sent: bool, by
) -> str:
    """Make the firm ``name`` and invite its first manager, who then invites the others.

    Returns:
        The link with his code; empty when it is ``sent`` to him by e-mail.

    Raises:
        FirmExists: there is one of this name, in whatever case.
    """
    if Firm.objects.filter(name__iexact=name).exists():
        raise FirmExists(name)
    firm = create_firm(name=name)
    if sent:
        invite_colleague(
            firm,
            role=Role.MANAGER,
            name=manager,
            email=email,
            language=language,
            origin=origin,
            by=by,
        )
        return ""
    invitation = _invite(firm, Role.MANAGER, manager, email, language, by=by)
    return _new_link(invitation, origin=origin)


def _invite(
    firm: Firm, role: Role, name: str, email: str, language: str, *, by
) -> Invitation:
    """Write an invitation; it has a code that nobody knows until ``_new_link``."""
    return Invitation.objects.create(
        firm=firm,
        role=role,
        channel=EMAIL,
        name=name,
        email=email,
        language=language,
        code_hash=hash_code(new_code()),
        created_by=by,
        expires_at=timezone.now() + LIFETIME[EMAIL],
    )


def _new_link(invitation: Invitation, *, origin: str) -> str:
    """Give an invitation a new code, which only this link knows."""
    code = new_code()
    invitation.code_hash = hash_code(code)
    invitation.save(update_fields=["code_hash"])
    return join_link(code, origin=origin, language=invitation.language)


def send_staff_invitation(invitation: int, *, origin: str) -> None:
    """Make the code of an invitation (primary key) and send it, if it is still wanted.

    Sent again after a crash, the latest mail is the one whose link works.
    """
    found = Invitation.objects.open(timezone.now()).select_for_update(of=["self"])
    waiting = found.select_related("firm", "created_by").filter(pk=invitation).first()
    if waiting is None:
        return
    link = _new_link(waiting, origin=origin)
    subject, text = to_staff(waiting, link=link)
    EmailMessage(subject, text, to=[waiting.email]).send()


@transaction.atomic
def revoke_colleague(invitation: Invitation, *, by) -> None:
    """Withdraw the invitation of a colleague.

    Raises:
        InvitationClosed: it was accepted or withdrawn already.
    """
    locked = lock_unanswered(invitation)
    locked.revoked_at = timezone.now()
    locked.save(update_fields=["revoked_at"])


def join_firm(invitation: Invitation, *, since: date, by) -> FirmMember:
    """Make ``by`` a colleague; every building of the firm keeps a record of it.

    Raises:
        AlreadyHasRole: he works for this firm already.
    """
    firm = Firm.objects.select_for_update().get(pk=invitation.firm_id)
    if FirmMember.objects.on(since).filter(firm=firm, user=by).exists():
        raise AlreadyHasRole(by)
    member = employ(by, firm=firm, role=invitation.role, since=since)
    _tell_buildings(member, "staff.joined", on=since, by=by)
    return member


@transaction.atomic
def end_membership(user, *, firm: Firm, on: date, by) -> None:
    """End what ``user`` is in the firm: from ``on`` he enters none of its buildings.

    Raises:
        LastManager: nobody would be left who runs the firm.
    """
    firm = Firm.objects.select_for_update().get(pk=firm.pk)
    running = FirmMember.objects.on(on).filter(firm=firm)
    if not running.filter(role=Role.MANAGER).exclude(user=user).exists():
        raise LastManager(firm)
    end_work(user, firm=firm, on=on, by=by)


def end_work(user, *, firm: Firm, on: date, by) -> None:
    """End what ``user`` is in the firm; the caller has seen that it can do without him."""
    rows = FirmMember.objects.filter(firm=firm, user=user).exclude(until__lte=on)
    for member in rows:
        _tell_buildings(member, "staff.left", on=on, by=by)
        end_role(member, on=on)


def _tell_buildings(member: FirmMember, action: str, *, on: date, by) -> None:
    """Record in each building of the firm who gets or loses his way in."""
    tenants = Mandate.objects.on(on).filter(firm=member.firm).order_by("tenant")
    for tenant_id in tenants.values_list("tenant_id", flat=True):
        with enter(tenant_id, by=by):
            record(action, target=member, by=by, user=member.user_id, role=member.role)
