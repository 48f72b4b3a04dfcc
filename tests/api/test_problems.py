"""What goes wrong is told the same way everywhere: problem details (RFC 9457)."""

from collections import Counter

import pytest
from django.core.cache import cache
from rest_framework.exceptions import ErrorDetail

from buildings.models import Lot
from koprogo.api import errors, problems, throttles
from koprogo.api.parsers import LIMIT_BYTES
from koprogo.api.schema import description
from tests import cast
from tests.api.conftest import url


def problem(answer):
    assert answer["Content-Type"] == "application/problem+json"
    return answer.json()


def test_a_code_means_one_thing():
    codes = Counter(one.code for one in problems.REFUSALS.values())
    assert [code for code, many in codes.items() if many > 1] == []


def test_a_stranger_learns_nothing(program):
    answers = [program("zoe").get(url("lots", slug=s)) for s in ("acacias", "nowhere")]
    assert [problem(answer) for answer in answers] == [
        {
            "type": "/api/#not-found",
            "title": "There is nothing at this address for you.",
            "status": 404,
            "detail": "There is nothing at this address for you.",
            "instance": f"/api/v1/buildings/{slug}/lots/",
        }
        for slug in ("acacias", "nowhere")
    ]


def test_the_asbl_is_no_building(program):
    answer = program("bo").get(url("building", slug=cast.ASBL))
    assert answer.status_code in {403, 404}
    assert problem(answer)["status"] == answer.status_code


def test_an_unknown_address_and_an_unknown_method(program, client):
    missing = client.get("/api/v1/nothing/here")
    assert (missing.status_code, problem(missing)["type"]) == (404, "/api/#not-found")
    wrong = program("sophie").delete("lots/")
    assert (wrong.status_code, problem(wrong)["type"]) == (
        405,
        "/api/#method-not-allowed",
    )
    assert program("sophie")("OPTIONS", "lots/").status_code == 405


def test_other_pages_keep_their_own_answers(client, db):
    answer = client.get("/nothing/here")
    assert (answer.status_code, answer["Content-Type"]) == (
        404,
        "text/html; charset=utf-8",
    )


def test_a_failure_of_the_server_is_a_problem_too(client, monkeypatch, program):
    def fail(*_args, **_kwargs):
        raise RuntimeError("broken")

    monkeypatch.setattr("buildings.api.building.buildings_of", fail)
    sophie = program("sophie")
    sophie.client.raise_request_exception = False
    answer = sophie.get(url("buildings"))
    assert answer.status_code == 500
    assert problem(answer)["type"] == "/api/#server-error"
    assert "broken" not in answer.content.decode()


def test_a_failure_of_a_page_is_a_page(rf):
    answer = errors.server_error(rf.get("/b/acacias/"))
    assert (answer.status_code, answer["Content-Type"]) == (
        500,
        "text/html; charset=utf-8",
    )


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "invalid"),
        (b"\xff", 400, "invalid"),
        (b'{"code": "\\ud800"}', 400, "invalid"),
        (b'{"shares": NaN}', 400, "invalid"),
        (b"[" * 100_000, 400, "invalid"),
        (b'"' + b"x" * LIMIT_BYTES + b'"', 413, "too-large"),
        (b"[]", 400, "invalid"),
    ],
)
def test_bodies_that_are_none(program, body, status, code):
    sophie = program("sophie")
    answer = sophie.client.post(
        "/api/v1/buildings/acacias/lots/",
        body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {sophie.secret}"},
    )
    assert (answer.status_code, problem(answer)["type"]) == (status, f"/api/#{code}")


def test_other_media_types_are_not_read(program):
    sophie = program("sophie")
    answer = sophie.client.post(
        "/api/v1/buildings/acacias/lots/",
        {"code": "X"},
        headers={"Authorization": f"Bearer {sophie.secret}"},
    )
    assert (answer.status_code, problem(answer)["type"]) == (
        415,
        "/api/#unsupported-media-type",
    )


def test_other_media_types_are_not_written(program):
    sophie = program("sophie")
    answer = sophie.client.get(
        "/api/v1/buildings/acacias/lots/",
        headers={"Authorization": f"Bearer {sophie.secret}", "Accept": "text/html"},
    )
    assert (answer.status_code, problem(answer)["type"]) == (
        406,
        "/api/#not-acceptable",
    )


def test_nested_errors_are_flat():
    said = ErrorDetail("no")
    nested = {
        "items": [{}, {"amount": [said]}, {problems.WHOLE: [said, said]}],
        "name": [said],
        problems.WHOLE: [said],
        "languages": {0: [said]},
    }
    assert dict(problems.flat(nested)) == {
        "items.1.amount": ["no"],
        "items.2": ["no", "no"],
        "name": ["no"],
        "non_field_errors": ["no"],
        "languages.0": ["no"],
    }
    assert dict(problems.flat([said])) == {"non_field_errors": ["no"]}


# How often


@pytest.mark.parametrize("throttle", [throttles.PerToken, throttles.PerPerson])
def test_too_many_requests(program, monkeypatch, throttle):
    cache.clear()
    monkeypatch.setattr(throttle, "rate", "2/min", raising=False)
    sophie, omar = program("sophie"), program("omar")
    assert [sophie.get("lots/").status_code for _ in range(3)] == [200, 200, 429]
    answer = sophie.get("lots/")
    assert problem(answer)["type"] == "/api/#too-many-requests"
    assert 0 < int(answer["Retry-After"]) <= 60
    assert omar.get("lots/").status_code == 200
    other = program("sophie").get("lots/").status_code
    assert other == (200 if throttle is throttles.PerToken else 429)
    cache.clear()


# In which language


@pytest.mark.parametrize(
    ("headers", "language"),
    [({}, "fr"), ({"Accept-Language": "de"}, "de")],
)
def test_the_language_of_the_person_unless_asked_otherwise(program, headers, language):
    omar = program("omar")
    person = cast.user("omar")
    person.language = "fr"
    person.save()
    answer = omar("GET", "lots/", **headers)
    assert answer["Content-Language"] == language


def test_answers_are_not_kept_by_caches(program):
    assert program("omar").get("lots/")["Cache-Control"] == "no-store"


def test_a_get_cannot_write(program, monkeypatch):
    """PostgreSQL refuses it, whatever a handler does."""

    def write(*_args, **_kwargs):
        Lot.objects.create(code="W", shares=1, position=99)

    monkeypatch.setattr("buildings.api.building.completeness", write)
    sophie = program("sophie")
    sophie.client.raise_request_exception = False
    assert sophie.get("completeness/").status_code == 500


# The description


def test_every_problem_has_its_place_in_the_guide(client, db):
    guide = client.get("/api/").content.decode()
    codes = [code for code, _title in problems.GENERAL.values()]
    codes += [refusal.code for refusal in problems.REFUSALS.values()]
    assert [code for code in codes if f'id="{code}"' not in guide] == []
    assert len(set(codes)) == len(codes)


def test_every_operation_is_in_the_guide(client, db):
    guide = client.get("/api/").content.decode()
    operations = [
        (method.upper(), path, operation["summary"])
        for path, methods in description()["paths"].items()
        for method, operation in methods.items()
    ]
    assert [f"{m} {p}" for m, p, _ in operations if f"{m} {p}" not in guide] == []
    assert [path for _m, path, summary in operations if not summary] == []


def test_the_description_is_served_as_json(client, db):
    answer = client.get("/api/v1/schema/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer.json() == description()
