"""Since when something is overdue, what became of a plan, and what is claimed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.arrears import (
    Claim,
    Claimed,
    Dated,
    Outcome,
    claim,
    cleared_on,
    plan_outcome,
    with_interest,
)
from finance.arrears_plan import Instalment, instalments
from finance.interest import DatedRate
from finance.legal_rates import LEGAL_RATES
from tests.worked_tables import worked_tables

JAN = date(2026, 1, 1)


def day(number):
    """The day of January 2026, or later."""
    return JAN + timedelta(days=number - 1)


def at(number, amount):
    return Dated(day(number), Decimal(amount))


# cleared_on


@pytest.mark.parametrize(
    ("dues", "received", "expected"),
    [
        ([], [], 60),
        # Due on the 10th: overdue from the 11th.
        ([at(10, 100)], [], 10),
        ([at(60, 100)], [], 60),
        ([at(59, 100)], [], 59),
        # Paid in time, late, in part, too much.
        ([at(10, 100)], [at(9, 100)], 60),
        ([at(10, 100)], [at(30, 100)], 60),
        ([at(10, 100)], [at(30, "99.99")], 10),
        ([at(10, 100)], [at(30, 200)], 60),
        # The first is paid late, the second is open: between them nothing was overdue.
        ([at(10, 100), at(40, 100)], [at(30, 100)], 40),
        # The first is paid after the second fell due: it never was all clear.
        ([at(10, 100), at(40, 100)], [at(41, 100)], 10),
        # Paid on the very day on which the next one begins to be overdue.
        ([at(10, 100), at(30, 100)], [at(31, 200)], 60),
        ([at(10, 100), at(30, 100), at(50, 1)], [at(31, 200)], 50),
        # Money with a later day is there already, as in the settlement.
        ([at(10, 100)], [at(70, 100)], 60),
    ],
)
def test_the_last_day_without_arrears(dues, received, expected):
    assert cleared_on(dues, received, on=day(60)) == day(expected)


amounts = st.integers(1, 300).map(Decimal)
events = st.lists(st.builds(Dated, st.integers(1, 80).map(day), amounts), max_size=8)


@given(events, events)
def test_it_is_what_looking_at_each_day_would_say(dues, received):
    today = day(60)

    def is_clear(each):
        asked = sum(due.amount for due in dues if due.on < each)
        got = sum(money.amount for money in received if min(money.on, today) <= each)
        return asked <= got

    clear = [each for each in map(day, range(1, 61)) if is_clear(each)]
    assert cleared_on(dues, received, on=today) == clear[-1]


# plan_outcome

WORKED = worked_tables("rules/reminders.md")[
    "A plan of 300.00 in three instalments from 10 January 2026, for a debt of 1 January"
]
PLAN = instalments(Decimal(300), count=3, first_due=day(10))  # 10/1, 10/2, 10/3


@pytest.mark.parametrize(
    ("number", "still_open", "outcome"),
    [
        (5, [at(1, 300)], Outcome.RUNNING),
        # The first instalment is waited for until the 17th.
        (17, [at(1, 300)], Outcome.RUNNING),
        (18, [at(1, 300)], Outcome.BROKEN),
        (18, [at(1, "200.01")], Outcome.BROKEN),
        (18, [at(1, 200)], Outcome.RUNNING),
        # What falls due meanwhile is to be paid as well, with the same patience.
        (18, [at(1, 200), at(11, 50)], Outcome.RUNNING),
        (19, [at(1, 200), at(11, 50)], Outcome.BROKEN),
        # All is paid, or the last instalment is.
        (5, [], Outcome.KEPT),
        (5, [at(90, 0)], Outcome.KEPT),
        (76, [at(1, 1)], Outcome.RUNNING),
        (77, [at(1, 1)], Outcome.BROKEN),
        (77, [at(75, 500)], Outcome.KEPT),
    ],
)
def test_what_became_of_a_plan(number, still_open, outcome):
    assert plan_outcome(PLAN, still_open, on=day(number)) is outcome


@pytest.mark.parametrize("row", WORKED)
def test_every_line_of_the_documentation(row):
    still_open = [at(1, row["open"])]
    if row["open of 11 January"]:
        still_open.append(at(11, row["open of 11 January"]))
    on = date.fromisoformat(row["day"])
    assert plan_outcome(PLAN, still_open, on=on).value == row["the plan is"]


def test_who_is_given_no_grace():
    one = [Instalment(day(10), Decimal(300))]
    found = [
        plan_outcome(one, [at(1, 300)], on=day(number), grace_days=0)
        for number in (10, 11)
    ]
    assert found == [Outcome.RUNNING, Outcome.BROKEN]


# claims


def item(kind="call", due=JAN, amount="1000.00", title="Q1"):
    return Claimed(kind, title, due, Decimal(amount))


def test_a_claim_adds_up():
    found = claim([item(due=day(9)), item(amount="0.10")], cost=Decimal("12.50"))
    assert (found.since, found.overdue) == (JAN, Decimal("1000.10"))
    assert (found.interest, found.total) == (Decimal("0.00"), Decimal("1012.60"))


@pytest.mark.parametrize(
    ("due", "until", "interest"),
    [
        (date(2025, 1, 1), date(2026, 1, 1), "45.00"),
        (date(2024, 10, 1), date(2026, 3, 31), "70.47"),
    ],
)
def test_the_worked_numbers(due, until, interest):
    found = with_interest(claim([item(due=due)]), until=until, rates=LEGAL_RATES)
    assert found.interest == Decimal(interest)


def test_interest_of_several_amounts_is_rounded_once():
    """4.50 % on 100.00 for 10 days: 0.12328…; twice: 0.24657…, not 0.12 + 0.12."""
    rates = [DatedRate(date.min, Decimal("4.50"))]
    two = claim([item(amount="100.00"), item(amount="100.00")])
    assert with_interest(two, until=day(11), rates=rates).interest == Decimal("0.25")


def test_what_was_charged_is_not_charged_again():
    found = with_interest(
        claim([item()]), until=day(21), rates=LEGAL_RATES, charged_until=day(11)
    )
    assert [(step.since, step.days) for step in found.items[0].steps] == [(day(11), 10)]


def test_interest_and_costs_of_reminders_bear_none():
    found = with_interest(
        claim([item("interest"), item("reminder"), item("statement")]),
        until=day(366),
        rates=LEGAL_RATES,
    )
    assert [bool(each.steps) for each in found.items] == [False, False, True]
    assert found.interest == Decimal("45.00")


def test_days_before_the_first_known_rate_are_not_claimed():
    old = claim([item(due=date(2020, 5, 5))])
    found = with_interest(old, until=date(2022, 1, 31), rates=LEGAL_RATES)
    [step] = found.items[0].steps
    assert (step.since, step.until) == (date(2021, 12, 31), date(2022, 1, 31))


def test_a_claim_is_kept_and_read_again_to_the_fraction():
    found = with_interest(
        claim([item(), item("opening", title="")], cost=Decimal("5.00")),
        until=day(400),
        rates=LEGAL_RATES,
    )
    assert Claim.read(found.as_json()) == found
