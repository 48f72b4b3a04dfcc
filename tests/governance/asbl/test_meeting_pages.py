"""The members meet: from the attendance list to the sent minutes and what follows."""

from uuid import uuid4

import pytest

from governance.models import Assembly, Decision, DecisionTask, Minutes
from governance.queries.drafts import OF_ASBL
from koprogo import slots
from tests.governance.asbl.making import after, listed
from tests.governance.asbl.members import MEMBERS, mails, owner, work
from tests.governance.asbl.members import listed as voting
from tests.governance.asbl.pages import (
    begun,
    closed,
    decided,
    drafted,
    effect,
    of_members,
    read,
    send,
    url,
    with_point,
    words,
)

pytestmark = pytest.mark.usefixtures("members")


def test_from_the_draft_to_the_sent_minutes(sign_in):
    board = sign_in("bo")
    assembly = begun(board)
    assert "The decision is adopted." in decided(board, assembly, 1)
    # Four of five members are more than two thirds.
    assert "The decision is adopted." in decided(board, assembly, 2)
    closed(board, assembly)
    of_members(read(board, "meeting", assembly.uuid))
    of_members(read(board, "minutes", assembly.uuid))
    assert board.get(url("minutes-preview", assembly.uuid)).status_code == 200
    of_members(read(board, "minutes-finish", assembly.uuid))
    send(board, "minutes-finish", assembly.uuid)
    minutes = Minutes.objects.get()
    assert set(minutes.documents.values_list("language", flat=True)) == {
        *("nl", "fr", "de", "en")
    }
    of_members(read(board, "minutes", assembly.uuid))
    of_members(read(board, "minutes-scan", assembly.uuid))
    of_members(read(board, "verification", assembly.uuid))
    assert board.get(url("recount", assembly.uuid)).status_code == 200
    send(board, "minutes-letters-make", minutes.uuid)
    work()
    found = mails(minutes)
    assert {name: one.language for name, one in found.items()} == {
        "Mia Maes": "nl",
        "Zoé Zèle": "fr",
        "Ben Weber": "de",
        "Cas Green": "en",
    }
    assert {one.state for one in found.values()} == {"sent"}
    of_members(read(board, "decisions"))
    for decision in Decision.objects.all():
        of_members(read(board, "decision", decision.uuid))
    mia = sign_in("mia")
    assert mia.get(url("minutes-document", assembly.uuid, "en")).status_code == 200
    of_members(read(mia, "assembly", assembly.uuid))
    of_members(read(mia, "vote", assembly.uuid))


def test_a_member_votes_for_both_of_hers_on_her_phone(sign_in):
    board = sign_in("bo")
    assembly = begun(board)
    item = assembly.items.get(position=1)
    send(board, "meeting-item-open", assembly.uuid, item.uuid, client_id=str(uuid4()))
    mia = sign_in("mia")
    page = of_members(read(mia, "vote", assembly.uuid))
    assert "For ACP Tilleuls" in page
    assert "For ACP Parc" in page
    lines = [str(line.uuid) for line in assembly.roll.filter(voter_name="Mia Maes")]
    assert len(lines) == 2
    send(
        mia,
        "vote-cast",
        assembly.uuid,
        item.uuid,
        client_id=str(uuid4()),
        mine=lines,
        choice="against",
    )
    board = sign_in("bo")
    send(board, "meeting-item-close", assembly.uuid, item.uuid, client_id=str(uuid4()))
    page = of_members(read(board, "meeting-item", assembly.uuid, item.uuid))
    assert "The decision is rejected." in page
    mia = sign_in("mia")
    assert mia.get(url("my-votes-file", assembly.uuid)).status_code == 200
    table = mia.get(url("my-votes-table", assembly.uuid, "csv"))
    assert "ACP Parc" in b"".join(table).decode()


def test_what_too_few_were_there_for_comes_to_a_second_session(sign_in, monkeypatch):
    voting(monkeypatch, {**MEMBERS, **{f"ACP {n}": "cas" for n in range(3)}})
    board = sign_in("bo")
    assembly = begun(board)  # four of eight
    decided(board, assembly, 1)
    assert "The decision is rejected." in decided(board, assembly, 2)
    closed(board, assembly)
    assert "Plan the second session" in read(board, "meeting", assembly.uuid)
    page = of_members(read(board, "second-session", assembly.uuid))
    assert "art. 9:21" in page
    assert "asbl-statutes en" in page
    send(
        board,
        "second-session",
        assembly.uuid,
        starts_at=f"{after(36):%Y-%m-%dT%H:%M}",
        place="Brussels",
    )
    second = Assembly.objects.get(session=2)
    assert [item.subject for item in second.items.all()] == ["asbl-statutes"]
    send(board, "convene", second.uuid)
    work()
    assert len(mails(second)) == 4


def test_papers_are_for_members(sign_in):
    board = sign_in("bo")
    assembly = begun(board)
    page = of_members(read(board, "ballot-papers", assembly.uuid))
    assert "A ballot paper for each member" in page
    for what in ("holding", "list"):
        answer = send(board, "ballot-papers", assembly.uuid, what=what)
        work()
        assert board.get(answer.url).status_code == 200
        assert board.get(f"{answer.url}file/").status_code == 200
    line = assembly.roll.first()
    of_members(read(board, "paper-entry", assembly.uuid, line.uuid))


# What a decision causes


def effects(monkeypatch, *codes):
    for code in OF_ASBL:
        monkeypatch.delitem(slots.decision_effects, code, raising=False)
    for code in codes:
        monkeypatch.setitem(slots.decision_effects, code, effect(code))


def test_only_effects_that_are_registered_are_offered(board, monkeypatch):
    effects(monkeypatch, "asbl-tariff", "asbl-board")
    assembly = drafted(board)
    page = board.get(f"{url('item-new', assembly.uuid)}?subject=asbl-ordinary")
    assert [code for code, _label in page.context["form"].fields["effect"].choices] == [
        "",
        "asbl-tariff",
        "asbl-board",
    ]
    information = board.get(
        f"{url('item-new', assembly.uuid)}?subject=asbl-information"
    )
    assert "effect" not in information.context["form"].fields
    for code in ("asbl-accounts", "syndic", "works-funding"):
        address = f"{url('item-new', assembly.uuid)}?subject=asbl-ordinary"
        said = {"subject": "asbl-ordinary", **words("A"), "effect": code}
        assert board.post(address, said).status_code == 200, code
    assert assembly.items.count() == 0


def test_a_decision_is_carried_out_from_the_register(sign_in, monkeypatch):
    effects(monkeypatch, "asbl-tariff")
    board = sign_in("bo")
    assembly = drafted(board)
    item = with_point(board, assembly, "asbl-ordinary", effect="asbl-tariff")
    assert "Carries out asbl-tariff" in of_members(
        read(board, "item", assembly.uuid, item.uuid)
    )
    assert item.effect == "asbl-tariff"
    send(board, "convene", assembly.uuid)
    assembly.refresh_from_db()
    listed(assembly)
    send(board, "meeting-attendance", assembly.uuid, room=str(owner("mia").uuid))
    send(
        board,
        "meeting-bureau",
        assembly.uuid,
        chair=str(owner("mia").uuid),
        secretary="Bo",
    )
    send(board, "meeting-open", assembly.uuid, client_id=str(uuid4()))
    decided(board, assembly, 1)
    closed(board, assembly)
    send(board, "minutes-finish", assembly.uuid)
    decision = Decision.objects.get()
    assert decision.effect == "asbl-tariff"
    of_members(read(board, "decision-carry-out", decision.uuid))
    send(
        board,
        "decision-carry-out",
        decision.uuid,
        note="From July",
        confirmed="on",
    )
    decision.refresh_from_db()
    assert decision.carried_out.outcome == "asbl-tariff: From July"
    assert DecisionTask.objects.count() == 1
    mia = sign_in("mia")
    of_members(read(mia, "tasks"))
    read(mia, "decision-carry-out", decision.uuid, status=403)


def test_another_effect_begins_anew(board, monkeypatch):
    effects(monkeypatch, "asbl-tariff", "asbl-board")
    assembly = drafted(board)
    item = with_point(board, assembly, "asbl-ordinary", effect="asbl-tariff")
    item.effect_ref, item.effect_values = uuid4(), {"price": "7.00"}
    item.save()
    kept = {"subject": "asbl-ordinary", **words("asbl-ordinary")}
    send(board, "item-edit", assembly.uuid, item.uuid, **kept, effect="asbl-tariff")
    item.refresh_from_db()
    assert item.effect_values == {"price": "7.00"}
    send(board, "item-edit", assembly.uuid, item.uuid, **kept, effect="asbl-board")
    item.refresh_from_db()
    assert (item.effect, item.effect_ref, item.effect_values) == (
        "asbl-board",
        None,
        {},
    )
