"""What counts and what is decided: cap, conflicts, keys, lots, majorities."""

import pytest

from governance.majorities import Majority, Tally
from governance.meeting.result import Cut, LineResult, Presence
from governance.meeting.roll import ASBL, BUILDING, Item, Kind, Line, NotVoted, Roll
from tests.governance.meeting.sittings import Sitting, building, lots, typed, vote


def sitting_of(*votes, **changes):
    """Open the one item of a building where everybody is there."""
    roll = building(*votes, items=[vote(**changes)])
    persons = [head.voter for head in roll.heads.values()]
    return Sitting(roll).arrive(*persons).open()


def counted(sitting, item="i1"):
    return dict(sitting.meeting.powers(item).counted)


def everybody(choice, **others):
    """Type the choice for lots 1 to 4."""
    return typed(**{f"l{n}": choice for n in (1, 2, 3, 4)} | others)


# The cap. Law.md §3: 570 of 1,000 with the others at 430 counts for 430.


def test_the_cap():
    sitting = sitting_of(570, 163, 143, 124)
    assert counted(sitting) == {"h1": 430, "h2": 163, "h3": 143, "h4": 124}
    sitting.does("ballot", **everybody("against", l1="for")).close()
    result = sitting.result()
    assert result.cuts == (Cut("h1", "p1", 570, 430),)
    assert (result.is_tie, result.adopted, result.needed) == (True, False, 431)
    assert result.tally == Tally(430, 430, 0, 1000)


def test_nobody_is_cut_at_half():
    sitting = sitting_of(500, 250, 250)
    assert counted(sitting) == {"h1": 500, "h2": 250, "h3": 250}
    assert sitting.result().cuts == ()


def test_only_who_takes_part_is_in_the_base_of_the_cap():
    sitting = sitting_of(570, 163, 143, 124)
    sitting.does("left", person="p4")
    assert counted(sitting)["h1"] == 306
    # Who voted and left has voted: he takes part.
    sitting.does("returned", person="p4").ballot("p4", l4="against")
    sitting.does("left", person="p4")
    assert counted(sitting) == {"h1": 430, "h2": 163, "h3": 143, "h4": 124}
    sitting.ballot("p1", l1="for").close()
    assert sitting.voted() == (430, 124, 0, 0)


def test_who_is_alone_decides_nothing():
    sitting = Sitting(building(600, 400)).arrive("p1").does("opened", session=2)
    sitting.open().ballot("p1", l1="for").close()
    assert sitting.voted() == (0, 0, 0, 0)
    assert sitting.result().adopted is False


def proxy_for_the_first(*, until):
    """The fourth gave the first a proxy, which the first used; then something comes."""
    sitting = Sitting(building(570, 163, 143, 124)).arrive("p1", "p2", "p3")
    sitting.proxy("h4", "p1")
    sitting.open().ballot("p1", l1="for", l4="for")
    for kind, body in until:
        sitting.does(kind, **body)
    return sitting


def test_each_owner_is_capped_first_then_what_the_holder_has_in_all():
    sitting = proxy_for_the_first(until=[])
    # 430 and 124 over 306: 237.5 and 68.5, the vote left over to the larger remainder.
    assert counted(sitting) == {"h1": 238, "h2": 163, "h3": 143, "h4": 68}
    assert sitting.close().result().cuts == (
        Cut("h1", "p1", 570, 238),
        Cut("h4", "p1", 124, 68),
    )


def test_a_ballot_stays_with_the_holder_until_the_principal_votes_himself():
    arrived = ("arrived", {"person": "p4", "way": "room"})
    sitting = proxy_for_the_first(until=[arrived])
    assert counted(sitting)["h1"] == 238
    sitting.ballot("p4", l4="against")
    assert counted(sitting) == {"h1": 430, "h2": 163, "h3": 143, "h4": 124}
    # And who voted himself, then leaves with a proxy, has voted himself.
    sitting.does("left", person="p4")
    assert sitting.meeting.represented["h4"].holder == "p1"
    assert counted(sitting)["h1"] == 430


def test_the_votes_of_a_holder_who_left():
    left = ("left", {"person": "p1"})
    sitting = proxy_for_the_first(until=[left])
    assert counted(sitting) == {"h1": 238, "h2": 163, "h3": 143, "h4": 68}
    assert sitting.voted() == (306, 0, 0, 0)


def test_the_last_counted_ballot_of_a_head_says_who_holds_its_votes():
    lines = (*lots(40, 30), Line("l3", "Garage", "h2", "p2", 30))
    sitting = Sitting(Roll(BUILDING, lines, (vote(),))).arrive("p1", "p2")
    sitting.proxy("h2", "p1")
    sitting.does("left", person="p2").open().ballot("p1", l2="for", l3="for")
    sitting.does("returned", person="p2").ballot("p2", l2="against")
    assert sitting.meeting.powers("i1").holders["h2"] == "p2"
    sitting.ballot("p2", l2="none")
    assert sitting.meeting.powers("i1").holders["h2"] == "p1"


def test_one_person_for_several_heads_is_one_holder():
    lines = (*lots(40, 30, 30), Line("l4", "Studio", "h4", "p1", 35))
    sitting = Sitting(Roll(BUILDING, lines, (vote(),))).arrive("p1", "p2", "p3").open()
    # 40 and 35 over 60: 32 and 28.
    assert counted(sitting) == {"h1": 32, "h2": 30, "h3": 30, "h4": 28}


# Conflicts of interest


@pytest.mark.parametrize("barred", ["h1", "p1"])
def test_a_conflict_counts_for_nothing_and_stays_in_the_base(barred):
    sitting = sitting_of(300, 300, 400, barred=frozenset({barred}))
    sitting.does("ballot", **typed(l1="for", l2="for", l3="against"))
    assert counted(sitting) == {"h1": 0, "h2": 300, "h3": 400}
    result = sitting.close().result()
    assert sitting.voted() == (300, 400, 0, 0)
    assert result.lines[0] == LineResult("l1", "h1", "p1", 300, 0, "for", True)
    # The base of the cap is 600 for the third; and no cut is shown for a conflict.
    assert result.cuts == ()


def test_who_has_a_conflict_votes_for_nobody_and_nobody_for_him():
    sitting = Sitting(building(100, 100, 100, items=[vote(barred=frozenset({"p1"}))]))
    sitting.arrive("p1", "p3")
    sitting.proxy("h2", "p1")
    sitting.open()
    assert counted(sitting) == {"h1": 0, "h2": 0, "h3": 100}
    sitting.does("left", person="p1")
    sitting.proxy("h1", "p3")
    assert counted(sitting) == {"h1": 0, "h3": 100}


def test_a_conflict_named_after_the_ballot():
    sitting = sitting_of(300, 300, 400).ballot("p1", l1="for").ballot("p2", l2="for")
    sitting.does("conflict", item="i1", head="h1", reason="his own works").close()
    assert sitting.voted() == (300, 0, 0, 0)


# Keys and lots

LIFT = vote(key="lift")


def lift_sitting(**changes):
    lines = (
        Line("l1", "Ground floor", "h1", "p1", 500),
        Line("l2", "First", "h2", "p2", 250, {"lift": 30}),
        Line("l3", "Second", "h3", "p3", 200, {"lift": 40}),
        Line("l4", "Garage of the second", "h3", "p3", 50, {"lift": 3}),
    )
    roll = Roll(BUILDING, lines, (vote(key="lift", **changes),))
    return Sitting(roll).arrive("p1", "p2", "p3").open()


def test_only_the_key_votes_with_its_parts():
    sitting = lift_sitting()
    assert sitting.refusal("ballot", **typed(l1="for")) == "not-in-key"
    # 43 over 30: 40 and 3 keep 27.9 and 2.1.
    assert counted(sitting) == {"h2": 30, "h3": 30}
    sitting.does("ballot", **typed(l2="for", l3="against", l4="abstain")).close()
    result = sitting.result()
    assert [(line.line, line.votes, line.counted) for line in result.lines] == [
        ("l2", 30, 30),
        ("l3", 40, 28),
        ("l4", 3, 2),
    ]
    assert (sitting.voted(), result.tally.votes_total) == ((30, 28, 2, 0), 73)


def test_unanimity_of_a_key():
    sitting = lift_sitting(majority=Majority.UNANIMITY)
    sitting.does("ballot", **typed(l2="for", l3="for", l4="for")).close()
    result = sitting.result()
    assert (result.needed, result.adopted, result.cuts) == (73, True, ())


def test_the_lots_of_one_owner_can_be_split():
    lines = (
        Line("l1", "Flat", "h1", "p1", 500),
        Line("l2", "Other flat", "h2", "p2", 163),
        Line("l3", "Garage", "h1", "p1", 70),
        Line("l4", "Third flat", "h3", "p3", 267),
    )
    sitting = Sitting(Roll(BUILDING, lines, (vote(),))).arrive("p1", "p2", "p3").open()
    sitting.ballot("p1", l1="for", l3="against").ballot("p2", l2="blank")
    # 430 over 500 and 70: 377.2 and 52.8.
    assert sitting.voted() == (377, 53, 0, 163)
    result = sitting.result()
    assert [line.line for line in result.lines] == ["l1", "l2", "l3", "l4"]
    assert [line.choice for line in result.lines] == ["for", "blank", "against", None]
    assert sum(line.counted for line in result.lines) == 860


# Majorities, on both sides

CASES = [
    (Majority.TWO_THIRDS, 200, 100, True),
    (Majority.TWO_THIRDS, 199, 100, False),
    (Majority.FOUR_FIFTHS, 80, 20, True),
    (Majority.FOUR_FIFTHS, 79, 20, False),
    (Majority.ABSOLUTE, 51, 50, True),
    (Majority.ABSOLUTE, 50, 50, False),
]


@pytest.mark.parametrize(("majority", "for_", "against", "adopted"), CASES)
def test_majorities(majority, for_, against, adopted):
    # Four fifths cannot be one owner: he would be cut. Half each, and the rest.
    half = for_ // 2
    sitting = sitting_of(half, for_ - half, against, 500, majority=majority)
    sitting.does("ballot", **typed(l1="for", l2="for", l3="against", l4="abstain"))
    assert sitting.close().result().adopted is adopted
    assert sitting.result().presence_reached is None


def test_one_vote_for_and_the_others_abstain():
    sitting = sitting_of(1, 499, 500)
    sitting.does("ballot", **typed(l1="for", l2="abstain", l3="blank")).close()
    assert sitting.voted() == (1, 0, 499, 500)
    assert (sitting.result().adopted, sitting.result().needed) == (True, 1)
    assert sitting.result().to_json() == {
        "for": 1,
        "against": 0,
        "abstain": 499,
        "blank": 500,
        "total": 1000,
        "needed": 1,
        "adopted": True,
    }


def test_nobody_voted():
    sitting = sitting_of(400, 600).close()
    result = sitting.result()
    assert (result.adopted, result.is_tie) == (False, False)


UNANIMITY = {"majority": Majority.UNANIMITY}


def test_unanimity_is_of_all_shares_and_knows_no_cap():
    sitting = sitting_of(570, 163, 143, 124, **UNANIMITY)
    assert sitting.meeting.is_reachable("i1")
    sitting.does("ballot", **everybody("for")).close()
    assert (sitting.voted(), sitting.result().adopted) == ((1000, 0, 0, 0), True)


@pytest.mark.parametrize("choice", ["against", "abstain", "blank", "none"])
def test_unanimity_is_missed_by_one(choice):
    sitting = sitting_of(570, 163, 143, 124, **UNANIMITY)
    sitting.does("ballot", **everybody("for", l4=choice)).close()
    assert sitting.result().adopted is False


def absent_fourth(**changes):
    """Three of four are there at the opening of the item."""
    roll = building(570, 163, 143, 124, items=[vote(**UNANIMITY, **changes)])
    sitting = Sitting(roll).arrive("p1", "p2", "p3").open()
    return sitting.does("ballot", **typed(l1="for", l2="for", l3="for"))


def test_unanimity_is_missed_by_who_is_absent():
    sitting = absent_fourth()
    assert sitting.meeting.is_reachable("i1") is False
    assert sitting.close().result().adopted is False
    assert sitting.result().needed == 1000


def test_unanimity_of_those_present():
    sitting = absent_fourth(present_only=True)
    assert sitting.meeting.is_reachable("i1")
    assert sitting.close().result().adopted is True
    assert sitting.result().needed == 876
    # Somebody who is there and does not vote prevents it.
    sitting.does("item-reopened", item="i1", reason="he came").arrive("p4").close()
    assert sitting.result().adopted is False


# The ASBL


def members(number, *items, rules=ASBL):
    return building(*[1] * number, items=items, rules=rules)


STATUTES = vote(majority=Majority.TWO_THIRDS, presence=(2, 3))


@pytest.mark.parametrize(("present", "reached"), [(4, True), (3, False)])
def test_statutes_need_two_thirds_of_the_members_there(present, reached):
    sitting = Sitting(members(6, STATUTES)).arrive(
        *[f"p{n + 1}" for n in range(present)]
    )
    sitting.open().does("ballot", **typed(l1="for", l2="for")).close()
    result = sitting.result()
    assert result.presence == Presence(present, 6, (2, 3))
    assert (result.presence_reached, result.adopted) == (reached, reached)
    assert result.tally == Tally(2, 0, 0, 6)


def test_a_second_session_of_the_asbl_asks_no_presence():
    sitting = Sitting(members(6, STATUTES)).arrive("p1").does("opened", session=2)
    assert sitting.meeting.is_reachable("i1")
    sitting.open().does("ballot", **typed(l1="for")).close()
    assert (sitting.result().presence_reached, sitting.result().adopted) == (None, True)


def test_presence_decides_what_is_reachable():
    sitting = Sitting(members(6, STATUTES)).arrive("p1", "p2", "p3")
    assert sitting.meeting.is_reachable("i1") is False
    sitting.arrive("p4")
    assert sitting.meeting.is_reachable("i1") is True


def test_one_member_one_vote_without_a_cap():
    sitting = Sitting(members(5, vote())).arrive("p1", "p5")
    for head in ("h2", "h3", "h4"):
        assert sitting.proxy(head, "p1") is None
    sitting.open().does("ballot", **everybody("for", l5="against")).close()
    assert (sitting.voted(), sitting.result().cuts) == ((4, 1, 0, 0), ())


def test_a_conflict_of_a_member():
    sitting = Sitting(members(2, vote(barred=frozenset({"p1"})))).arrive("p1", "p2")
    sitting.open().does("ballot", **typed(l1="for", l2="against")).close()
    assert sitting.voted() == (0, 1, 0, 0)


# What can be reached


def test_reachable_majorities():
    sitting = Sitting(building(570, 163, 143, 124))
    assert sitting.meeting.reachable == ()
    sitting.arrive("p1")
    # Who is alone counts for nothing.
    assert sitting.meeting.reachable == ()
    sitting.arrive("p2")
    most = (Majority.ABSOLUTE, Majority.TWO_THIRDS, Majority.FOUR_FIFTHS)
    assert sitting.meeting.reachable == most
    sitting.arrive("p3", "p4")
    assert sitting.meeting.reachable == tuple(Majority)


def test_information_cannot_be_adopted():
    information = Item("i1", 1, Kind.INFORMATION, majority=None)
    meeting = Sitting(building(1, 1, items=[information])).meeting
    with pytest.raises(NotVoted):
        meeting.is_reachable("i1")
