"""A syndic sees the pages as an owner does: read-only, logged and announced."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.utils import timezone

from buildings import see_as
from buildings.models import FirmMember, Owner
from finance.queries import holdings_of
from koprogo.audit.models import AuditEvent
from koprogo.jobs.services import run_all
from tests import cast
from tests.buildings import pages
from tests.buildings.mailbox import delivered
from tests.buildings.pages import inside, refused, said, statements, text, url
from tests.finance.factories import issued, item

BANNER = "You see the pages as {}. Nothing can be changed."


def look(client, code="omar", reason="You asked about your balance."):
    """Begin to look as this owner; return the page that comes first."""
    address = url("see-as", pages.owner(code).uuid)
    return client.post(address, {"reason": reason}, follow=True)


def events(name):
    with inside():
        found = AuditEvent.objects.filter(action__startswith="pages.").order_by("pk")
        return [
            (event.action, event.actor.name, event.data)
            for event in found
            if event.target == f"buildings.Owner:{Owner.objects.get(code=name).pk}"
        ]


# What the session remembers


def test_half_an_hour_in_one_building():
    session, owner, now = {}, uuid4(), timezone.now()
    assert see_as.seen(session, "acacias", now=now) is None
    see_as.begin(session, "acacias", owner, now=now)
    assert see_as.seen(session, "acacias", now=now) == owner
    assert see_as.seen(session, "bellevue", now=now) is None
    last = now + timedelta(minutes=30)
    assert see_as.seen(session, "acacias", now=last - timedelta(0, 0, 1)) == owner
    assert see_as.seen(session, "acacias", now=last) is None
    see_as.end(session)
    see_as.end(session)
    assert session == {}


# What is seen


def test_the_pages_are_the_owners(sign_in, acacias):
    issued(item("1000.00"))
    client = sign_in("sophie")
    home = look(client)
    html = text(home)
    assert BANNER.format("Omar Haddad") in html
    access = home.context["request"].access
    assert access.role_labels == ["Co-owner"]
    assert [h.code for h in holdings_of(access)] == ["H1"]
    account = client.get(f"/b/{cast.ACACIAS}/account/")
    assert "€500.00" in text(account)
    assert BANNER.format("Omar Haddad") in text(account)
    assert "clara@example.org" not in text(client.get(url("owners")))


@pytest.mark.parametrize("page", ["settings", "invitations", "lot-new"])
def test_pages_of_the_office_are_not_there_meanwhile(sign_in, page):
    client = sign_in("sophie")
    look(client)
    answer = client.get(url(page))
    assert answer.status_code == 403
    assert "co-owners do not have this one" in text(answer)


def test_nothing_can_be_changed(sign_in):
    client = sign_in("sophie")
    look(client)
    for address in (
        url("settings"),
        url("my-letters"),
        url("lot-new"),
        url("see-as", pages.owner("clara").uuid),
        f"/b/{cast.ACACIAS}/calls/new/",
    ):
        answer = client.post(address, {"purpose": "letters", "accept": "on"})
        assert (address, answer.status_code) == (address, 403)
        assert "nothing can be changed" in text(answer)


def test_an_owner_without_an_account_is_seen_as_well(sign_in):
    client = sign_in("sophie")
    home = look(client, "jean")
    assert BANNER.format("Jean Moreau") in text(home)
    with inside():
        access = home.context["request"].access
        assert [h.code for h in holdings_of(access)] == ["H3"]


def test_his_own_address_is_seen_on_his_page(sign_in):
    client = sign_in("sophie")
    look(client)
    assert "omar@example.org" in text(
        client.get(url("owner", pages.owner("omar").uuid))
    )
    assert "clara@example.org" not in text(
        client.get(url("owner", pages.owner("clara").uuid))
    )


def test_other_buildings_and_people_are_not_concerned(sign_in, client):
    look(sign_in("sophie"))
    assert BANNER.format("Omar Haddad") not in text(client.get("/profile/"))
    omar = sign_in("omar")
    assert BANNER.format("Omar Haddad") not in text(omar.get(url("home")))


def test_stopping_brings_oneself_back(sign_in):
    client = sign_in("sophie")
    look(client)
    done = client.post(url("see-as-stop"), follow=True)
    assert said(done) == ["You see the pages as yourself again."]
    assert client.get(url("settings")).status_code == 200
    assert BANNER.format("Omar Haddad") not in text(done)
    assert client.post(url("see-as-stop")).url == url("home")


def test_it_ends_by_itself(sign_in):
    client = sign_in("sophie")
    look(client)
    session = client.session
    kept = session["see_as"]
    session["see_as"] = kept | {"until": timezone.now().isoformat()}
    session.save()
    assert client.get(url("settings")).status_code == 200


def test_it_ends_with_the_right(sign_in):
    """Whoever left the firm, and owns here, sees his own pages only."""
    client = sign_in("sophie")
    look(client)
    FirmMember.objects.filter(user=cast.user("sophie")).update(role="accountant")
    page = client.get(url("home"))
    assert BANNER.format("Omar Haddad") not in text(page)
    assert page.context["request"].access.seen_as is None


def test_the_session_of_the_pages_opens_no_api(sign_in):
    client = sign_in("sophie")
    look(client)
    answer = client.get(f"/api/v1/buildings/{cast.ACACIAS}/owners/")
    assert answer.status_code == 401


# What is told


def test_a_reason_is_asked(sign_in):
    client = sign_in("sophie")
    page = client.post(url("see-as", pages.owner("omar").uuid), {"reason": " "})
    assert list(refused(page)) == ["reason"]
    assert events("omar") == []


def test_begin_and_end_are_recorded(sign_in):
    client = sign_in("sophie")
    look(client, reason="Phone call")
    client.post(url("see-as-stop"))
    assert events("omar") == [
        ("pages.looked_at", "Sophie", {"reason": "Phone call"}),
        ("pages.left", "Sophie", {}),
    ]


def test_the_owner_is_told_in_his_language(sign_in):
    look(sign_in("sophie"), reason="Phone call")
    message = delivered()["Omar Haddad <omar@example.org>"]
    assert message.extra_headers["Content-Language"] == "fr"
    assert "Sophie, Lambert Syndic" in message.body
    assert "Phone call" in message.body


def test_each_time_is_told(sign_in):
    client = sign_in("sophie")
    for _ in range(2):
        look(client)
        client.post(url("see-as-stop"))
    run_all()
    assert len(mail.outbox) == 2


def test_who_has_no_address_is_not_written_to(sign_in):
    with inside():
        Owner.objects.filter(code="jean").update(email="")
    look(sign_in("sophie"), "jean")
    assert delivered() == {}
    assert len(events("jean")) == 1


def test_it_stands_on_the_owners_pages(sign_in):
    look(sign_in("sophie"), reason="Phone call")
    page = sign_in("omar").get(url("my-letters"))
    assert "Sophie of the syndic's office saw the pages" in text(page).replace(
        "&#x27;", "'"
    )
    assert "Phone call" in text(page)
    assert "Phone call" not in text(sign_in("clara").get(url("my-letters")))


def test_the_page_costs_the_same_for_one_and_three(sign_in):
    def cost(times):
        sophie = sign_in("sophie")
        for _ in range(times):
            look(sophie)
            sophie.post(url("see-as-stop"))
        return statements(sign_in("omar"), url("my-letters"))

    assert cost(1) == cost(2) <= 12
