"""Proposed once, for who is late enough; gone when it is paid."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from buildings import services as buildings
from finance import services
from finance.models import BookSettings, Reminder
from finance.reminding import Level
from finance.services.charges import ChargeDraft, charge_accounts
from finance.services.plans import pause_reminders
from finance.services.reminder_levels import set_levels
from finance.services.reminders import propose_reminders
from finance.tasks import remind as every_night
from koprogo.audit.models import AuditEvent
from koprogo.ledger import services as ledger
from koprogo.tenancy import enter
from tests import cast
from tests.finance.factories import opened, payment
from tests.finance.reminders.arrears import days_ago, due, proposed, remind, waiting

State = Reminder.State


def told(found):
    return {
        code: (one.level, str(one.overdue), str(one.interest))
        for code, one in found.items()
    }


def test_everybody_who_is_late_enough_gets_a_proposal_of_his_own_balance(acacias):
    due(on=days_ago(15))
    payment("H2", "300.00")
    payment("H3", "50.00")
    found = proposed()
    assert told(found) == {"H1": (1, "500.00", "0.00"), "H3": (1, "150.00", "0.00")}
    assert {one.arrears_since for one in found.values()} == {days_ago(15)}
    assert not any(one.registered for one in found.values())


def test_a_day_too_early_nothing_is_proposed(acacias):
    due(on=days_ago(14))
    assert proposed() == {}
    assert AuditEvent.objects.filter(action="reminders.proposed").count() == 0


def test_proposing_twice_proposes_nothing_twice(acacias, sophie):
    due(on=days_ago(20))
    assert propose_reminders(on=days_ago(0), by=sophie) == 3
    before = {one.pk for one in waiting().values()}
    assert propose_reminders(on=days_ago(0), by=sophie) == 0
    assert {one.pk for one in waiting().values()} == before
    [event] = AuditEvent.objects.filter(action="reminders.proposed")
    assert (event.actor, event.data) == (sophie, {"number": 3})


def test_a_proposal_says_the_amounts_of_the_day(acacias):
    due(on=days_ago(40))
    due("100.00", on=days_ago(30))
    proposed(on=days_ago(20))
    before = waiting()["H1"]
    due("10.00", on=days_ago(10))
    after = proposed()["H1"]
    assert (before.pk, str(before.overdue)) == (after.pk, "550.00")
    assert (after.date, str(after.overdue)) == (days_ago(0), "555.00")


def test_levels_go_up_one_by_one_with_the_time_between_them(acacias):
    due(on=days_ago(100))
    assert told(remind(on=days_ago(60)))["H1"][0] == 1
    assert proposed(on=days_ago(46)) == {}
    assert told(remind(on=days_ago(45)))["H1"][0] == 2
    assert proposed(on=days_ago(16)) == {}
    notice = remind(on=days_ago(15))["H1"]
    assert (notice.level, notice.registered) == (3, True)
    # 500.00 × 4.50 % × 85 ÷ 365
    assert str(notice.interest) == "5.24"
    assert proposed() == {}


def test_who_cleared_his_arrears_begins_anew(acacias):
    due(on=days_ago(100))
    remind(on=days_ago(80))
    payment("H1", "500.00", date=days_ago(70))
    due(on=days_ago(50))
    found = proposed(on=days_ago(30))
    assert {code: one.level for code, one in found.items()} == {
        "H1": 1,
        "H2": 2,
        "H3": 2,
    }


def test_a_credit_of_the_opening_counts_since_its_day(acacias):
    opened(on=days_ago(90), H1=("0", "0", "500.00"), H2="20.00")
    due(on=days_ago(60))
    assert told(proposed(on=days_ago(40))) == {
        "H2": (1, "320.00", "0.00"),
        "H3": (1, "200.00", "0.00"),
    }
    assert waiting()["H2"].arrears_since == days_ago(90)


def test_what_is_given_back_clears_arrears_as_money_does(acacias):
    due(on=days_ago(100))
    remind(on=days_ago(80))
    given_back("H1", "-500.00", on=days_ago(70))
    due("100.00", on=days_ago(40))
    found = proposed(on=days_ago(20))
    assert {code: one.level for code, one in found.items()} == {
        "H1": 1,
        "H2": 2,
        "H3": 2,
    }


def given_back(code, amount, *, on):
    charge = ChargeDraft(
        holding=cast.holding(code),
        kind="correction",
        text="Water",
        due_on=on,
        working=Decimal(amount),
    )
    charge_accounts(
        [charge],
        against=[ledger.debit("499", -charge.working)],
        date=on,
        text="Water",
        by=None,
        source="correction",
    )


def test_the_levels_of_the_building_count(acacias):
    set_levels([Level(1, 5, cost=Decimal("7.50"))], by=None)
    due(on=days_ago(5))
    found = proposed()["H1"]
    assert (found.level, found.cost) == (1, Decimal("7.50"))


def test_what_changed_meanwhile_is_proposed_anew(acacias):
    """He paid the older of two: the arrears are younger, and the first level not due."""
    due(on=days_ago(30))
    due("100.00", on=days_ago(3))
    before = proposed(on=days_ago(2))["H1"]
    payment("H1", "500.00")
    assert "H1" not in proposed()
    before.refresh_from_db()
    assert before.state == State.CANCELLED


def test_another_level_replaces_the_proposal(acacias):
    due(on=days_ago(30))
    before = proposed()["H1"]
    set_levels([Level(1, 5, registered=True)], by=None)
    after = proposed()["H1"]
    before.refresh_from_db()
    assert (before.state, after.registered) == (State.CANCELLED, True)


def test_what_is_being_sent_is_not_proposed_again(acacias):
    due(on=days_ago(30))
    found = proposed()["H1"]
    Reminder.objects.filter(pk=found.pk).update(state=State.ORDERED)
    assert set(proposed()) == {"H2", "H3"}
    assert Reminder.objects.count() == 3


def test_a_pause_keeps_reminders_back_until_its_day(acacias):
    due(on=days_ago(30))
    later = days_ago(-10)
    pause_reminders(cast.holding("H1"), until=later, reason="Illness", by=None)
    assert set(proposed(on=later - timedelta(days=1))) == {"H2", "H3"}
    assert set(proposed(on=later)) == {"H1", "H2", "H3"}


def test_the_payment_that_clears_the_arrears_cancels_the_proposal(acacias):
    due(on=days_ago(30))
    found = proposed()
    payment("H1", "499.99")
    payment("H2", "300.00")
    states = dict(Reminder.objects.values_list("holding__code", "state"))
    assert states == {"H1": "proposed", "H2": "cancelled", "H3": "proposed"}
    assert len(found) == 3


@pytest.mark.parametrize("percent", [None, "0.00", "6.00"])
def test_interest_is_by_the_deed_or_by_law(acacias, percent):
    BookSettings.objects.create(interest_percent=percent)
    set_levels([Level(1, 5, with_interest=True)], by=None)
    due(on=days_ago(100))
    expected = {None: "6.16", "0.00": "0.00", "6.00": "8.22"}
    assert str(proposed()["H1"].interest) == expected[percent]


def test_every_night_in_every_building(db):
    with enter(cast.tenant().pk, by=None):
        due(on=days_ago(30))
    with enter(cast.tenant(cast.BELLEVUE).pk, by=None):
        due("100.00", on=days_ago(30))
    assert every_night() == 4
    assert every_night() == 0


def statements(act):
    with CaptureQueriesContext(
        connection,
    ) as found:
        act()
    return len(found)


def more_holdings(number):
    """Hold the cellar together with others: each holding owes what it brought along."""
    owners = [
        buildings.create_owner(code=f"p{n}", last_name=f"P{n}", language="nl", by=None)
        for n in range(number)
    ]
    return [
        buildings.create_holding(
            code=f"X{n}", members=[buildings.Member(one, 1)], by=None
        )
        for n, one in enumerate(owners)
    ]


@pytest.mark.parametrize("again", [False, True])
def test_the_statements_do_not_depend_on_the_number_of_holdings(acacias, again):
    more_holdings(18)
    few = {"X0": "10.00", "X1": "10.00"}
    opening = opened(on=days_ago(50), **few)
    if again:
        propose_reminders(on=days_ago(0), by=None)
    two = statements(lambda: propose_reminders(on=days_ago(0), by=None))
    services.reverse_opening(opening, by=None)
    Reminder.objects.all().delete()
    opened(on=days_ago(50), **{f"X{n}": "10.00" for n in range(18)}, H1="1", H2="1")
    if again:
        propose_reminders(on=days_ago(0), by=None)
    twenty = statements(lambda: propose_reminders(on=days_ago(0), by=None))
    assert Reminder.objects.filter(state=State.PROPOSED).count() == 20
    assert two == twenty <= 24
