"""From a budget to its calls: each instalment once, the sum exact, also after changes."""

from collections import Counter
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finance.errors.budgets import DraftsChanged, NoInstalmentLeft, NotInForce
from finance.models import Call, CallItem
from finance.queries.instalments import calls_of_year, plan_of
from finance.services import cancel_call, discard_draft, issue_call
from finance.services.budgets import opt_out_of_reserve
from finance.services.instalments import make_instalments
from tests.finance import factories
from tests.finance.budgets.books import (
    RESERVE,
    WORKS,
    adopted,
    draft,
    line,
    open_year,
    this_year,
)

pytestmark = pytest.mark.usefixtures("acacias")


@pytest.fixture(autouse=True)
def no_duty(acacias):
    """These budgets call what they like for the reserve."""
    opt_out_of_reserve(
        open_year(), decision="AG", decided_on=timezone.localdate(), by=None
    )


def make(budget, *, first=1, works=False, replacing=()):
    return make_instalments(
        budget, first=first, works=works, replacing=replacing, by=None
    )


def anew(budget, **kwargs):
    """Make them, and replace whatever drafts there are."""
    drafts = Call.objects.drafts().filter(budget__year=budget.year)
    return make(budget, replacing=drafts.values_list("uuid", flat=True), **kwargs)


def plan(budget, **kwargs):
    on = kwargs.pop("on", timezone.localdate())
    return plan_of(budget, calls_of_year(budget), on=on, **kwargs)


def items(call):
    rows = call.items.select_related("key")
    return [(row.purpose, row.key.code, str(row.amount)) for row in rows]


def test_four_instalments_of_a_year():
    year = this_year()
    budget = adopted(
        line("10000.01"),
        line("0.02", key="lift"),
        line("500.00", account=RESERVE),
        line("9000.00", account=WORKS),
    )
    calls = make(budget)
    assert [(call.title, call.instalment, call.budget) for call in calls] == [
        (f"Provisions {number}/4 of {year}", number, budget) for number in range(1, 5)
    ]
    reserve = ("reserve", "shares", "125.00")
    assert [items(call) for call in calls] == [
        [("provision", "shares", "2500.01"), ("provision", "lift", "0.01"), reserve],
        [("provision", "shares", "2500.00"), ("provision", "lift", "0.01"), reserve],
        [("provision", "shares", "2500.00"), reserve],
        [("provision", "shares", "2500.00"), reserve],
    ]
    soon = timezone.localdate() + timedelta(days=14)
    assert [call.due_on for call in calls] == [
        max(soon, date(year, month, 15)) for month in (1, 4, 7, 10)
    ]


def test_pressed_twice_nothing_more_is_made():
    budget = adopted()
    assert len(make(budget)) == 4
    assert make(budget) == []
    assert Call.objects.count() == 4


def test_works_are_called_when_asked():
    budget = adopted(line("100.00"), line("40.00", account=WORKS))
    calls = make(budget, works=True)
    assert items(calls[0]) == [
        ("provision", "shares", "25.00"),
        ("works", "shares", "10.00"),
    ]
    assert plan(budget).works is True
    assert plan(budget).is_made is True
    assert plan(budget, works=False).is_made is False


def test_what_was_called_by_hand_is_taken_off():
    factories.issued(
        factories.item("250.00"),
        factories.item("40.00", purpose="reserve"),
        factories.item("70.00", purpose="works"),
        factories.item("90.00", purpose="working_fund"),
    )
    factories.draft(factories.item("9.00"))
    cancel_call(factories.issued(factories.item("8.00")), by=None)
    budget = adopted(line("1000.00"), line("100.00", account=RESERVE))
    found = plan(budget, first=1)
    assert (found.called, found.total) == (Decimal("290.00"), Decimal("810.00"))
    assert [str(one.provision) for one in found.instalments] == [
        "187.50",
        "187.50",
        "187.50",
        "187.50",
    ]
    assert [str(one.reserve) for one in found.instalments] == ["15.00"] * 4


def test_a_new_budget_changes_what_is_to_come():
    old = adopted(line("1000.00"))
    first, *_others = make(old)
    issue_call(first, by=None)
    new = adopted(line("1300.01"), title="Adjusted")
    with pytest.raises(NotInForce):
        make(old)
    with pytest.raises(DraftsChanged):
        make(new)
    calls = anew(new)
    assert [(call.instalment, items(call)[0][2]) for call in calls] == [
        (2, "350.01"),
        (3, "350.00"),
        (4, "350.00"),
    ]
    assert [call.budget.title for call in calls_of_year(new)] == [
        "Budget",
        "Adjusted",
        "Adjusted",
        "Adjusted",
    ]
    assert plan(new).called == Decimal("250.00")


def test_what_was_called_too_much_is_not_called_back():
    old = adopted(line("1000.00"))
    for call in make(old)[:2]:
        issue_call(call, by=None)
    new = adopted(line("300.00"), title="Less")
    found = plan(new)
    assert (found.excess, found.instalments) == (Decimal("200.00"), ())
    assert anew(new) == []
    assert Call.objects.drafts().count() == 0


def test_another_rhythm_goes_on_where_nothing_was_called():
    old = adopted(line("1200.00"))
    issue_call(make(old)[0], by=None)
    new = adopted(line("1200.00"), title="By month", call_months=1)
    calls = anew(new)
    assert [call.instalment for call in calls] == list(range(4, 13))
    assert {items(call)[0][2] for call in calls} == {"100.00"}


def test_a_cancelled_instalment_is_open_again():
    budget = adopted(line("1000.00"))
    first, second, *_rest = make(budget)
    issue_call(first, by=None)
    issue_call(second, by=None)
    cancel_call(first, by=None)
    assert plan(budget, first=1).is_made is False
    calls = anew(budget)
    assert [(c.instalment, items(c)[0][2]) for c in calls] == [
        (1, "250.00"),
        (3, "250.00"),
        (4, "250.00"),
    ]


def test_a_discarded_draft_is_made_again():
    budget = adopted()
    discard_draft(make(budget)[2], by=None)
    assert plan(budget).is_made is False
    assert len(anew(budget)) == 4


def test_nothing_is_left_when_every_period_was_called():
    budget = adopted(call_months=12)
    [call] = make(budget)
    issue_call(call, by=None)
    assert plan(budget).periods == ()
    with pytest.raises(NoInstalmentLeft):
        make(budget)


def test_a_draft_and_a_replaced_budget_call_nothing():
    prepared = draft()
    with pytest.raises(NotInForce):
        make(prepared)


@pytest.mark.parametrize(
    ("month", "first"), [(1, 1), (4, 2), (12, 4)], ids=["begin", "second", "end"]
)
def test_by_default_it_begins_with_the_period_of_today(month, first):
    budget = adopted()
    assert plan(budget, on=date(this_year(), month, 5)).first == first
    make(budget, first=3)
    assert plan(budget, on=date(this_year(), month, 5)).first == 3


def test_a_changed_due_date_is_no_other_plan():
    budget = adopted()
    call = make(budget)[0]
    call.due_on += timedelta(days=3)
    call.save()
    assert plan(budget).is_made is True


def called_by_key():
    """Return what stands in issued calls that count, by purpose and key."""
    called = Counter()
    for item in CallItem.objects.filter(call__in=Call.objects.standing()):
        called[item.purpose, item.key.code] += item.amount
    return called


amounts = st.integers(1, 10**7).map(lambda cents: Decimal(cents) / 100)
budgets = st.lists(
    st.tuples(
        amounts,
        st.sampled_from(["6140000", RESERVE]),
        st.sampled_from(["shares", "lift"]),
    ).map(lambda row: line(row[0], account=row[1], key=row[2])),
    min_size=1,
    max_size=5,
)


@contextmanager
def undone():
    """Leave nothing behind: each example begins with the same building."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def wanted(lines):
    sums = Counter()
    for one in lines:
        purpose = "reserve" if one.kind == "reserve" else "provision"
        sums[purpose, one.key.code] += one.amount
    return sums


@given(data=st.data(), rhythms=st.tuples(*[st.sampled_from([1, 3, 6])] * 2))
@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_all_that_is_issued_is_the_budget(acacias, data, rhythms):
    """By purpose and key, to the cent; also adjusted in the middle of the year."""
    with undone():
        issued = Counter()
        old_lines = data.draw(budgets)
        old = adopted(*old_lines, call_months=rhythms[0])
        made = make(old)
        for call in made[: data.draw(st.integers(0, len(made) - 1))]:
            issue_call(call, by=None)
        issued += called_by_key()
        new_lines = data.draw(budgets)
        new = adopted(*new_lines, call_months=rhythms[1], title="Adjusted")
        if not plan(new, first=1).periods:
            return
        for call in anew(new):
            issue_call(call, by=None)
        called, asked = called_by_key(), wanted(new_lines)
        for place in {*called, *asked}:
            assert called[place] == max(asked[place], issued[place])
