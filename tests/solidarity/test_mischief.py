"""What somebody tries who wants more than is his: by hand, against the pages themselves."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from solidarity import opened
from solidarity.models import (
    Aid,
    Appeal,
    Ballot,
    Opening,
    Paper,
    Payout,
    Recusal,
    Verdict,
)
from solidarity.queries.requests import answers_of
from solidarity.services.testimonies import write_testimony
from solidarity.vault import open_vault
from tests import cast
from tests.api.conftest import Program, a_token
from tests.solidarity import making
from tests.solidarity.committee import making as committee
from tests.solidarity.money import making as money
from tests.solidarity.public.things import helped
from tests.solidarity.requests import filling
from tests.solidarity.requests.things import asked

pytestmark = pytest.mark.django_db
FORM = {"reasons": "The plan is sound.", "ending": "accept"}


def url(name, *args) -> str:
    return reverse(f"solidarity:{name}", args=args)


@pytest.fixture
def member(seats):
    """``member("lea")``: a browser of hers, in a session with a second factor."""

    def of(name: str) -> Client:
        return making.confirmed(Client(), name)

    return of


@pytest.fixture
def person(fund):
    def of(name: str) -> Client:
        client = Client()
        client.force_login(making.person(name))
        return client

    return of


def fresh(row):
    return type(row).objects.get(pk=row.pk)


# Votes


def test_a_ballot_counts_once_however_often_it_is_sent(member):
    request = making.sent()
    committee.voted_on(request)
    lea = member("lea")
    lea.post(url("file-open", request.uuid))
    for choice in ("for", "for", "against", "for"):
        said = {"choice": choice, "seat": committee.by_name("cas").pk, "user": 1}
        lea.post(url("vote-ballot", request.uuid), said)
    [ballot] = Ballot.objects.all()
    assert (ballot.seat, ballot.choice) == (committee.by_name("lea"), "for")


def test_a_decision_is_not_taken_by_one_or_twice(member):
    request = making.sent()
    vote = committee.voted_on(request)
    committee.cast(vote, lea="for")
    lea = member("lea")
    lea.post(url("file-open", request.uuid))
    lea.post(url("vote-close", request.uuid), FORM)
    assert not Verdict.objects.exists()
    committee.cast(vote, cas="for", cleo="for", bo="abstain", stijn="abstain")
    for _again in range(3):
        lea.post(url("vote-close", request.uuid), FORM)
    assert (Verdict.objects.count(), Aid.objects.count()) == (1, 1)
    # And the ballots of a vote that is over stay as they were.
    lea.post(url("vote-ballot", request.uuid), {"choice": "against"})
    assert Ballot.objects.filter(choice="for").count() == 3


def test_nobody_decides_on_his_own_request(member):
    """Cleo sits, and asks for help herself."""
    request = making.sent("cleo")
    cleo = member("cleo")
    cover = cleo.get(url("file", request.uuid)).content.decode()
    assert "Energiehuis" not in cover
    cleo.post(url("file-open", request.uuid))
    assert Recusal.objects.get().user == cast.user("cleo")
    vote = committee.voted_on(request)
    for page, said in (
        ("file", {}),
        ("vote-ballot", {"choice": "for"}),
        ("vote-close", FORM),
        ("file-ask", {"uuid": "9b2d1b52-6a53-4c49-9d7c-0d8a3c5f5a11", "text": "x"}),
    ):
        cleo.post(url(page, request.uuid), said)
    assert (
        making.SECRET_REASON not in cleo.get(url("file", request.uuid)).content.decode()
    )
    assert not Ballot.objects.exists()
    assert fresh(vote).closed_at is None
    assert not Verdict.objects.exists()


def test_nobody_pays_himself(member):
    """Nor does he read, approve or close a payment of his own."""
    aid = money.signed("cleo")
    prepared = money.payout(aid, "100.00", by="lea")
    cleo = member("cleo")
    said = {
        "amount": "50",
        "payee": "person",
        "uuid": "9b2d1b52-6a53-4c49-9d7c-0d8a3c5f5a11",
    }
    pages = [url("payout-new", aid.uuid), url("payout-close", aid.uuid)]
    pages += [
        url(f"payout-{act}", prepared.uuid) for act in ("open", "approve", "withdraw")
    ]
    assert {cleo.post(page, said).status_code for page in pages} == {404}
    assert fresh(prepared).state == "prepared"
    assert Payout.objects.count() == 1


def test_who_prepared_a_payment_does_not_approve_it(member):
    made = money.payout(money.signed(), "100.00", by="lea")
    lea = member("lea")
    lea.post(url("payout-open", made.uuid))
    lea.post(url("payout-approve", made.uuid))
    assert fresh(made).state == "prepared"


@pytest.mark.parametrize(
    "page", ["payout-open", "payout-voucher", "payout-agreement", "committee-loan-open"]
)
def test_a_member_who_came_later_and_is_a_neighbour_opens_no_payment(member, page):
    """Clara lives in Omar's building: nobody wrote so when his file was decided."""
    making.seat("clara", "co_owner", place=2)
    aid = money.signed("omar")
    made = money.approved(aid, "100.00", voucher=money.INVOICE)
    money.paid()
    row = made if page in ("payout-open", "payout-voucher") else aid
    answer = member("clara").post(url(page, row.uuid), follow=True)
    assert answer.status_code == 200
    assert b"Energiehuis" not in answer.content
    assert b"%PDF" not in answer.content
    clara = cast.user("clara")
    assert not Opening.objects.filter(user=clara).exists()
    assert Recusal.objects.filter(user=clara, found=True).exists()


def test_nobody_publishes_what_he_said_himself(member):
    words = write_testimony(
        helped("cleo"), text="It helped.", language="en", by=cast.user("cleo")
    )
    cleo = member("cleo")
    for act in ("", "clear", "publish"):
        page = url("testimony-read", words.uuid)
        assert cleo.post(page, {"act": act}).status_code == 404
    assert str(words.uuid) not in cleo.get(url("testimonies")).content.decode()
    assert fresh(words).state == "sent"


def test_an_opening_is_over_with_its_time_and_with_the_seat(member, monkeypatch):
    request = making.sent()
    committee.voted_on(request)
    lea = member("lea")
    lea.post(url("file-open", request.uuid))
    monkeypatch.setattr(opened, "LONGEST", timedelta(0))
    lea.post(url("vote-ballot", request.uuid), {"choice": "for"})
    assert not Ballot.objects.exists()
    monkeypatch.undo()
    seat = committee.by_name("lea")
    seat.since, seat.until = seat.since - timedelta(days=9), timezone.localdate()
    seat.save()
    for page in ("file", "vote-ballot", "vote-close"):
        answer = lea.post(url(page, request.uuid), {"choice": "for"})
        assert answer.status_code in (404, 405)
    assert lea.get(url("file", request.uuid)).status_code == 404
    assert not Ballot.objects.exists()


# One's own request


def test_a_section_takes_its_own_fields_and_nothing_else(person):
    request = filling.draft()
    said = filling.FINANCES | {
        "state": "accepted",
        "kind": "emergency",
        "amount": "99999",
        "reason": "Another",
        "applicant": cast.user("clara").pk,
        "decide_by": "2020-01-01",
        "code": "AAAAAAAA",
    }
    person("omar").post(url("request-step", request.uuid, "finances"), said)
    found = fresh(request)
    answers = answers_of(found, open_vault(found))
    assert (found.state, found.applicant, found.code) == (
        "draft",
        cast.user("omar"),
        request.code,
    )
    assert (answers.kind, answers.amount) == ("loan", Decimal("3200.00"))
    assert answers.reason == making.SECRET_REASON


@pytest.mark.parametrize("state", ["vote", "accepted", "refused"])
def test_nothing_is_edited_once_the_committee_votes_or_decided(seats, person, state):
    request = making.sent()
    if state == "vote":
        committee.voted_on(request)
    else:
        making.decided(request, state)
    before = fresh(request).answers
    browser = person("omar")
    browser.post(url("request-step", request.uuid, "finances"), filling.FINANCES)
    program = Program(a_token("omar")[1], Client())
    address = reverse("api:fund-request-reason", args=[request.uuid])
    assert program.put(address, {"reason": "Another"}).status_code == 409
    upload = {"kind": "income", "files": filling.upload()}
    if state != "vote":
        browser.post(url("request-papers", request.uuid), upload)
        assert not request.papers.exists()
    browser.post(url("request-discard", request.uuid))
    browser.post(url("request-summary", request.uuid))
    assert fresh(request).answers == before
    assert fresh(request).submitted_at == request.submitted_at


def test_other_numbers_in_the_address_open_nothing(seats, person):
    """Omar's and Clara's things, mixed: each must belong to the one before it."""
    mine, hers = filling.sent("omar"), filling.sent("clara")
    question = asked(hers)
    paper = hers.papers.first()
    browser = person("omar")
    program = Program(a_token("omar")[1], Client())
    for request in (mine, hers):
        for page in (
            url("request-paper", request.uuid, paper.uuid),
            url("request-paper-remove", request.uuid, paper.uuid),
            url("request-answer", request.uuid, question.uuid),
        ):
            assert browser.get(page).status_code in (404, 405)
            assert browser.post(page, {"text": "x"}).status_code in (404, 405)
        address = reverse("api:fund-request-paper", args=[request.uuid, paper.uuid])
        assert program.get(address).status_code == 404
        assert program("DELETE", address).status_code == 404
    assert fresh(question).answered_at is None
    assert Paper.objects.filter(pk=paper.pk).exists()


def test_a_member_opens_papers_of_the_file_that_he_opened(member):
    mine, other = filling.sent("omar"), filling.sent("clara")
    lea = member("lea")
    lea.post(url("file-open", mine.uuid))
    for request in (mine, other):
        paper = other.papers.first()
        answer = lea.post(url("file-paper", request.uuid, paper.uuid))
        assert answer.status_code in (302, 404)
    assert not Opening.objects.filter(what="paper").exists()


def test_whoever_is_not_the_applicant_signs_nothing(fund, person):
    aid = money.prepared(money.promised("omar"))
    said = {"sha256": aid.agreement_hash, "read": "on", "mandate": "on"}
    page = url("agreement-sign", aid.uuid)
    stranger = making.confirmed(Client(), "clara")
    assert stranger.post(page, said).status_code == 404
    assert stranger.post(url("agreement", aid.uuid), said).status_code == 404
    person("omar").post(page, said)  # without a second factor
    assert fresh(aid).state == "promised"
    omar = making.confirmed(Client(), "omar")
    omar.post(page, said | {"sha256": "0" * 64})
    omar.post(page, {"sha256": aid.agreement_hash, "mandate": "on"})
    assert fresh(aid).state == "promised"
    for _again in range(2):
        omar.post(page, said)
    assert fresh(aid).state == "signed"
    signed = fresh(aid).agreement_hash
    # The agreement cannot be made anew behind a signature.
    omar.post(url("agreement", aid.uuid), {"language": "fr", "iban": money.IBAN})
    assert fresh(aid).agreement_hash == signed


def test_an_answer_is_given_once(seats, person):
    verdict = committee.offered()
    request, omar = verdict.request, person("omar")
    clara = person("clara")
    assert clara.post(url("offer", request.uuid), {"answer": "no"}).status_code == 404
    for answer in ("yes", "no", "yes"):
        omar.post(url("offer", request.uuid), {"answer": answer})
    assert fresh(verdict).answer == "yes"
    assert fresh(request).state == "accepted"


def test_an_appeal_is_made_once_and_by_the_person(seats, person):
    verdict = committee.refused()
    page = url("appeal", verdict.request.uuid)
    uuid = "9b2d1b52-6a53-4c49-9d7c-0d8a3c5f5a11"
    assert person("clara").post(page, {"uuid": uuid, "text": "x"}).status_code == 404
    omar = person("omar")
    for text in ("Please", "Please", "Again"):
        omar.post(page, {"uuid": uuid, "text": text})
    assert Appeal.objects.count() == 1
