"""The deed and its keys: totals, parts, and a column per key."""

import pytest

from buildings.importing.problems import Code
from buildings.importing.rows import (
    KeyRow,
)
from tests.buildings.share_tables import SOUND, planned, spoilt, told


@pytest.mark.parametrize(
    ("total", "complaints"),
    [
        ("3", []),
        ("2", [Code.KEY_SUM]),
        ("4", [Code.KEY_SUM]),
        ("0", [Code.KEY_ZERO_TOTAL]),
        ("", [Code.MISSING_VALUE]),
        ("-3", [Code.NEGATIVE]),
    ],
)
def test_the_total_of_a_key(total, complaints):
    problems = told(planned(spoilt("keys.csv", "Lift,3", f"Lift,{total}")).problems)
    assert [problem[:4] for problem in problems] == [
        ("keys.csv", 3, "total_shares", code) for code in complaints
    ]


@pytest.mark.parametrize(
    ("stated", "argument", "total", "complaints"),
    [
        ("1000", None, 1000, []),
        ("1000", 1000, 1000, []),
        ("999", None, 999, [Code.DEED_SUM]),
        ("1001", None, 1001, [Code.DEED_SUM]),
        ("1000", 1001, 1000, [Code.DEED_TOTAL_DIFFERS]),
        ("0", None, 0, [Code.KEY_ZERO_TOTAL, Code.DEED_SUM]),
    ],
)
def test_the_total_of_the_deed(stated, argument, total, complaints):
    files = spoilt("keys.csv", "base,1000", f"base,{stated}")
    plan = planned(files, deed_total=argument)
    assert plan.deed_total == total
    assert [problem[:4] for problem in told(plan.problems)] == [
        ("keys.csv", 2, "total_shares", code) for code in complaints
    ]


@pytest.mark.parametrize(
    ("argument", "complaints"), [(1000, []), (999, [Code.DEED_SUM])]
)
def test_the_total_of_the_deed_as_the_building_states_it(argument, complaints):
    files = {"lots.csv": "lot,shares\nA1,400\nA2,600\n"}
    plan = planned(files, deed_total=argument)
    assert plan.deed_total == argument
    assert [problem[:4] for problem in told(plan.problems)] == [
        ("lots.csv", None, "shares", code) for code in complaints
    ]


def test_nobody_states_the_total_of_the_deed():
    plan = planned({"lots.csv": "lot,shares\nA1,400\nA2,600\n"})
    assert (plan.problems, plan.deed_total) == ((), None)
    assert told(plan.warnings) == [
        ("lots.csv", None, "shares", Code.DEED_TOTAL_UNKNOWN, {"sum": 1000})
    ]


def test_an_unreadable_share_does_not_spoil_the_sums_too():
    files = {"lots.csv": "lot,shares,key:lift\nA1,x,1\nA2,600,y\n"}
    plan = planned(files, deed_total=1000)
    assert [problem[:4] for problem in told(plan.problems)] == [
        ("lots.csv", 2, "shares", Code.NOT_A_NUMBER),
        ("lots.csv", 3, "key:lift", Code.NOT_A_NUMBER),
    ]


def test_shares_in_the_table_of_lots_and_in_the_deed_must_agree():
    files = {
        **SOUND,
        "lots.csv": "lot,shares\nA1,400\nA2,599\nC1,\n",
    }
    plan = planned(files)
    assert told(plan.problems) == [
        (
            "lots.csv",
            3,
            "shares",
            Code.SHARES_DIFFER_FROM_DEED,
            {"value": 599, "other": 600},
        )
    ]


def test_the_deed_may_state_the_total_and_the_lots_the_shares():
    files = {
        "lots.csv": "lot,shares\nA1,400\nA2,600\nC1,0\n",
        "keys.csv": "key,name,total\nacte,,1000\n",
    }
    plan = planned(files)
    assert told(plan.problems) == []
    assert [row.shares for row in plan.lots] == [400, 600, 0]
    assert (plan.deed_total, plan.keys) == (1000, ())


def test_two_keys_cannot_both_be_the_deed():
    files = {
        **SOUND,
        "keys.csv": SOUND["keys.csv"] + "deed,Basic deed,1000\n",
    }
    assert told(planned(files).problems) == [
        (
            "keys.csv",
            4,
            "total_shares",
            Code.TWO_DEEDS,
            {"key": "deed", "other": "stat"},
        )
    ]


def test_parts_without_a_table_of_keys_make_the_keys():
    files = {name: SOUND[name] for name in ("lots.csv", "parts.csv")}
    plan = planned(files, deed_total=1000)
    assert told(plan.problems) == []
    assert plan.keys == (KeyRow("1", "1", 3, {"A1": 1, "A2": 2}, line=None),)


def test_keys_have_columns_in_a_wide_table():
    files = {
        "lots.csv": (
            "lot;quotités;Clé : ascenseur;sleutel:lift 2\n"
            "A1;400;;1\n"
            "A2;600;7;0\n"
            "C1;0;2;\n"
        )
    }
    plan = planned(files, deed_total=1000)
    assert (told(plan.problems), told(plan.warnings)) == ([], [])
    assert plan.keys == (
        KeyRow("ascenseur", "ascenseur", 9, {"A2": 7, "C1": 2}, line=None),
        KeyRow("lift 2", "lift 2", 1, {"A1": 1}, line=None),
    )


@pytest.mark.parametrize("cells", ["0;0", ";"])
def test_a_wide_key_without_parts_has_a_total_of_zero(cells):
    first, second = cells.split(";")
    files = {"lots.csv": f"lot;shares;key:lift\nA1;400;{first}\nA2;600;{second}\n"}
    assert told(planned(files, deed_total=1000).problems) == [
        ("lots.csv", None, "key:lift", Code.KEY_ZERO_TOTAL, {"key": "lift"})
    ]


def test_a_wide_key_must_reach_the_total_of_the_table_of_keys():
    files = {
        "lots.csv": "lot;shares;key:lift\nA1;400;1\nA2;600;1\n",
        "keys.csv": "key;name;total\nLIFT;The lift;3\n",
    }
    assert told(planned(files, deed_total=1000).problems) == [
        ("keys.csv", 2, "total", Code.KEY_SUM, {"key": "LIFT", "total": 3, "sum": 2})
    ]


def test_the_code_of_a_wide_key_has_a_limit():
    files = {"lots.csv": f"lot;shares;key:{'k' * 20};key:{'l' * 21}\nA1;1;1;1\n"}
    assert told(planned(files, deed_total=1).problems) == [
        ("lots.csv", None, f"key:{'l' * 21}", Code.TOO_LONG, {"limit": 20})
    ]
