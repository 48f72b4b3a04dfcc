"""Short ways to invite somebody to Les Acacias, and to answer."""

from buildings.invitations import hash_code, normalise_code
from buildings.models import Invitation, Owner, Role
from buildings.services import invitations as services
from buildings.services.joining import accept_invitation
from koprogo.audit.models import AuditEvent
from tests import cast
from tests.buildings.mailbox import ORIGIN

EMAIL, PAPER = Invitation.Channel.EMAIL, Invitation.Channel.PAPER


def owner(code):
    return Owner.objects.get(code=code)


def invite(code="jean", channel=EMAIL):
    return services.invite_owner(
        owner(code), channel=channel, origin=ORIGIN, by=cast.user("sophie")
    )


def to_role(role=Role.AUDITOR, **values):
    fields = {"name": "Ada", "email": "ada@example.org", "language": "nl"} | values
    return services.invite_to_role(
        role=role, **fields, origin=ORIGIN, by=cast.user("sophie")
    )


def invitation(code="jean"):
    return Invitation.objects.unanswered().get(owner_id=owner(code).pk)


def found_by(code):
    return Invitation.objects.get(code_hash=hash_code(normalise_code(code)))


def accept(one, name="zoe"):
    return accept_invitation(one, by=cast.user(name))


def actions(target):
    events = AuditEvent.objects.filter(target=f"{target._meta.label}:{target.pk}")
    return list(events.order_by("pk").values_list("action", flat=True))
