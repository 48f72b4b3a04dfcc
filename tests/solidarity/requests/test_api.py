"""One's own request by the API: the same services, and nobody else's request."""

import pytest
from django.test import Client

from solidarity.models import Request
from tests import cast
from tests.api.conftest import problem, url, wrong
from tests.roles.answers import ANONYMOUS
from tests.roles.fund_requests import API
from tests.solidarity import making
from tests.solidarity.requests import filling, things

pytestmark = pytest.mark.django_db
DETAIL = "fund-request"


def of(name, request, **more):
    return url(name, fund_request_id=request["request"]["uuid"], **more)


def test_a_request_from_the_first_word_to_the_last(program):
    omar = program("omar")
    assert omar.get(url("fund-requests")).json() == []
    made = omar.post(url("fund-requests"))
    assert made.status_code == 201
    one = made.json()
    assert omar.post(url("fund-requests")).json()["request"] == one["request"]
    assert one["request"]["state"] == "draft"
    assert one["analysis"] is None
    refused = omar.post(of("fund-request-send", one))
    assert problem(refused) == (409, "request-not-said")
    for name, body in _bodies().items():
        answer = omar.put(of(f"fund-request-{name}", one), body)
        assert answer.status_code == 200, (name, answer.json())
    found = answer.json()
    assert found["answers"]["debt_ratio"] == "33/74"
    assert found["lacks"]["may_be_sent"]
    sent = omar.post(of("fund-request-send", one)).json()
    assert sent["request"]["state"] == "incomplete"
    assert sent["analysis"]["score"]["advice"] == "study"
    assert sent["analysis"]["instalment"] == "133.33"
    assert problem(omar.post(of("fund-request-send", one))) == (409, "request-sent")
    _send_papers(omar, one, sent["lacks"]["papers"])
    assert omar.get(of(DETAIL, one)).json()["request"]["state"] == "complete"
    assert omar.get(of("fund-request-openings", one)).json() == []
    gone = omar.post(of("fund-request-withdraw", one)).json()
    assert gone["request"]["state"] == "withdrawn"
    again = omar.post(of("fund-request-withdraw", one))
    assert problem(again) == (409, "request-not-withdrawn")


def _bodies():
    money = {"net_income": "1480.00", "housing": "520.00", "charges": "140.00"}
    return {
        "identity": filling.IDENTITY,
        "finances": filling.FINANCES
        | money
        | {"loans": "0.00", "asset_income": "0.00", "properties": 1},
        "help": filling.HELP | {"amount": "3200.00"},
        "reason": filling.REASON,
        "plan": filling.PLAN | {"months": 24},
        "consents": {"processing": True, "accuracy": True},
    }


def _send_papers(omar, one, kinds):
    papers = of("fund-request-papers", one)
    for kind in kinds:
        file = ("Loonfiche.pdf", filling.PDF)
        answer = omar.upload(papers, kind=kind, files=[file])
        assert answer.status_code == 201, answer.json()
    rows = omar.get(papers).json()
    assert {row["name"] for row in rows} == {"Loonfiche.pdf"}
    paper = of("fund-request-paper", one, fund_paper_id=rows[0]["uuid"])
    fetched = omar.get(paper)
    assert b"".join(fetched) == filling.PDF
    assert problem(omar.delete(paper)) == (409, "paper-stays")


def test_what_is_wrong_is_told_by_field(program):
    omar = program("omar")
    one = omar.post(url("fund-requests")).json()
    body = {"kind": "loan", "amount": "5000.01"}
    said = wrong(omar.put(of("fund-request-help", one), body))
    assert "up to €5,000.00" in said["amount"]
    said = wrong(omar.put(of("fund-request-reason", one), {"reason": "a " * 301}))
    assert "300 at most" in said["reason"]
    papers = of("fund-request-papers", one)
    file = ("slip.txt", b"text")
    assert "files" in wrong(omar.upload(papers, kind="income", files=[file]))


def test_a_draft_and_its_documents_go(program):
    omar = program("omar")
    one = omar.post(url("fund-requests")).json()
    papers = of("fund-request-papers", one)
    file = ("slip.pdf", filling.PDF)
    assert omar.upload(papers, kind="income", files=[file]).status_code == 201
    [row] = omar.get(papers).json()
    paper = of("fund-request-paper", one, fund_paper_id=row["uuid"])
    assert omar.delete(paper).status_code == 204
    assert omar.delete(of(DETAIL, one)).status_code == 204
    assert not Request.objects.exists()


def test_a_question_is_answered(program):
    found = things.things()
    omar = program("omar")
    ids = {name: found[name] for name in ("fund_request_id", "fund_question_id")}
    address = url("fund-request-answer", **ids)
    answer = omar.post(address, {"text": "The old one."}).json()
    assert [row["answer"] for row in answer["questions"]] == ["The old one."]
    assert problem(omar.post(address, {"text": "No."})) == (409, "question-answered")


def test_a_token_needs_the_scope_and_no_building(program):
    omar = program("omar", scopes=frozenset({"read"}))
    assert omar.get(url("fund-requests")).status_code == 200
    assert omar.post(url("fund-requests")).status_code == 403
    only = program("omar", only=cast.ACACIAS)
    assert only.get(url("fund-requests")).status_code == 403


CELLS = [(name, method) for name, methods in API.items() for method in methods]
#: what an address takes beside the request
MORE = {
    "fund-request-paper": ("fund_paper_id",),
    "fund-request-answer": ("fund_question_id",),
    "fund-request-consent": ("fund_purpose",),
}


@pytest.mark.parametrize(("name", "method"), CELLS)
def test_who_gets_which_answer(program, name, method):
    found = things.things()
    one = () if name == "fund-requests" else ("fund_request_id", *MORE.get(name, ()))
    address = url(name, **{key: found[key] for key in one})
    expected = API[name][method]
    for who, role in (
        ("clara", "council"),
        ("cleo", "committee"),
        ("omar", "co_owner"),
    ):
        answer = program(who)(method, address, {})
        assert answer.status_code == expected[role], (who, answer.content)
    assert Client().generic(method, address).status_code == expected[ANONYMOUS]


def test_the_person_of_the_table_is_omar():
    assert cast.ROLES["co_owner"] == "omar"
    assert making.person("omar").email == "omar@example.org"
