"""Colleagues of a firm: invited, employed, and gone at once when it ends."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from buildings.access import find_access
from buildings.errors import AlreadyHasRole, InvitationClosed, LastManager
from buildings.models import Firm, FirmMember, Invitation, Role
from buildings.services import staff as services
from buildings.services.joining import accept_invitation
from koprogo.audit.models import AuditEvent
from koprogo.jobs.models import Job
from koprogo.jobs.services import run_all
from tests import cast
from tests.buildings.mailbox import ORIGIN, code_in, delivered, link_in
from tests.buildings.pages import inside, refused, said, statements, text

STAFF = "/firm/staff/"


@pytest.fixture
def firm(db):
    return Firm.objects.get(name="Lambert Syndic")


def invite(firm, role=Role.ASSISTANT, name="Zoe"):
    return services.invite_colleague(
        firm,
        role=role,
        name=name,
        email=f"{name.lower()}@example.org",
        language="nl",
        origin=ORIGIN,
        by=cast.user("sophie"),
    )


def roles_of(name):
    access = find_access(cast.user(name), cast.ACACIAS)
    return access and [role.value for role in access.roles]


def recorded():
    with inside():
        events = AuditEvent.objects.filter(action__startswith="staff.").order_by("pk")
        return [(event.action, event.data) for event in events]


def end(name, firm):
    services.end_membership(
        cast.user(name), firm=firm, on=timezone.localdate(), by=cast.user("sophie")
    )


# Joining


def test_a_colleague_gets_a_link(firm):
    one = invite(firm)
    [message] = delivered().values()
    assert message.to == ["zoe@example.org"]
    assert "Lambert Syndic" in message.subject
    assert link_in(message).endswith("?lang=nl")
    assert "Sophie, Lambert Syndic" in message.body
    before = one.code_hash
    one.refresh_from_db()
    assert one.code_hash != before


def test_no_row_holds_the_code(firm):
    invite(firm)
    code = code_in(next(iter(delivered().values())).body)
    for model in (Invitation, Job):
        kept = str(list(model.objects.values()))
        assert code not in kept
        assert code.replace("-", "") not in kept


def test_a_mail_sent_twice_works_by_its_latest_link(firm):
    one = invite(firm)
    run_all()
    services.send_staff_invitation(one.pk, origin=ORIGIN)
    first, second = (code_in(message.body) for message in mail.outbox)
    assert first != second


def test_a_withdrawn_invitation_is_not_sent(firm):
    one = invite(firm)
    services.revoke_colleague(one, by=None)
    run_all()
    assert mail.outbox == []
    with pytest.raises(InvitationClosed):
        services.revoke_colleague(one, by=None)


def test_joining_opens_the_buildings_of_the_firm(firm):
    assert roles_of("zoe") is None
    accept_invitation(invite(firm), by=cast.user("zoe"))
    assert roles_of("zoe") == ["assistant"]
    zoe = cast.user("zoe")
    assert recorded() == [("staff.joined", {"user": zoe.pk, "role": "assistant"})]


def test_nobody_joins_twice(firm):
    with pytest.raises(AlreadyHasRole):
        accept_invitation(invite(firm), by=cast.user("amir"))


# Leaving


def test_who_leaves_enters_no_building_any_more(firm):
    end("amir", firm)
    assert roles_of("amir") is None
    member = FirmMember.objects.get(user=cast.user("amir"))
    assert member.until == timezone.localdate()
    amir = cast.user("amir")
    assert recorded() == [("staff.left", {"user": amir.pk, "role": "assistant"})]


def test_who_came_today_leaves_no_day_behind(firm):
    accept_invitation(invite(firm), by=cast.user("zoe"))
    end("zoe", firm)
    assert roles_of("zoe") is None
    assert FirmMember.objects.filter(user=cast.user("zoe")).count() == 0
    assert [action for action, _data in recorded()] == ["staff.joined", "staff.left"]


def test_the_last_syndic_stays(firm):
    with pytest.raises(LastManager):
        end("sophie", firm)
    assert roles_of("sophie") == ["manager"]
    accept_invitation(invite(firm, Role.MANAGER), by=cast.user("zoe"))
    end("sophie", firm)
    assert (roles_of("sophie"), roles_of("zoe")) == (None, ["manager"])


# Pages


def test_the_list_shows_colleagues_and_invitations(sign_in, firm):
    invite(firm, name="Ada")
    page = sign_in("sophie").get(STAFF)
    html = text(page)
    for expected in ("Amir", "Anna", "Sophie", "ada@example.org", "invited until"):
        assert expected in html
    assert "Stijn" not in html


def test_only_a_syndic_runs_the_firm(sign_in, firm):
    address = f"/firm/{firm.uuid}/staff/new/"
    assert sign_in("amir").get(STAFF).status_code == 403
    assert sign_in("omar").get(address).status_code == 403
    assert sign_in("stijn").get(address).status_code == 404
    anna = cast.user("anna").uuid
    stijn = f"/firm/{firm.uuid}/staff/{anna}/end/"
    assert sign_in("stijn").post(stijn).status_code == 404
    assert roles_of("anna") == ["accountant"]


def test_from_invitation_to_the_end(sign_in, firm):
    client = sign_in("sophie")
    address = f"/firm/{firm.uuid}/staff/new/"
    assert client.get(address).status_code == 200
    assert sorted(refused(client.post(address, {"role": ""}))) == [
        "email",
        "language",
        "name",
        "role",
    ]
    fields = {
        "name": "Zoe",
        "email": "zoe@example.org",
        "language": "en",
        "role": "accountant",
    }
    done = client.post(address, fields, follow=True)
    assert said(done) == ["The invitation is on its way."]
    [message] = delivered().values()
    zoe = sign_in("zoe")
    page = zoe.get(link_in(message))
    assert "Lambert Syndic" in text(page)
    done = zoe.post(link_in(message), follow=True)
    assert said(done) == ["Welcome to Lambert Syndic."]
    assert roles_of("zoe") == ["accountant"]
    ending = f"/firm/{firm.uuid}/staff/{cast.user('zoe').uuid}/end/"
    client = sign_in("sophie")
    assert "enters no building" in text(client.get(ending))
    done = client.post(ending, follow=True)
    assert said(done) == ["Zoe does not work for the firm any more."]
    assert client.get(ending).status_code == 404
    assert roles_of("zoe") is None


def test_the_last_syndic_is_told(sign_in, firm):
    ending = f"/firm/{firm.uuid}/staff/{cast.user('sophie').uuid}/end/"
    done = sign_in("sophie").post(ending, follow=True)
    assert "invite another syndic first" in said(done)[0]


def test_an_invitation_is_withdrawn(sign_in, firm):
    one = invite(firm)
    client = sign_in("sophie")
    address = f"/firm/{firm.uuid}/staff/invitations/{one.uuid}/revoke/"
    assert "opens nothing any more" in text(client.get(address))
    assert said(client.post(address, follow=True)) == ["The invitation is withdrawn."]
    assert client.get(address).status_code == 404


def test_an_expired_invitation_is_not_shown(sign_in, firm):
    one = invite(firm, name="Ada")
    Invitation.objects.filter(pk=one.pk).update(
        created_at=timezone.now() - timedelta(days=30), expires_at=timezone.now()
    )
    assert "ada@example.org" not in text(sign_in("sophie").get(STAFF))


def test_the_list_costs_the_same_for_one_and_three(sign_in, firm):
    client = sign_in("sophie")
    invite(firm, name="Ada")
    first = statements(client, STAFF)
    invite(firm, name="Bob")
    accept_invitation(invite(firm), by=cast.user("zoe"))
    assert statements(client, STAFF) == first <= 12
