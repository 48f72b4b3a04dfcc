"""The meeting and its items from the opening to the signatures."""

from datetime import timedelta

import pytest

from governance.meeting.events import Code, Refused
from governance.meeting.opening import Quorum
from governance.meeting.proceedings import Bureau, End, Remark, Signature
from governance.meeting.progress import Amendment, Conflict, Note, State
from governance.meeting.roll import ASBL, Item, Kind
from governance.quorum import Missing
from tests.governance.meeting.sittings import (
    START,
    Sitting,
    building,
    by_phone,
    typed,
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


# The opening

# Spec governance.md §2: owners, who is there, has it a quorum.
QUORUMS = [
    ([120] * 5 + [80] * 5, 5, False),
    ([100, 100, 100, 100, 50, 50, 125, 125, 125, 125], 6, True),
    ([100, 100, 100, 99, 50, 50, 126, 125, 125, 125], 6, False),
    ([250, 250, 250, *[50] * 5], 3, False),
    ([250, 250, 251, 49, *[50] * 4], 3, True),
]


@pytest.mark.parametrize(("votes", "present", "reached"), QUORUMS)
def test_the_quorum_at_the_opening(votes, present, reached):
    sitting = Sitting(building(*votes)).arrive(*(f"p{n + 1}" for n in range(present)))
    live = sitting.meeting.quorum
    sitting.does("opened", session=1)
    opening = sitting.meeting.opening
    assert (opening.quorum, opening.is_second) == (live, False)
    assert (live.is_reached, opening.may_decide) == (reached, reached)


def test_what_the_quorum_lacks():
    sitting = Sitting(building(400, 350, 250)).arrive("p1")
    assert sitting.meeting.quorum == Quorum(
        owners_present=1,
        owners_total=3,
        shares_present=400,
        shares_total=1000,
        missing=Missing(owners=1, shares=100, shares_alone=351),
        is_reached=False,
    )


def test_without_a_quorum_the_meeting_can_only_be_adjourned():
    sitting = Sitting(building(400, 350, 250)).arrive("p1")
    assert sitting.refusal("adjourned") == Code.NOT_OPEN
    sitting.does("opened", session=1)
    # Who comes after the opening brings no quorum any more.
    sitting.arrive("p2", "p3")
    assert sitting.meeting.quorum.is_reached
    assert sitting.refusal("item-opened", item="i1") == Code.NO_QUORUM
    assert sitting.refusal("closed") == Code.NO_QUORUM
    sitting.does("adjourned")
    meeting = sitting.meeting
    assert (meeting.end, meeting.ended_at) == (End.ADJOURNED, meeting.at)
    assert sitting.refusal("left", person="p1") == Code.ALREADY_CLOSED


def test_a_second_session_needs_no_quorum():
    sitting = Sitting(building(400, 350, 250)).does("opened", session=2)
    opening = sitting.meeting.opening
    assert (opening.is_second, opening.may_decide) == (True, True)
    assert opening.quorum.is_reached is False
    assert sitting.refusal("adjourned") == Code.HAS_QUORUM
    sitting.does("item-opened", item="i1")
    assert sitting.meeting.open_item == "i1"


def test_the_asbl_needs_no_quorum():
    sitting = Sitting(building(1, 1, 1, rules=ASBL)).does("opened", session=1)
    assert sitting.meeting.opening.quorum == Quorum(
        0, 3, 0, 3, missing=Missing(0, 0, 0), is_reached=True
    )
    assert sitting.refusal("adjourned") == Code.HAS_QUORUM
    sitting.does("item-opened", item="i1")
    assert sitting.meeting.open_item == "i1"


def test_a_departure_does_not_take_the_quorum_away(sitting):
    sitting.does("opened", session=1)
    for person in ("p1", "p2", "p3"):
        sitting.does("left", person=person)
    assert sitting.meeting.quorum.is_reached is False
    assert sitting.meeting.opening.may_decide is True
    sitting.does("item-opened", item="i1").does("item-closed", item="i1")
    assert sitting.result().adopted is False


def test_opened_once(sitting):
    assert sitting.refusal("item-opened", item="i1") == Code.NOT_OPEN
    assert sitting.refusal("closed") == Code.NOT_OPEN
    sitting.does("opened", session=1)
    assert sitting.refusal("opened", session=2) == Code.ALREADY_OPEN


def test_the_bureau(sitting):
    sitting.does("left", person="p3")
    body = {"chair": "syndic", "secretary": "syndic"}
    assert sitting.refusal("bureau", **body) == Code.CHAIR_NOT_CO_OWNER
    assert sitting.refusal("bureau", **body | {"chair": "p3"}) == Code.NOT_PRESENT
    sitting.does("bureau", **body | {"chair": "p1"})
    assert sitting.meeting.bureau == Bureau(after(5), "p1", "syndic")


def test_the_end(sitting):
    sitting.open()
    assert sitting.refusal("closed") == Code.ANOTHER_OPEN
    signature = {"name": "Ann", "role": "chair", "person": "p1", "way": "room"}
    assert sitting.refusal("signed", **signature) == Code.NOT_CLOSED
    sitting.close().does("closed")
    assert (sitting.meeting.end, sitting.meeting.ended_at) == (End.CLOSED, after(7))
    assert sitting.refusal("closed") == Code.ALREADY_CLOSED
    assert sitting.refusal("remark", text="Too late.") == Code.ALREADY_CLOSED
    sitting.does("signed", **signature)
    assert sitting.meeting.signatures == (
        Signature(after(8), "Ann", "chair", "p1", "room"),
    )


def test_remarks(sitting):
    sitting.does("remark", item="i1", person="p1", text="A reservation.")
    sitting.does("remark", text="On the meeting.")
    assert sitting.meeting.remarks == (
        Remark(after(4), "i1", "p1", "A reservation."),
        Remark(after(5), None, None, "On the meeting."),
    )
    assert sitting.refusal("remark", item="i9", text="?") == Code.UNKNOWN_ITEM


# The items

NEEDS_ITEM = [
    ("item-opened", {}),
    ("item-closed", {}),
    ("ballot", {"choices": {"l1": "for"}, "channel": "phone"}),
    ("voted", {"heads": ["h1"], "channel": "phone"}),
    ("item-reopened", {"reason": "why"}),
    ("item-postponed", {"reason": "why"}),
    ("amended", {"text": {"fr": "Texte"}, "reason": "why"}),
    ("conflict", {"person": "p1", "reason": "why"}),
]


@pytest.mark.parametrize(("kind", "body"), NEEDS_ITEM)
def test_items_that_are_not_on_the_agenda(sitting, kind, body):
    sitting.does("opened", session=1)
    assert sitting.refusal(kind, item="i9", **body) == Code.UNKNOWN_ITEM


def test_questions_about_items_that_are_not_on_the_agenda(sitting):
    for ask in (
        sitting.meeting.item,
        sitting.meeting.result,
        sitting.meeting.powers,
        sitting.meeting.is_reachable,
    ):
        with pytest.raises(Refused) as refused:
            ask("i9")
        assert refused.value.code == Code.UNKNOWN_ITEM


def test_one_item_at_a_time(sitting):
    states = [(each.item.id, each.state) for each in sitting.meeting.items]
    assert states == [(f"i{n}", State.WAITING) for n in (1, 2, 3, 4)]
    assert sitting.meeting.result("i1") is None
    sitting.open()
    progress = sitting.meeting.item("i1")
    assert (progress.state, progress.opened_at) == (State.OPEN, after(5))
    assert sitting.refusal("item-opened", item="i2") == Code.ANOTHER_OPEN
    assert sitting.refusal("item-opened", item="i1") == Code.ANOTHER_OPEN
    assert sitting.refusal("item-closed", item="i2") == Code.ITEM_NOT_OPEN
    sitting.close()
    progress = sitting.meeting.item("i1")
    assert (progress.state, progress.closed_at) == (State.CLOSED, after(6))
    assert sitting.meeting.open_item is None
    assert sitting.refusal("item-opened", item="i1") == Code.ITEM_CLOSED
    assert sitting.refusal("item-closed", item="i1") == Code.ITEM_NOT_OPEN


def test_information_takes_no_vote(sitting):
    sitting.open("i2")
    ballot = by_phone("p1", "i2", l1="for")
    assert sitting.refusal("ballot", **ballot) == Code.INFORMATION
    voted = {"item": "i2", "heads": ["h1"], "channel": "phone"}
    assert sitting.refusal("voted", **voted) == Code.INFORMATION
    conflict = {"item": "i2", "person": "p1", "reason": "works here"}
    assert sitting.refusal("conflict", **conflict) == Code.INFORMATION
    assert sitting.result("i2") is None
    assert sitting.refusal("item-closed", item="i2", adopted=True) == Code.NOT_SECRET
    sitting.close("i2")
    assert (sitting.result("i2"), sitting.meeting.item("i2").state) == (None, "closed")
    reopening = {"item": "i2", "reason": "more to say"}
    assert sitting.refusal("item-reopened", **reopening) == Code.INFORMATION


def test_amendments_and_postponing(sitting):
    amendment = {"item": "i1", "text": {"fr": "Texte"}, "reason": "clearer"}
    postponed = {"item": "i1", "reason": "no quote"}
    sitting.does("opened", session=1).does("amended", **amendment)
    sitting.does("item-postponed", **postponed)
    assert sitting.refusal("item-postponed", **postponed) == Code.ITEM_POSTPONED
    sitting.does("amended", **amendment | {"text": {"fr": "Encore"}})
    progress = sitting.meeting.item("i1")
    assert progress.state == State.POSTPONED
    assert progress.postponed == Note(after(6), "no quote")
    assert progress.amendments == (
        Amendment(after(5), {"fr": "Texte"}, "clearer"),
        Amendment(after(7), {"fr": "Encore"}, "clearer"),
    )
    # A postponed item may still be opened.
    sitting.open()
    assert sitting.refusal("amended", **amendment) == Code.ITEM_OPEN
    assert sitting.refusal("item-postponed", **postponed) == Code.ITEM_OPEN
    sitting.close()
    assert sitting.refusal("amended", **amendment) == Code.ITEM_CLOSED
    assert sitting.refusal("item-postponed", **postponed) == Code.ITEM_CLOSED


def test_conflicts_that_can_be_named(sitting):
    conflict = {"item": "i1", "reason": "works here"}
    both = conflict | {"person": "p1", "head": "h1"}
    assert sitting.refusal("conflict", **conflict) == Code.MALFORMED
    assert sitting.refusal("conflict", **both) == Code.MALFORMED
    unknown = conflict | {"head": "p1"}
    assert sitting.refusal("conflict", **unknown) == Code.UNKNOWN_PERSON
    sitting.does("conflict", **conflict, person="contractor")
    sitting.does("conflict", **conflict, head="h2")
    progress = sitting.meeting.item("i1")
    assert progress.barred == {"contractor", "h2"}
    assert progress.conflicts == (
        Conflict(after(4), "contractor", "works here"),
        Conflict(after(5), "h2", "works here"),
    )
    sitting.open().does("conflict", **conflict, person="p3").close()
    assert sitting.refusal("conflict", **conflict, person="p1") == Code.ITEM_CLOSED


def test_reopening(sitting):
    reason = {"reason": "two lots were mixed up"}
    sitting.open().ballot("p1", l1="for").ballot("p2", l2="against").close()
    assert sitting.voted() == (400, 350, 0, 0)
    assert sitting.refusal("item-reopened", item="i4", **reason) == Code.ITEM_NOT_CLOSED
    sitting.open("i4")
    assert sitting.refusal("item-reopened", item="i1", **reason) == Code.ANOTHER_OPEN
    sitting.close("i4").does("item-reopened", item="i1", **reason)
    # The ballots stay, and may be changed.
    assert sitting.voted() == (400, 350, 0, 0)
    sitting.ballot("p3", l3="against")
    progress = sitting.meeting.item("i1")
    assert (progress.state, progress.closing, progress.closed_at) == (
        "open",
        None,
        None,
    )
    assert progress.reopenings == (Note(after(11), "two lots were mixed up"),)
    sitting.close()
    assert (sitting.voted(), sitting.result().adopted) == ((400, 600, 0, 0), False)


# Ballots


def test_refused_ballots(sitting):
    body = by_phone("p1", l1="for")
    sitting.does("opened", session=1).does("left", person="p3")
    assert sitting.refusal("ballot", **body) == Code.ITEM_NOT_OPEN
    sitting.open()
    others = by_phone("p1", l2="for")
    assert sitting.refusal("ballot", **others) == Code.NOT_YOURS
    nobodys = body | {"person": None}
    assert sitting.refusal("ballot", **nobodys) == Code.NOT_YOURS
    assert sitting.refusal("ballot", **typed(l9="for")) == Code.UNKNOWN_LINE
    assert sitting.refusal("ballot", **typed(l3="for")) == Code.LINE_ABSENT
    assert sitting.refusal("ballot", **typed(l3="none")) == Code.LINE_ABSENT
    assert sitting.refusal("ballot", **typed(operator=None, l1="for")) == (
        Code.NO_OPERATOR
    )
    # One wrong line refuses all of them.
    assert sitting.refusal("ballot", **typed(l1="for", l3="for")) == Code.LINE_ABSENT
    assert dict(sitting.meeting.ballots("i1")) == {}
    sitting.does("ballot", **typed(l1="for", l2="against"))
    # The first counts for no more than the second, who is the only other one there.
    assert sitting.voted() == (350, 350, 0, 0)


def test_the_last_ballot_counts_and_one_can_be_taken_back(sitting):
    sitting.open().ballot("p1", l1="for").ballot("p1", l1="against")
    ballot = sitting.meeting.ballots("i1")["l1"]
    assert (ballot.choice, ballot.holder, ballot.event.number) == ("against", "p1", 7)
    sitting.ballot("p1", l1="none")
    assert dict(sitting.meeting.ballots("i1")) == {}
    sitting.ballot("p1", l1="none")
    assert sitting.voted() == (0, 0, 0, 0)


def test_an_operator_takes_back_the_ballot_of_who_left(sitting):
    sitting.open().ballot("p1", l1="for").does("left", person="p1")
    assert sitting.refusal("ballot", **by_phone("p1", l1="none")) == Code.LINE_ABSENT
    assert sitting.refusal("ballot", **typed(l1="against")) == Code.LINE_ABSENT
    assert sitting.voted() == (400, 0, 0, 0)
    sitting.does("ballot", **typed(l1="none"))
    assert sitting.voted() == (0, 0, 0, 0)


def test_lines_without_votes_on_the_item():
    roll = building(400, 600, 0)
    sitting = Sitting(roll).arrive("p1", "p2", "p3").open()
    assert sitting.refusal("ballot", **by_phone("p3", l3="for")) == Code.NOT_IN_KEY


def test_a_suspended_lot_of_somebody_present_does_not_vote(sitting):
    flat, *others = building(400, 350, 250).lines
    garage = type(flat)("l9", "Garage", "h1", None, 10)
    roll = type(sitting.roll)(sitting.roll.rules, (flat, *others, garage), (vote(),))
    sitting = Sitting(roll).arrive("p1", "p2", "p3").open()
    assert sitting.refusal("ballot", **typed(l9="for")) == Code.LINE_ABSENT
    assert [line.line for line in sitting.result().lines] == ["l1", "l2", "l3"]
    assert sitting.result().tally.votes_total == 1010
