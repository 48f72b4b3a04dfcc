"""The one table most offices have: a line per lot and owner."""

from datetime import date

import pytest

from buildings.importing.plan import Plan
from buildings.importing.problems import Code
from buildings.importing.rows import Member, PersonKind
from tests.buildings.share_tables import SOUND, planned, told

HEADER = "lot;shares;owner;email;language;share;right;representative;from;until"
SINCE = date(2022, 7, 1)


def simple(*lines: str, header: str = HEADER, **others: str) -> Plan:
    files = {f"{name}.csv": text for name, text in others.items()}
    files["simple.csv"] = "\n".join([header, *lines]) + "\n"
    return planned(files, deed_total=1000)


def owners(plan):
    return [(row.code, row.last_name, row.email, row.language) for row in plan.people]


def held(plan):
    """Return who holds which lot from when until when, by owner's code and part."""
    holdings = {row.code: row for row in plan.holdings}
    return [
        (row.lot_code, holdings[row.holding_code].members, row.start, row.end)
        for row in plan.periods
    ]


def complaints(plan):
    return [problem[:4] for problem in told(plan.problems)]


def test_one_owner_per_lot():
    plan = simple(
        "A1;400;Peeters An;an@example.org;nl;;;;2022-07-01;",
        "A2;600;Levain SRL;;fr;1;;;01/07/2022;",
    )
    assert (told(plan.problems), told(plan.warnings)) == ([], [])
    assert [(row.code, row.shares) for row in plan.lots] == [("A1", 400), ("A2", 600)]
    assert owners(plan) == [
        ("peeters-an", "Peeters An", "an@example.org", "nl"),
        ("levain-srl", "Levain SRL", "", "fr"),
    ]
    assert [row.kind for row in plan.people] == [PersonKind.PERSON, PersonKind.COMPANY]
    assert [row.code for row in plan.holdings] == ["peeters-an", "levain-srl"]
    assert held(plan) == [
        ("A1", (Member("peeters-an", 1, 0, 0),), SINCE, None),
        ("A2", (Member("levain-srl", 1, 0, 0),), SINCE, None),
    ]


def test_an_owner_of_two_lots_is_one_owner_and_one_holding():
    plan = simple(
        "A1;400;Peeters An;an@example.org;;;;;2022-07-01;",
        "A2;600;PEETERS, An;;nl;;;;2022-07-01;",
    )
    assert told(plan.problems) == []
    assert owners(plan) == [("peeters-an", "Peeters An", "an@example.org", "nl")]
    assert [row.code for row in plan.holdings] == ["peeters-an"]


def test_lines_of_one_lot_and_dates_are_its_holders():
    plan = simple(
        "A1;1000;An;;;1/3;;;2022-07-01;",
        "A1;1000;Luc;;;2/3;;x;2022-07-01;",
    )
    assert told(plan.problems) == []
    assert held(plan) == [
        ("A1", (Member("an", 1, 0, 0), Member("luc", 2, 0, 0)), SINCE, None)
    ]
    assert [row.representative_code for row in plan.holdings] == ["luc"]


def test_a_sale_is_two_lines_that_follow_each_other():
    plan = simple(
        "A1;1000;An;;;;;;2022-07-01;2024-03-15",
        "A1;;Luc;;;;;;2024-03-15;",
    )
    assert (told(plan.problems), told(plan.warnings)) == ([], [])
    assert held(plan) == [
        ("A1", (Member("an", 1, 0, 0),), SINCE, date(2024, 3, 15)),
        ("A1", (Member("luc", 1, 0, 0),), date(2024, 3, 15), None),
    ]


def test_usufruct_and_bare_ownership_may_be_left_without_parts():
    plan = simple(
        "A1;1000;An;;;;usufruct;x;2022-07-01;",
        "A1;;Luc;;;1/2;nue-propriété;;2022-07-01;",
        "A1;;Eva;;;1/2;blote eigendom;;2022-07-01;",
    )
    assert told(plan.problems) == []
    assert held(plan)[0][1] == (
        Member("an", 0, 0, 2),
        Member("luc", 0, 1, 0),
        Member("eva", 0, 1, 0),
    )


def test_an_owner_may_hold_two_rights():
    plan = simple(
        "A1;1000;An;;;1/2;full;x;2022-07-01;",
        "A1;;An;;;1/2;usufruct;;2022-07-01;",
        "A1;;Luc;;;1/2;bare;;2022-07-01;",
    )
    assert told(plan.problems) == []
    assert held(plan)[0][1] == (Member("an", 1, 0, 1), Member("luc", 0, 1, 0))


def test_the_code_of_a_holding_depends_on_its_content_only():
    lines = ["A1;400;An;;;1/2;;x;2022-07-01;", "A1;;Luc;;;1/2;;;2022-07-01;"]
    other = ["A2;600;Luc;;;1/2;;;2020-01-01;", "A2;;An;;;1/2;;;2020-01-01;"]
    [one] = simple(*lines).holdings
    [same] = simple(*lines, *other).holdings
    assert same == one
    [third] = simple(
        "A1;;An;;;1/3;;x;2022-07-01;", "A1;;Luc;;;2/3;;;2022-07-01;"
    ).holdings
    assert third.code != one.code
    long_name = "Van der " * 12
    [long] = simple(
        f"A1;;{long_name};;;1/3;;x;2022-07-01;",
        f"A1;;{long_name} Luc;;;2/3;;;2022-07-01;",
    ).holdings
    assert len(long.code) == 30
    assert [len(member.owner_code) for member in long.members] == [30, 30]
    assert len({member.owner_code for member in long.members}) == 2


def test_the_representative_of_one_lot_stands_for_the_holding():
    lines = [
        "A1;400;An;;;1/2;;;2022-07-01;",
        "A1;;Luc;;;1/2;;;2022-07-01;",
        "A2;600;An;;;1/2;;x;2022-07-01;",
        "A2;;Luc;;;1/2;;;2022-07-01;",
    ]
    plan = simple(*lines)
    assert (told(plan.problems), told(plan.warnings)) == ([], [])
    assert [row.representative_code for row in plan.holdings] == ["an"]


def test_two_representatives_are_refused():
    plan = simple(
        "A1;400;An;;;1/2;;x;2022-07-01;",
        "A1;;Luc;;;1/2;;;2022-07-01;",
        "A2;600;An;;;1/2;;;2022-07-01;",
        "A2;;Luc;;;1/2;;x;2022-07-01;",
    )
    assert complaints(plan) == [
        ("simple.csv", 4, "representative", Code.TWO_REPRESENTATIVES)
    ]
    plan = simple("A1;1000;An;;;1/2;;x;2022-07-01;", "A1;;Luc;;;1/2;;x;2022-07-01;")
    assert complaints(plan) == [
        ("simple.csv", 3, "representative", Code.TWO_REPRESENTATIVES)
    ]


def test_nobody_represents_several_holders():
    plan = simple("A1;1000;An;;;1/2;;;2022-07-01;", "A1;;Luc;;;1/2;;;2022-07-01;")
    assert told(plan.problems) == []
    assert told(plan.warnings) == [
        (
            "simple.csv",
            2,
            "representative",
            Code.NO_REPRESENTATIVE,
            {"holding": "A1"},
        )
    ]


def test_a_lot_may_have_no_owner_yet():
    plan = simple("A1;1000;An;;;;;;2022-07-01;", "C1;0;;;;;;;;")
    assert told(plan.problems) == []
    assert told(plan.warnings) == [
        ("simple.csv", 3, None, Code.LOT_WITHOUT_OWNER, {"lot": "C1"})
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["A1;1000;An;;;;;;;"], [(2, "from", Code.MISSING_VALUE)]),
        (
            ["A1;1000;An;;;;;;2022-07-01;2022-07-01"],
            [(2, "until", Code.PERIOD_REVERSED)],
        ),
        (
            [";;An;;;;;;2022-07-01;", "A1;1000;;;;;;;;"],
            [(2, "lot", Code.MISSING_VALUE)],
        ),
        (["A1;1000;?;;;;;;2022-07-01;"], [(2, "owner", Code.NAME_WITHOUT_LETTERS)]),
        (["A1;1000;An;;;163;;;2022-07-01;"], [(2, "share", Code.MORE_THAN_WHOLE)]),
        (["A1;1000;An;;;0;;;2022-07-01;"], [(2, "share", Code.MEMBER_WITHOUT_PART)]),
        (["A1;1000;An;;;1/2;;;2022-07-01;"], [(2, None, Code.HOLDING_SUM)]),
        (["A1;1000;An;;;;rent;;2022-07-01;"], [(2, "right", Code.UNKNOWN_RIGHT)]),
        (
            ["A1;1000;An;;;;;perhaps;2022-07-01;"],
            [(2, "representative", Code.NOT_YES_OR_NO)],
        ),
        (
            ["A1;1000;An;;;;;;2022-07-01;", "A1;;Luc;;;;;;2022-07-01;"],
            [(2, "share", Code.PART_MISSING), (3, "share", Code.PART_MISSING)],
        ),
        (
            ["A1;1000;An;;;1/2;;;2022-07-01;", "A1;;An;;;1/2;;;2022-07-01;"],
            [(3, "owner", Code.DUPLICATE_MEMBER)],
        ),
        (
            ["A1;1000;An;;;;;;2022-07-01;", "A1;;Luc;;;;;;2023-07-01;"],
            [(3, "from", Code.PERIOD_OPEN_FOLLOWED)],
        ),
        (
            ["A1;1000;An;;;1/2;;x;2022-07-01;", "A1;999;Luc;;;1/2;;;2022-07-01;"],
            [(3, "shares", Code.CONFLICT)],
        ),
        (
            [
                "A1;400;An;an@example.org;;;;;2022-07-01;",
                "A2;600;An;an@example.com;;;;;2022-07-01;",
            ],
            [(3, "email", Code.CONFLICT)],
        ),
    ],
)
def test_mistakes(lines, expected):
    assert complaints(simple(*lines)) == [
        ("simple.csv", *complaint) for complaint in expected
    ]


def test_each_lot_that_is_not_one_whole_is_reported():
    plan = simple("A1;400;An;;;1/2;;;2022-07-01;", "A2;600;An;;;1/2;;;2022-07-01;")
    assert [(line, params) for _, line, _, _, params in told(plan.problems)] == [
        (2, {"holding": "A1", "sum": "1/2"}),
        (3, {"holding": "A2", "sum": "1/2"}),
    ]


def test_lots_may_have_their_own_table():
    lots = "lot;name;shares\nA1;Ground floor;1000\n"
    plan = simple("a1;;An;;;;;;2022-07-01;", lots=lots)
    assert told(plan.problems) == []
    assert [(row.code, row.name, row.shares) for row in plan.lots] == [
        ("A1", "Ground floor", 1000)
    ]
    assert [row.lot_code for row in plan.periods] == ["A1"]
    plan = simple("A9;;An;;;;;;2022-07-01;", lots=lots)
    assert complaints(plan) == [("simple.csv", 2, "lot", Code.UNKNOWN_LOT)]


def test_keys_of_a_lot_with_two_owners_say_the_same_twice():
    header = "lot;shares;owner;share;representative;from;key:lift"
    first = "A1;1000;An;1/2;x;2022-07-01;3"
    for cell, expected in [
        ("3", []),
        ("", []),
        ("4", [("simple.csv", 3, "key:lift", Code.CONFLICT)]),
    ]:
        plan = simple(first, f"A1;;Luc;1/2;;2022-07-01;{cell}", header=header)
        assert complaints(plan) == expected


# Holds a lot whose owner is not known, so that the period is looked at all the same.
STAND_IN = "?A1"
PEOPLE = (
    "owner;last name;first name;email\n"
    "7;Peeters;An;an@example.org\n"
    "8;Peeters;Jan;\n"
    "9;Peeters;Jan;\n"
)


@pytest.mark.parametrize(
    ("owner", "code", "expected"),
    [
        ("7", "7", []),
        ("An Peeters", "7", []),
        ("Peeters An", "7", []),
        ("8", "8", []),
        ("Jan Peeters", STAND_IN, [Code.SAME_NAME]),
        ("Luc", "luc", []),
    ],
)
def test_owners_may_have_their_own_table(owner, code, expected):
    plan = simple(f"A1;1000;{owner};;;;;;2022-07-01;", people=PEOPLE)
    assert complaints(plan) == [("simple.csv", 2, "owner", it) for it in expected]
    assert [row.holding_code for row in plan.periods] == [code]


@pytest.mark.parametrize(
    ("line", "code", "expected"),
    [
        ("A1;1000;7;;;2022-07-01", "7", []),
        ("A1;1000;7;Peeters;An;2022-07-01", "7", []),
        ("A1;1000;x;Lambert;Luc;2022-07-01", "x", []),
        ("A1;1000;x;;;2022-07-01", STAND_IN, [Code.UNKNOWN_OWNER]),
        ("A1;1000;7;Lambert;Luc;2022-07-01", STAND_IN, [Code.CONFLICT]),
    ],
)
def test_owners_may_have_codes(line, code, expected):
    header = "lot;shares;owner code;last name;first name;from"
    plan = simple(line, header=header, people=PEOPLE)
    assert [problem[3] for problem in complaints(plan)] == expected
    assert [row.holding_code for row in plan.periods] == [code]


def test_the_owner_column_is_a_code_where_names_have_their_own_columns():
    header = "lot;shares;owner;last name;first name;from"
    plan = simple("A1;1000;7;Peeters;An;2022-07-01", header=header)
    assert [(row.code, row.last_name) for row in plan.people] == [("7", "Peeters")]
    plan = simple(f"A1;1000;{'7' * 31};Peeters;An;2022-07-01", header=header)
    assert complaints(plan) == [("simple.csv", 2, "owner", Code.TOO_LONG)]


def test_an_owner_known_by_code_gets_the_name_of_a_later_line():
    header = "lot;shares;owner code;last name;from"
    plan = simple("A1;400;7;;2022-07-01", "A2;600;7;Peeters;2022-07-01", header=header)
    assert (told(plan.problems), told(plan.warnings)) == ([], [])
    assert [(row.code, row.last_name) for row in plan.people] == [("7", "Peeters")]


def test_a_simple_table_and_separate_ones_can_contradict_each_other():
    simple_table = "lot;owner code;from;until\nA1;10;2020-01-01;2022-07-01\n"
    people = SOUND["people.csv"] + "10,,Janssens,,,,,,\n"
    plan = planned({**SOUND, "people.csv": people, "simple.csv": simple_table})
    assert told(plan.problems) == [
        (
            "simple.csv",
            2,
            None,
            Code.DUPLICATE_CODE,
            {"value": "10", "first": 2},
        )
    ]
