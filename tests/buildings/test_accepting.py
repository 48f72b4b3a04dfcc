"""Accepting an invitation: once, in time, and into which role."""

from datetime import timedelta

import pytest
from django.utils import timezone

from buildings import services as buildings
from buildings.access import buildings_of, find_access
from buildings.errors import (
    AlreadyHasRole,
    AnotherOwner,
    InvitationClosed,
    OwnerTaken,
)
from buildings.models import Grant, Invitation, Role
from buildings.services import invitations as services
from tests import cast
from tests.buildings.inviting import (
    accept,
    actions,
    invitation,
    invite,
    owner,
    to_role,
)

# Accepting


def test_accepting_links_the_owner(acacias):
    invite("jean")
    accept(invitation("jean"))
    jean = owner("jean")
    assert jean.user == cast.user("zoe")
    assert [name for _slug, name, _roles in buildings_of(cast.user("zoe"))] == [
        "Les Acacias"
    ]
    accepted = Invitation.objects.get()
    assert accepted.accepted_by == cast.user("zoe")
    assert actions(jean)[-1] == "owner.linked"
    assert actions(accepted) == ["invitation.accepted"]


def test_a_code_works_once(acacias):
    invite("jean")
    one = invitation("jean")
    accept(one)
    with pytest.raises(InvitationClosed):
        accept(one, "felix")
    assert owner("jean").user == cast.user("zoe")


@pytest.mark.parametrize(
    ("left", "works"),
    [(timedelta(seconds=2), True), (timedelta(0), False), (timedelta(-1), False)],
)
def test_a_code_ends_at_its_very_moment(acacias, left, works):
    invite("jean")
    one = invitation("jean")
    now = timezone.now()
    assert (
        one.state(one.expires_at),
        one.state(one.expires_at - timedelta(0, 0, 1)),
    ) == (
        "expired",
        "open",
    )
    Invitation.objects.filter(pk=one.pk).update(
        created_at=now - timedelta(days=30), expires_at=now + left
    )
    assert Invitation.objects.open(now).exists() == (left > timedelta(0))
    if works:
        accept(one)
    else:
        with pytest.raises(InvitationClosed):
            accept(one)


def test_a_withdrawn_code_opens_nothing(acacias):
    invite("jean")
    one = invitation("jean")
    services.revoke_invitation(one, by=None)
    with pytest.raises(InvitationClosed):
        accept(one)
    with pytest.raises(InvitationClosed):
        services.revoke_invitation(one, by=None)


def test_a_linked_owner_is_never_taken_over(acacias):
    """He was linked by other means while a code was still open."""
    invite("jean")
    one = invitation("jean")
    buildings.link_owner(
        owner("jean"), user=cast.user("felix"), since=timezone.localdate(), by=None
    )
    with pytest.raises(OwnerTaken):
        accept(one)
    assert owner("jean").user == cast.user("felix")


def test_an_account_is_one_owner_of_a_building(acacias):
    invite("jean")
    with pytest.raises(AnotherOwner):
        accept(invitation("jean"), "omar")
    assert owner("jean").user is None


# Roles


def test_an_auditor_is_invited_until_a_day(acacias):
    until = timezone.localdate() + timedelta(days=10)
    one = to_role(until=until)
    assert timezone.localtime(one.expires_at).date() == until
    accept(one)
    grant = Grant.objects.get(user=cast.user("zoe"))
    assert (grant.role, grant.since, grant.until) == (
        "auditor",
        timezone.localdate(),
        until,
    )
    assert find_access(cast.user("zoe"), cast.ACACIAS).role_labels == [
        "Auditor of the accounts"
    ]


def test_a_far_end_of_the_role_does_not_lengthen_the_invitation(acacias):
    one = to_role(until=timezone.localdate() + timedelta(days=300))
    assert one.expires_at <= timezone.now() + timedelta(days=30)


def test_owners_and_staff_are_invited_elsewhere(acacias):
    for role in (Role.CO_OWNER, Role.MANAGER, Role.BOARD):
        with pytest.raises(ValueError, match=role):
            to_role(role)


def test_a_role_is_not_given_twice(acacias):
    one = to_role(Role.OCCUPANT)
    with pytest.raises(AlreadyHasRole):
        accept(one, "otto")
    one.refresh_from_db()
    assert one.state(timezone.now()) == Invitation.State.OPEN
