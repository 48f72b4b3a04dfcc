"""Several people at the same moment, with real transactions."""

from datetime import timedelta

import pytest
from django.utils import timezone

from buildings.errors import AnotherOwner, InvitationClosed
from buildings.models import FirmMember, Invitation, Owner
from buildings.services.invitations import invite_owner
from buildings.services.joining import accept_invitation
from koprogo.tenancy import enter
from tests import cast
from tests.buildings.mailbox import ORIGIN
from tests.together import outcomes


@pytest.fixture
def inside(own_database):
    return lambda: enter(cast.tenant().pk, by=None)


def invited(*codes):
    for code in codes:
        owner = Owner.objects.get(code=code)
        invite_owner(owner, channel="email", origin=ORIGIN, by=None)
    return list(Invitation.objects.order_by("pk"))


def at_once(*acts):
    return outcomes(acts, refusals=(InvitationClosed, AnotherOwner))


def test_two_people_with_one_code(inside):
    with inside():
        [invitation] = invited("jean")
    people = [cast.user(name) for name in ("zoe", "felix", "bo")]
    acts = [lambda p=person: accept_invitation(invitation, by=p) for person in people]
    assert at_once(*acts) == ["InvitationClosed", "InvitationClosed", "done"]
    invitation.refresh_from_db()
    with inside():
        assert Owner.objects.get(code="jean").user == invitation.accepted_by


def test_one_person_with_two_codes(inside):
    with inside():
        both = invited("jean", "fatima")
    zoe = cast.user("zoe")
    acts = [lambda i=each: accept_invitation(i, by=zoe) for each in both]
    assert at_once(*acts) == ["AnotherOwner", "done"]
    with inside():
        assert Owner.objects.filter(user=zoe).count() == 1


def test_an_owner_is_invited_twice_at_once(inside):
    """He has one code that works, and which one is not in doubt."""
    with inside():
        jean = Owner.objects.get(code="jean")

    def act():
        with enter(cast.tenant().pk, by=None):
            invite_owner(jean, channel="email", origin=ORIGIN, by=None)

    assert at_once(act, act) == ["done", "done"]
    found = Invitation.objects.filter(owner_id=jean.pk)
    assert (found.count(), found.unanswered().count()) == (2, 1)
    assert found.open(timezone.now()).get() == found.order_by("-pk").first()


def test_a_colleague_joins_once(inside):
    firm = FirmMember.objects.get(user=cast.user("sophie")).firm
    invitation = Invitation.objects.create(
        firm=firm,
        role="assistant",
        channel="email",
        name="Zoe",
        email="zoe@example.org",
        code_hash="0" * 64,
        expires_at=timezone.now() + timedelta(days=1),
    )
    zoe = cast.user("zoe")

    def act():
        accept_invitation(invitation, by=zoe)

    assert at_once(act, act) == ["InvitationClosed", "done"]
    assert FirmMember.objects.filter(user=zoe).count() == 1
