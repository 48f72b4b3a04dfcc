"""The check of the accounts through the API."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from finance.models import AccountsCheck
from finance.queries.auditing import vouchers_of
from tests import cast
from tests.api.conftest import Program, problem, refused, url, wrong
from tests.finance.auditor.making import (
    asked,
    begun,
    booked,
    declared,
    looked_at,
    signed,
    this_year,
)
from tests.finance.invoices.making import supplier

PASSWORD = "correct horse battery"


@pytest.fixture
def fresh(db):
    """Axel's program with the access token of a sign-in of this moment."""
    client = Client()
    tokens = client.post(
        url("sign-in"),
        {"email": "axel@example.org", "password": PASSWORD},
        content_type="application/json",
    ).json()
    return Program(tokens["access_token"], client)


def test_a_check_from_begin_to_signature(fresh, program, acacias):
    year = this_year().year
    booked("12.10", "13.20", "200.00")
    made = fresh.post("audit/checks/", {"year": year, "random": 1, "largest": 1})
    assert made.status_code == 201
    shown = made.json()
    check = AccountsCheck.objects.get()
    assert (shown["uuid"], shown["seed"]) == (str(check.uuid), check.seed)
    assert (shown["round_to"], shown["threshold"]) == ("100.00", None)
    here = f"audit/checks/{check.uuid}/"
    again = fresh.post("audit/checks/", {"year": year})
    assert problem(again) == (409, "already-checking")
    rows = fresh.get(f"{here}vouchers/").json()["results"]
    assert rows[-1]["reasons"][-2:] == ["largest", "round"]
    assert rows[-1]["amount"] == "200.00"
    for row in rows:
        path = f"{here}vouchers/{row['invoice']}/"
        answer = fresh.put(path, {"looked_at": True, "finding": "No order"})
        assert answer.json()["finding"] == "No order"
    answer = fresh.put(path, {"looked_at": False})
    assert (answer.json()["ticked_at"], answer.json()["finding"]) == (None, "")
    assert fresh.get(here).json()["found"] == len(rows) - 1
    assert wrong(fresh.post(f"{here}enlarge/", {"random": 0})) == {
        "random": "A sample is made larger, never smaller: write 1 or more."
    }
    assert fresh.post(f"{here}enlarge/", {"random": 9}).json()["size"] == 3
    assert problem(fresh.post(f"{here}sign/")) == (409, "not-concluded")
    opinion = {"opinion": "approve", "conclusion": "Fine"}
    assert fresh.put(f"{here}conclusion/", opinion).json()["opinion"] == "approve"
    token = program("axel").post(f"{here}sign/")
    assert problem(token) == (403, "forbidden")
    shown = fresh.post(f"{here}sign/").json()
    check.refresh_from_db()
    assert shown["sha256"] == check.report.sha256
    assert problem(fresh.post(f"{here}sign/")) == (409, "check-signed")
    report = program("omar").get(f"audit/reports/{check.uuid}/")
    assert report["Content-Type"] == "application/pdf"
    assert report.getvalue()[:5] == b"%PDF-"


def test_questions(program, acacias):
    check = begun()
    invoice = vouchers_of(check).first().invoice
    sent = {"text": "Who?", "invoice": str(invoice.uuid)}
    made = program("axel").post(f"audit/checks/{check.uuid}/questions/", sent)
    assert (made.status_code, made.json()["invoice"]) == (201, str(invoice.uuid))
    here = f"audit/questions/{made.json()['uuid']}/"
    answer = program("sophie").post(f"{here}answer/", {"text": "The council."})
    assert answer.json()["answer"] == "The council."
    again = program("sophie").post(f"{here}answer/", {"text": "Nobody."})
    assert problem(again) == (409, "already-answered")
    assert program("axel").get(here).json()["answer"] == "The council."


def test_what_is_no_voucher(program, acacias):
    check = begun()
    other = booked("1.01")[0]
    answer = program("axel").put(
        f"audit/checks/{check.uuid}/vouchers/{other.uuid}/", {"looked_at": True}
    )
    assert problem(answer) == (409, "not-in-sample")


def test_a_check_that_is_not_signed_is_the_auditor_s(program, acacias):
    check = looked_at(begun(), finding="Wrong")
    assert program("omar").get("audit/checks/").json()["count"] == 0
    signed(check)
    [shown] = program("omar").get("audit/checks/").json()["results"]
    assert (shown["auditor"], shown["opinion"]) == ("Axel", "remarks")


def test_the_year(program, acacias):
    rows = program("axel").get(f"audit/years/{this_year().year}/").json()
    assert [row["what"] for row in rows][:2] == ["over", "earlier"]


def test_interests(program, acacias):
    body = {
        "name": "Clara Élise",
        "role": "council",
        "supplier": str(supplier().uuid),
        "text": "Sister of the manager",
        "declared_on": "2026-01-01",
    }
    made = program("axel").post("interests/", body)
    assert made.status_code == 201
    assert problem(program("sophie").post("interests/", body)) == (
        409,
        "already-declared",
    )
    refused(
        program("axel").post("interests/", body | {"declared_on": "2200-01-01"}),
        declared_on="This day has not come yet.",
    )
    here = f"interests/{made.json()['uuid']}/end/"
    assert problem(program("omar").post(here, {"ended_on": "2026-02-01"}))[0] == 403
    assert program("omar").post("interests/", body).status_code == 403
    ended = program("sophie").post(here, {"ended_on": "2026-02-01"})
    assert ended.json()["ended_on"] == "2026-02-01"
    again = program("sophie").post(here, {"ended_on": "2026-02-01"})
    assert problem(again) == (409, "already-ended")
    [row] = program("omar").get("interests/").json()["results"]
    assert (row["name"], row["supplier"]["name"]) == ("Clara Élise", "Ascenseurs SA")


def test_more_rows_need_no_more_statements(program, acacias):
    check, axel_at = begun("12.10", "100.00", "300.00", "400.00"), program("axel")
    for name in ("One", "Two", "Three"):
        asked(check, name)
        declared(name)
    for path in (f"audit/checks/{check.uuid}/vouchers/", "audit/questions/"):
        axel_at.get(path)
        counted = []
        for size in (1, 3):
            with CaptureQueriesContext(connection) as statements:
                found = axel_at.get(path, page_size=size).json()
            counted.append((len(found["results"]), len(statements)))
        assert [rows for rows, _count in counted] == [1, 3]
        assert counted[0][1] == counted[1][1]


def test_an_auditor_sees_no_other_s_questions(program, acacias):
    asked(begun())
    AccountsCheck.objects.update(auditor=cast.user("clara"))
    assert program("axel").get("audit/questions/").json()["count"] == 0
    assert program("sophie").get("audit/questions/").json()["count"] == 1
