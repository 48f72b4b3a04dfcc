"""What closes a year: the documented tables, and books of chance."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.closing import close, is_ordinary
from tests.worked_tables import worked_tables

TABLES = worked_tables("rules/year-end.md")
CODES = ["6105000", "6430000", "6816001", "671", "693", "700", "701", "702", "7500000"]
NOTHING = Decimal("0.00")


def cents(number):
    return Decimal(number).scaleb(-2)


def carried(balances):
    """Return what the closing leaves on each account."""
    after = dict(balances)
    for code, amount in close(balances).lines:
        after[code] = after.get(code, NOTHING) + amount
    return after


def test_the_documented_closing():
    rows = TABLES["What closes a year"]
    before = {row["account"]: Decimal(row["before"]) for row in rows}
    assert sum(before.values()) == 0
    entry = dict.fromkeys(before, NOTHING)
    for code, amount in close(before).lines:
        entry[code] += amount
    assert entry == {row["account"]: Decimal(row["entry"]) for row in rows}
    assert carried(before) == {row["account"]: Decimal(row["after"]) for row in rows}


def test_works_over_the_documented_years():
    waiting = NOTHING
    for row in TABLES["Works over two years"]:
        balances = {
            "12": waiting,
            "702": Decimal(row["702"]),
            "671": Decimal(row["67"]),
        }
        found = close(balances)
        assert -found.works == Decimal(row["closing of the year on 12"])
        waiting = carried(balances)["12"]
        assert waiting == Decimal(row["left on 12"])


def test_costs_and_income_meet_on_the_result():
    found = close({"6105000": cents(5), "701": cents(-3)})
    assert found.lines == [
        ("6105000", cents(-5)),
        ("701", cents(3)),
        ("14", cents(5)),
        ("14", cents(-3)),
    ]
    assert found.ordinary == cents(2)


def test_costs_that_cancel_each_other_pass_the_result_as_well():
    """So that whoever leaves out what carries a year can know every closing by 14."""
    found = close({"6430000": cents(7), "6431000": cents(-7)})
    assert [code for code, _amount in found.lines] == ["6430000", "6431000", "14", "14"]
    assert found.ordinary == 0


def test_what_was_on_the_way_to_the_reserve_arrives():
    found = close({"693": cents(-20), "700": cents(-5), "7000001": cents(-1)})
    assert found.reserve == cents(26)
    assert carried({"693": cents(-20), "700": cents(-5), "7000001": cents(-1)}) == {
        "160": cents(-26),
        "693": 0,
        "700": 0,
        "7000001": 0,
    }


def test_nothing_closes_nothing():
    assert close({}).lines == []
    assert close({"551": cents(5), "4101": cents(-5), "701": NOTHING}).lines == []


@pytest.mark.parametrize(
    ("code", "ordinary"),
    [
        ("6105000", True),
        ("671", False),
        ("680000", True),
        ("693", False),
        ("700", False),
        ("701", True),
        ("702", False),
        ("7500000", True),
        ("160", False),
        ("4101", False),
    ],
)
def test_what_a_statement_of_charges_settles(code, ordinary):
    assert is_ordinary(code) == ordinary


@given(st.dictionaries(st.sampled_from(CODES), st.integers(-(10**9), 10**9)))
def test_any_books_close_balanced_and_empty(found):
    balances = {code: cents(number) for code, number in found.items()}
    closing = close(balances)
    assert sum(amount for _code, amount in closing.lines) == 0
    after = carried(balances)
    assert {code for code, net in after.items() if code[0] in "67" and net} == set()
    moved = {code: after.get(code, NOTHING) for code in ("12", "14", "160")}
    assert moved == {
        "12": -closing.works,
        "14": closing.ordinary,
        "160": -closing.reserve,
    }
