"""The committee's pages: what is read before and after an opening, and by whom."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from solidarity import opened as grants
from solidarity.models import (
    Ballot,
    Opening,
    Paper,
    Recusal,
    Request,
    Seat,
    Session,
    Vote,
)
from solidarity.services.committee.sessions import close_session
from solidarity.terms import Kind
from tests.buildings.pages import refused as wrong
from tests.buildings.pages import said, statements, text
from tests.solidarity import making
from tests.solidarity.committee.making import (
    LESS,
    cast,
    closed,
    offered,
    opened,
    paper,
    refused,
    url,
    voted_on,
)

pytestmark = pytest.mark.usefixtures("seats")
IDENTITY = (
    *("Wilhelmina", "Achterberg", "Kwekerijstraat", "9000", "Gent", "04/05/1961"),
    *("BE68", "Les Acacias", "acacias"),
)


@pytest.fixture
def lea(client):
    return making.confirmed(client, "lea")


def opening(client, request):
    return client.post(url("file-open", request.uuid), follow=True)


def test_without_a_second_factor_nothing_is_shown(sign_in):
    making.sent()
    page = sign_in("cleo").get(url("committee"))
    assert page.status_code == 403
    assert "R0000000" not in text(page)


def test_without_a_seat_there_is_no_committee(client):
    making.confirmed(client, "omar")
    request = making.sent()
    for page in (url("committee"), url("file", request.uuid)):
        assert client.get(page).status_code == 404


def test_the_list_is_ordered_by_deadline_and_then_by_score(lea):
    now = timezone.now()
    making.sent("omar", at=now)
    making.sent("clara", at=now - timedelta(days=1))
    making.sent("axel", at=now, net_income=Decimal("900.00"))
    page = lea.get(url("committee"))
    codes = [row.request.code for row in page.context["rows"]]
    assert codes == ["R0000001", "R0000002", "R0000000"]
    assert page["Cache-Control"] == "private, no-store"


def test_the_list_says_what_presses_and_what_is_missing(lea):
    making.sent(at=timezone.now() - timedelta(days=13))
    making.sent("clara", at=timezone.now() - timedelta(days=20))
    works = making.sent("axel", kind=Kind.WORKS, amount=Decimal("9000.00"), months=60)
    page = text(lea.get(url("committee")))
    for words in ("2 days left", "Over", "Missing", "None needed"):
        assert words in page
    paper(works, "quote")
    assert "To be confirmed" in text(lea.get(url("committee")))
    for name in IDENTITY:
        assert name not in page


def test_other_states_are_asked_for(lea):
    refused()
    assert "No file waits" in text(lea.get(url("committee")))
    page = text(lea.get(url("committee") + "?state=refused"))
    assert "R0000000" in page
    assert "No file has this status" in text(
        lea.get(url("committee") + "?state=closed")
    )


def test_a_draft_is_nobodys_business(lea):
    draft = Request.objects.create(code="DRAFT", applicant=making.person("omar"))
    assert lea.get(url("file", draft.uuid)).status_code == 404
    assert lea.post(url("file-open", draft.uuid)).status_code == 404


def test_the_cover_says_no_more_than_the_creditors(lea):
    request = making.sent()
    page = text(lea.get(url("file", request.uuid)))
    assert "Energiehuis Leiestreek" in page
    assert "will be on record" in page
    for secret in (*IDENTITY, making.SECRET_REASON, "1,480"):
        assert secret not in page
    assert not Opening.objects.exists()


def test_an_open_file_is_without_the_person(lea):
    request = making.sent()
    page = text(opening(lea, request))
    assert making.SECRET_REASON in page
    assert "Single person" in page
    for secret in IDENTITY:
        assert secret not in page
    assert Opening.objects.get().what == "file"


def test_a_file_closes_after_a_quarter_of_an_hour(lea, monkeypatch):
    request = making.sent()
    opening(lea, request)
    monkeypatch.setattr(grants, "LONGEST", timedelta(0))
    assert making.SECRET_REASON not in text(lea.get(url("file", request.uuid)))
    for name in ("file-ask", "vote-new", "vote-close"):
        assert lea.get(url(name, request.uuid)).status_code == 302


def test_a_look_does_not_open_another_file(lea):
    first, second = making.sent(), making.sent("clara")
    opening(lea, first)
    assert making.SECRET_REASON not in text(lea.get(url("file", second.uuid)))


def test_after_the_decision_an_opening_shows_the_person(lea):
    vote = voted_on(making.sent())
    opening(lea, vote.request)
    cast(vote, lea="for", cas="for", cleo="for")
    closed(vote)
    page = lea.get(url("file", vote.request.uuid))
    assert "Achterberg" not in text(page)  # opened before
    assert "Achterberg" in text(opening(lea, vote.request))


def test_who_is_too_close_stays_outside(client):
    stijn = making.confirmed(client, "stijn")
    request = making.sent("bea")
    page = opening(stijn, request)
    assert said(page) == ["You take no part in this request: it stays closed to you."]
    assert Recusal.objects.get().found
    assert not Opening.objects.exists()
    for words in (making.SECRET_REASON, "Energiehuis"):
        assert words not in text(page)


def test_declaring_a_link_closes_an_open_file(lea):
    request = making.sent()
    opening(lea, request)
    lea.post(url("file-recuse", request.uuid), {"reason": "family"})
    page = text(lea.get(url("file", request.uuid)))
    assert "You take no part" in page
    assert making.SECRET_REASON not in page
    assert lea.get(url("file-recuse", request.uuid)).status_code == 302
    assert lea.get(url("vote-new", request.uuid)).status_code == 302


def test_a_reason_must_be_chosen(lea):
    request = making.sent()
    page = lea.post(url("file-recuse", request.uuid), {"reason": "mandate"})
    assert "reason" in wrong(page)
    assert not Recusal.objects.exists()


def test_a_document_is_saved_under_a_neutral_name(lea):
    request = making.sent()
    document = paper(request, "income", b"%PDF-1.4 salary")
    address = url("file-paper", request.uuid, document.uuid)
    assert lea.post(address).status_code == 302
    opening(lea, request)
    answer = lea.post(address)
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 salary"
    assert answer["Content-Disposition"] == 'attachment; filename="income-1.pdf"'
    assert "no-store" in answer["Cache-Control"]
    assert Opening.objects.filter(what="paper").count() == 1
    other = paper(making.sent("clara"), "income")
    assert lea.post(url("file-paper", request.uuid, other.uuid)).status_code == 404


def test_a_quote_is_confirmed_after_it_was_read(lea):
    request = making.sent(kind=Kind.WORKS, amount=Decimal("9000.00"), months=60)
    document = paper(request, "quote")
    opening(lea, request)
    confirm = url("file-paper-confirm", request.uuid, document.uuid)
    assert said(lea.post(confirm, follow=True)) == ["Open and read it first."]
    lea.post(url("file-paper", request.uuid, document.uuid))
    assert "Confirm" in text(lea.get(url("file", request.uuid)))
    lea.post(confirm)
    assert Paper.objects.get().checked_by == making.person("lea")


def test_asking_for_more(lea):
    request = making.sent()
    opening(lea, request)
    address = url("file-ask", request.uuid)
    form = lea.get(address).context["form"]
    assert "text" in wrong(lea.post(address, {"uuid": form["uuid"].value()}))
    data = {"uuid": form["uuid"].value(), "text": "Which month is missing?"}
    assert lea.post(address, data).status_code == 302
    page = text(lea.get(url("file", request.uuid)))
    assert "Which month is missing?" in page
    assert "Waits for an answer" in page
    assert "not before the committee" in text(
        lea.post(address, data | {"uuid": request.uuid})
    )


def typed(request, **changes):
    when = timezone.localtime() + timedelta(hours=2)
    return {
        "amount": "3200,00",
        "months": "24",
        "derogation": "",
        "session": Session.objects.get().pk,
        "until": when.strftime("%Y-%m-%dT%H:%M"),
    } | changes


def test_a_vote_from_the_proposal_to_the_decision(lea):
    request = making.sent()
    opening(lea, request)
    lea.post(url("committee-session-new"))
    new = url("vote-new", request.uuid)
    assert lea.get(new).context["form"]["amount"].value() == "3200,00"
    assert "amount" in wrong(lea.post(new, typed(request, amount="9999")))
    assert "until" in wrong(lea.post(new, typed(request, until="2020-01-01T10:00")))
    assert lea.post(new, typed(request)).status_code == 302
    page = text(lea.get(url("file", request.uuid)))
    assert "How others vote is not shown" in page
    ballot = url("vote-ballot", request.uuid)
    assert said(lea.post(ballot, follow=True)) == ["Choose how you vote."]
    lea.post(ballot, {"choice": "for"})
    close = url("vote-close", request.uuid)
    assert "can still change the outcome" in text(lea.get(close))
    cast(Vote.objects.get(), cas="for", cleo="for")
    page = text(lea.get(url("file", request.uuid)))
    assert "Has voted" in page
    assert "For: " not in page
    assert "reasons" in wrong(lea.post(close, {"ending": "accept", "reasons": " "}))
    done = lea.post(close, {"ending": "accept", "reasons": "It is sound."}, follow=True)
    assert "It is sound." in text(done)
    assert "For: 3. Against: 0." in text(done)
    assert Request.objects.get().state == "accepted"


def test_a_refusal_is_offered_only_when_no_ballot_could_change_it(lea):
    vote = voted_on(making.sent())
    opening(lea, vote.request)
    cast(vote, lea="against", cas="against", cleo="against")
    page = lea.get(url("vote-close", vote.request.uuid))
    assert page.context["endings"] == ["refuse", "another"]


def test_too_little_money_is_told_plainly(lea):
    first = voted_on(making.sent())
    opening(lea, first.request)
    cast(first, lea="for", cas="for", cleo="for")
    making.decided(making.sent("clara"), amount="49000.00")
    page = lea.post(
        url("vote-close", first.request.uuid), {"ending": "accept", "reasons": "Yes."}
    )
    assert "nothing was changed" in text(page)
    assert Vote.objects.filter(closed_at=None).count() == 1


def test_what_cannot_be_granted_is_voted_on_as_a_refusal(lea):
    request = making.sent(properties=3)
    opening(lea, request)
    lea.post(url("committee-session-new"))
    assert "Vote on a refusal" in text(lea.get(url("file", request.uuid)))
    page = lea.post(url("vote-new", request.uuid), typed(request))
    assert "nobody can waive" in text(page)
    fields = ("session", "until")
    data = {name: typed(request)[name] for name in fields}
    assert lea.post(url("vote-refusal", request.uuid), data).status_code == 302
    assert Vote.objects.get().closed_at is None


def test_a_session_and_its_minutes(lea):
    vote = voted_on(making.sent(), LESS)
    session = vote.session
    page = url("committee-session", session.uuid)
    close = url("committee-session-close", session.uuid)
    assert "R0000000" in text(lea.get(page))
    assert "close it before" in said(lea.post(close, follow=True))[0]
    minutes = url("committee-session-minutes", session.uuid)
    assert lea.get(minutes).status_code == 404
    cast(vote, lea="for", cas="for", cleo="against", bo="for")
    closed(vote)
    assert lea.get(close).status_code == 200
    lea.post(close)
    assert "Other terms offered" in text(lea.get(page))
    answer = lea.get(minutes)
    pdf = PdfReader(BytesIO(b"".join(answer.streaming_content)))
    printed = " ".join(" ".join(one.extract_text() for one in pdf.pages).split())
    for words in ("R0000000", "Lea, Lawyer", "Other terms offered", "waived: no"):
        assert words in printed
    for secret in (*IDENTITY, "Omar", making.SECRET_REASON, "2,000"):
        assert secret not in printed
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_the_sessions_page(lea):
    assert "No session is planned" in text(lea.get(url("committee-sessions")))
    assert lea.get(url("committee-session-new")).status_code == 200
    lea.post(url("committee-session-new"))
    again = lea.post(url("committee-session-new"), follow=True)
    assert said(again)[-1] == "An online session is open already."
    close_session(Session.objects.get(), by=None)
    assert "Closed" in text(lea.get(url("committee-sessions")))


def test_the_history_of_the_file_tells_the_votes(lea):
    vote = voted_on(making.sent())
    cast(vote, lea="against", cas="against", cleo="against")
    closed(vote, "another")
    page = text(opening(lea, vote.request))
    assert "For: 0. Against: 3. Abstentions: 0." in page
    assert "Nothing was decided" in page


@pytest.mark.parametrize("many", [1, 3])
def test_a_constant_number_of_statements(lea, many):
    names = ["omar", "clara", "axel"][:many]
    for name in names:
        request = making.sent(name)
        for kind in ("income", "bills", "report")[:many]:
            paper(request, kind)
        vote = voted_on(request)
        cast(vote, **dict.fromkeys(("lea", "cas", "bo"), "for"))
    if many > 1:
        offered("felix")
    opening(lea, request)
    addresses = (
        url("committee"),
        url("file", request.uuid),
        url("committee-sessions"),
        url("committee-session", vote.session.uuid),
        url("vote-close", request.uuid),
    )
    for address in addresses:
        lea.get(address)
    found = [statements(lea, address) for address in addresses]
    assert found == [11, 15, 7, 10, 15]
    assert Ballot.objects.count() >= many
    assert Seat.objects.count() == 5


def test_a_file_whose_key_is_gone_says_so(lea):
    request = making.sent()
    opened(request, "lea")
    opening(lea, request)
    request.keys.all().delete()
    assert "was erased" in text(lea.get(url("file", request.uuid)))
    assert "was erased" in said(opening(lea, request))[0]
    assert "—" in text(lea.get(url("committee")))
