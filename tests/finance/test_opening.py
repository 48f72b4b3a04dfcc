"""The rules of docs/rules/opening.md: its worked tables, and what it promises."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.opening import (
    Balances,
    Cause,
    ImpossibleBalance,
    OwnerBalance,
    SupplierBalance,
    Total,
    explain,
)
from finance.opening_table import Known, read_opening
from finance.settlement import Due, settle
from tests.worked_tables import DOCS, worked_tables

WORKED = worked_tables("rules/opening.md")
HOLDERS = [Known("H1", "Omar Haddad"), Known("H2", "Clara Élise")]
TEN = Decimal("10.00")


def documented():
    """The balances of the table that the documentation shows."""
    text = (DOCS / "rules/opening.md").read_text(encoding="utf-8")
    [table] = re.findall(r"```csv\n(.*?)```", text, re.DOTALL)
    reading = read_opening(table.encode(), "opening.csv", holders=HOLDERS, others=())
    assert reading.problems == ()
    return Balances(reading.accounts, reading.owners, reading.suppliers)


def test_the_trial_balance_of_the_documentation():
    found = documented()
    assert found.difference == 0
    assert [
        {"account": row.account, "debit": str(row.debit), "credit": str(row.credit)}
        for row in found.totals
    ] == WORKED["Trial balance"]


def test_the_settlement_of_the_documentation():
    [owner, _credit] = documented().owners
    [row] = WORKED["What Omar Haddad owes when he has paid 330.00"]
    day = date.fromisoformat(row["due on"])
    due = Due("balance brought forward", day, owner.working, owner.reserve)
    [item] = settle([due], Decimal("330.00")).items
    assert {
        "document": item.due.id,
        "due on": str(day),
        "working": str(owner.working),
        "reserve": str(owner.reserve),
        "working paid": str(item.working_paid),
        "reserve paid": str(item.reserve_paid),
        "open": str(item.open),
        "status": item.status,
    } == row


def test_the_documentation_has_no_other_table():
    assert set(WORKED) == {
        "Trial balance",
        "What Omar Haddad owes when he has paid 330.00",
    }


@pytest.mark.parametrize(
    "parts",
    [
        {"working": -TEN},
        {"reserve": -TEN},
        {"credit": -TEN},
        {"working": TEN, "credit": TEN},
        {"reserve": TEN, "credit": TEN},
    ],
)
def test_an_owner_owes_or_has_a_credit(parts):
    with pytest.raises(ImpossibleBalance):
        OwnerBalance("H1", **parts)


def test_a_supplier_may_owe_the_association():
    found = Balances(suppliers=(SupplierBalance("Lift", -TEN),))
    assert found.totals == [Total("440", TEN, Decimal("0.00"))]


def test_balances_of_zero_do_not_count():
    nothing = Balances({"551": Decimal("0.00")}, (OwnerBalance("H1"),))
    assert (nothing.postings, nothing.totals, explain(nothing)) == ((), [], [])


def causes(balances):
    return [
        (hint.cause, hint.posting and hint.posting.account)
        for hint in explain(balances)
    ]


def balanced(**wrong):
    """1,234.10 at the bank, all of it working fund; and what is wrong."""
    accounts = {"551": Decimal("1234.10"), "100": Decimal("-1234.10")}
    return Balances(accounts | {code: Decimal(wrong[code]) for code in wrong})


def test_an_amount_on_the_wrong_side_is_named():
    assert causes(balanced(**{"160": "500.00", "550": "500.00"})) == [
        (Cause.WRONG_SIDE, "160"),
        (Cause.WRONG_SIDE, "550"),
        (Cause.TOO_LITTLE_CREDIT, None),
    ]


def test_an_amount_without_counterpart_is_named():
    assert causes(balanced(**{"440": "-100.00"})) == [
        (Cause.NO_COUNTERPART, "440"),
        (Cause.TOO_LITTLE_DEBIT, None),
    ]


def test_swapped_digits_are_suspected():
    assert causes(balanced(**{"551": "1243.10"})) == [
        (Cause.SWAPPED_DIGITS, None),
        (Cause.TOO_LITTLE_CREDIT, None),
    ]


def test_at_most_three_lines_are_named_for_one_cause():
    owners = tuple(OwnerBalance(code, TEN) for code in "ABCD")
    found = Balances({"499": Decimal("-30.00")}, owners)
    assert [cause for cause, _account in causes(found)].count(Cause.NO_COUNTERPART) == 3


amounts = st.integers(-(10**9), 10**9).map(lambda cents: Decimal(cents).scaleb(-2))


@given(st.lists(amounts, max_size=6), st.lists(amounts, max_size=6))
def test_the_totals_differ_as_the_lines_do(owners, suppliers):
    found = Balances(
        owners=tuple(
            OwnerBalance(n, max(net, Decimal(0)), credit=max(-net, Decimal(0)))
            for n, net in enumerate(owners)
        ),
        suppliers=tuple(
            SupplierBalance(str(n), net) for n, net in enumerate(suppliers)
        ),
    )
    assert found.difference == sum(owners) - sum(suppliers)
    assert sum(row.debit - row.credit for row in found.totals) == found.difference
    assert bool(explain(found)) == bool(found.difference)
