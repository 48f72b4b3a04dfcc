"""The factors of the estimates, read and written by a program of the board."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.models import ImpactFactor
from tests.api.conftest import Program, a_token, problem, wrong
from tests.community.impact.making import month

URL = "/api/v1/asbl/impact/"


@pytest.fixture
def program(db):
    return lambda name: Program(a_token(name)[1], Client())


def write(person, key="k", **said):
    body = {
        "name": "carbon",
        "value": "12.50",
        "since": timezone.localdate().isoformat(),
        "basis": "published",
        "source": "Base Empreinte, ADEME, 2026",
    }
    return person.post(URL, body | said, **{"Idempotency-Key": key})


def test_the_board_writes_a_factor_once(program):
    bo = program("bo")
    made = write(bo)
    assert made.status_code == 201, made.json()
    assert write(bo).json() == made.json()
    assert problem(write(bo, value="13.00")) == (409, "factor-key-used")
    first, *others = bo.get(URL).json()["results"]
    assert first == made.json()
    assert (first["value"], first["since"]) == ("12.50", month(0).isoformat())
    assert first["recorded_by"] == "Bo"
    assert {row["recorded_by"] for row in others} == {None}
    assert ImpactFactor.objects.count() == 4


def test_a_retry_finds_its_own_also_when_the_same_was_written_again(program):
    bo = program("bo")
    made = write(bo).json()
    for number, value in enumerate(("13.00", "12.50")):
        assert write(bo, key=str(number), value=value).status_code == 201
    assert write(bo).json() == made


@pytest.mark.parametrize(
    ("said", "field", "code"),
    [
        ({"since": "2020-01-01"}, "since", "factor-too-early"),
        ({"name": "share", "value": "100.01"}, "value", "factor-wrong"),
        ({"name": "carbon", "value": "-1.00"}, "value", "invalid"),
        ({"source": ""}, "source", "invalid"),
        ({"name": "else"}, "name", "invalid"),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field(program, said, field, code):
    answer = write(program("bo"), **said)
    assert list(wrong(answer)) == [field]
    assert problem(answer) == (400, code)
    assert ImpactFactor.objects.count() == 3


def test_what_holds_anyway_is_not_written_again(program):
    bo = program("bo")
    write(bo)
    answer = write(bo, key="another")
    assert list(wrong(answer)) == ["value"]
    assert problem(answer) == (400, "factor-unchanged")


def test_who_may_only_read_writes_none(program):
    tess = program("tess")
    assert tess.get(URL).json()["count"] == 3
    header, *lines = (
        tess.get(URL, format="csv").content.decode("utf-8-sig").splitlines()
    )
    assert header == "name;since;value;basis;source;uuid;recorded_at;recorded_by"
    assert len(lines) == 3
    assert write(tess).status_code == 403
    assert write(program("sophie")).status_code == 404


def test_elsewhere_than_on_the_platform_of_the_asbl_there_are_none(program, settings):
    settings.ASBL_PLATFORM = False
    assert program("bo").get(URL).status_code == 404


def test_the_list_asks_as_often_for_three_as_for_one(program):
    bo, counted = program("bo"), set()
    bo.get(URL)
    for size in (1, 3):
        with CaptureQueriesContext(connection) as statements:
            assert len(bo.get(URL, page_size=size).json()["results"]) == size
        counted.add(len(statements))
    assert len(counted) == 1
    assert max(counted) <= 12 + 5
