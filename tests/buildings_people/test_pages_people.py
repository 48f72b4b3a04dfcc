"""The pages on which people are invited, let in and sent away."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from buildings.models import Arrival, Grant, Invitation
from buildings.services.joining import accept_invitation
from koprogo.tenancy import enter
from tests import cast
from tests.buildings.mailbox import delivered, words_of
from tests.buildings.pages import inside, lot, refused, said, statements, text, url
from tests.buildings_people.making import (
    PAPER,
    arrived,
    founded,
    invited,
    occupancy,
    opened,
    posted,
)


def typed(**values):
    fields = {
        "number": str(uuid4()),
        "lot": str(lot("A").uuid),
        "name": "Ada",
        "channel": "email",
        "email": "ada@example.org",
        "language": "fr",
    }
    return fields | values


def last(days=0):
    return {"last_day": (timezone.localdate() + timedelta(days=days)).isoformat()}


# --- the owner


def test_an_owner_without_occupants_is_invited_to_invite(sign_in):
    page = text(sign_in("omar").get(url("my-occupants")))
    assert "Nobody lives in your lots" in page
    assert url("my-occupant-new") in page


def test_without_a_lot_there_is_nobody_to_invite(sign_in):
    Grant.objects.create(
        user=cast.user("zoe"),
        tenant=cast.tenant(),
        role="co_owner",
        since=cast.SINCE,
    )
    client = sign_in("zoe")
    assert "You have no lot today" in text(client.get(url("my-occupants")))
    assert client.get(url("my-occupant-new")).status_code == 404


def test_he_invites_and_sees_it(sign_in):
    client = sign_in("omar")
    done = client.post(url("my-occupant-new"), typed(), follow=True)
    assert said(done) == ["The invitation is on its way."]
    assert "<b>Ada</b>, A" in text(done)
    assert "Ada <ada@example.org>" in delivered()
    assert "ada@example.org" not in text(done)


def test_on_paper_he_prints_the_letter(sign_in):
    client = sign_in("omar")
    done = client.post(
        url("my-occupant-new"), typed(channel="paper", email=""), follow=True
    )
    assert said(done) == ["The letter is there: print it, and hand it over."]
    one = Invitation.objects.get()
    letter = client.get(url("my-occupant-letter", one.uuid))
    assert "Ada" in words_of(letter.getvalue())


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"email": ""}, "email"),
        ({"email": "ada"}, "email"),
        ({"name": ""}, "name"),
        ({"until": "2020-01-01"}, "until"),
        ({"lot": "nonsense"}, "lot"),
    ],
)
def test_slips_are_said_at_the_field(sign_in, values, field):
    page = sign_in("omar").post(url("my-occupant-new"), typed(**values))
    assert list(refused(page)) == [field]
    assert not Invitation.objects.exists()


def test_another_s_lot_is_not_in_the_list(sign_in):
    page = sign_in("omar").post(url("my-occupant-new"), typed(lot=str(lot("B").uuid)))
    assert list(refused(page)) == ["lot"]


def test_the_same_form_twice_invites_once(sign_in):
    client, fields = sign_in("omar"), typed()
    client.post(url("my-occupant-new"), fields)
    client.post(url("my-occupant-new"), fields)
    assert Invitation.objects.count() == 1


def test_an_invitation_is_withdrawn(sign_in):
    with inside():
        one = invited(channel=PAPER)
    client = sign_in("omar")
    assert "Ada" in text(client.get(url("my-occupant-revoke", one.uuid)))
    done = client.post(url("my-occupant-revoke", one.uuid), follow=True)
    assert said(done) == ["The invitation is withdrawn."]
    assert client.get(url("my-occupant-letter", one.uuid)).status_code == 404


def lets(name="zoe"):
    """Zoe lives in lot A, which is Omar's."""
    with inside():
        one = invited()
    accept_invitation(one, by=cast.user(name))
    return occupancy(name)


def test_he_ends_it_with_a_last_day(sign_in):
    grant = lets()
    client = sign_in("omar")
    assert "Zoe" in text(client.get(url("my-occupants")))
    done = client.post(url("my-occupant-end", grant.uuid), last(3), follow=True)
    assert said(done) == ["The access ends after this day."]
    grant.refresh_from_db()
    assert grant.last_day == timezone.localdate() + timedelta(days=3)


def test_a_last_day_in_the_past_is_refused(sign_in):
    page = sign_in("omar").post(url("my-occupant-end", lets().uuid), last(-1))
    assert list(refused(page)) == ["last_day"]


def test_another_owner_neither_sees_nor_ends_it(sign_in):
    grant = lets()
    with inside():
        one = invited(channel=PAPER)
    client = sign_in("clara")
    assert "Zoe" not in text(client.get(url("my-occupants")))
    for address in (
        url("my-occupant-end", grant.uuid),
        url("my-occupant-revoke", one.uuid),
        url("my-occupant-letter", one.uuid),
        url("occupancy-end", grant.uuid),
    ):
        assert client.get(address).status_code in (403, 404)


def test_the_syndic_ends_it_too(sign_in):
    grant = lets()
    client = sign_in("sophie")
    html = text(client.get(url("people")))
    assert "Zoe" in html
    assert "Otto" in html
    done = client.post(url("occupancy-end", grant.uuid), last(), follow=True)
    assert said(done) == ["The access ends after this day."]


def test_from_the_next_day_on_he_sees_nothing(sign_in):
    grant = lets()
    assert sign_in("zoe").get(url("home")).status_code == 200
    Grant.objects.filter(pk=grant.pk).update(
        since=cast.SINCE, until=timezone.localdate()
    )
    assert sign_in("zoe").get(url("home")).status_code == 404


# --- the hall


def test_the_council_prints_the_page(sign_in):
    client = sign_in("clara")
    assert "No code hangs in the hall" in text(client.get(url("people")))
    done = client.post(url("hall-new"), follow=True)
    assert said(done) == ["The page is there: print it and post it up."]
    page = client.get(url("hall-page"))
    assert page["Content-Type"] == "application/pdf"
    assert "Otto" not in text(done)  # who lives here is the syndic's to see


def test_and_closes_it(sign_in):
    client = sign_in("clara")
    assert client.get(url("hall-close")).status_code == 404
    client.post(url("hall-new"), follow=True)
    done = client.post(url("hall-close"), follow=True)
    assert said(done) == ["The code in the hall opens nothing any more."]
    assert client.get(url("hall-page")).status_code == 404
    again = client.post(url("hall-close"), follow=True)
    assert said(again) == ["No code hangs in the hall."]


def typed_code():
    with inside():
        return posted()[1]


def test_a_resident_types_it_and_waits(sign_in):
    code = typed_code()
    client = sign_in("zoe")
    page = client.get(f"/join/{code}/")
    assert "lets in whom they know" in text(page)
    fields = {"says": "occupant", "where": "Third floor"}
    done = client.post(f"/join/{code}/", fields, follow=True)
    assert said(done) == [
        "Thank you. The council or the syndic looks at it; you get an e-mail."
    ]
    assert client.get(url("home")).status_code == 404
    again = client.post(f"/join/{code}/", fields, follow=True)
    assert "typed this code before" in said(again)[0]


def test_the_council_lets_him_in(sign_in):
    with inside():
        arrival = arrived(posted()[0])
    client = sign_in("clara")
    assert "Third floor" in text(client.get(url("people")))
    done = client.post(url("arrival-approve", arrival.uuid), follow=True)
    assert said(done) == ["He is in, and gets an e-mail."]
    again = client.post(url("arrival-approve", arrival.uuid), follow=True)
    assert said(again) == ["Somebody was faster: look at how it stands now."]
    assert sign_in("zoe").get(url("home")).status_code == 200


@pytest.mark.parametrize(("name", "is_told"), [("clara", True), ("omar", False)])
def test_the_overview_says_that_somebody_waits(sign_in, name, is_told):
    with inside():
        arrived(posted()[0])
    page = text(sign_in(name).get(url("home")))
    assert ("1 person typed the code in the hall" in page) is is_told


def test_or_refuses_him(sign_in):
    with inside():
        arrival = arrived(posted()[0])
    client = sign_in("sophie")
    assert "Zoe" in text(client.get(url("arrival-refuse", arrival.uuid)))
    client.post(url("arrival-refuse", arrival.uuid))
    arrival.refresh_from_db()
    assert arrival.outcome == Arrival.Outcome.REFUSED


def test_another_building_s_arrivals_are_not_there(sign_in):
    with inside(cast.BELLEVUE):
        arrival = arrived(posted("stijn")[0])
    client = sign_in("clara")
    for name in ("arrival-approve", "arrival-refuse"):
        assert client.post(url(name, arrival.uuid)).status_code == 404


def test_who_is_in_goes_home(sign_in):
    code = typed_code()
    done = sign_in("otto").post(f"/join/{code}/", {"says": "occupant"})
    assert (done.status_code, done.url) == (302, url("home"))


def test_a_stranger_opens_an_account_and_proves_no_address_by_it(client, db):
    code = typed_code()
    page = client.get(f"/join/{code}/?lang=en")
    assert "Open my account" in text(page)
    assert "/account/signup/" in client.post(f"/join/{code}/").url


def test_a_closed_code_looks_like_a_wrong_one(sign_in):
    code = typed_code()
    sign_in("clara").post(url("hall-close"))
    assert sign_in("zoe").get(f"/join/{code}/").status_code == 404


@pytest.mark.parametrize("name", ["sophie", "clara"])
def test_the_number_of_statements_does_not_grow(sign_in, name):
    with inside():
        code, _words = posted()
        arrived(code, "zoe")
    lets("arno")
    client = sign_in(name)
    client.get(url("people"))
    few = statements(client, url("people"))
    with inside():
        arrived(code, "felix")
        arrived(code, "mia")
    lets("bo")
    lets("tess")
    assert statements(client, url("people")) == few <= 12


def test_nor_on_the_owner_s_page(sign_in):
    lets("zoe")
    client = sign_in("omar")
    client.get(url("my-occupants"))
    few = statements(client, url("my-occupants"))
    lets("felix")
    lets("mia")
    with inside():
        invited()
    assert statements(client, url("my-occupants")) == few <= 12


# --- neighbours among themselves


def test_before_it_opens_everybody_sees_how_many_are_missing(sign_in):
    building = opened(others=("mia",))
    home = url("home", slug=building.slug)
    page = text(sign_in("mia").get(home))
    assert "1 of 3" in page
    assert url("people", slug=building.slug) not in page
    page = text(sign_in("zoe").get(home))
    assert url("people", slug=building.slug) in page


def test_open_it_begins_with_the_neighbours(sign_in):
    building = opened()
    answer = sign_in("mia").get(url("home", slug=building.slug))
    assert answer.status_code == 302
    assert answer.url == f"/b/{building.slug}/neighbours/"


def test_the_code_lets_in_at_once(sign_in):
    building = founded()
    with enter(building.pk, by=None):
        _code, words = posted("zoe")
    done = sign_in("mia").post(f"/join/{words}/", {"says": "owner"}, follow=True)
    assert said(done) == ["Welcome to Les Lilas."]
    assert "1 of 3" in text(done)


def test_the_council_ends_and_names(sign_in):
    building = opened()
    client = sign_in("zoe")
    people = url("people", slug=building.slug)
    assert "Mia" in text(client.get(people))
    mia, bo = occupancy("mia", building.slug), occupancy("bo", building.slug)
    client.post(url("council-name", mia.uuid, slug=building.slug))
    assert sign_in("mia").get(people).status_code == 200
    done = sign_in("zoe").post(
        url("occupancy-end", bo.uuid, slug=building.slug), last(), follow=True
    )
    assert said(done) == ["The access ends after this day."]


def test_a_council_is_named_among_neighbours_only(sign_in):
    address = url("council-name", occupancy("otto").uuid)
    assert sign_in("sophie").get(address).status_code == 404
