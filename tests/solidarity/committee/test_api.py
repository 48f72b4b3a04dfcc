"""A decision by the API: its reasons, an offer, an appeal; nobody else's."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from solidarity.models import Aid, Appeal, Request, RequestKey
from solidarity.services.committee.appeals import file_appeal
from tests import cast as people
from tests.api.conftest import problem, url, wrong
from tests.solidarity import making
from tests.solidarity.committee.making import REASONS, offered, refused
from tests.solidarity.committee.test_afterwards import appealed, board, decide
from tests.solidarity.reading import is_constant

pytestmark = pytest.mark.usefixtures("seats")
OTHERS = ["clara", "cleo", "tess", "sophie"]


@pytest.fixture
def later(monkeypatch):
    """``later(day)``: it is the day after."""

    def until(day):
        monkeypatch.setattr(timezone, "localdate", lambda *_: day + timedelta(days=1))

    return until


def of(name, request):
    return url(name, fund_request_id=request.uuid)


def test_a_refusal_and_its_reasons(program):
    request = refused().request
    [found] = program("omar").get(of("fund-decisions", request)).json()
    assert (found["outcome"], found["reasons"]) == ("refused", REASONS)
    assert (found["terms"], found["answer_by"]) == (None, None)
    assert (found["may_answer"], found["may_appeal"]) == (False, True)
    until = timezone.localdate() + timedelta(days=30)
    assert found["appeal_by"] == until.isoformat()
    assert found["votes"] == {
        "votes_for": 0,
        "votes_against": 3,
        "abstentions": 0,
        "may_vote": 5,
        "needed": None,
        "with_lawyer": False,
    }


def test_nobody_reads_who_voted(program):
    answer = program("omar").get(of("fund-decisions", refused().request))
    said = answer.content.decode()
    assert [name for name in ("Lea", "Cas", "Cleo") if name in said] == []


def test_before_the_decision_there_is_nothing(program):
    request, omar = making.sent(), program("omar")
    assert omar.get(of("fund-decisions", request)).json() == []
    assert omar.get(of("fund-offer", request)).status_code == 404
    refused = omar.post(of("fund-offer", request), {"answer": "yes"})
    assert problem(refused) == (409, "fund-no-offer")
    refused = omar.post(of("fund-appeals", request), {"text": "Why?"})
    assert problem(refused) == (409, "fund-not-refused")


@pytest.mark.parametrize(
    ("answer", "state", "aid"),
    [("yes", "accepted", "promised"), ("no", "withdrawn", "void")],
)
def test_an_offer_is_answered_once(program, answer, state, aid):
    request, omar = offered().request, program("omar")
    found = omar.get(of("fund-offer", request)).json()
    assert found["terms"] == {
        "is_counter": True,
        "amount": "2000.00",
        "months": 24,
        "percent": "0.00",
        "won_part": None,
    }
    assert found["may_answer"]
    assert list(wrong(omar.post(of("fund-offer", request), {}))) == ["answer"]
    said = omar.post(of("fund-offer", request), {"answer": answer}).json()
    assert (said["answer"], said["may_answer"]) == (answer, False)
    assert (Request.objects.get().state, Aid.objects.get().state) == (state, aid)
    again = omar.post(of("fund-offer", request), {"answer": "yes"})
    assert problem(again) == (409, "fund-no-offer")
    assert omar.get(of("fund-offer", request)).status_code == 404


def test_an_offer_after_its_last_day(program, later):
    verdict, omar = offered(), program("omar")
    later(verdict.answer_by)
    assert omar.get(of("fund-offer", verdict.request)).status_code == 404
    answer = omar.post(of("fund-offer", verdict.request), {"answer": "yes"})
    assert problem(answer) == (409, "fund-offer-over")
    assert Request.objects.get().state == "offered"


def test_an_appeal_is_filed_once_and_read(program):
    request, omar = refused().request, program("omar")
    appeals = of("fund-appeals", request)
    assert omar.get(appeals).json() == []
    assert list(wrong(omar.post(appeals, {"text": "a " * 501}))) == ["text"]
    made = omar.post(appeals, {"text": "My hours are back since May."})
    assert made.status_code == 201
    [row] = omar.get(appeals).json()
    assert row == made.json()
    assert (row["body"], row["text"]) == ("board", "My hours are back since May.")
    assert (row["outcome"], row["answer"], row["decided_at"]) == ("", "", None)
    again = omar.post(appeals, {"text": "Once more."})
    assert problem(again) == (409, "fund-appealed")
    [decision] = omar.get(of("fund-decisions", request)).json()
    assert (decision["appeals"], decision["may_appeal"]) == ([row], False)


def test_an_appeal_after_its_last_day(program, later):
    verdict, omar = refused(), program("omar", days=60)
    later(verdict.appeal_by)
    answer = omar.post(of("fund-appeals", verdict.request), {"text": "No."})
    assert problem(answer) == (409, "fund-appeal-over")
    assert not Appeal.objects.exists()


def test_what_the_board_answers_is_read(program):
    verdict, vera = refused(), board()
    decide(appealed(verdict), by=vera, answer="We read it with care.")
    [row] = program("omar").get(of("fund-appeals", verdict.request)).json()
    assert (row["outcome"], row["answer"]) == ("upheld", "We read it with care.")
    assert row["decided_at"] is not None


@pytest.mark.parametrize("name", OTHERS)
def test_it_is_nobody_elses(program, name):
    """Nor the committee's: what it reads, it reads on its pages, on record."""
    request, other = offered().request, program(name)
    for address in ("fund-decisions", "fund-offer", "fund-appeals"):
        assert other.get(of(address, request)).status_code == 404
    said = other.post(of("fund-offer", request), {"answer": "no"})
    assert said.status_code == 404
    said = other.post(of("fund-appeals", request), {"text": "No."})
    assert said.status_code == 404
    assert Request.objects.get().state == "offered"


def test_a_token_of_a_building_opens_nothing(program):
    request = refused().request
    only = program("omar", only=people.ACACIAS)
    assert only.get(of("fund-decisions", request)).status_code == 403


def test_what_is_forgotten_is_not_found(program):
    request = refused().request
    RequestKey.objects.filter(request=request).delete()
    assert program("omar").get(of("fund-decisions", request)).status_code == 404


def test_more_decisions_take_no_more_statements(program):
    request = making.sent()

    def more():
        verdict = making.decided(request, "refused")
        file_appeal(verdict, uuid=uuid4(), text="Please look again.")
        request.round += 1

    omar = program("omar")
    is_constant(omar, "fund-decisions", more, fund_request_id=request.uuid)
    rows = omar.get(of("fund-appeals", request)).json()
    assert len(rows) == 3
