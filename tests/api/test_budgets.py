"""What programs read and change of budgets, instalments, the reserve and the settings."""

import io
from datetime import date

import pytest
from django.utils import timezone
from pypdf import PdfReader

from buildings.models import AllocationKey
from finance.models import Call
from finance.services import issue_call
from tests.api.conftest import problem, wrong
from tests.finance.budgets.books import (
    FIRE,
    HEATING,
    RESERVE,
    adopted,
    bodies,
    draft,
    line,
    open_year,
    spend,
    this_year,
)

QUARTER = {"call_months": 3}


@pytest.fixture
def sophie(program, acacias):
    return program("sophie")


@pytest.fixture
def body(acacias):
    """``body("POST budgets/")`` is one that is accepted."""
    real = {
        "key": AllocationKey.objects.get(code="lift").uuid,
        "date": timezone.localdate().isoformat(),
        "year": this_year(),
    }
    return bodies(real).__getitem__


def test_a_budget_from_draft_to_its_calls(sophie, body):
    made = sophie.post("budgets/", body("POST budgets/"))
    assert made.status_code == 201
    budget = made.json()
    assert (budget["status"], budget["total"]) == ("draft", "24.10")
    assert budget["year"]["since"] == f"{this_year()}-01-01"
    here = f"budgets/{budget['uuid']}/"
    lines = sophie.get(f"{here}lines/").json()
    assert [(one["kind"], one["account"], one["label"]) for one in lines] == [
        ("ordinary", FIRE, "Fire insurance"),
        ("reserve", RESERVE, "Calls for the reserve fund"),
    ]
    twice = body("PUT budgets/{budget_id}/") | {"call_months": 6}
    assert sophie.put(here, twice).json()["call_months"] == 6
    decision = body("POST budgets/{budget_id}/adopt/")
    assert sophie.post(f"{here}adopt/", decision).json()["status"] == "in_force"
    assert problem(sophie.post(f"{here}adopt/", decision)) == (409, "already-adopted")
    assert problem(sophie.put(here, twice)) == (409, "already-adopted")
    assert problem(sophie.delete(here)) == (409, "already-adopted")
    plan = sophie.get(f"{here}plan/", first=1).json()
    assert [(one["number"], one["total"]) for one in plan["instalments"]] == [
        (1, "12.06"),
        (2, "12.04"),
    ]
    assert (plan["is_made"], plan["drafts"], plan["works"]) == (False, [], False)
    for _twice in range(2):
        done = sophie.post(f"{here}instalments/", {"first": 1}).json()
        assert (done["is_made"], len(done["drafts"])) == (True, 2)
    found = sophie.get(f"{here}instalments/").json()
    assert [(one["number"], one["status"], one["amount"]) for one in found] == [
        (1, "draft", "12.06"),
        (2, "draft", "12.04"),
    ]


def test_a_budget_begins_with_the_year_before(sophie):
    spend("120.00", on=date(this_year() - 1, 5, 1))
    sent = {"title": "B", "year": f"{this_year()}-01-01", "start": "costs", **QUARTER}
    made = sophie.post("budgets/", sent)
    assert (made.status_code, made.json()["total"]) == (201, "120.00")
    again = sophie.post("budgets/", sent | {"start": "budget"})
    assert again.json()["total"] == "0.00"


def test_a_draft_is_discarded_and_an_empty_one_not_adopted(sophie, body):
    empty = {"title": "B", "year": f"{this_year()}-01-01", **QUARTER}
    here = f"budgets/{sophie.post('budgets/', empty).json()['uuid']}/"
    refused = sophie.post(f"{here}adopt/", body("POST budgets/{budget_id}/adopt/"))
    assert problem(refused) == (409, "nothing-budgeted")
    assert sophie.delete(here).status_code == 204
    assert sophie.get(here).status_code == 404


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"year": "2019-01-01"}, "year"),
        ({"call_months": 2}, "call_months"),
        ({"lines": [{"amount": "1.00"}]}, "lines.0.key"),
    ],
)
def test_what_is_wrong_is_named(sophie, body, change, field):
    answer = sophie.post("budgets/", body("POST budgets/") | change)
    assert list(wrong(answer)) == [field]


def test_lines_that_do_not_fit(sophie, body):
    [cost, _reserve] = body("POST budgets/")["lines"]
    for change in ({"account": "499"}, {"account": ""}, {"kind": "reserve"}):
        sent = body("POST budgets/") | {"lines": [cost | change]}
        answer = sophie.post("budgets/", sent)
        assert list(wrong(answer)) == ["lines.0.account"]
    huge = [cost | {"amount": "9999999999.99"}] * 2
    answer = sophie.post("budgets/", body("POST budgets/") | {"lines": huge})
    assert list(wrong(answer)) == ["lines"]


def test_a_low_reserve_and_the_decision(sophie, body):
    spend("20000.00", on=date(this_year() - 1, 5, 1))
    low = draft(line("10.00"))
    adopt, decision = f"budgets/{low.uuid}/adopt/", body("POST reserve/{year}/opt-out/")
    assert problem(sophie.post(adopt, decision)) == (409, "reserve-too-low")
    found = sophie.get("reserve/").json()["rule"]
    assert (found["charges"], found["called"]["missing"], found["opt_out"]) == (
        "20000.00",
        "1000.00",
        None,
    )
    opt_out = f"reserve/{this_year()}/opt-out/"
    assert sophie.post("reserve/1999/opt-out/", decision).status_code == 404
    noted = sophie.post(opt_out, decision).json()["rule"]
    assert noted["called"]["verdict"] == "opted-out"
    assert problem(sophie.post(opt_out, decision)) == (409, "already-opted-out")
    assert sophie.post(adopt, decision).status_code == 200


def test_the_reserve_of_a_year(sophie):
    assert sophie.get("reserve/").json()["rule"] is None
    open_year(2024)
    rule = sophie.get("reserve/", year=2024).json()["rule"]
    assert (rule["year"]["year"], rule["charges"]) == (2024, None)
    assert (rule["called"]["verdict"], rule["called"]["required"]) == ("unknown", None)
    assert sophie.get("reserve/", year=2019).status_code == 404


def test_a_budget_beside_its_costs(sophie):
    budget = adopted(line("100.00"), line("50.00", account=HEATING))
    spend("30.00")
    here = f"budgets/{budget.uuid}/"
    rows = sophie.get(f"{here}follow-up/").json()
    assert [(one["account"], one["actual"], one["remaining"]) for one in rows] == [
        (HEATING, "0.00", "50.00"),
        (FIRE, "30.00", "70.00"),
    ]
    months = sophie.get(f"{here}months/").json()
    assert (len(months), months[-1]["budget_so_far"]) == (12, "150.00")
    pdf = sophie.get(f"{here}report/")
    title = PdfReader(io.BytesIO(b"".join(pdf))).metadata.title
    assert title == "Budget – Les Acacias"


def test_instalments_of_a_budget_that_changed(sophie, program):
    old = adopted(line("1000.00"))
    make = f"budgets/{old.uuid}/instalments/"
    sophie.post(make, {"first": 1})
    issue_call(Call.objects.get(instalment=1), by=None)
    omar = program("omar").get(make).json()
    assert [one["status"] for one in omar] == ["issued"]
    new = adopted(line("1600.00"), title="New")
    assert problem(sophie.post(make, {"first": 1})) == (409, "budget-not-in-force")
    make = f"budgets/{new.uuid}/instalments/"
    assert problem(sophie.post(make, {"first": 2})) == (409, "drafts-changed")
    plan = sophie.get(f"budgets/{new.uuid}/plan/", first=2).json()
    going = [one["uuid"] for one in plan["drafts"]]
    done = sophie.post(make, {"first": 2, "replacing": going}).json()
    assert (done["is_made"], done["called"], done["total"]) == (
        True,
        "250.00",
        "1350.00",
    )
    assert problem(sophie.post(make, {"first": 9})) == (409, "no-instalment-left")


def test_the_settings_of_the_books(sophie, body):
    before = sophie.get("book-settings/").json()
    assert (before["call_months"], before["simple_view"]) == (3, None)
    changed = sophie.patch("book-settings/", {"simple_view": False, "call_months": 1})
    assert changed.json() == before | {"simple_view": False, "call_months": 1}
    sent = body("PATCH book-settings/")
    assert sophie.patch("book-settings/", sent).json() == before | {
        "call_months": 1,
        "interest_percent": "4.50",
    }
    answer = sophie.patch("book-settings/", {"interest_percent": "21"})
    assert list(wrong(answer)) == ["interest_percent"]
