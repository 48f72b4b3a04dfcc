"""Secret ballots: frozen powers, who voted, and what the closing may say."""

from datetime import timedelta

import pytest

from governance.majorities import Majority
from governance.meeting.events import Code
from governance.meeting.roll import ASBL, Item, Kind
from tests.governance.meeting.sittings import (
    START,
    Sitting,
    building,
    by_phone,
    vote,
)

INFORMATION = Item("i2", 2, Kind.INFORMATION, majority=None)
ELECTION = Item("i3", 3, Kind.ELECTION, secret=True)


def after(minutes):
    return START + timedelta(minutes=minutes)


@pytest.fixture
def sitting():
    """A meeting of three owners of 400, 350 and 250, all there, not opened yet."""
    items = [vote(), INFORMATION, ELECTION, vote("i4")]
    return Sitting(building(400, 350, 250, items=items)).arrive("p1", "p2", "p3")


@pytest.fixture
def secret(sitting):
    """The election of the three, open; the first counts for 400."""
    return sitting.open("i3")


def vote_of(*heads):
    return {"item": "i3", "heads": list(heads), "channel": "phone"}


def totals(for_=0, against=0, abstain=0, blank=0):
    return {"for": for_, "against": against, "abstain": abstain, "blank": blank}


def test_an_election(secret):
    secret.does("voted", **vote_of("h1")).does("voted", **vote_of("h2", "h3"))
    assert secret.meeting.voted("i3") == ("h1", "h2", "h3")
    # Nothing is seen while it is open.
    assert secret.result("i3") is None
    secret.close("i3", totals=totals(650, 350), adopted=True, head="00")
    result = secret.result("i3")
    assert secret.voted("i3") == (650, 350, 0, 0)
    assert (result.adopted, result.needed) == (True, 501)
    assert [(line.line, line.counted, line.choice) for line in result.lines] == [
        ("l1", 400, None),
        ("l2", 350, None),
        ("l3", 250, None),
    ]
    reopening = {"item": "i3", "reason": "a mistake"}
    assert secret.refusal("item-reopened", **reopening) == Code.SECRET_ITEM


def test_refused_votes_on_a_secret_item(secret):
    assert secret.refusal("ballot", **by_phone("p1", "i3", l1="for")) == (
        Code.SECRET_ITEM
    )
    conflict = {"item": "i3", "person": "p1", "reason": "candidate"}
    assert secret.refusal("conflict", **conflict) == Code.SECRET_ITEM
    assert secret.refusal("voted", **vote_of("h9")) == Code.LINE_ABSENT
    secret.does("left", person="p2")
    assert secret.refusal("voted", **vote_of("h2")) == Code.LINE_ABSENT
    secret.does("voted", **vote_of("h1"))
    assert secret.refusal("voted", **vote_of("h3", "h1")) == Code.TWICE
    secret.does("voted", **vote_of("h3"))


def test_votes_on_an_open_item_are_no_secret(sitting):
    body = vote_of("h1") | {"item": "i1"}
    assert sitting.refusal("voted", **body) == Code.ITEM_NOT_OPEN
    sitting.open()
    assert sitting.refusal("voted", **body) == Code.NOT_SECRET
    for wrong in (
        {"totals": totals()},
        {"adopted": False},
        {"head": "00"},
    ):
        assert sitting.refusal("item-closed", item="i1", **wrong) == Code.NOT_SECRET


def test_powers_of_a_secret_item_are_frozen_at_its_opening(sitting):
    sitting.does("left", person="p3").open("i3")
    frozen = {"h1": 350, "h2": 350}
    assert sitting.meeting.powers("i3").counted == frozen
    sitting.does("returned", person="p3")
    assert sitting.refusal("voted", **vote_of("h3")) == Code.LINE_ABSENT
    sitting.does("left", person="p1")
    assert sitting.meeting.powers("i3").counted == frozen
    assert sitting.refusal("voted", **vote_of("h1")) == Code.LINE_ABSENT
    # Who comes back, or somebody for him, votes with what was frozen.
    sitting.proxy("h1", "p3")
    sitting.does("voted", **vote_of("h1"))
    sitting.close("i3", totals=totals(350), adopted=True, head="00")
    assert sitting.voted("i3") == (350, 0, 0, 0)


def test_who_counts_for_nothing_has_no_secret_ballot(sitting):
    conflict = {"item": "i3", "person": "p1", "reason": "candidate"}
    sitting.does("conflict", **conflict).open("i3")
    assert sitting.refusal("voted", **vote_of("h1")) == Code.NO_VOTES
    assert sitting.meeting.powers("i3").counted == {"h1": 0, "h2": 350, "h3": 250}


OUTCOMES = [
    ({}, Code.NO_OUTCOME),
    ({"adopted": True}, Code.NO_OUTCOME),
    ({"head": "00"}, Code.NO_OUTCOME),
    ({"totals": totals(749), "adopted": True, "head": "00"}, Code.WRONG_TOTALS),
    ({"totals": totals(751), "adopted": True, "head": "00"}, Code.WRONG_TOTALS),
    ({"totals": totals(750), "adopted": False, "head": "00"}, Code.WRONG_OUTCOME),
    ({"totals": totals(375, 375), "adopted": True, "head": "00"}, Code.WRONG_OUTCOME),
]


@pytest.mark.parametrize(("outcome", "code"), OUTCOMES)
def test_outcomes_that_cannot_be(secret, outcome, code):
    secret.does("voted", **vote_of("h1", "h2"))
    assert secret.refusal("item-closed", item="i3", **outcome) == code
    secret.close("i3", totals=totals(375, 370, 3, 2), adopted=True, head="00")
    assert secret.voted("i3") == (375, 370, 3, 2)


def test_withheld_totals(secret):
    withheld = {"item": "i3", "totals": None, "head": "00"}
    # Nothing is adopted by nobody.
    assert secret.refusal("item-closed", **withheld, adopted=True) == Code.WRONG_OUTCOME
    secret.does("voted", **vote_of("h1")).close("i3", adopted=True, head="00")
    result = secret.result("i3")
    assert (result.adopted, result.tally, result.needed) == (True, None, None)
    assert (result.is_tie, result.blank) == (False, 0)
    assert result.to_json() == {
        **dict.fromkeys(["for", "against", "abstain", "blank", "total", "needed"]),
        "adopted": True,
    }


def test_a_secret_vote_of_members_needs_its_presence():
    statutes = vote(majority=Majority.TWO_THIRDS, secret=True, presence=(2, 3))
    sitting = Sitting(building(1, 1, 1, rules=ASBL, items=[statutes]))
    sitting.arrive("p1").open().does("voted", item="i1", heads=["h1"], channel="phone")
    withheld = {"item": "i1", "totals": None, "head": "00"}
    assert sitting.refusal("item-closed", **withheld, adopted=True) == (
        Code.WRONG_OUTCOME
    )
    sitting.does("item-closed", **withheld, adopted=False)
    assert sitting.result().adopted is False
