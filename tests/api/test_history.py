"""The history by a program: the words of the page, and the seals."""

from datetime import timedelta

import pytest
from django.utils import timezone

from buildings import services
from koprogo.audit import queries as audit
from koprogo.audit.services import seal
from tests import cast
from tests.api.conftest import problem, wrong


@pytest.fixture
def changed(acacias):
    """Sophie corrects the floor of lot A."""
    lot = cast.lot("A")
    services.update_lot(lot, by=cast.user("sophie"), floor="1")
    return lot


def sentences(answer):
    assert answer.status_code == 200
    return [row["sentence"] for row in answer.json()["results"]]


def test_an_event_in_words_with_its_seal(program, changed):
    sophie = program("sophie")
    [latest, *_] = sophie.get("history/").json()["results"]
    assert (latest["action"], latest["by"], latest["seal"]) == (
        "lot.changed",
        "Sophie",
        None,
    )
    assert latest["sentence"] == "Lot A was changed."
    assert latest["details"] == [{"label": "Floor", "before": "—", "after": "1"}]
    assert sophie.get("history/seal/").status_code == 404
    seal()
    end = audit.last_seal()
    shown = sophie.get("history/seal/").json()
    assert (shown["number"], shown["hash"], shown["total"]) == (
        1,
        end.hash,
        end.header.total,
    )
    [latest, *_] = sophie.get("history/").json()["results"]
    assert (latest["seal"]["number"], latest["seal"]["hash"]) == (1, end.hash)


def test_what_the_system_did_has_nobody(program, acacias):
    [first, *_] = (
        program("sophie").get("history/", kind="lot.created").json()["results"]
    )
    assert first["by"] is None


def test_the_history_is_filtered(program, changed):
    sophie = program("sophie")
    of = {"person": str(cast.user("sophie").uuid)}
    assert sentences(sophie.get("history/", **of)) == ["Lot A was changed."]
    assert sentences(sophie.get("history/", person=str(cast.user("zoe").uuid))) == []
    assert "Lot A was changed." in sentences(sophie.get("history/", kind="lot.created"))
    today = timezone.localdate()
    tomorrow = (today + timedelta(days=1)).isoformat()
    assert sentences(sophie.get("history/", since=tomorrow)) == []
    before = (today - timedelta(days=1)).isoformat()
    assert sentences(sophie.get("history/", until=before)) == []
    now = sophie.get("history/", until=today.isoformat(), **of)
    assert sentences(now) == ["Lot A was changed."]


@pytest.mark.parametrize(
    "query", [{"person": "Sophie"}, {"kind": "castle"}, {"since": "soon"}]
)
def test_a_wrong_filter_is_refused(program, query):
    assert list(wrong(program("sophie").get("history/", **query))) == list(query)


def test_the_history_of_one_thing(program, changed):
    path = f"history/about/lot/{changed.uuid}/"
    assert sentences(program("clara").get(path))[0] == "Lot A was changed."
    wrong_kind = program("clara").get(f"history/about/owner/{changed.uuid}/")
    assert problem(wrong_kind) == (404, "not-found")
