"""Programs of the board and of members: what the pages do, over the API."""

from uuid import uuid4

import pytest

from governance.models import Assembly, CountedBallot, Proposal, Proxy
from governance.services import meeting as services
from koprogo import slots
from tests.api.conftest import problem, program, wrong  # noqa: F401
from tests.governance.asbl.making import after, convened, item, listed
from tests.governance.asbl.members import head, mails, owner, work
from tests.governance.asbl.pages import effect

pytestmark = pytest.mark.usefixtures("members")
HERE = "/api/v1/buildings/asbl/"


def point(subject, **values):
    texts = {f"{name}_fr": subject for name in ("title", "motion")}
    return {"subject": subject, **texts, **values}


@pytest.fixture
def board(program):  # noqa: F811
    return program("bo")


@pytest.fixture
def mia(program):  # noqa: F811
    return program("mia")


def drafted(board):
    body = {
        "kind": "ordinary",
        "starts_at": after(20).isoformat(),
        "place": "Brussels",
        "consulting": "On the site",
    }
    made = board.post(f"{HERE}assemblies/", body)
    assert made.status_code == 201, made.content
    return f"{HERE}assemblies/{made.json()['uuid']}/"


def test_the_board_prepares_convenes_and_calls_off(board, monkeypatch):
    monkeypatch.delitem(slots.decision_effects, "asbl-tariff", raising=False)
    monkeypatch.setitem(slots.decision_effects, "asbl-board", effect("asbl-board"))
    where = drafted(board)
    assert board.get(where).json()["items"] == []
    assert wrong(board.post(f"{where}agenda/", point("works"))).keys() == {"subject"}
    asked = point("asbl-election", effect="asbl-tariff")
    assert wrong(board.post(f"{where}agenda/", asked)).keys() == {"effect"}
    asked = point("asbl-election", effect="asbl-board", candidate="Ann", is_secret=True)
    made = board.post(f"{where}agenda/", asked)
    assert (made.status_code, made.json()["effect"]) == (201, "asbl-board")
    assert wrong(
        board.post(f"{where}agenda/", point("asbl-ordinary", amount="10.00"))
    ).keys() == {"amount"}
    readers = board.get(f"{where}convocation/").json()["readers"]
    assert [(one["name"], one["votes"], one["lots"]) for one in readers] == [
        ("Mia Maes", 2, []),
        ("Zoé Zèle", 1, []),
        ("Ben Weber", 1, []),
        ("Cas Green", 1, []),
    ]
    assert board.post(f"{where}convocation/convene/", {}).status_code == 202
    work()
    letters = board.get(f"{where}convocation/letters/").json()
    assert (letters["emails_sent"], letters["post_waiting"]) == (4, 0)
    assert board.post(f"{where}call-off/", {"reason": "Snow"}).status_code == 200
    work()
    assert len(mails(Assembly.objects.get().cancellation)) == 4


def test_a_building_has_no_subject_of_the_asbl(program):  # noqa: F811
    sophie = program("sophie")
    body = {"kind": "extraordinary", "starts_at": after(20).isoformat(), "place": "X"}
    made = sophie.post("assemblies/", body).json()
    refused = sophie.post(f"assemblies/{made['uuid']}/agenda/", point("asbl-ordinary"))
    assert wrong(refused).keys() == {"subject"}


def test_a_member_proposes_gives_a_proxy_and_votes(mia, board, program):  # noqa: F811
    body = {"title": "A garden", "text": "For all."}
    assert mia.post(f"{HERE}assemblies/proposals/", body).status_code == 201
    where = drafted(board)
    uuid = where.rstrip("/").rpartition("/")[2]
    placing = f"{HERE}assemblies/proposals/{Proposal.objects.get().uuid}/place/"
    asked = {"assembly": uuid, "subject": "works"}
    assert wrong(board.post(placing, asked)).keys() == {"subject"}
    placed = board.post(placing, asked | {"subject": "asbl-ordinary"})
    assert placed.status_code == 201, placed.content

    assembly = convened("asbl-ordinary")
    where = f"{HERE}assemblies/{assembly.uuid}/"
    given = {"not_syndic": True, "holder_name": "Mia Maes"}
    zoe = program("zoe")
    refused = zoe.post(f"{where}proxies/", given | {"holding": str(head("ACP Parc"))})
    assert wrong(refused).keys() == {"holding"}
    mine = given | {"holding": str(head("Zoé Zèle"))}
    unknown = zoe.post(f"{where}proxies/", mine | {"holder_name": "Who"})
    assert wrong(unknown).keys() == {"holder_name"}
    made = zoe.post(f"{where}proxies/", mine)
    assert (made.status_code, made.json()["state"]) == (201, "accepted")
    assert problem(zoe.post(f"{where}proxies/", mine)) == (409, "proxy-given")
    assert Proxy.objects.get().holder_owner == owner("mia")

    assembly = listed(assembly)
    services.arrive_together(assembly, [str(owner("mia").uuid)], by=None)
    services.open_meeting(assembly, by=None)
    services.open_item(item(assembly), by=None)
    lines = assembly.roll.filter(voter_name__in=["Mia Maes", "Zoé Zèle"])
    choices = {str(line.uuid): "for" for line in lines}
    body = {"choices": choices, "client_id": str(uuid4())}
    answer = mia.post(f"{where}vote/{item(assembly).uuid}/", body)
    assert answer.status_code == 200, answer.content
    assert CountedBallot.objects.count() == 3


def test_what_the_asbl_has_not_is_not_there(board):
    for path in ("lots/", "owners/", "keys/", "calls/", "tenders/", "consultations/"):
        assert board.get(f"{HERE}{path}").status_code == 404, path
