"""An owner invites who lives in his lot, and ends it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from buildings import services
from buildings.access import find_access
from buildings.errors import (
    EndsBeforeItBegins,
    InvitationClosed,
    NotYourLot,
    OccupancyEnded,
    TooManyInvited,
)
from buildings.models import Grant, HoldingMember, Invitation, Owner
from buildings.occupants import lots_let_by, occupants_of
from buildings.services.invitations import renew_invitation
from buildings.services.joining import accept_invitation
from buildings.services.occupants import MOST_INVITED, end_occupancy
from koprogo.audit.models import AuditEvent
from koprogo.documents import services as documents
from koprogo.documents.models import File
from tests import cast
from tests.buildings.mailbox import ORIGIN, code_in, delivered, link_in, words_of
from tests.buildings_people.making import PAPER, invited, occupancy


def today():
    return timezone.localdate()


def joined(name="zoe", **said) -> Grant:
    accept_invitation(invited(**said), by=cast.user(name))
    return occupancy(name)


def sold(lot: str, to: str = "H2", on=None) -> None:
    services.hand_over_lot(
        cast.lot(lot), holding=cast.holding(to), since=on or today(), by=None
    )


def test_an_owner_invites_by_email(acacias):
    invitation = invited()
    owner = Owner.objects.get(code="omar")
    assert (invitation.lot_id, invitation.landlord_id) == (cast.lot("A").pk, owner.pk)
    message = delivered()["Ada <ada@example.org>"]
    assert "Omar gives you access to Les Acacias" in message.body
    assert link_in(message)
    assert "Lambert" not in f"{message.from_email} {message.body}"


def test_or_with_a_letter(acacias):
    invitation = invited(channel=PAPER)
    letter = documents.read(File.objects.get(pk=invitation.letter_id))
    words = words_of(letter)
    assert code_in(words)
    assert "For Ada" in words
    assert not delivered()
    accept_invitation(invitation, by=cast.user("zoe"))
    invitation.refresh_from_db()
    assert invitation.letter_id is None


def test_the_role_says_where_he_lives(acacias):
    grant = joined()
    assert (grant.role, grant.lot_id) == ("occupant", cast.lot("A").pk)
    assert grant.since == today()
    assert find_access(cast.user("zoe"), cast.ACACIAS) is not None


@pytest.mark.parametrize(("lot", "by"), [("B", "omar"), ("A", "clara"), ("A", "zoe")])
def test_only_one_s_own_lot(acacias, lot, by):
    with pytest.raises(NotYourLot):
        invited(lot, by=by)
    assert not Invitation.objects.exists()


def test_a_bare_owner_says_nothing_and_a_usufructuary_does(acacias):
    member = HoldingMember.objects.get(holding=cast.holding("H1"))
    omar = Owner.objects.filter(code="omar")

    def has(**rights):
        for name, value in rights.items():
            setattr(member, name, value)
        HoldingMember.objects.filter(pk=member.pk).update(**rights)
        return sorted(lots_let_by(omar, on=today()).values_list("code", flat=True))

    assert has(full=1) == ["A", "K"]
    assert has(full=0, usufruct=1) == ["A", "K"]
    assert has(usufruct=0, bare=1) == []
    has(full=1, bare=0)


def test_a_form_sent_twice_invites_once(acacias):
    number = uuid4()
    assert invited(number=number) == invited(number=number)
    assert Invitation.objects.count() == 1


def test_not_too_many_at_once(acacias):
    for _ in range(MOST_INVITED):
        invited()
    with pytest.raises(TooManyInvited):
        invited()
    Invitation.objects.update(revoked_at=timezone.now())
    assert invited()


def test_who_has_sold_brings_nobody_in_any_more(acacias):
    invitation = invited()
    sold("A")
    with pytest.raises(InvitationClosed):
        accept_invitation(invitation, by=cast.user("zoe"))
    assert not Grant.objects.filter(user=cast.user("zoe"), tenant=acacias.pk).exists()


def test_an_occupant_stays_when_the_lot_is_sold(acacias):
    grant = joined()
    sold("A")
    assert list(occupants_of(acacias, on=today()).filter(pk=grant.pk)) == [grant]
    with pytest.raises(NotYourLot):
        end_occupancy(grant, last_day=today(), by=cast.user("omar"), is_landlord=True)
    end_occupancy(grant, last_day=today(), by=cast.user("clara"), is_landlord=True)


def test_access_ends_the_day_after_the_last(acacias):
    grant = joined()
    end_occupancy(grant, last_day=today(), by=cast.user("omar"), is_landlord=True)
    grant.refresh_from_db()
    assert (grant.last_day, grant.until) == (today(), today() + timedelta(days=1))
    assert Grant.objects.on(today()).filter(pk=grant.pk).exists()
    assert not Grant.objects.on(grant.until).filter(pk=grant.pk).exists()


def test_he_is_told_and_it_is_recorded(acacias):
    grant = joined()
    end_occupancy(grant, last_day=today(), by=cast.user("sophie"))
    message = delivered()["Zoe <zoe@example.org>"]
    assert message.subject == "Les Acacias: your access ends"
    event = AuditEvent.objects.get(action="occupancy.ended")
    assert event.data == {"user": cast.user("zoe").pk, "last_day": str(today())}


def test_a_later_last_day_can_be_put_right(acacias):
    grant = joined()
    for days in (10, 3):
        last = today() + timedelta(days=days)
        end_occupancy(grant, last_day=last, by=cast.user("omar"), is_landlord=True)
        grant.refresh_from_db()
        assert grant.last_day == last


def test_what_has_ended_ends_no_more(acacias):
    grant = joined()
    Grant.objects.filter(pk=grant.pk).update(
        since=today() - timedelta(days=9), until=today()
    )
    with pytest.raises(OccupancyEnded):
        end_occupancy(grant, last_day=today(), by=cast.user("sophie"))


def test_not_before_it_begins(acacias):
    grant = joined()
    with pytest.raises(EndsBeforeItBegins):
        end_occupancy(
            grant, last_day=today() - timedelta(days=1), by=cast.user("sophie")
        )


def test_only_occupants_end_in_this_way(acacias):
    grant = Grant.objects.get(user=cast.user("clara"), role="council")
    with pytest.raises(OccupancyEnded):
        end_occupancy(grant, last_day=today(), by=cast.user("sophie"))


def test_the_syndic_renews_an_owner_s_invitation_as_it_was(acacias):
    old = invited(until=today() + timedelta(days=60))
    renew_invitation(old, origin=ORIGIN, by=cast.user("sophie"))
    new = Invitation.objects.unanswered().get()
    assert new.pk != old.pk
    same = ("lot_id", "landlord_id", "name", "email", "role", "role_until")
    assert [getattr(new, name) for name in same] == [
        getattr(old, name) for name in same
    ]
