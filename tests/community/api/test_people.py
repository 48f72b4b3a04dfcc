"""Occupants of one's own lots by the API, who waits in the hall, and a last day."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from buildings.services import grant_role
from koprogo.accounts.models import User
from koprogo.tenancy import enter
from tests import cast
from tests.api.conftest import Program, a_token, problem, wrong
from tests.buildings_people import making, things


@pytest.fixture
def program(db):
    return lambda name: Program(a_token(name)[1], Client())


def invite(person, body, key="k"):
    return person.post("my-occupants/", body, **{"Idempotency-Key": key})


def occupant(**said):
    with enter(cast.tenant().pk, by=None):
        lot = cast.lot(said.pop("lot", "A")).uuid
    return {"lot": str(lot), "name": "Ada", "email": "ada@example.org"} | said


def day(days=0):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def test_an_owner_invites_once_and_withdraws(program):
    omar, clara = program("omar"), program("clara")
    made = invite(omar, occupant())
    assert made.status_code == 201, made.json()
    assert (made.json()["lot"], made.json()["language"]) == ("A", "en")
    assert invite(omar, occupant()).json() == made.json()
    assert omar.get("my-occupants/invited/").json()["count"] == 1
    assert clara.get("my-occupants/invited/").json()["count"] == 0
    assert list(wrong(invite(clara, occupant(), key="c"))) == ["lot"]
    assert list(wrong(invite(omar, occupant(email=""), key="e"))) == ["email"]
    revoke = f"my-occupants/invited/{made.json()['uuid']}/revoke/"
    assert clara.post(revoke).status_code == 404
    assert omar.post(revoke).status_code == 204
    assert omar.post(revoke).status_code == 404
    assert "code" not in made.json()


def test_a_paper_invitation_has_no_code_in_the_answer(program):
    made = invite(program("omar"), occupant(channel="paper"))
    assert made.status_code == 201
    assert set(made.json()) == {
        *("uuid", "lot", "name", "channel", "language", "role_until", "expires_at")
    }


def test_too_many_invitations_to_one_lot(program):
    with enter(cast.tenant().pk, by=None):
        for _ten in range(10):
            making.invited()
    refused = invite(program("omar"), occupant())
    assert problem(refused) == (409, "too-many-invited")


def test_a_last_day(program):
    with enter(cast.tenant().pk, by=None):
        found = things.things()
    omar, clara, sophie = (program(name) for name in ("omar", "clara", "sophie"))
    [lives] = omar.get("my-occupants/").json()["results"]
    assert (lives["name"], lives["lot"], lives["until"]) == ("Lena", "A", None)
    end = f"my-occupants/{found['occupancy_id']}/end/"
    assert clara.post(end, {"last_day": day()}).status_code == 404
    assert list(wrong(omar.post(end, {"last_day": day(-1)}))) == ["last_day"]
    assert omar.post(end, {"last_day": day(6)}).json()["until"] == day(7)
    names = [row["name"] for row in sophie.get("occupants/").json()["results"]]
    assert names == ["Lena", "Otto"]
    ended = sophie.post(
        f"occupants/{found['occupancy_id']}/end/", {"last_day": day()}
    ).json()
    assert ended["until"] == day(1)
    assert omar.get("occupants/").status_code == 403


def test_an_occupancy_that_begins_later(program):
    with enter(cast.tenant().pk, by=None):
        grant = grant_role(
            User.objects.create_user("lena@example.org", name="Lena"),
            tenant=cast.tenant(),
            role="occupant",
            since=timezone.localdate() + timedelta(days=9),
            lot_id=cast.lot("A").pk,
            by=None,
        )
    answer = program("omar").post(
        f"my-occupants/{grant.uuid}/end/", {"last_day": day()}
    )
    assert problem(answer) == (400, "occupancy-ends-too-early")


def test_who_waits_in_the_hall(program):
    with enter(cast.tenant().pk, by=None):
        things.things()
    [waits] = program("clara").get("arrivals/").json()["results"]
    assert (waits["name"], waits["says"]) == ("Leo", "occupant")
    assert "email" not in waits
    assert program("omar").get("arrivals/").status_code == 403


def draw(person, key="k"):
    return person.post("hall/", **{"Idempotency-Key": key})


def test_a_code_for_the_hall_is_drawn_once_and_closed(program):
    clara, omar = program("clara"), program("omar")
    assert clara.get("hall/").status_code == 404
    assert list(wrong(clara.post("hall/"))) == ["Idempotency-Key"]
    made = draw(clara)
    assert made.status_code == 201, made.json()
    assert set(made.json()) == {"uuid", "created_at", "expires_at", "closed_at"}
    assert draw(clara).json() == clara.get("hall/").json() == made.json()
    another = draw(program("sophie")).json()
    assert clara.get("hall/").json() == another != made.json()
    assert draw(clara).json()["closed_at"]
    assert omar.get("hall/").status_code == draw(omar).status_code == 403
    assert omar.delete("hall/").status_code == 403
    assert clara.delete("hall/").status_code == 204
    assert problem(clara.delete("hall/")) == (409, "hall-code-closed")
    assert clara.get("hall/").status_code == 404


def arrival(name="zoe"):
    with enter(cast.tenant().pk, by=None):
        code, _words = making.posted()
    return f"arrivals/{making.arrived(code, name).uuid}"


def test_who_typed_it_is_let_in_once(program):
    clara, where = program("clara"), arrival()
    assert program("omar").post(f"{where}/approve/").status_code == 403
    answered = clara.post(f"{where}/approve/").json()
    assert (answered["name"], answered["outcome"]) == ("Zoe", "let_in")
    again = clara.post(f"{where}/approve/")
    assert problem(again) == problem(clara.post(f"{where}/refuse/"))
    assert problem(again) == (409, "arrival-answered")
    assert making.occupancy("zoe").lot_id is None
    assert clara.get("arrivals/").json()["count"] == 0


def test_who_typed_it_is_refused(program):
    clara, where = program("clara"), arrival()
    assert clara.post(f"{where}/refuse/").json()["outcome"] == "refused"
    assert problem(clara.post(f"{where}/approve/")) == (409, "arrival-answered")
    assert program("zoe").get("").status_code == 404


def test_who_came_in_meanwhile_needs_no_answer(program):
    where = arrival()
    with enter(cast.tenant().pk, by=None):
        grant_role(
            cast.user("zoe"),
            tenant=cast.tenant(),
            role="occupant",
            since=timezone.localdate(),
            by=None,
        )
    answer = program("clara").post(f"{where}/approve/")
    assert problem(answer) == (409, "lives-here")


def test_lists_ask_as_often_for_three_as_for_one(program):
    with enter(cast.tenant().pk, by=None):
        for number in range(3):
            making.invited()
            grant_role(
                User.objects.create_user(f"l{number}@example.org", name="Lena"),
                tenant=cast.tenant(),
                role="occupant",
                since=timezone.localdate(),
                lot_id=cast.lot("A").pk,
                by=None,
            )
    omar = program("omar")
    omar.get("my-occupants/")
    for where in ("my-occupants/", "my-occupants/invited/"):
        counted = set()
        for size in (1, 3):
            with CaptureQueriesContext(connection) as statements:
                found = omar.get(where, page_size=size).json()["results"]
            assert len(found) == size
            counted.add(len(statements))
        assert len(counted) == 1, where
        assert max(counted) <= 12 + 5
