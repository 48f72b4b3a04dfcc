"""Owners, their parts of a lot, and the periods they hold it."""

from datetime import date

import pytest

from buildings.importing.problems import Code
from buildings.importing.rows import (
    PersonKind,
)
from tests.buildings.share_tables import SOUND, person, planned, spoilt, told


def test_owners_without_a_table_of_owners_are_placeholders():
    files = {name: text for name, text in SOUND.items() if name != "people.csv"}
    plan = planned(files)
    assert told(plan.problems) == []
    assert plan.people == tuple(
        person(code, "", placeholder=True) for code in ("1", "2", "3")
    )
    assert told(plan.warnings) == [
        ("ownerships.csv", line, None, Code.NAME_UNKNOWN, {"owner": code})
        for line, code in [(2, "1"), (3, "2"), (4, "3")]
    ]


def test_an_owner_of_the_table_may_lack_his_name():
    plan = planned(spoilt("people.csv", "Lambert,Luc", ","))
    assert told(plan.problems) == []
    assert [row.placeholder for row in plan.people] == [False, True, False]
    assert told(plan.warnings) == [
        ("people.csv", 3, None, Code.NAME_UNKNOWN, {"owner": "2"})
    ]


@pytest.mark.parametrize(
    ("kind", "last_name", "first_name", "company", "expected"),
    [
        ("", "Peeters", "An", "", ("person", "Peeters", "An")),
        ("", "", "An", "", ("person", "An", "")),
        ("", "Sá", "", "", ("person", "Sá", "")),
        ("", "Boulangerie S.A.", "", "", ("company", "Boulangerie S.A.", "")),
        ("", "Levain SRL", "", "", ("company", "Levain SRL", "")),
        ("", "ACP Le Parc", "", "", ("company", "ACP Le Parc", "")),
        ("", "", "", "Levain", ("company", "Levain", "")),
        ("company", "Levain", "", "", ("company", "Levain", "")),
        ("person", "", "", "Levain", ("person", "Levain", "")),
    ],
)
def test_the_kind_of_an_owner(kind, last_name, first_name, company, expected):
    row = f"2,{kind},{last_name},{first_name},{company}"
    plan = planned(spoilt("people.csv", "2,person,Lambert,Luc,", row))
    assert (told(plan.problems), told(plan.warnings)) == ([], [])
    owner = plan.people[1]
    assert (owner.kind, owner.last_name, owner.first_name) == expected


@pytest.mark.parametrize(
    ("kind", "ignored"), [("company", "Lambert Luc"), ("person", "Levain")]
)
def test_the_name_of_the_other_kind_is_left_out(kind, ignored):
    row = f"2,{kind},Lambert,Luc,Levain"
    plan = planned(spoilt("people.csv", "2,person,Lambert,Luc,", row))
    assert told(plan.warnings) == [
        (
            "people.csv",
            3,
            None,
            Code.NAME_IGNORED,
            {"owner": "2", "value": ignored},
        )
    ]


def test_a_number_without_kind_is_a_company():
    row = "2,,Lambert,,,0999999922,"
    plan = planned(spoilt("people.csv", "2,person,Lambert,Luc,,,", row))
    assert plan.people[1].kind is PersonKind.COMPANY


def holding(*lines):
    """Return the plan when ownership 11 has these lines."""
    text = "".join(f"11,{line}\n" for line in lines)
    return planned(spoilt("ownerships.csv", "11,3,1,,,\n", text))


@pytest.mark.parametrize(
    ("lines", "parts", "members"),
    [
        (["3,1,,,3"], 1, [(1, 0, 0)]),
        (["3,100 %,,,3"], 1, [(1, 0, 0)]),
        (['3,"0,5",,,3', "2,0.5,,,"], 2, [(1, 0, 0), (1, 0, 0)]),
        (["1,1/3,,,1", "2,1/3,,,", "3,1/3,,,"], 3, [(1, 0, 0)] * 3),
        (["1,2/6,,,1", "2,2/3,,,"], 3, [(1, 0, 0), (2, 0, 0)]),
        (
            ["1,0.333,,,1", "2,0.333,,,", "3,0.334,,,"],
            1000,
            [(333, 0, 0), (333, 0, 0), (334, 0, 0)],
        ),
        (["1,,1,,1", "2,,,1,"], 1, [(0, 1, 0), (0, 0, 1)]),
        (
            ["1,1/2,1/2,,1", "2,,,1/4,", "3,,,1/4,"],
            4,
            [(2, 2, 0), (0, 0, 1), (0, 0, 1)],
        ),
        (
            ["1,0.333333333,,,1", "2,0.666666667,,,"],
            1_000_000_000,
            [(333_333_333, 0, 0), (666_666_667, 0, 0)],
        ),
    ],
)
def test_parts_of_a_holding_are_exact(lines, parts, members):
    plan = holding(*lines)
    assert told(plan.problems) == []
    row = plan.holdings[1]
    assert (row.parts, [member[1:] for member in row.members]) == (parts, members)


@pytest.mark.parametrize(
    ("lines", "complaints"),
    [
        (["1,0.333,,,1", "2,0.333,,,", "3,0.333,,,"], [("holding-sum", "999/1000")]),
        (["1,1,,,1", "2,1,,,"], [("holding-sum", "2")]),
        (
            ["1,,1,,1", "2,,,1/2,"],
            [("holding-usufruct-sum", "1/2")],
        ),
        (
            ["1,,1/3,,1", "2,,,1/2,"],
            [("holding-bare-sum", "1/3"), ("holding-usufruct-sum", "1/2")],
        ),
    ],
)
def test_parts_of_a_holding_make_one_whole(lines, complaints):
    problems = told(holding(*lines).problems)
    assert problems == [
        ("ownerships.csv", 4, None, code, {"holding": "11", "sum": total})
        for code, total in complaints
    ]


def test_parts_without_common_denominator_are_refused():
    lines = ["1,1/999983,,,1", "2,1/999979,,,", "3,1/2,,,"]
    assert told(holding(*lines).problems) == [
        ("ownerships.csv", 4, None, Code.DENOMINATOR_TOO_LARGE, {"holding": "11"})
    ]


def test_several_holders_without_representative_are_warned():
    plan = holding("1,1/2,,,", "2,1/2,,,")
    assert told(plan.problems) == []
    assert plan.holdings[1].representative_code == ""
    assert told(plan.warnings) == [
        (
            "ownerships.csv",
            4,
            "representative_owner_code",
            Code.NO_REPRESENTATIVE,
            {"holding": "11"},
        )
    ]


def test_an_ownership_without_lot_is_warned():
    files = {
        **SOUND,
        "ownerships.csv": SOUND["ownerships.csv"] + "12,2,1,,,\n",
    }
    plan = planned(files)
    assert told(plan.problems) == []
    assert told(plan.warnings) == [
        ("ownerships.csv", 5, "code", Code.HOLDING_UNUSED, {"holding": "12"})
    ]


@pytest.mark.parametrize(
    ("until", "since", "problems", "warnings"),
    [
        ("2024-03-15", "2024-03-15", [], []),
        ("2024-03-15", "2024-03-14", [Code.PERIOD_OVERLAP], []),
        ("2024-03-15", "2024-03-16", [], [Code.PERIOD_GAP]),
        ("", "2024-03-15", [Code.PERIOD_OPEN_FOLLOWED], []),
        ("", "2022-07-01", [Code.PERIOD_OVERLAP], []),
    ],
)
def test_periods_follow_each_other(until, since, problems, warnings):
    text = SOUND["periods.csv"].replace("01,2024-03-15", f"01,{until}")
    files = {**SOUND, "periods.csv": text.replace("15/03/2024", since)}
    plan = planned(files)
    assert [p[:4] for p in told(plan.problems)] == [
        ("periods.csv", 4, "date_from", code) for code in problems
    ]
    assert [p[:4] for p in told(plan.warnings)] == [
        ("periods.csv", 4, "date_from", code) for code in warnings
    ]


def test_a_period_within_a_longer_one_overlaps_like_those_after_it():
    files = {
        **SOUND,
        "periods.csv": (
            "lot_code,ownership_code,date_from,date_to\n"
            "A1,10,2030-01-01,\n"
            "A2,10,2020-01-01,2024-01-01\n"
            "A2,11,2021-01-01,2022-01-01\n"
            "A2,10,2023-01-01,\n"
            "C1,10,2020-01-01,\n"
        ),
    }
    assert told(planned(files).problems) == [
        (
            "periods.csv",
            line,
            "date_from",
            Code.PERIOD_OVERLAP,
            {
                "lot": "A2",
                "start": start,
                "end": date(2024, 1, 1),
                "other": 3,
            },
        )
        for line, start in [(4, date(2021, 1, 1)), (5, date(2023, 1, 1))]
    ]


def test_lots_without_owner_are_warned():
    text = SOUND["periods.csv"].replace("C1,10,2022-07-01,\n", "")
    text = text.replace("A2,10,15/03/2024,", "A2,10,15/03/2024,2025-01-01")
    plan = planned({**SOUND, "periods.csv": text})
    assert told(plan.problems) == []
    assert told(plan.warnings) == [
        ("lots.csv", 4, None, Code.LOT_WITHOUT_OWNER, {"lot": "C1"}),
        (
            "periods.csv",
            4,
            "date_to",
            Code.LOT_OWNER_ENDS,
            {"lot": "A2", "end": date(2025, 1, 1)},
        ),
    ]
