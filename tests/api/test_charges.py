"""Statements and meters through the API: the same rules, every figure in the answer."""

from datetime import date

from finance.models import Basis, Meter
from koprogo.jobs.services import run_all
from tests import cast
from tests.api.conftest import url
from tests.buildings.pages import inside
from tests.finance.charge_statements.books import (
    JULY,
    UNTIL,
    cost,
    posted,
    provisions,
)
from tests.finance.charge_statements.meters import metered, read
from tests.finance.invoices.making import JUDGMENT, a_line, exempting
from tests.finance.invoices.making import posted as invoice_posted
from tests.finance.letters import consent, furnish

BODY = {
    "title": "Charges 2025",
    "since": "2025-01-01",
    "last_day": "2025-12-31",
    "due_on": "2099-01-01",
}


def here(name, **kwargs):
    return url(name, slug=cast.ACACIAS, **kwargs)


def test_a_statement_from_draft_to_mirror(program):
    with inside():
        provisions("900.00")
        cost("1000.01")
    sophie = program("sophie")
    drafted = sophie.post(here("charge-statements"), BODY).json()
    assert (drafted["status"], drafted["last_day"], drafted["entry"]) == (
        "draft",
        "2025-12-31",
        None,
    )
    one = {"statement_id": drafted["uuid"]}
    found = sophie.post(here("charge-compute", **one)).json()
    assert (found["costs"], found["balance"], found["job"]) == (
        "1000.01",
        "100.01",
        None,
    )
    assert sophie.put(here("charge-statement", **one), BODY).json()["computed_at"]
    found = sophie.post(here("charge-post", **one)).json()
    assert (found["status"], found["entry"]) == ("posted", "2025-1")
    refused = sophie.post(here("charge-post", **one))
    assert (refused.status_code, refused.json()["type"]) == (
        409,
        "/api/#statement-posted",
    )
    assert sophie.get(here("charge-totals", **one)).json() == [
        {
            "account": "6105000",
            "label": "Cleaning of the building by contract",
            "by": "Shares of the deed",
            "costs": 1,
            "amount": "1000.01",
        }
    ]
    for status, many in (("draft", 0), ("posted", 1), ("cancelled", 0)):
        listed = sophie.get(here("charge-statements"), status=status).json()
        assert len(listed["results"]) == many
    found = sophie.post(here("charge-cancel", **one)).json()
    assert found["status"] == "cancelled"


def test_a_document_says_how_many_a_judgment_exempts(program):
    with inside():
        invoice_posted(exempting("B"), a_line("10.00"), date=JULY)
        own = posted().documents.get(holding__code="H1")
    omar = program("omar")
    found = omar.get(here("charge-document", charge_document_id=own.uuid)).json()
    told = [(line["part"], line["exempt"], line["judgment"]) for line in found["lines"]]
    assert told == [("71.43", 1, JUDGMENT), ("5.00", 0, None)]


def test_a_document_with_its_arithmetic(program):
    with inside():
        provisions("900.00")
        water = metered("A", "B")
        read(water, date(2025, 1, 1), A="1", B="2")
        read(water, UNTIL, A="4", B="3")
        cost("10.00", basis=Basis.METERS, meters=water, occupant_percent=50)
        statement = posted()
        own = statement.documents.get(holding__code="H1")
    omar = program("omar")
    listed = omar.get(here("charge-documents")).json()["results"]
    assert [one["uuid"] for one in listed] == [str(own.uuid)]
    found = omar.get(here("charge-document", charge_document_id=own.uuid)).json()
    assert (found["costs"], found["provisions"], found["balance"], found["open"]) == (
        "7.50",
        "450.00",
        "-442.50",
        "0.00",
    )
    [line] = found["lines"]
    assert (line["part"], line["occupant"], line["invoice"]) == ("7.50", "3.75", None)
    [step] = line["steps"]
    assert (step["parts"], step["total_parts"], step["unit"], step["measure"]) == (
        3000,
        4000,
        "thousandths",
        "m³",
    )
    assert [one["amount"] for one in found["called"]] == ["450.00"]
    rows = omar.get(here("charge-matrix", statement_id=statement.uuid)).json()[
        "results"
    ]
    assert [(one["lot"]["code"], one["amounts"]) for one in rows] == [
        ("A", [{"account": "6105000", "amount": "7.50"}]),
        ("K", [{"account": "6105000", "amount": "0.00"}]),
    ]


def test_letters(program):
    with inside():
        furnish()
        consent("omar")
        cost("1000.00", occupant_percent=50)
        statement = posted()
        own = statement.documents.get(holding__code="H1")
    sophie, one = program("sophie"), {"statement_id": statement.uuid}
    assert sophie.get(here("charge-letters-zip", **one)).status_code == 404
    started = sophie.post(here("charge-letters", **one))
    assert (started.status_code, started.json()["job"]["state"]) == (202, "open")
    run_all()
    assert sophie.get(here("charge-letters", **one)).json()["is_made"]
    assert sophie.post(here("charge-letters-send", **one)).json() == {
        "emails": 1,
        "post": 2,
    }
    letters = sophie.get(here("charge-deliveries", **one), channel="post").json()
    uuids = [found["uuid"] for found in letters["results"]]
    body = {"letters": uuids, "on": letters["results"][0]["made_at"][:10]}
    assert sophie.post(here("charge-letters-posted", **one), body).json() == {
        "letters": 2
    }
    for by in ("email", "post"):
        answer = sophie.post(here("charge-letters-retry", **one), {"by": by})
        assert answer.json() == {"letters": 0}
    for name in ("charge-document-letter", "charge-document-annex"):
        answer = program("omar").get(here(name, charge_document_id=own.uuid))
        assert b"".join(answer.streaming_content).startswith(b"%PDF-")


def test_meters(program):
    sophie = program("sophie")
    made = sophie.post(here("meter-groups"), {"name": "Water", "unit": "m3"}).json()
    group = {"meter_group_id": made["uuid"]}
    body = {
        "lot": "A",
        "serial": "1",
        "digits": 5,
        "since": "2025-01-01",
        "value": "1.5",
    }
    meter = sophie.post(here("meters", **group), body).json()
    assert (meter["lot"]["code"], meter["last_value"]) == ("A", "1.500")
    taken = sophie.post(here("meters", **group), body)
    assert (taken.status_code, list(taken.json()["errors"])) == (400, ["serial"])
    reading = {"meter": meter["uuid"], "value": "9.25"}
    body = {"on": "2025-06-01", "readings": [reading]}
    assert sophie.post(here("readings", **group), body).json() == {"readings": 1}
    twice = sophie.post(here("readings", **group), body | {"readings": [reading] * 2})
    assert twice.json()["errors"] == {"readings": ["Name each meter once."]}
    listed = sophie.get(here("readings", **group)).json()["results"]
    assert [one["value"] for one in listed] == ["9.250", "1.500"]
    void = sophie.post(
        here("reading-void", reading_id=listed[0]["uuid"]), {"reason": "Misread"}
    )
    assert void.json()["void"] is True
    renamed = sophie.patch(here("meter-group", **group), {"name": "Hot water"})
    assert renamed.json()["name"] == "Hot water"
    body = {
        "on": "2025-07-01",
        "value": "10",
        "serial": "2",
        "digits": 6,
        "first_value": "0",
    }
    new = sophie.post(here("meter-end", meter_id=meter["uuid"]), body).json()
    assert (new["serial"], new["digits"]) == ("2", 6)
    body = {"on": "2025-08-01", "value": "5"}
    ended = sophie.post(here("meter-end", meter_id=new["uuid"]), body).json()
    assert ended["until"] == "2025-08-01"
    with inside():
        assert Meter.objects.count() == 2


def test_readings_name_meters_of_their_kind(program):
    with inside():
        water, other = metered("A"), Meter.objects.get()
        gas = program("sophie").post(
            here("meter-groups"), {"name": "Gas", "unit": "m3"}
        )
    body = {
        "on": "2025-06-01",
        "readings": [{"meter": str(other.uuid), "value": "1"}],
    }
    answer = program("sophie").post(
        here("readings", meter_group_id=gas.json()["uuid"]), body
    )
    assert answer.json()["errors"] == {"readings": ["Name meters of this kind only."]}
    assert water.name == "Cold water"
