"""One's own loan by the API: what is owed, what came, changes; and an exclusion."""

import csv
import io

import pytest
from django.conf import settings
from django.utils import timezone

from finance.months import add_months
from solidarity.instalments import schedule
from solidarity.models import Debit, DebitBatch, DisputeEnd, PlanChange, RequestKey
from solidarity.services import rescheduling
from solidarity.services.exclusions import decide_exclusion, propose_exclusion
from solidarity.services.plans import write_plan
from solidarity.services.receipts import reverse_repayment
from tests.api.conftest import problem, url, wrong
from tests.solidarity import making
from tests.solidarity.loans.credits import grant
from tests.solidarity.loans.making import by_debit, eur, paid, spoken
from tests.solidarity.making import person
from tests.solidarity.reading import is_constant

pytestmark = pytest.mark.usefixtures("seats")
OTHERS = ["clara", "cleo", "tess", "sophie"]
SECRET = "My daughter Roswitha is in hospital."


def of(name, aid, **more):
    return url(name, aid_id=aid.uuid, **more)


def change_of(name, aid, change):
    return of(name, aid, fund_change_id=change["uuid"])


def test_what_is_owed(program):
    aid, omar = by_debit(months_ago=3), program("omar")
    paid(aid)
    found = omar.get(of("fund-loan", aid)).json()
    assert found["aid"]["mandate"] == aid.mandate
    standing = found["standing"]
    assert (standing["remaining"], standing["interest"]) == ("3066.67", "0.00")
    assert standing["late"] == "133.33"
    since = add_months(timezone.localdate(), -1).isoformat()
    assert standing["late_since"] == since
    assert standing["next"] == standing["left"][0]
    assert standing["next"] == {
        "number": 2,
        "due": since,
        "capital": "133.33",
        "interest": "0.00",
        "amount": "133.33",
    }
    assert (found["may_tell_case_end"], found["case_end"]) == (False, None)


def test_before_it_is_paid_out_nothing_is_owed(program):
    aid = making.decided(making.sent()).aid
    found = program("omar").get(of("fund-loan", aid)).json()
    assert found["standing"] is None
    assert program("omar").get(of("fund-plans", aid)).json() == []


def test_every_version_of_the_plan(program):
    aid, omar = by_debit(), program("omar")
    paid(aid, "1133.33")
    late, first = omar.get(of("fund-plans", aid)).json()
    assert (first["number"], first["reason"], first["principal"]) == (
        1,
        "first",
        "3200.00",
    )
    assert (late["number"], late["reason"], late["principal"]) == (
        2,
        "early",
        "2066.67",
    )
    assert sum(eur(line["amount"]) for line in first["lines"]) == eur("3200.00")
    file = omar.get(of("fund-plans", aid), format="csv").content.decode("utf-8-sig")
    header, *lines = csv.reader(io.StringIO(file), delimiter=";")
    assert "lines.due" in header
    assert len(lines) == len(first["lines"]) + len(late["lines"])


def test_what_came_back(program):
    aid, omar = by_debit(), program("omar")
    wrong_one = paid(aid, "10.00")
    reverse_repayment(wrong_one, by=person("tess"))
    paid(aid, "3250.00")
    rows = omar.get(of("fund-repayments", aid)).json()
    assert [(row["amount"], row["surplus"], row["reversed"]) for row in rows] == [
        ("3250.00", "50.00", False),
        ("10.00", "0.00", True),
    ]
    assert {row["way"] for row in rows} == {"transfer"}


# Changes


def test_asked_withdrawn_and_asked_otherwise(program):
    aid, omar = by_debit(), program("omar")
    asked = omar.post(of("fund-defer", aid), {"months": 2})
    assert asked.status_code == 201
    change = asked.json()
    assert (change["kind"], change["months"], change["answer"]) == ("defer", 2, "")
    body = {"months": 30, "words": SECRET}
    waits = omar.post(of("fund-reschedule", aid), body)
    assert problem(waits) == (409, "fund-change-waits")
    gone = omar.post(change_of("fund-change-withdraw", aid, change)).json()
    assert gone["answer"] == "withdrawn"
    again = omar.post(change_of("fund-change-withdraw", aid, change))
    assert problem(again) == (409, "fund-change-answered")
    other = omar.post(of("fund-reschedule", aid), body).json()
    assert (other["kind"], other["words"]) == ("reschedule", SECRET)
    assert SECRET not in PlanChange.objects.get(uuid=other["uuid"]).words
    rows = omar.get(of("fund-changes", aid)).json()
    assert [row["uuid"] for row in rows] == [other["uuid"], change["uuid"]]


def test_the_answer_of_the_committee_is_read(program):
    aid, omar = by_debit(), program("omar")
    omar.post(of("fund-defer", aid), {"months": 1})
    rescheduling.answer_change(
        aid.changes.get(), is_granted=True, reasons="Gladly.", by=person("cleo")
    )
    [row] = omar.get(of("fund-changes", aid)).json()
    assert (row["answer"], row["reasons"]) == ("yes", "Gladly.")
    refused = omar.post(of("fund-defer", aid), {"months": 1})
    assert wrong(refused) == {"words": "Tell us in some words what happened."}


def test_a_proposal_is_answered_by_the_person(program):
    aid, omar = by_debit(months_ago=3), program("omar")
    spoken(aid)
    rescheduling.propose_change(
        aid, kind="defer", months=3, words="Take your time.", by=person("cleo")
    )
    [change] = omar.get(of("fund-changes", aid)).json()
    assert (change["is_proposed"], change["words"]) == (True, "Take your time.")
    refused = omar.post(change_of("fund-change-withdraw", aid, change))
    assert problem(refused) == (409, "fund-change-answered")
    answer = change_of("fund-change-answer", aid, change)
    assert list(wrong(omar.post(answer, {}))) == ["answer"]
    assert omar.post(answer, {"answer": "yes"}).json()["answer"] == "yes"
    assert problem(omar.post(answer, {"answer": "no"})) == (
        409,
        "fund-change-answered",
    )
    assert [one["reason"] for one in omar.get(of("fund-plans", aid)).json()] == [
        "deferred",
        "first",
    ]


def test_what_was_asked_is_no_proposal(program):
    aid, omar = by_debit(), program("omar")
    change = omar.post(of("fund-defer", aid), {"months": 1}).json()
    answer = omar.post(change_of("fund-change-answer", aid, change), {"answer": "yes"})
    assert problem(answer) == (409, "fund-change-answered")
    assert aid.plans.count() == 1


def test_a_debit_with_the_bank_comes_first(program):
    aid, omar = by_debit(), program("omar")
    change = PlanChange.objects.create(
        aid=aid, kind="defer", months=1, is_proposed=True
    )
    Debit.objects.create(
        batch=DebitBatch.objects.create(day=timezone.localdate()),
        aid=aid,
        line=aid.plans.get().lines.first(),
        amount=eur("133.33"),
        state="ordered",
    )
    address = of("fund-change-answer", aid, fund_change_id=change.uuid)
    refused = omar.post(address, {"answer": "yes"})
    assert problem(refused) == (409, "fund-debit-under-way")


def test_paying_early_is_shown_before_it_is_said(program):
    aid, omar = by_debit(), program("omar")
    plan = omar.get(of("fund-early", aid), amount="1133.33").json()
    assert plan[0]["amount"] == "89.85"
    assert not PlanChange.objects.exists()
    assert list(wrong(omar.get(of("fund-early", aid)))) == ["amount"]
    said = omar.post(of("fund-early", aid), {"amount": "1133.33"}).json()
    assert (said["kind"], said["amount"]) == ("early", "1133.33")
    assert aid.plans.count() == 1


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("fund-early", {"amount": "9999.00"}),
        ("fund-reschedule", {"months": 60, "words": "Less"}),
    ],
)
def test_a_plan_that_cannot_be(program, name, body):
    aid, omar = by_debit(), program("omar")
    assert problem(omar.post(of(name, aid), body)) == (409, "fund-no-such-plan")
    if name == "fund-early":
        found = omar.get(of(name, aid), **body)
        assert problem(found) == (409, "fund-no-such-plan")


@pytest.mark.parametrize("name", ["fund-defer", "fund-reschedule", "fund-early"])
def test_what_is_not_paid_out_is_not_changed(program, name):
    aid = making.decided(making.sent()).aid
    body = {"months": 2, "words": "Less", "amount": "10.00"}
    answer = program("omar").post(of(name, aid), body)
    assert problem(answer) == (409, "fund-nothing-comes-back")


# After a case


def test_a_case_is_told_once(program):
    aid, omar = grant(), program("omar")
    assert omar.get(of("fund-loan", aid)).json()["may_tell_case_end"]
    case = of("fund-case-end", aid)
    assert list(wrong(omar.post(case, {"outcome": "drawn"}))) == ["outcome"]
    found = omar.post(case, {"outcome": "damages", "words": SECRET}).json()
    assert (found["case_end"]["is_won"], found["case_end"]["settled_at"]) == (
        True,
        None,
    )
    assert found["may_tell_case_end"] is False
    assert SECRET not in DisputeEnd.objects.get().words
    assert problem(omar.post(case, {"outcome": "lost"})) == (409, "fund-case-end-told")


def test_a_loan_was_for_no_case(program):
    answer = program("omar").post(of("fund-case-end", by_debit()), {"outcome": "lost"})
    assert problem(answer) == (409, "fund-not-a-dispute")


# Whose it is


READING = ["fund-loan", "fund-plans", "fund-repayments", "fund-changes"]


@pytest.mark.parametrize("name", OTHERS)
def test_it_is_nobody_elses(program, name):
    aid, other = by_debit(), program(name)
    mine = program("omar").post(of("fund-defer", aid), {"months": 1}).json()
    for address in READING:
        assert other.get(of(address, aid)).status_code == 404
    assert other.get(of("fund-early", aid), amount="1.00").status_code == 404
    for address, body in (
        (of("fund-defer", aid), {"months": 1}),
        (of("fund-reschedule", aid), {"months": 20, "words": "Less"}),
        (of("fund-early", aid), {"amount": "1.00"}),
        (of("fund-case-end", aid), {"outcome": "lost"}),
        (change_of("fund-change-withdraw", aid, mine), {}),
        (change_of("fund-change-answer", aid, mine), {"answer": "yes"}),
    ):
        assert other.post(address, body).status_code == 404, address
    assert PlanChange.objects.get().answer == ""


def test_a_change_of_another_loan_is_not_found(program):
    mine, theirs = by_debit(), by_debit("clara")
    change = program("clara").post(of("fund-defer", theirs), {"months": 1}).json()
    answer = program("omar").post(change_of("fund-change-withdraw", mine, change))
    assert answer.status_code == 404


def test_an_exclusion_says_why_and_who_hears_you(program):
    omar = program("omar")
    nothing = omar.get(url("fund-exclusion")).json()
    assert (nothing["is_excluded"], nothing["reasons"]) == (False, "")
    row = propose_exclusion(making.sent(), reasons="Forged.", by=person("cleo"))
    assert omar.get(url("fund-exclusion")).json() == nothing
    decide_exclusion(row, is_confirmed=True, by=person("lea"))
    found = omar.get(url("fund-exclusion")).json()
    assert (found["is_excluded"], found["reasons"]) == (True, "Forged.")
    assert (found["code"], found["write_to"]) == (
        row.request.code,
        settings.SOLIDARITY_EMAIL,
    )
    assert program("cleo").get(url("fund-exclusion")).json() == nothing


def test_what_is_forgotten_leaves_the_numbers(program, client):
    """The words are gone with their key; the plan and the decision stay."""
    aid, omar = by_debit(), program("omar")
    omar.post(of("fund-defer", aid), {"months": 1, "words": SECRET})
    row = propose_exclusion(making.sent(), reasons="Forged.", by=person("cleo"))
    decide_exclusion(row, is_confirmed=True, by=person("lea"))
    RequestKey.objects.filter(life="file").delete()
    [change] = omar.get(of("fund-changes", aid)).json()
    assert (change["kind"], change["words"]) == ("defer", "")
    assert omar.get(of("fund-loan", aid)).status_code == 200
    found = omar.get(url("fund-exclusion")).json()
    assert (found["is_excluded"], found["reasons"]) == (True, "")
    client.force_login(person("omar"))
    assert client.get(f"/fonds-solidarite/aide/{aid.uuid}/loan/").status_code == 200
    assert client.get("/fonds-solidarite/exclusion/").status_code == 200


# Lists


def test_more_changes_take_no_more_statements(program):
    aid, omar = by_debit(), program("omar")

    def more():
        change = omar.post(of("fund-defer", aid), {"months": 1}).json()
        omar.post(change_of("fund-change-withdraw", aid, change))

    is_constant(omar, "fund-changes", more, aid_id=aid.uuid)


def test_more_repayments_take_no_more_statements(program):
    aid = by_debit()
    is_constant(
        program("omar"),
        "fund-repayments",
        lambda: paid(aid, "10.00"),
        aid_id=aid.uuid,
    )


def test_more_versions_take_no_more_statements(program):
    aid = making.decided(making.sent()).aid
    omar, months = program("omar"), iter((24, 23, 22))

    def more():
        plan = schedule(
            eur("3200.00"),
            annual_percent=eur("0"),
            months=next(months),
            first_due=timezone.localdate(),
        )
        write_plan(aid, plan, reason="first", by=None)

    is_constant(omar, "fund-plans", more, aid_id=aid.uuid)
