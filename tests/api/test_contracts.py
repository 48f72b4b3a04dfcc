"""The contracts for regular supplies and their evaluation, for programs."""

import pytest

from koprogo.jobs.services import run_all
from tests.api.conftest import problem, wrong
from tests.finance.reminders.pages import inside
from tests.governance.contracts import making
from tests.governance.council.making import days

HERE = "assemblies/contracts/"


@pytest.fixture
def sophie(program, db):
    return program("sophie")


def terms(**more):
    with inside():
        supplier = making.bills.supplier()
    return {
        "kind": "lift",
        "title": "Lift",
        "supplier": str(supplier.uuid),
        "since": "2020-01-01",
        **more,
    }


def test_a_contract_is_recorded_read_changed_and_ended(sophie, program):
    end = days(21).isoformat()
    sent = terms(until=end, renewal_months=12, notice_months=0, agreed_cost="1200.00")
    made = sophie.post(HERE, sent)
    assert made.status_code == 201
    found = made.json()
    assert (found["state"], found["agreed_cost"]) == ("running", "1200.00")
    assert found["notice"] == {"last": days(20).isoformat(), "ends": end}
    assert (found["decision"], found["decided_on"], found["document"]) == (None,) * 3
    where = f"{HERE}{found['uuid']}/"
    assert program("omar").get(where).json() == found
    assert program("omar").get(HERE).json()["results"] == [found]
    with inside():
        paper = making.paper()
    decided = {"decided_on": "2019-05-05", "decided_text": "Point 4"}
    more = decided | {"interest": "His own", "document": str(paper.uuid)}
    changed = sophie.put(where, terms(**more)).json()
    assert (changed["interest"], changed["document"]) == ("His own", str(paper.uuid))
    assert (changed["decided_text"], changed["notice"]) == ("Point 4", None)
    gone = sophie.post(f"{where}end/", {"on": end, "reason": "Dear"}).json()
    assert (gone["state"], gone["ended_on"]) == ("ending", end)


def test_what_cannot_be_a_contract(sophie):
    refused = sophie.post(HERE, terms(interest="His own"))
    assert list(wrong(refused)) == ["interest"]
    with inside():
        where = f"{HERE}{making.supply().uuid}/end/"
    answer = sophie.post(where, {"on": "2019-12-31", "reason": "Dear"})
    assert problem(answer) == (400, "ends-before-it-begins")


def test_a_year_is_evaluated_reported_and_attached(sophie, program):
    with inside():
        lift, item = making.supply(), making.agenda()
        year = making.year()
    where = f"{HERE}evaluations/{year}/"
    assert problem(sophie.post(f"{where}report/")) == (409, "reviews-missing")
    assert problem(sophie.post(f"{where}attach/")) == (409, "not-reported")
    said = {"quality": "good", "proposal": "continue", "remarks": "Came at once."}
    review = f"{where}reviews/{lift.uuid}/"
    [row] = sophie.put(review, said).json()["contracts"]
    assert (row["contract"], row["review"]) == (str(lift.uuid), said)
    assert (row["cost"], row["agreed_cost"]) == ("0.00", "1200.00")
    assert program("omar").get(where).json()["contracts"][0]["review"] is None
    draft = sophie.get(f"{where}report/")
    assert b"".join(draft).startswith(b"%PDF-")
    asked = sophie.post(f"{where}report/")
    assert (asked.status_code, asked.json()["state"]) == (202, "open")
    assert sophie.post(f"{where}report/").json() == asked.json()
    run_all()
    followed = program("amir").get(f"/api/v1/jobs/{asked.json()['uuid']}/").json()
    assert (followed["state"], followed["refused"]) == ("finished", "")
    made = sophie.get(where)
    assert program("omar").get(f"{where}reviews/").json() == made.json()["contracts"]
    assert [one["language"] for one in made.json()["documents"]] == ["nl", "fr"]
    assert program("omar").get(where).json()["contracts"][0]["review"] == said
    assert problem(sophie.put(review, said)) == (409, "evaluation-reported")
    assert problem(sophie.post(f"{where}report/")) == (409, "evaluation-reported")
    attached = sophie.post(f"{where}attach/").json()
    assert attached == {
        "item": str(item.uuid),
        "assembly": str(item.assembly.uuid),
    }


def test_years_that_cannot_be_reported(sophie):
    with inside():
        lift = making.supply()
        now = making.year() + 1
        making.evaluate(number=now)
        later = making.supply("Garden", since=days(0))
    where = f"{HERE}evaluations/{now}/"
    said = {"quality": "good", "proposal": "continue"}
    before = f"{HERE}evaluations/{now - 1}/reviews/{later.uuid}/"
    assert problem(sophie.put(before, said)) == (409, "contract-not-of-the-year")
    sophie.put(f"{where}reviews/{later.uuid}/", said)
    assert problem(sophie.post(f"{where}report/")) == (409, "year-not-over")
    assert sophie.get(f"{HERE}evaluations/1900/").status_code == 404
    with inside():
        making.evaluate(lift, number=now - 1)
        making.report(now - 1)
    answer = sophie.post(f"{HERE}evaluations/{now - 1}/attach/")
    assert problem(answer) == (409, "no-point-to-come")
