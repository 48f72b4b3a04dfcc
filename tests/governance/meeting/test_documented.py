"""Every figure and every code of docs/rules/meeting.md."""

import re

import pytest

from governance.majorities import Majority
from governance.meeting.events import BODIES, Code
from governance.meeting.roll import BUILDING, Line, Roll
from tests.governance.meeting.sittings import Sitting, typed, vote
from tests.worked_tables import DOCS, worked_tables

PAGE = (DOCS / "rules/meeting.md").read_text(encoding="utf-8")
WORKED = worked_tables("rules/meeting.md")
LINES = (
    Line("flat", "Flat", "A", "A", 500),
    Line("garage", "Garage", "A", "A", 70),
    Line("first", "First", "B", "B", 163),
    Line("second", "Second", "C", "C", 143),
    Line("third", "Third", "D", "D", 124),
)
FIRST = "D gave A a proxy, and A votes for both"
SECOND = "D comes before the closing, and votes himself"
THIRD = "D comes, votes and leaves; C is barred"
VOTES = {"1": FIRST, "2": SECOND, "3": THIRD}


def meeting_of(heading, majority):
    sitting = Sitting(Roll(BUILDING, LINES, (vote(majority=majority),)))
    sitting.arrive("A", "B", "C")
    sitting.proxy("D", "A")
    sitting.open().ballot("A", flat="for", garage="for", third="for")
    sitting.does("ballot", **typed(first="against", second="abstain"))
    if heading != FIRST:
        sitting.arrive("D").ballot("D", third="against")
    if heading == THIRD:
        sitting.does("left", person="D")
        sitting.does("conflict", item="i1", person="C", reason="his contract")
    return sitting.close()


@pytest.mark.parametrize("heading", VOTES.values())
def test_what_counts_of_each_line(heading):
    result = meeting_of(heading, Majority.ABSOLUTE).result()
    assert [
        {
            "line": line.line,
            "head": line.head,
            "held by": line.holder,
            "votes": str(line.votes),
            "counted": str(line.counted),
            "ballot": line.choice,
        }
        for line in result.lines
    ] == WORKED[heading]


@pytest.mark.parametrize("row", WORKED["What each comes to"])
def test_what_each_comes_to(row):
    figures = meeting_of(VOTES[row["vote"]], Majority(row["majority"])).result()
    found = figures.to_json()
    assert {
        "vote": row["vote"],
        "majority": figures.majority,
        **{name: str(found[name]) for name in ("for", "against", "abstain", "total")},
        "needed": str(found["needed"]),
        "adopted": "yes" if found["adopted"] else "no",
    } == row


def test_every_kind_and_every_code_is_explained():
    chapter = PAGE.split("## The events")[1].split("## Steps")[0]
    kinds = re.findall(r"^\| `([a-z-]+)` \|", chapter, flags=re.MULTILINE)
    assert kinds == list(BODIES)
    codes = {code.value for code in Code}
    assert set(re.findall(r"`([a-z-]+)`", chapter)) == codes.union(BODIES)
