"""The pages of a point: voted by name or in secret, and what it came to."""

from uuid import uuid4

import pytest

from governance.queries.meeting import meeting_of
from tests.governance.factories import (
    CLARA,
    JEAN,
    OMAR,
    head,
    line,
    opened,
    vote,
    voter,
)
from tests.governance.holding import making
from tests.governance.holding.asking import address, send, show

# The points


def test_points_are_opened_and_closed_one_after_the_other(sophie):
    assembly = opened("One", "Two")
    first, second = making.items(assembly)
    assert "Open the vote on point 1" in show(sophie, "meeting", assembly)
    assert send(sophie, "meeting-item-open", assembly, first.uuid) == []
    assert send(sophie, "meeting-item-open", assembly, second.uuid) == [
        "Another point is open. Close it first: one point is voted at a time."
    ]
    assert "Point 1 is open" in show(sophie, "meeting-item", assembly, second.uuid)
    assert "Votes and closing" in show(sophie, "meeting", assembly)
    send(sophie, "meeting-item-close", assembly, first.uuid)
    page = show(sophie, "meeting-item", assembly, first.uuid)
    assert "No vote was cast, so nothing is adopted." in page
    assert "Open the vote on point 2" in page


def test_a_point_before_the_meeting_is_open(sophie):
    assembly = making.attended()
    page = show(sophie, "meeting-item", assembly, making.items(assembly)[0].uuid)
    assert "The meeting is not open" in page


def test_everybody_for_except_who_is_marked(sophie):
    assembly = opened()
    item = assembly.items.get()
    send(sophie, "meeting-item-open", assembly, item.uuid)
    said = send(
        sophie,
        "meeting-item-votes",
        assembly,
        item.uuid,
        **{f"head_{head(CLARA)}": "against", f"was_{head(CLARA)}": "none"},
        others="for",
    )
    assert said == ["The ballots are counted."]
    ballots = meeting_of(assembly).ballots(str(item.uuid))
    assert {ballot.event.body["operator"] for ballot in ballots.values()} == {"Sophie"}
    send(sophie, "meeting-item-close", assembly, item.uuid)
    page = show(sophie, "meeting-item", assembly, item.uuid)
    assert "The decision is adopted." in page
    assert "700 for + 300 against = 1,000" in page
    assert "199 votes more than needed." in page


def test_only_what_is_marked_is_counted(sophie):
    assembly = opened()
    item = assembly.items.get()
    send(sophie, "meeting-item-open", assembly, item.uuid)
    marked = {f"head_{head(CLARA)}": "blank", f"was_{head(CLARA)}": "none"}
    send(sophie, "meeting-item-votes", assembly, item.uuid, **marked, marked="1")
    choices = {
        one.choice for one in meeting_of(assembly).ballots(str(item.uuid)).values()
    }
    assert choices == {"blank"}
    assert send(sophie, "meeting-item-votes", assembly, item.uuid, marked="1") == [
        "No ballot was filled in."
    ]


def test_an_old_page_does_not_type_over_a_vote_by_phone(sophie):
    assembly = opened()
    item = assembly.items.get()
    send(sophie, "meeting-item-open", assembly, item.uuid)
    vote(item, B="against")  # after the page was shown
    old = {f"head_{head(CLARA)}": "none", f"was_{head(CLARA)}": "none"}
    send(sophie, "meeting-item-votes", assembly, item.uuid, **old, others="for")
    ballots = meeting_of(assembly).ballots(str(item.uuid))
    assert ballots[line(assembly, "B")].choice == "against"


def test_a_ballot_on_paper(sophie):
    assembly = opened()
    item = assembly.items.get()
    send(sophie, "meeting-item-open", assembly, item.uuid)
    where = (item.uuid, head(OMAR))
    page = show(sophie, "meeting-item-ballot", assembly, *where)
    assert "Ballot of Omar Haddad" in page
    said = send(
        sophie,
        "meeting-item-ballot",
        assembly,
        *where,
        choice="abstain",
        channel="paper",
        reason="No phone",
    )
    assert said == ["The ballot of Omar Haddad is counted."]
    assert "on paper" in show(sophie, "meeting-item", assembly, item.uuid)
    nobody = address("meeting-item-ballot", assembly, item.uuid, uuid4())
    assert sophie.get(nobody).status_code == 404


def test_lots_of_one_owner_are_voted_apart(sophie):
    from buildings.models import Lot

    lot = Lot.objects.get(code="K")
    Lot.objects.filter(pk=lot.pk).update(shares=0)
    assembly = opened()
    item = assembly.items.get()
    send(sophie, "meeting-item-open", assembly, item.uuid)
    page = show(sophie, "meeting-item-ballot", assembly, item.uuid, head(OMAR))
    assert "Lot K" not in page  # without votes


@pytest.mark.parametrize("name", ["postpone", "amend", "conflict"])
def test_what_else_is_done_with_a_point(sophie, name):
    assembly = opened()
    item = assembly.items.get()
    data = {
        "postpone": {"reason": "Later"},
        "amend": {"text_fr": "Peindre en vert", "reason": "Taste"},
        "conflict": {"head": head(OMAR), "reason": "Painter", "wide": "on"},
    }[name]
    show(sophie, f"meeting-item-{name}", assembly, item.uuid)
    send(sophie, f"meeting-item-{name}", assembly, item.uuid, **data)
    progress = meeting_of(assembly).item(str(item.uuid))
    done = {
        "postpone": progress.postponed and progress.postponed.reason,
        "amend": progress.amendments and progress.amendments[-1].text,
        "conflict": progress.conflicts and progress.conflicts[-1].barred,
    }
    assert (
        done[name]
        == {
            "postpone": "Later",
            "amend": {"fr": "Peindre en vert"},
            "conflict": voter(OMAR),
        }[name]
    )
    show(sophie, "meeting-item", assembly, item.uuid)


def test_a_conflict_for_his_own_lots_alone(sophie):
    assembly = opened()
    item = assembly.items.get()
    narrow = {"head": head(OMAR), "reason": "Painter"}
    send(sophie, "meeting-item-conflict", assembly, item.uuid, **narrow)
    progress = meeting_of(assembly).item(str(item.uuid))
    assert progress.conflicts[0].barred == head(OMAR)


def test_an_amendment_needs_a_text(sophie):
    assembly = opened()
    item = assembly.items.get()
    found = sophie.post(
        address("meeting-item-amend", assembly, item.uuid), {"reason": "Taste"}
    )
    assert "Write the text of the decision." in found.content.decode()


def test_a_vote_is_reopened_with_a_reason(sophie):
    assembly = making.voting()
    item = making.items(assembly)[0]
    send(sophie, "meeting-item-close", assembly, making.items(assembly)[1].uuid)
    assert "The ballots stay" in show(
        sophie, "meeting-item-reopen", assembly, item.uuid
    )
    said = send(sophie, "meeting-item-reopen", assembly, item.uuid, reason="A mistake")
    assert said == ["The vote is open again."]
    page = show(sophie, "meeting-item", assembly, item.uuid)
    assert ("A mistake" in page, "Conflict of interest" in page) == (True, True)


# Secret ballots


def box(**slips):
    """What the form says when nothing else is counted."""
    names = [
        f"slips_{votes}_{choice}"
        for votes in (500, 300, 200)
        for choice in ("for", "against", "abstain", "blank")
    ]
    return dict.fromkeys(names, "0") | slips


def test_a_secret_ballot_from_the_box(sophie):
    assembly = making.secret_vote()
    item = making.items(assembly)[3]
    page = show(sophie, "meeting-item", assembly, item.uuid)
    assert ("not yet" in page, "only the outcome is published" in page) == (True, True)
    show(sophie, "meeting-item-box", assembly, item.uuid)
    heads = [head(OMAR), head(CLARA)]
    slips = box(slips_500_for="1", slips_300_for="1")
    said = send(sophie, "meeting-item-box", assembly, item.uuid, heads=heads, **slips)
    assert said == ["The slips are counted. Nobody can change them any more."]
    assert "has voted" in show(sophie, "meeting-item", assembly, item.uuid)
    wrong = {"heads": [head(JEAN)], **box()}
    assert (
        "one for each person"
        in send(sophie, "meeting-item-box", assembly, item.uuid, **wrong)[0]
    )
    send(sophie, "meeting-item-close", assembly, item.uuid)
    page = show(sophie, "meeting-item", assembly, item.uuid)
    assert "Ann Peeters is elected." in page
    assert "Its figures are not published" in page
    assert "Reopen" not in page


def test_there_is_no_box_for_a_vote_by_name_and_no_name_in_a_secret_one(sophie):
    assembly = making.voting()
    open_one = making.items(assembly)[1]
    box = address("meeting-item-box", assembly, open_one.uuid)
    assert sophie.get(box).status_code == 404
    other = making.secret_vote()
    ballot = address(
        "meeting-item-ballot", other, making.items(other)[3].uuid, head(OMAR)
    )
    assert sophie.get(ballot).status_code == 404
