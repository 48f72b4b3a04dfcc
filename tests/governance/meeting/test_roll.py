import pytest

from governance.majorities import Majority
from governance.meeting.roll import (
    ASBL,
    BUILDING,
    Head,
    Item,
    Kind,
    Line,
    NotVoted,
    Roll,
    WrongRoll,
    roll_to_json,
)
from tests.governance.meeting.sittings import building, vote

FLAT = Line("l1", "Flat", "h1", "p1", 90, {"lift": 10})
CELLAR = Line("l2", "Cellar", "h1", "p1", 10)
OTHER = Line("l3", "Shop", "h2", None, 100, {"lift": 0})


def test_heads_and_votes():
    roll = Roll(BUILDING, (FLAT, OTHER, CELLAR), (vote(key="lift"),))
    assert dict(roll.heads) == {
        "h1": Head("h1", "p1", (FLAT, CELLAR)),
        "h2": Head("h2", None, ()),
    }
    assert list(roll.heads) == ["h1", "h2"]
    assert dict(roll.heads_of) == {"p1": (roll.heads["h1"],)}
    assert (roll.votes, roll.votes_by("lift")) == (200, 10)
    assert (roll.heads["h1"].votes, roll.heads["h2"].votes) == (100, 0)
    assert roll.heads["h1"].votes_by("lift") == 10


def test_one_person_votes_for_several_heads():
    second = Line("l4", "Studio", "h3", "p1", 5)
    roll = Roll(BUILDING, (FLAT, second), ())
    assert [head.id for head in roll.heads_of["p1"]] == ["h1", "h3"]


def test_holders_who_named_somebody_for_one_lot_only():
    suspended = Line("l2", "Garage", "h1", None, 10)
    for lines in ((FLAT, suspended), (suspended, FLAT)):
        roll = Roll(BUILDING, lines, ())
        assert dict(roll.heads) == {"h1": Head("h1", "p1", (FLAT,))}
        assert (roll.votes, roll.heads["h1"].votes) == (100, 90)


def test_the_majority_asked():
    assert vote(majority=Majority.UNANIMITY).asked is Majority.UNANIMITY
    with pytest.raises(NotVoted):
        _ = information().asked


def information(**changes):
    return Item("i1", 1, Kind.INFORMATION, **{"majority": None} | changes)


def election(**changes):
    return Item("i1", 1, Kind.ELECTION, **changes)


UNANIMITY = Majority.UNANIMITY
RIGHT = {
    "secret election": (BUILDING, election(secret=True)),
    "secret vote of members": (ASBL, vote(secret=True)),
    "of those present": (BUILDING, vote(majority=UNANIMITY, present_only=True)),
    "everybody present": (ASBL, vote(presence=(1, 1))),
    "information": (BUILDING, information()),
    "key": (BUILDING, vote(key="lift")),
}
WRONG = {
    "needs-majority": (BUILDING, vote(majority=None)),
    "needs-no-majority": (BUILDING, information(majority=Majority.ABSOLUTE)),
    "unknown-key": (BUILDING, vote(key="stairs")),
    "never-secret": (BUILDING, vote(secret=True)),
    "not-unanimity": (BUILDING, vote(present_only=True)),
    "not-a-fraction": (ASBL, vote(presence=(3, 2))),
}


@pytest.mark.parametrize(("rules", "item"), RIGHT.values(), ids=RIGHT)
def test_items_that_can_be(rules, item):
    assert dict(Roll(rules, (FLAT,), (item,)).item_by_id) == {"i1": item}


@pytest.mark.parametrize("code", WRONG)
def test_items_that_cannot_be(code):
    rules, item = WRONG[code]
    with pytest.raises(WrongRoll) as wrong:
        Roll(rules, (FLAT,), (item,))
    assert (wrong.value.code, wrong.value.where) == (code, "i1")


def test_more_items_that_cannot_be():
    for code, rules, item in [
        ("never-secret", ASBL, information(secret=True)),
        ("not-a-fraction", ASBL, vote(presence=(0, 2))),
        ("unknown-key", BUILDING, vote(key="nobody")),
    ]:
        with pytest.raises(WrongRoll) as wrong:
            Roll(rules, (Line("l1", "", "h1", "p1", 1, {"nobody": 0}),), (item,))
        assert wrong.value.code == code


def test_lines_that_cannot_be():
    other_voter = Line("l2", "Cellar", "h1", "p2", 10)
    for code, where, lines in [
        ("line-twice", "l1", (FLAT, FLAT)),
        ("two-voters", "h1", (FLAT, other_voter)),
        ("negative-votes", "l9", (Line("l9", "", "h9", "p9", -1),)),
        ("negative-votes", "l9", (Line("l9", "", "h9", "p9", 1, {"lift": -1}),)),
    ]:
        with pytest.raises(WrongRoll) as wrong:
            Roll(BUILDING, lines, ())
        assert (wrong.value.code, wrong.value.where) == (code, where)
    with pytest.raises(WrongRoll) as wrong:
        building(1, items=[vote(), vote()])
    assert (wrong.value.code, wrong.value.where) == ("item-twice", "i1")


def test_the_roll_as_json():
    item = vote(majority=UNANIMITY, present_only=True, barred=frozenset({"p2", "h1"}))
    roll = Roll(ASBL, (FLAT,), (item, Item("i2", 2, Kind.INFORMATION, majority=None)))
    assert roll_to_json(roll) == {
        "rules": {
            "name": "asbl",
            "quorum": "none",
            "cap": False,
            "proxy_limit": "three",
            "outsiders": False,
        },
        "lines": [
            {
                "id": "l1",
                "label": "Flat",
                "head": "h1",
                "voter": "p1",
                "votes": 90,
                "parts": {"lift": 10},
            }
        ],
        "items": [
            {
                "id": "i1",
                "number": 1,
                "kind": "vote",
                "majority": "unanimity",
                "key": None,
                "secret": False,
                "present_only": True,
                "presence": None,
                "barred": ["h1", "p2"],
            },
            {
                "id": "i2",
                "number": 2,
                "kind": "information",
                "majority": None,
                "key": None,
                "secret": False,
                "present_only": False,
                "presence": None,
                "barred": [],
            },
        ],
    }
