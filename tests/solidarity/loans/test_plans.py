"""Changes of a plan: asked or proposed, one at a time, each a new plan."""

from datetime import date

import pytest
from django.utils import timezone

from finance.months import add_months
from koprogo.audit.models import AuditEvent
from koprogo.notifications.models import Delivery
from solidarity.errors import loans as errors
from solidarity.models import PlanChange, Recusal
from solidarity.queries.loans import standing_of
from solidarity.services import rescheduling
from tests.solidarity.loans.making import eur, paid, spoken
from tests.solidarity.making import person, running

SECRET = "My daughter Roswitha is in hospital."


def asked(aid, kind="defer", by="omar", **more):
    more = more or {"months": 2}
    return rescheduling.ask_change(aid, kind=kind, by=person(by), **more)


def granted(change, *, by="cleo", is_granted=True):
    rescheduling.answer_change(
        change, is_granted=is_granted, reasons="We agree.", by=person(by)
    )


def test_the_first_deferral_asks_no_question(fund, seats):
    aid = running(months_ago=1)
    change = asked(aid)
    granted(change)
    plans = list(aid.plans.all())
    assert [plan.reason for plan in plans] == ["first", "deferred"]
    first = plans[0].lines.first().due
    assert plans[1].lines.first().due == add_months(first, 2)
    change.refresh_from_db()
    assert (change.answer, change.plan) == ("yes", plans[1])


def test_the_second_asks_for_words(fund, seats):
    aid = running(months_ago=1)
    granted(asked(aid))
    with pytest.raises(errors.WordsNeeded):
        asked(aid)
    asked(aid, months=1, words=SECRET)


@pytest.mark.parametrize("months", [0, 4])
def test_one_to_three_months(fund, months):
    with pytest.raises(errors.NoSuchPlan):
        asked(running(), months=months)


@pytest.mark.parametrize(("months", "ok"), [(36, True), (37, False)])
def test_rescheduling_within_the_terms(fund, seats, months, ok):
    aid = running(months_ago=1)
    paid(aid)
    if not ok:
        with pytest.raises(errors.NoSuchPlan):
            asked(aid, "reschedule", months=months, words=SECRET)
        return
    granted(asked(aid, "reschedule", months=months, words=SECRET))
    standing = standing_of(aid)
    assert (len(standing.left), standing.remaining) == (36, eur("3066.67"))


def test_one_change_at_a_time(fund):
    aid = running()
    change = asked(aid)
    with pytest.raises(errors.ChangeWaits):
        asked(aid, months=1)
    rescheduling.withdraw_change(change, by=person("omar"))
    asked(aid, months=1)
    with pytest.raises(errors.NotSoNow):
        rescheduling.withdraw_change(change, by=person("omar"))


def test_declined_the_plan_stays(fund, seats):
    aid = running()
    change = asked(aid)
    granted(change, is_granted=False)
    assert aid.plans.count() == 1
    with pytest.raises(errors.NotSoNow):
        granted(change)


def test_who_takes_no_part_answers_nothing(fund, seats):
    aid = running()
    change = asked(aid)
    Recusal.objects.create(request=aid.request, user=person("lea"), reason="family")
    for name in ("lea", "omar"):
        with pytest.raises(errors.Concerned):
            granted(change, by=name)


def test_words_are_sealed_and_nowhere_else(fund, seats):
    aid = running()
    granted(asked(aid, months=1, words=SECRET))
    row = PlanChange.objects.get()
    assert "Roswitha" not in row.words
    events = str(list(AuditEvent.objects.values()))
    mails = str(list(Delivery.objects.values()))
    assert "Roswitha" not in events + mails
    assert "We agree" not in events + mails


def test_paid_early_is_said_shown_and_done(fund):
    aid = running(months_ago=1)
    today = timezone.localdate()
    shown = rescheduling.preview(aid, kind="early", on=today, amount=eur("1133.33"))
    change = asked(aid, "early", amount=eur("1133.33"))
    paid(aid, "1133.33")
    change.refresh_from_db()
    assert change.answer == "yes"
    made = [(line.due, line.amount) for line in change.plan.lines.all()]
    assert made == [(one.due, one.amount) for one in shown]


@pytest.mark.parametrize("amount", ["0.00", "3200.01"])
def test_no_more_than_is_left_is_paid_early(fund, amount):
    with pytest.raises(errors.NoSuchPlan):
        asked(running(), "early", amount=eur(amount))


def test_the_committee_proposes_after_a_talk_and_the_person_confirms(fund, seats):
    aid = running(months_ago=2)

    def propose():
        return rescheduling.propose_change(
            aid, kind="defer", months=3, words="Rest.", by=person("cleo")
        )

    with pytest.raises(errors.SpeakFirst):
        propose()
    spoken(aid)
    change = propose()
    assert aid.plans.count() == 1
    with pytest.raises(errors.NotSoNow):
        granted(change)
    rescheduling.answer_proposal(change, is_granted=True, by=person("omar"))
    standing = standing_of(aid)
    assert standing.late(timezone.localdate()) == 0
    assert aid.plans.last().reason == "deferred"


def test_nothing_is_proposed_to_who_is_in_time(fund, seats):
    with pytest.raises(errors.NotLate):
        rescheduling.propose_change(
            running(), kind="defer", months=1, by=person("cleo")
        )


def test_a_loan_of_the_last_day_of_the_month_keeps_its_day(fund, seats):
    aid = running()
    dues = [line.due for line in aid.plans.get().lines.all()]
    assert dues == sorted(dues)
    assert all(isinstance(day, date) for day in dues)
