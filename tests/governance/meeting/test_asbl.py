"""The fold of an assembly of members beside an oracle that counts on its fingers."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.majorities import Majority
from governance.meeting.attendance import ProxyRefusal
from governance.meeting.result import Presence
from governance.meeting.roll import ASBL, Item, Kind, Line, Roll
from tests.governance.meeting.sittings import Sitting

PARTS = {Majority.TWO_THIRDS: Fraction(2, 3), Majority.FOUR_FIFTHS: Fraction(4, 5)}


@st.composite
def assemblies(draw):
    """Members, who gave a proxy to whom in this order, who is there, and who votes."""
    members = list(range(draw(st.integers(1, 9))))
    member = st.sampled_from(members)
    somebody = st.sampled_from([*members, "outsider"])
    return {
        "members": members,
        "proxies": draw(st.lists(st.tuples(member, somebody), max_size=12)),
        "present": draw(st.sets(member)),
        "ballots": draw(
            st.dictionaries(
                member, st.sampled_from(["for", "for", "against", "abstain", "blank"])
            )
        ),
        "majority": draw(st.sampled_from([Majority.ABSOLUTE, *PARTS])),
        "presence": draw(st.sampled_from([None, (2, 3), (1, 2), (1, 1)])),
        "session": draw(st.sampled_from([1, 2])),
    }


def expected(told):
    """Return which proxies stand, who takes part, the votes, and whether it is adopted."""
    given, held, standing = {}, Counter(), []
    for principal, holder in told["proxies"]:
        stands = (
            holder in told["members"]
            and holder != principal
            and principal not in given
            and held[holder] < 3
        )
        standing.append(stands)
        if stands:
            given[principal] = holder
            held[holder] += 1
    there = {
        member
        for member in told["members"]
        if member in told["present"] or given.get(member) in told["present"]
    }
    votes = Counter(told["ballots"][member] for member in there & set(told["ballots"]))
    cast = votes["for"] + votes["against"]
    if told["majority"] is Majority.ABSOLUTE:
        enough = votes["for"] > votes["against"]
    else:
        enough = cast > 0 and Fraction(votes["for"], cast) >= PARTS[told["majority"]]
    if told["presence"] is not None and told["session"] == 1:
        part = Fraction(*told["presence"])
        enough = enough and Fraction(len(there), len(told["members"])) >= part
    return standing, there, votes, enough


@given(assemblies())
@settings(max_examples=300)
def test_the_fold_counts_as_on_fingers(told):
    standing, there, votes, adopted = expected(told)
    item = Item(
        "i1", 1, Kind.VOTE, majority=told["majority"], presence=told["presence"]
    )
    lines = tuple(Line(f"l{n}", f"{n}", f"h{n}", f"p{n}", 1) for n in told["members"])
    sitting = Sitting(Roll(ASBL, lines, (item,)))
    found = [sitting.proxy(f"h{one}", f"p{holder}") for one, holder in told["proxies"]]
    assert [refused is None for refused in found] == standing
    sitting.arrive(*(f"p{member}" for member in sorted(told["present"])))
    sitting.does("opened", session=told["session"]).does("item-opened", item="i1")
    choices = {f"l{n}": choice for n, choice in told["ballots"].items() if n in there}
    if choices:
        sitting.does(
            "ballot",
            item="i1",
            choices=choices,
            person=None,
            channel="room",
            operator="Bo",
            reason=None,
        )
    result = sitting.close().result()
    assert {one.head for one in result.lines} == {f"h{member}" for member in there}
    assert sitting.voted() == tuple(
        votes[choice] for choice in ("for", "against", "abstain", "blank")
    )
    assert result.adopted is adopted


@pytest.mark.parametrize(
    ("total", "part", "needed"),
    [(12, (2, 3), 8), (13, (2, 3), 9), (3, (2, 3), 2), (1, (2, 3), 1), (5, (1, 2), 3)],
)
def test_the_part_that_must_be_there_is_rounded_up(total, part, needed):
    assert Presence(0, total, part).needed == needed
    assert Presence(needed, total, part).reached is True
    assert Presence(needed - 1, total, part).reached is False


def test_the_first_reason_is_the_one_that_is_told():
    """A fourth proxy of an outsider is refused for who holds it, not for how many."""
    lines = tuple(Line(f"l{n}", f"{n}", f"h{n}", f"p{n}", 1) for n in range(5))
    sitting = Sitting(Roll(ASBL, lines, (Item("i1", 1, Kind.VOTE),)))
    assert sitting.proxy("h1", "outsider") is ProxyRefusal.OUTSIDER
