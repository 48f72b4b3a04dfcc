"""The board's pages about the committee and appeals; the person's about a decision."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from buildings.models import Role
from solidarity.models import Appeal, Opening, Request, Seat
from solidarity.services.committee.appeals import file_appeal
from tests.buildings.pages import refused as wrong
from tests.buildings.pages import said, statements, text
from tests.solidarity import making
from tests.solidarity.committee.making import REASONS, offered, refused, url
from tests.solidarity.committee.test_afterwards import board, decide

pytestmark = pytest.mark.usefixtures("fund")
TEXT = "My hours are back since May."


@pytest.fixture
def bo(sign_in):
    return sign_in("bo")


@pytest.fixture
def vera(client):
    """Another member of the board; she sits nowhere else."""
    user = board()
    client.force_login(user)
    return client


@pytest.fixture
def appeal(seats):
    return file_appeal(refused(), uuid=uuid4(), text=TEXT)


def typed(**changes):
    today = timezone.localdate()
    return {
        "user": "mia@example.org",
        "chair": "co_owner",
        "firm": "",
        "since": today.isoformat(),
        "until": (today + timedelta(days=365)).isoformat(),
        "decision_text": "Assembly of 4 March",
    } | changes


def test_what_is_missing_to_sit(bo):
    page = text(bo.get(url("seats")))
    assert "The committee cannot sit: 4 seats more must be filled." in page
    assert "Lawyer" in page
    making.committee()
    assert "The committee can sit." in text(bo.get(url("seats")))


def test_the_board_notes_a_member(bo):
    new = url("seat-new")
    assert bo.get(new).status_code == 200
    assert "user" in wrong(bo.post(new, typed(user="nobody@example.org")))
    assert "Choose the firm" in text(bo.post(new, typed(chair="syndic")))
    page = bo.post(new, typed(user="Mia@Example.org"), follow=True)
    assert "Mia" in text(page)
    seat = Seat.objects.get(user=making.person("mia"))
    assert making.person("mia").grants.filter(role=Role.COMMITTEE).exists()
    again = bo.post(new, typed())
    assert "This person holds a seat on some of these days." in text(again)
    end = url("seat-end", seat.uuid)
    assert bo.get(end).status_code == 200
    past = (timezone.localdate() - timedelta(days=3)).isoformat()
    assert "ends today or later" in text(bo.post(end, {"on": past}))
    bo.post(end, {"on": (timezone.localdate() + timedelta(days=9)).isoformat()})
    seat.refresh_from_db()
    assert seat.until == timezone.localdate() + timedelta(days=9)


def test_who_sat_before_is_shown(bo):
    making.seat("mia", "lawyer", days=(400, -30))
    making.seat("arno", "board", days=(-30, 90))
    page = text(bo.get(url("seats")))
    assert page.index("Begins later") < page.index("Arno") < page.index("Mia")


def test_the_board_reads_an_appeal_never_the_file(vera, appeal):
    address = url("board-appeal", appeal.uuid)
    assert "Waits for the board" in text(vera.get(url("board-appeals")))
    assert TEXT not in text(vera.get(address))
    page = text(vera.post(url("board-appeal-open", appeal.uuid), follow=True))
    assert TEXT in page
    assert REASONS in page
    assert "€3,200.00" in page
    for secret in (making.SECRET_REASON, "Achterberg", "1,480", "Omar"):
        assert secret not in page
    assert Opening.objects.filter(what="appeal").count() == 1


def test_the_board_decides_and_records_the_assembly(vera, appeal):
    decide_it = url("board-appeal-decide", appeal.uuid)
    assert vera.get(decide_it).status_code == 302
    vera.post(url("board-appeal-open", appeal.uuid))
    assert "outcome" in wrong(vera.post(decide_it, {"answer": "Read."}))
    vera.post(decide_it, {"outcome": "upheld", "answer": "We read it twice."})
    page = text(vera.get(url("board-appeal", appeal.uuid)))
    assert "We read it twice." in page
    assembly = url("board-appeal-assembly", appeal.uuid)
    assert "decision_text" in wrong(
        vera.post(assembly, {"outcome": "upheld", "answer": "So it stays."})
    )
    vera.post(
        assembly,
        {"outcome": "upheld", "answer": "So it stays.", "decision_text": "Point 6"},
    )
    assert "Point 6" in text(vera.get(url("board-appeal", appeal.uuid)))
    assert Appeal.objects.count() == 2


def test_a_board_member_of_the_committee_opens_no_appeal(bo, appeal):
    page = bo.post(url("board-appeal-open", appeal.uuid), follow=True)
    assert "another member of the board" in said(page)[0]
    assert TEXT not in text(page)
    assert not Opening.objects.filter(what="appeal").exists()


def test_nobody_has_appealed(bo):
    assert "Nobody has appealed." in text(bo.get(url("board-appeals")))


@pytest.mark.usefixtures("seats")
def test_an_offer_is_answered_by_the_person_alone(sign_in, client_of):
    request = offered().request
    address = url("offer", request.uuid)
    assert client_of("clara").get(address).status_code == 404
    omar = sign_in("omar")
    page = text(omar.get(url("decision", request.uuid)))
    for words in (REASONS, "€2,000.00", "For: 3. Against: 0.", "Answer the offer"):
        assert words in page
    assert "Lea" not in page
    assert "answer" in wrong(omar.post(address, {}))
    omar.post(address, {"answer": "yes"})
    assert Request.objects.get().state == "accepted"
    assert omar.get(address).status_code == 302
    assert "the agreement" in text(omar.get(url("decision", request.uuid)))


@pytest.fixture
def client_of():
    from django.test import Client

    def signed(name):
        client = Client()
        client.force_login(making.person(name))
        return client

    return signed


@pytest.mark.usefixtures("seats")
def test_the_person_appeals(sign_in):
    request = refused().request
    omar = sign_in("omar")
    address = url("appeal", request.uuid)
    uuid = omar.get(address).context["form"]["uuid"].value()
    long = omar.post(address, {"uuid": uuid, "text": "word " * 501})
    assert wrong(long)["text"] == ["1 word too many: 500 are the most."]
    page = omar.post(address, {"uuid": uuid, "text": "word " * 500}, follow=True)
    assert said(page) == ["Your appeal is with the board."]
    assert "The board has your appeal" in text(page)
    assert omar.get(address).status_code == 302
    decide(Appeal.objects.get(), by=board(), answer="We read it twice.")
    page = text(omar.get(url("decision", request.uuid)))
    assert "We read it twice." in page
    assert "The refusal stays" in page


@pytest.mark.usefixtures("seats")
def test_before_a_decision_there_is_nothing_to_answer(sign_in):
    request = making.sent()
    omar = sign_in("omar")
    assert "with the committee" in text(omar.get(url("decision", request.uuid)))
    for name in ("offer", "appeal"):
        assert omar.get(url(name, request.uuid)).status_code == 302


def test_a_derogation_and_a_key_that_is_gone(sign_in, seats):
    request = refused().request
    request.keys.all().delete()
    page = sign_in("omar").get(url("decision", request.uuid))
    assert "was erased" in text(page)


@pytest.mark.parametrize("many", [1, 3])
def test_a_constant_number_of_statements(sign_in, seats, many):
    for name in ["omar", "clara", "axel"][:many]:
        verdict = refused(name)
        file_appeal(verdict, uuid=uuid4(), text=TEXT)
    bo = sign_in("bo")
    for address in (url("seats"), url("board-appeals")):
        bo.get(address)
    found = [statements(bo, url(name)) for name in ("seats", "board-appeals")]
    axel = sign_in(name)
    address = url("decision", verdict.request.uuid)
    axel.get(address)
    assert [*found, statements(axel, address)] == [6, 7, 9]
