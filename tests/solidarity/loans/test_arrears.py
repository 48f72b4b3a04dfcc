"""Late loans: talks first, then two members; and what comes after a case."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from koprogo.ledger.queries import account_balances
from koprogo.ledger.services import credit, debit, post
from koprogo.notifications.models import Delivery
from solidarity import chart, tasks
from solidarity.errors import loans as errors
from solidarity.models import Aid, Opening
from solidarity.queries import arrears as queries
from solidarity.queries.loans import outstanding, rates, standing_of
from solidarity.services import arrears, won
from solidarity.terms import Kind
from tests.solidarity.loans.credits import grant
from tests.solidarity.loans.making import eur, paid, spoken
from tests.solidarity.making import person, running


def today():
    return timezone.localdate()


def provision(amount):
    post(
        journal="misc",
        year=today().year,
        date=today(),
        text="Provision",
        lines=[
            debit(chart.PROVISIONED, eur(amount)),
            credit(chart.PROVISION, eur(amount)),
        ],
        by=None,
    )


def proposed(aid, by="cleo"):
    return arrears.propose_write_off(aid, reasons="He is ill.", by=person(by))


def confirmed(row, *, by="lea", is_confirmed=True):
    return arrears.decide_write_off(row, is_confirmed=is_confirmed, by=person(by))


def written_off(**more):
    aid = running(months_ago=5, **more)
    spoken(aid, many=2)
    confirmed(proposed(aid))
    return Aid.objects.select_related("request").get(pk=aid.pk)


def test_who_is_late_since_when(fund):
    aid = running(months_ago=3)
    running("clara")
    paid(aid)
    first, second = queries.running_loans(on=today())
    assert (first.aid, first.late, first.contacts) == (aid, eur("133.33"), 0)
    assert first.since == aid.plans.get().lines.all()[1].due
    assert second.late == 0
    assert [row.aid for row in queries.running_loans(on=today(), only_late=True)] == [
        aid
    ]


def test_the_list_takes_as_many_statements_for_three(fund):
    counts = []
    for names in (["omar"], ["clara", "zoe"]):
        for name in names:
            running(name, months_ago=2)
        with CaptureQueriesContext(connection) as seen:
            rows = queries.running_loans(on=today())
        counts.append(len(seen))
    assert len(rows) == 3
    assert counts[0] == counts[1] == 5


def test_a_talk_needs_somebody_late(fund, seats):
    with pytest.raises(errors.NotLate):
        spoken(running())
    with pytest.raises(errors.ReceivedInTheFuture):
        arrears.record_contact(
            running("clara", months_ago=2),
            day=today() + timedelta(days=1),
            words="Later",
            by=person("cleo"),
        )


def test_nobody_speaks_with_himself(fund, seats):
    with pytest.raises(errors.Concerned):
        spoken(running("cleo", months_ago=2))


def test_after_ninety_days_and_two_talks(fund, seats):
    early = running("clara", months_ago=3)
    spoken(early, many=2)
    with pytest.raises(errors.TooEarlyToWriteOff):
        proposed(early)
    aid = running(months_ago=5)
    spoken(aid)
    with pytest.raises(errors.TooEarlyToWriteOff):
        proposed(aid)
    spoken(aid)
    row = proposed(aid)
    with pytest.raises(errors.Proposed):
        proposed(aid, by="lea")
    with pytest.raises(errors.AnotherMember):
        confirmed(row, by="cleo")


def test_the_provision_pays_first(fund, seats):
    provision("1000.00")
    aid = written_off()
    assert (aid.state, aid.request.state) == ("written_off", "closed")
    found = account_balances(chart.PROVISION, chart.LOST, chart.LOANS)
    assert list(found.values()) == [0, eur("2200.00"), 0]
    assert outstanding()[Kind.LOAN] == 0
    assert rates(today())[Kind.LOAN] == 0


def test_refused_it_runs_on(fund, seats):
    aid = running(months_ago=5)
    spoken(aid, many=2)
    row = proposed(aid)
    confirmed(row, is_confirmed=False)
    with pytest.raises(errors.NotSoNow):
        confirmed(row)
    assert Aid.objects.get(pk=aid.pk).state == "running"
    proposed(aid)


def test_money_that_comes_later_lowers_the_loss(fund, seats):
    aid = written_off()
    row = paid(aid, "3300.00")
    assert (row.capital, row.surplus) == (eur("3200.00"), eur("100.00"))
    assert account_balances(chart.LOST)[chart.LOST] == 0
    assert Aid.objects.get(pk=aid.pk).state == "written_off"


def test_words_are_opened_and_the_person_reads_who_did(fund, seats):
    aid = running(months_ago=2)
    spoken(aid)
    [said] = arrears.open_words(aid, by=person("lea"))
    assert said.words == "We agreed on the telephone, 0."
    assert Opening.objects.get(user=person("lea")).request_id == aid.request_id


# After a case


def told(aid, *, is_won=True, has_damages=True, by="omar"):
    return won.tell_end(
        aid, is_won=is_won, has_damages=has_damages, words="Judge", by=person(by)
    )


def test_won_with_damages_half_comes_back(fund, seats):
    aid = grant()
    end = told(aid)
    for months in (0, 25):
        with pytest.raises(errors.MonthsNeeded):
            won.settle(end, months=months, by=person("cleo"))
    won.settle(end, months=10, by=person("cleo"))
    standing = standing_of(aid)
    assert (standing.remaining, len(standing.left)) == (eur("750.00"), 10)
    with pytest.raises(errors.NotSoNow):
        won.settle(end, months=10, by=person("lea"))
    row = paid(aid, "750.00")
    assert row.way == "won"
    assert account_balances(chart.WON_BACK)[chart.WON_BACK] == eur("-750.00")
    assert Aid.objects.get(pk=aid.pk).state == "closed"


@pytest.mark.parametrize("is_won", [True, False])
def test_without_damages_nothing_comes_back(fund, seats, is_won):
    aid = grant()
    told(aid, is_won=is_won, has_damages=False)
    found = Aid.objects.select_related("request").get(pk=aid.pk)
    assert (found.state, found.request.state) == ("closed", "closed")
    assert standing_of(aid) is None


def test_damages_without_winning_are_none(fund, seats):
    end = told(grant(), is_won=False, has_damages=True)
    assert not end.has_damages
    assert end.settled_at


def test_it_is_told_once_and_only_of_a_case(fund, seats):
    aid = grant()
    told(aid)
    with pytest.raises(errors.DisputeEndTold):
        told(aid)
    with pytest.raises(errors.NotADispute):
        told(grant("clara", Kind.EMERGENCY), by="clara")
    with pytest.raises(errors.NotADispute):
        told(running("zoe"), by="zoe")


def test_the_committee_is_told_once_of_an_instalment_that_passed(fund, seats):
    aid = running(months_ago=2)
    running("clara")
    assert tasks.late() == 1
    assert tasks.late() == 1
    mails = Delivery.objects.filter(event__startswith=f"late:{aid.uuid}")
    assert mails.count() == len(seats)
    assert not Delivery.objects.filter(address="omar@example.org").exists()
    assert aid.code not in "".join(mail.body + mail.subject for mail in mails)
