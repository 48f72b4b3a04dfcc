"""What programs read and change of reports, entries, years and works."""

import io

import pytest
from django.utils import timezone
from pypdf import PdfReader

from koprogo.jobs.services import run_all
from tests import cast
from tests.api.conftest import problem, wrong
from tests.finance.books.making import (
    JULY,
    LAST,
    SINCE,
    YEAR,
    a_call,
    a_settled_year,
    a_voucher,
    a_year,
    own,
    some_works,
    works_item,
)
from tests.finance.books.test_shut import close_until_today
from tests.finance.factories import draft, issued, item, payment

PERIOD = {"since": SINCE.isoformat(), "until": LAST.isoformat()}


@pytest.fixture
def sophie(program, acacias):
    a_year()
    a_settled_year()
    return program("sophie")


def test_a_report_in_parts(sophie):
    parts = sophie.get("reports/balance-sheet/", **PERIOD).json()
    assert [(part["title"], part["columns"]) for part in parts] == [
        ("What the association has", ["code", "name", "amount"]),
        ("Its funds, and what it owes", ["code", "name", "amount"]),
        ("The two funds and their money", ["name", "fund", "money"]),
    ]
    first, total = parts[0]["rows"]
    assert (first["code"], first["name"], first["amount"], first["total"]) == (
        "410",
        "Owed by co-owners",
        "1200.00",
        False,
    )
    assert (total["amount"], total["total"], total["date"]) == ("1200.00", True, None)
    assert problem(sophie.get("reports/owners/")) == (404, "not-found")


def test_the_ledger_and_its_entry(sophie, program):
    payment("H1", "7.00", date=JULY, communication="Mine")
    found = sophie.get("ledger/551/", **PERIOD).json()["results"]
    assert [(one["text"], one["credit"], one["balance"]) for one in found] == [
        ("Paid", "1000.00", "-1000.00"),
        ("Mine", None, "-993.00"),
    ]
    entry = sophie.get(f"entries/{found[1]['id']}/").json()
    assert (entry["journal"], entry["year"], entry["number"]) == ("bank", YEAR, 2)
    assert [(one["account"], one["of"]) for one in entry["lines"]] == [
        ("551", ""),
        ("4101", "Omar Haddad (H1)"),
    ]
    assert entry["made_by"] == [{"kind": "payment", "name": "H1"}]
    clara = program("clara")
    assert clara.get("ledger/551/", **PERIOD).json()["results"][1]["text"] == (
        "Payment of a co-owner"
    )
    assert problem(clara.get("ledger/4101/")) == (403, "forbidden")
    assert clara.get(f"entries/{found[1]['id']}/").json()["made_by"] == []
    numbers = sophie.get(f"journals/bank/{YEAR}/").json()["results"]
    assert [one["entry"] for one in numbers] == ["Bank 2025-1", "Bank 2025-2"]
    assert problem(sophie.get("journals/nothing/2025/")) == (404, "not-found")
    nobodys = "00000000-0000-4000-8000-000000000000"
    assert problem(sophie.get(f"entries/{nobodys}/")) == (404, "not-found")


def test_paper_now_or_later(sophie, monkeypatch):
    now = sophie.get("reports/income/pdf/", **PERIOD)
    assert "Income statement" in first_page(now)
    monkeypatch.setattr("finance.api.reports.AT_ONCE", 1)
    for address in (
        "reports/trial-balance/pdf/",
        "owner-balances/pdf/",
        "ledger/551/pdf/",
        "journals/misc/2025/pdf/",
    ):
        own(("58", "1.00"), ("551", "-1.00"))
        assert problem(sophie.get(address, **PERIOD)) == (409, "report-too-long")
        job = sophie.post(f"{address}?since={SINCE}&until={LAST}").json()
        assert problem(sophie.get(f"made-reports/{job['uuid']}/")) == (404, "not-found")
        run_all()
        assert first_page(sophie.get(f"made-reports/{job['uuid']}/"))


def first_page(answer):
    data = b"".join(answer.streaming_content)
    return PdfReader(io.BytesIO(data)).pages[0].extract_text()


def test_the_chart(sophie):
    body = {"code": "6105000001", "name": "Block B"}
    made = sophie.post("chart/", body)
    assert (made.status_code, made.json()["occupant_percent"]) == (201, 100)
    assert problem(sophie.post("chart/", body)) == (409, "account-exists")
    assert "code" in wrong(sophie.post("chart/", body | {"code": "x"}))
    renamed = sophie.put("chart/6105000001/", {"name": ""}).json()
    assert (renamed["name"], renamed["own_name"]) == (
        "Cleaning of the building by contract",
        "",
    )
    codes = [one["code"] for one in sophie.get("chart/").json()]
    assert "6105000001" in codes


def an_entry(**more):
    return {
        "date": timezone.localdate().isoformat(),
        "text": "Correction",
        "reason": "Wrong account",
        "lines": [
            {
                "account": "4101",
                "debit": "5.00",
                "holding": str(cast.holding("H1").uuid),
            },
            {"account": "551", "credit": "5.00"},
        ],
    } | more


def test_an_entry_of_ones_own(sophie):
    made = sophie.post("own-entries/", an_entry(), **{"Idempotency-Key": "1"})
    assert (made.status_code, made.json()["has_voucher"]) == (201, False)
    again = sophie.post("own-entries/", an_entry(), **{"Idempotency-Key": "1"})
    assert problem(again) == (409, "entry-booked")
    here = f"own-entries/{made.json()['uuid']}/"
    assert problem(sophie.get(f"{here}voucher/")) == (404, "not-found")
    assert (
        sophie.get(f"entries/{made.json()['entry']}/").json()["own"]
        == (made.json()["uuid"])
    )
    assert sophie.post(f"{here}take-back/", {"reason": "Twice"}).status_code == 200
    assert problem(sophie.post(f"{here}take-back/", {"reason": "Twice"})) == (
        409,
        "entry-taken-back",
    )


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        ([{"account": "58", "debit": "1.00"}], "lines"),
        (
            [{"account": "58", "debit": "1.00"}, {"account": "551", "credit": "2.00"}],
            "lines",
        ),
        (
            [{"account": "58"}, {"account": "551", "credit": "2.00"}],
            "lines.0",
        ),
        (
            [{"account": "x", "debit": "2.00"}, {"account": "551", "credit": "2.00"}],
            "lines.0.account",
        ),
    ],
)
def test_what_an_entry_may_not_say(sophie, lines, field):
    answer = sophie.post(
        "own-entries/", an_entry(lines=lines), **{"Idempotency-Key": "1"}
    )
    assert list(wrong(answer)) == [field]


def test_a_voucher(sophie):
    booked = own(("58", "1.00"), ("551", "-1.00"), voucher=a_voucher())
    answer = sophie.get(f"own-entries/{booked.uuid}/voucher/")
    assert b"".join(answer.streaming_content) == b"%PDF-"


def test_the_transfer_to_the_reserve(sophie):
    a_call(item("100.00", purpose="reserve"), on=timezone.localdate())
    payment("H3", "400.00")
    found = sophie.get("transfer/").json()
    assert found["amount"] == found["received"]
    body = {"date": timezone.localdate().isoformat(), "amount": found["amount"]}
    done = sophie.post("transfer/", body, **{"Idempotency-Key": "1"})
    assert done.status_code == 201
    twice = sophie.post("transfer/", body, **{"Idempotency-Key": "2"})
    assert problem(twice) == (409, "nothing-to-transfer")


def test_years(sophie):
    closed = sophie.post(f"years/{YEAR}/close/").json()
    assert (closed["closed_at"] is None, closed["checks"]) == (False, [])
    assert problem(sophie.post(f"years/{YEAR}/close/")) == (409, "year-already-closed")
    again = sophie.post(f"years/{YEAR}/reopen/", {"reason": "An invoice came"}).json()
    assert {one["what"] for one in again["checks"] if not one["done"]} == {"bank"}
    assert problem(sophie.post(f"years/{YEAR}/reopen/", {"reason": "x"})) == (
        409,
        "year-not-closed",
    )
    opened = sophie.post("years/", {})
    assert (opened.status_code, opened.json()["since"]) == (201, "2026-01-01")
    assert problem(sophie.post("years/2026/close/")) == (409, "year-not-ready")
    assert [one["year"] for one in sophie.get("years/").json()] == [2026, 2025]
    assert sophie.get("years/2026/").json()["last_day"] == "2026-12-31"
    long = {"since": "2027-01-01", "last_day": "2029-01-01"}
    assert list(wrong(sophie.post("years/", long))) == ["last_day"]
    far = {"since": "2300-01-01", "last_day": "2300-12-31"}
    assert list(wrong(sophie.post("years/", far))) == ["last_day"]


def test_works(sophie):
    body = {"title": "Roof", "decision": "AG 4", "decided_on": SINCE.isoformat()}
    made = sophie.post("works/", body)
    assert (made.status_code, made.json()["left"]) == (201, "0.00")
    assert problem(sophie.post("works/", body)) == (409, "works-exist")
    roof = some_works("Facade", called="")
    a_call(works_item("10.00", roof), on=timezone.localdate())
    end = {"decision": "Refund", "due_on": timezone.localdate().isoformat()}
    here = f"works/{roof.uuid}/"
    assert sophie.post(f"{here}end/", end).json()["left"] == "10.00"
    assert problem(sophie.post(f"{here}end/", end)) == (409, "works-ended")
    assert sophie.get(here).json()["ended_on"] is not None
    assert len(sophie.get("works/").json()["results"]) == 2


def test_a_call_names_its_works(sophie):
    roof = some_works(called="")
    shares = sophie.get("keys/").json()["results"][0]["uuid"]
    item_of = {"amount": "10.00", "key": shares, "purpose": "works"}
    body = {
        "title": "Roof",
        "due_on": timezone.localdate().isoformat(),
        "items": [item_of | {"works": str(roof.uuid)}],
    }
    assert sophie.post("calls/", body).status_code == 201
    assert roof.items.count() == 1
    body["items"] = [item_of | {"works": str(roof.uuid), "purpose": "provision"}]
    assert "items.0.works" in wrong(sophie.post("calls/", body))
    body["items"] = [item_of | {"works": None}]
    assert sophie.post("calls/", body).status_code == 201


def test_programs_are_told_of_a_closed_year(program, acacias):
    prepared, called, paid = draft(), issued(title="Issued"), payment("H1", "5.00")
    close_until_today()
    sophie = program("sophie")
    today = timezone.localdate().isoformat()
    body = {"holding": str(cast.holding("H1").uuid), "amount": "5.00", "date": today}
    answers = [
        sophie.post(f"calls/{prepared.uuid}/issue/"),
        sophie.post(f"calls/{called.uuid}/cancel/"),
        sophie.post(f"payments/{paid.uuid}/reverse/"),
        sophie.post("payments/", body, **{"Idempotency-Key": "1"}),
    ]
    assert [problem(one) for one in answers] == [(409, "fiscal-year-closed")] * 4
