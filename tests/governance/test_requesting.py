from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.dated import BOOK_3, Dated, NoRuleYet
from governance.deadlines import ImpossibleShares, may_request
from governance.requesting import shares_needed, support
from tests.worked_tables import worked_tables

DAY = date(2026, 1, 1)
[WORKED] = worked_tables("rules/request.md").values()


def asked(*signed, total=1000):
    return support(signed, shares_total=total, on=DAY)


@pytest.mark.parametrize("row", WORKED, ids=lambda row: "/".join(row.values()))
def test_every_line_of_the_documentation(row):
    signed = [int(shares) for shares in row["signed"].split()]
    found = asked(*signed, total=int(row["all"]))
    assert (found.shares_needed, found.missing) == (
        int(row["needed"]),
        int(row["missing"]),
    )
    assert found.is_enough is (row["enough"] == "yes")
    assert (found.heads, found.shares) == (len(signed), sum(signed))


def test_nobody_has_more_than_there_is():
    with pytest.raises(ImpossibleShares):
        asked(1001)


def test_before_the_law():
    with pytest.raises(NoRuleYet):
        support([1], shares_total=1, on=date(2000, 1, 1))


def test_another_part():
    third = (Dated(BOOK_3, (1, 3), "3.87 §2"),)
    assert shares_needed(1000, on=DAY, part=third) == 334
    assert support([333], shares_total=1000, on=DAY, part=third).missing == 1


@given(st.integers(0, 10_000))
def test_what_is_needed_is_the_least_that_suffices(total):
    needed = shares_needed(total, on=DAY)
    assert may_request(shares=needed, shares_total=total, on=DAY)
    assert needed == 0 or not may_request(shares=needed - 1, shares_total=total, on=DAY)
