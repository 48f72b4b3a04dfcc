"""Tables to a plan: what is read, and how mistakes are listed."""

from datetime import date
from itertools import permutations

import pytest

from buildings.importing.plan import Plan, build_plan
from buildings.importing.problems import MOST_REPORTED, Code
from buildings.importing.rows import (
    Channel,
    HoldingRow,
    KeyRow,
    LotKind,
    Member,
    PeriodRow,
    PersonKind,
)
from tests.buildings.share_tables import SOUND, lot, person, planned, spoilt, told


def test_a_sound_building():
    start, sold = date(2022, 7, 1), date(2024, 3, 15)
    assert planned(SOUND) == Plan(
        lots=(
            lot(1, "A1", 400, name="First", kind=LotKind.APARTMENT, floor="1"),
            lot(2, "A2", 600, name="Second", kind=LotKind.APARTMENT, floor="2"),
            lot(3, "C1", 0, name="Cave 1", kind=LotKind.CELLAR, primary="A1"),
        ),
        keys=(KeyRow("1", "Lift", 3, {"A1": 1, "A2": 2}, line=3),),
        people=(
            person(
                "1",
                "Peeters",
                first_name="An",
                language="nl",
                email="an@example.org",
                channel=Channel.EMAIL,
            ),
            person(
                "2",
                "Lambert",
                first_name="Luc",
                language="fr",
                channel=Channel.POST,
            ),
            person(
                "3",
                "Levain SRL",
                kind=PersonKind.COMPANY,
                kbo="0999999922",
                language="fr",
            ),
        ),
        holdings=(
            HoldingRow("10", 2, (Member("1", 1, 0, 0), Member("2", 1, 0, 0)), "1", 2),
            HoldingRow("11", 1, (Member("3", 1, 0, 0),), "3", 4),
        ),
        periods=(
            PeriodRow("A1", "10", start, None, line=2),
            PeriodRow("A2", "11", start, sold, line=3),
            PeriodRow("A2", "10", sold, None, line=4),
            PeriodRow("C1", "10", start, None, line=5),
        ),
        deed_total=1000,
    )


def test_rows_know_their_line():
    plan = planned(SOUND)
    assert [row.line for row in plan.lots] == [2, 3, 4]
    assert [row.line for row in plan.keys] == [3]
    assert [row.line for row in plan.people] == [2, 3, 4]
    assert [row.line for row in plan.holdings] == [2, 4]
    assert [row.line for row in plan.periods] == [2, 3, 4, 5]


def test_the_order_of_the_files_does_not_matter():
    plan = planned(SOUND)
    for names in permutations(SOUND):
        assert planned({name: SOUND[name] for name in names}) == plan


def test_a_plan_with_problems_is_not_sound():
    assert planned(SOUND).is_sound
    assert not planned(spoilt("keys.csv", "Lift,3", "Lift,4")).is_sound


def test_an_unreadable_file_is_the_only_thing_reported():
    files = {**SOUND, "lots.csv": "lot,name\nA1\n", "keys.csv": ""}
    plan = planned(files)
    assert told(plan.problems) == [
        ("lots.csv", 2, None, Code.RAGGED_ROW, {"expected": 2, "found": 1}),
        ("keys.csv", None, None, Code.EMPTY_FILE, {}),
    ]
    assert plan == Plan(problems=plan.problems)


def test_no_tables_at_all():
    assert told(build_plan([]).problems) == [("", None, None, Code.NO_LOTS, {})]


def test_codes_are_the_same_in_any_case():
    files = spoilt("periods.csv", "A1,10", "a1,10")
    assert planned(files) == planned(SOUND)


def test_a_column_that_is_not_known_is_warned_when_it_is_filled_in():
    text = "lot,shares,letterbox,area\nA1,1,,\nA2,1,,12\n"
    plan = planned({"lots.csv": text}, deed_total=2)
    assert told(plan.problems) == []
    assert told(plan.warnings) == [("lots.csv", None, "area", Code.COLUMN_IGNORED, {})]


@pytest.mark.parametrize(("count", "extra"), [(200, []), (201, [1]), (500, [300])])
def test_two_hundred_problems_are_listed_and_the_rest_counted(count, extra):
    text = "lot,shares\n" + "".join(f"A{n},x\n" for n in range(count))
    problems = told(planned({"lots.csv": text}, deed_total=1).problems)
    assert [p[1] for p in problems[:MOST_REPORTED]] == list(range(2, 202))
    assert problems[MOST_REPORTED:] == [
        ("", None, None, Code.AND_MORE, {"count": rest}) for rest in extra
    ]


def test_problems_of_all_files_are_listed_in_their_order():
    files = {
        **SOUND,
        "lots.csv": SOUND["lots.csv"].replace("BASEMENT", "CASTLE"),
        "periods.csv": SOUND["periods.csv"].replace("A1,10", "A1,99"),
        "parts.csv": SOUND["parts.csv"].replace("1,A2,2", "1,A2,x"),
    }
    assert [problem[:4] for problem in told(planned(files).problems)] == [
        ("lots.csv", 4, "nature", Code.UNKNOWN_LOT_KIND),
        ("parts.csv", 5, "lot_shares", Code.NOT_A_NUMBER),
        ("periods.csv", 2, "ownership_code", Code.UNKNOWN_HOLDING),
    ]


def test_two_thousand_lots():
    lines = [f"{n};5;Owner {n};2022-07-01;{n % 3}" for n in range(1, 2001)]
    text = "lot;quotités;propriétaire;depuis;clé:ascenseur\n" + "\n".join(lines)
    plan = planned({"building.csv": text}, deed_total=10_000)
    assert (told(plan.problems), told(plan.warnings)) == ([], [])
    assert [row.position for row in plan.lots] == list(range(1, 2001))
    assert len(plan.people) == len(plan.holdings) == len(plan.periods) == 2000
    assert plan.keys[0].total == sum(n % 3 for n in range(1, 2001))


@pytest.mark.parametrize(
    ("chain", "complaints"),
    [
        (["", "A1", "A2"], []),
        (["C1", "A1", "A2"], [(2, "C1")]),
        (["", "C1", "A2"], [(3, "C1")]),
        (["Z", "A1", "A2"], [(2, "Z")]),
    ],
)
def test_main_lots_lead_to_a_lot_that_stands_on_its_own(chain, complaints):
    codes = ["A1", "A2", "C1"]
    lines = [f"{code},1,{main}" for code, main in zip(codes, chain, strict=True)]
    text = "lot,shares,main lot\n" + "\n".join(lines) + "\n"
    problems = told(planned({"lots.csv": text}, deed_total=3).problems)
    assert [(line, params["value"]) for _, line, _, _, params in problems] == complaints
