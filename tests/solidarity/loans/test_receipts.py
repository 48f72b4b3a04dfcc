"""Money that comes back: booked once, divided, mirrored, and the last closes."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from koprogo.ledger.queries import account_balances
from solidarity import chart
from solidarity.errors import loans as errors
from solidarity.models import Aid, Repayment
from solidarity.queries import loans as queries
from solidarity.services import receipts
from solidarity.terms import Kind
from tests.solidarity.loans.making import eur, paid
from tests.solidarity.making import person, running


def balances(*codes):
    return tuple(account_balances(*codes).values())


def fresh(aid):
    return Aid.objects.select_related("request").get(pk=aid.pk)


def test_an_instalment_is_booked(fund):
    aid = running(months_ago=1)
    row = paid(aid)
    assert (row.capital, row.interest, row.surplus) == (eur("133.33"), 0, 0)
    assert row.entry.text == aid.code
    assert balances(chart.LOANS_BACK) == (eur("-133.33"),)
    standing = queries.standing_of(aid)
    assert standing.remaining == eur("3066.67")
    assert len(standing.left) == 23


def test_interest_has_its_own_account(fund):
    from tests.solidarity.loans.credits import credit

    aid = credit(months_ago=1)
    row = paid(aid, "116.24")
    assert row.interest == eur("5.67")
    assert balances(chart.CREDITS_BACK, chart.INTEREST) == (
        eur("-110.57"),
        eur("-5.67"),
    )


def test_the_same_form_twice_books_once(fund):
    aid, key = running(months_ago=1), uuid4()
    paid(aid, uuid=key)
    with pytest.raises(errors.RepaymentRecorded):
        paid(aid, uuid=key)
    assert Repayment.objects.count() == 1


def test_money_of_tomorrow_is_refused(fund):
    with pytest.raises(errors.ReceivedInTheFuture):
        paid(running(), on=timezone.localdate() + timedelta(days=1))


def test_more_than_is_due_is_paid_early_and_makes_a_new_plan(fund):
    aid = running(months_ago=1)
    paid(aid, "1133.33")
    assert [plan.reason for plan in aid.plans.all()] == ["first", "early"]
    standing = queries.standing_of(aid)
    assert standing.remaining == eur("2066.67")
    assert len(standing.left) == 23
    assert standing.left[0].amount == eur("89.85")


def test_the_last_euro_closes_and_the_rest_is_to_be_given_back(fund):
    aid = running(months_ago=1)
    row = paid(aid, "3250.00")
    assert (row.capital, row.surplus) == (eur("3200.00"), eur("50.00"))
    found = fresh(aid)
    assert (found.state, found.request.state) == ("closed", "closed")
    assert found.ended_at
    assert found.request.ended_at
    assert balances(chart.TO_RETURN) == (eur("-50.00"),)
    with pytest.raises(errors.NothingComesBack):
        paid(aid)


def test_what_was_too_much_is_given_back_once(fund):
    row = paid(running(months_ago=1), "3250.00")
    today, tess = timezone.localdate(), person("tess")
    with pytest.raises(errors.ReceivedInTheFuture):
        receipts.give_back(row, on=today + timedelta(days=1), by=tess)
    receipts.give_back(row, on=today, by=tess)
    assert balances(chart.TO_RETURN) == (0,)
    with pytest.raises(errors.NothingToGiveBack):
        receipts.give_back(row, on=today, by=tess)
    with pytest.raises(errors.RepaymentReversed):
        receipts.reverse_repayment(row, by=tess)


def test_a_mistake_is_mirrored(fund):
    aid = running(months_ago=1)
    row = paid(aid)
    receipts.reverse_repayment(row, by=person("tess"))
    assert balances(chart.LOANS_BACK) == (0,)
    assert queries.standing_of(aid).remaining == eur("3200.00")
    assert aid.plans.count() == 1
    with pytest.raises(errors.RepaymentReversed):
        receipts.reverse_repayment(row, by=person("tess"))


def test_the_mirror_of_an_early_payment_makes_a_plan_of_what_is_owed_again(fund):
    aid = running(months_ago=1)
    row = paid(aid, "1133.33")
    receipts.reverse_repayment(row, by=person("tess"))
    assert queries.standing_of(aid).remaining == eur("3200.00")
    assert [plan.reason for plan in aid.plans.all()] == [
        "first",
        "early",
        "rescheduled",
    ]


def test_the_mirror_of_the_last_payment_opens_the_loan_again(fund):
    aid = running(months_ago=1)
    first = paid(aid)
    last = paid(aid, "3066.67")
    assert fresh(aid).state == "closed"
    receipts.reverse_repayment(last, by=person("tess"))
    found = fresh(aid)
    assert (found.state, found.request.state, found.ended_at) == (
        "running",
        "accepted",
        None,
    )
    receipts.reverse_repayment(first, by=person("tess"))
    assert queries.standing_of(found).remaining == eur("3200.00")


def test_the_books_are_the_plans(fund):
    one, other = running(months_ago=3), running("clara", months_ago=1)
    for amount in ("133.33", "50.00", "1000.00"):
        paid(one, amount)
    paid(other, "20.00")
    left = sum(queries.standing_of(aid).remaining for aid in (one, other))
    assert queries.outstanding()[Kind.LOAN] == left


def test_regular_until_thirty_days(fund):
    running("omar", months_ago=1)
    running("clara", months_ago=3)
    today = timezone.localdate()
    assert queries.repays_regularly(person("omar"), today)
    assert not queries.repays_regularly(person("clara"), today)
    assert queries.repays_regularly(person("zoe"), today)


def test_the_rate_of_repayment(fund):
    aid = running(months_ago=3)
    paid(aid)
    today = timezone.localdate()
    assert queries.rates(today)[Kind.LOAN] == eur("133.33") / eur("266.66")
    assert queries.rates(today)[Kind.WORKS] is None


def test_a_repayment_stays_as_it_is(fund):
    from tests import sql

    paid(running(months_ago=1))
    with sql.refused("stays as it is"):
        sql.changed("UPDATE solidarity_repayment SET amount = 1, capital = 1")
    with sql.refused("stays as it is|permission denied"):
        sql.changed("DELETE FROM solidarity_repayment")
