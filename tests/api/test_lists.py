"""Lists: pages, filters, and a number of statements that does not grow."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from buildings import services
from finance.services import cancel_call
from tests import cast
from tests.finance import factories


def test_my_account_needs_no_more_statements(program, acacias):
    factories.issued()
    omar, counted = program("omar"), []
    omar.get("account/")
    owner = cast.holding("H1").members.get().owner
    for _more in range(2):
        with CaptureQueriesContext(connection) as statements:
            shown = omar.get("account/").json()
        counted.append((len(shown), len(statements)))
        for _two in range(2):
            services.create_holding(members=[services.Member(owner, 1)], by=None)
    assert [rows for rows, _count in counted] == [1, 3]
    assert len({count for _rows, count in counted}) == 1


def codes(answer):
    assert answer.status_code == 200
    return [row["code"] for row in answer.json()["results"]]


def test_pages(program):
    sophie = program("sophie")
    first = sophie.get("lots/", page_size=3).json()
    assert (first["count"], first["previous"]) == (4, None)
    assert [row["code"] for row in first["results"]] == ["A", "B", "C"]
    second = sophie.get(first["next"])
    assert codes(second) == ["K"]
    assert second.json()["next"] is None
    beyond = sophie.get("lots/", page=3, page_size=3)
    assert (beyond.status_code, beyond.json()["detail"]) == (
        404,
        "There is no such page.",
    )


@pytest.mark.parametrize(("asked", "given"), [("201", 200), ("0", 50), ("x", 50)])
def test_the_size_of_a_page(program, acacias, asked, given):
    for number in range(201):
        services.create_owner(last_name="Peeters", code=f"X{number}", by=None)
    found = program("sophie").get("owners/", page_size=asked).json()
    assert (found["count"], len(found["results"])) == (205, given)


@pytest.mark.parametrize(
    ("path", "query", "expected"),
    [
        ("lots/", {"q": "k"}, ["K"]),
        ("lots/", {"kind": "cellar"}, ["K"]),
        ("lots/", {"without_holder": "true"}, []),
        ("lots/", {"without_holder": "false"}, ["A", "B", "C", "K"]),
        ("owners/", {"q": "elise"}, ["clara"]),
        ("owners/", {"kind": "company"}, []),
        ("holdings/", {"q": "moreau"}, ["H3"]),
        ("holdings/", {"vote_suspended": "true"}, []),
        ("holdings/", {"vote_suspended": "false"}, ["H1", "H2", "H3"]),
        ("keys/", {"kind": "special"}, ["lift"]),
    ],
)
def test_filters_of_a_building(program, path, query, expected):
    assert codes(program("sophie").get(path, **query)) == expected


@pytest.mark.parametrize(
    ("path", "query", "field"),
    [
        ("lots/", {"kind": "castle"}, "kind"),
        ("lots/", {"q": "\0"}, "q"),
        ("calls/", {"due_from": "soon"}, "due_from"),
        ("payments/", {"holding": "H1"}, "holding"),
        ("trial-balance/", {"on": "2026-02-30"}, "on"),
    ],
)
def test_a_wrong_filter_is_named(program, path, query, field):
    answer = program("sophie").get(path, **query)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [field])


def titles(answer):
    assert answer.status_code == 200
    return [row["title"] for row in answer.json()["results"]]


def test_filters_of_calls(program, acacias):
    factories.draft(title="Draft", due_in=10)
    factories.issued(title="Issued", due_in=20)
    cancel_call(factories.issued(title="Cancelled", due_in=30), by=None)
    sophie, today = program("sophie"), timezone.localdate()
    for status in ("draft", "issued", "cancelled"):
        found = sophie.get("calls/", status=status)
        assert titles(found) == [status.title()]
        assert found.json()["results"][0]["status"] == status
    day = (today + timedelta(days=20)).isoformat()
    assert titles(sophie.get("calls/", due_from=day)) == ["Cancelled", "Issued"]
    assert titles(sophie.get("calls/", due_until=day)) == ["Issued", "Draft"]


def test_filters_of_documents_payments_and_accounts(program, acacias):
    call, other = factories.issued(title="One"), factories.issued(title="Two")
    kept, wrong = factories.payment("H1", "1.00"), factories.payment("H2", "2.00")
    sophie = program("sophie")
    assert sophie.post(f"payments/{wrong.uuid}/reverse/").status_code == 200
    h1 = str(kept.holding.uuid)
    found = sophie.get("documents/", call=call.uuid, holding=h1).json()["results"]
    assert [(one["call"]["title"], one["holding"]["code"]) for one in found] == [
        ("One", "H1")
    ]
    assert sophie.get("documents/", call=other.uuid).json()["count"] == 3

    def amounts(**query):
        rows = sophie.get("payments/", **query).json()["results"]
        return [row["amount"] for row in rows]

    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert amounts() == ["2.00", "1.00"]
    assert amounts(holding=h1) == ["1.00"]
    assert amounts(reversed="true") == ["2.00"]
    assert amounts(reversed="false") == ["1.00"]
    assert (amounts(since=tomorrow), amounts(until=tomorrow)) == ([], ["2.00", "1.00"])
    assert amounts(q="haddad") == ["1.00"]
    assert amounts(q="+++") == []

    def accounts(**query):
        rows = sophie.get("accounts/", **query).json()["results"]
        return [(one["holding"]["code"], one["lots"], one["balance"]) for one in rows]

    assert accounts(q="haddad") == [("H1", ["A", "K"], "999.00")]
    assert accounts(late="true") == []


def test_the_trial_balance_of_a_day(program, acacias):
    factories.issued()
    sophie, today = program("sophie"), timezone.localdate()
    assert sophie.get("trial-balance/").json() == [
        {"account": "4101", "debit": "1000.00", "credit": "0.00", "net": "1000.00"},
        {"account": "701", "debit": "0.00", "credit": "1000.00", "net": "-1000.00"},
    ]
    before = (today - timedelta(days=1)).isoformat()
    assert sophie.get("trial-balance/", on=before).json() == []
