"""The copy of one's data: his requests, opened, and nobody else's."""

from functools import partial

import pytest

from koprogo.slots import PersonalFile, PersonalTable
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from solidarity.models import Opening, Request, RequestKey
from solidarity.personal import DATA
from tests import cast
from tests.solidarity import making
from tests.solidarity.requests import filling, things


@pytest.fixture
def tables(fund):
    def of(name):
        found = list(DATA.here(making.person(name)))
        files = {one.name: one.read for one in found if isinstance(one, PersonalFile)}
        rows = {
            one.name: [*one.rows] for one in found if isinstance(one, PersonalTable)
        }
        return rows, files

    return of


def test_all_of_it_is_opened(tables, seats):
    request = filling.sent()
    things.asked(request)
    Opening.objects.create(request=request, user=making.person("lea"), what="file")
    filling.sent("clara")
    rows, files = tables("omar")
    assert [row["request"] for row in rows["fund_requests"]] == [request.code]
    said = {row["what"]: row["said"] for row in rows["fund_answers"]}
    assert said["Reason"] == making.SECRET_REASON
    assert said["Net income a month"] == "€1,480.00"
    assert rows["fund_scores"][0]["total"] == "68"
    assert "No proven fraud" in {one["condition"] for one in rows["fund_conditions"]}
    assert [one["question"] for one in rows["fund_questions"]] == ["Which boiler?"]
    assert [one["by"] for one in rows["fund_openings"]] == ["Lawyer"]
    assert {one["purpose"] for one in rows["fund_consents"]} == {
        "The committee reads what I send",
        "What I say is true and complete",
    }
    assert len(rows["fund_consents"]) == 2
    assert files["paper.pdf"]().startswith(b"%PDF")


def test_whoever_asked_nothing_gets_nothing(tables):
    filling.sent()
    assert tables("clara") == ({}, {})


def test_what_is_forgotten_is_in_no_copy(tables):
    request = filling.sent()
    RequestKey.objects.filter(request=request).delete()
    rows, files = tables("omar")
    assert len(rows["fund_requests"]) == 1
    assert (rows["fund_answers"], files) == ([], {})


def test_the_fund_is_a_place_of_who_asked(fund):
    filling.draft()
    places = partial(_outside, DATA.places)
    tenant = Tenant.objects.get(kind=Tenant.Kind.FUND).pk
    assert places(cast.user("omar")) == [tenant]
    assert places(cast.user("clara")) == []


def test_who_leaves_withdraws_what_waits(fund):
    filling.sent()
    filling.draft("clara")
    for name in ("omar", "clara"):
        assert list(_outside(DATA.refusals, cast.user(name))) == []
        _outside(DATA.leave, cast.user(name))
    assert list(Request.objects.values_list("applicant__name", "state")) == [
        ("Omar", "withdrawn")
    ]


def _outside(ask, user):
    with enter(None, by=user):
        found = ask(user)
        return found if found is None or isinstance(found, list) else list(found)
