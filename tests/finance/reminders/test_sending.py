"""Sent once: what it charges, the letter, the way it takes and the proof."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from buildings.errors import NoSyndic, PostedOnWrongDay
from buildings.models import Mandate, Owner
from finance import services
from finance.arrears import Claim
from finance.errors import BeingSent, ReminderGone
from finance.models import AccountCharge, Cost, Reminder, ReminderLetter
from finance.queries.reminders import reminders_to_post, sending_jobs
from finance.reminding import Level
from finance.services import reminder_letters
from finance.services.reminder_letters import (
    mark_reminders_posted,
    post_reminder_instead,
    retry_reminder,
    send_some,
)
from finance.services.reminder_levels import set_levels
from finance.services.reminders import cancel_reminder, send_reminders, start_again
from koprogo.audit.models import AuditEvent
from koprogo.documents.services import read
from koprogo.jobs.models import Job
from koprogo.jobs.services import run_all
from koprogo.ledger.queries import account_balances, verify
from koprogo.notifications.models import Delivery
from tests.finance.factories import payment
from tests.finance.letters import consent, furnish
from tests.finance.reminders.arrears import days_ago, due, proposed, remind, send

State = Reminder.State
LATE_INTEREST, COSTS = "7510000", "7441000"


def fresh(reminder):
    return Reminder.objects.select_related("letter__delivery").get(pk=reminder.pk)


def audited():
    rows = AuditEvent.objects.filter(action__startswith="reminder").order_by("pk")
    return list(rows.values_list("action", flat=True))


@pytest.mark.parametrize(
    ("since", "until", "interest"),
    [
        (date(2025, 1, 1), date(2026, 1, 1), "45.00"),
        (date(2024, 10, 1), date(2026, 3, 31), "70.47"),
    ],
)
def test_the_worked_numbers_of_the_interest(acacias, since, until, interest):
    """Omar owes 1,000.00: half of the call."""
    set_levels([Level(1, 60, with_interest=True, registered=True)], by=None)
    due("2000.00", on=since)
    found = remind(on=until)["H1"]
    assert (str(found.overdue), str(found.interest)) == ("1000.00", interest)
    charge = found.interest_charge
    assert (charge.kind, str(charge.working), charge.date) == (
        AccountCharge.Kind.INTEREST,
        interest,
        until,
    )
    assert charge.due_on == until + timedelta(days=15)
    assert str(Claim.read(found.details).interest) == interest
    assert found.letter.is_registered
    assert found.cost_charge is None


def test_income_of_reminders_goes_to_everybody_by_shares(acacias):
    set_levels(
        [Level(1, 5, with_interest=True, cost=Decimal("12.00"), registered=True)],
        by=None,
    )
    due(on=days_ago(100))
    payment("H2", "300.00")
    payment("H3", "200.00")
    found = remind(on=days_ago(0))["H1"]
    # 500.00 × 4.50 % × 100 ÷ 365
    assert str(found.interest) == "6.16"
    assert account_balances(COSTS, LATE_INTEREST) == {
        COSTS: Decimal("-12.00"),
        LATE_INTEREST: Decimal("-6.16"),
    }
    costs = Cost.objects.order_by("position").select_related("key", "account")
    assert [(one.account.code, str(one.amount), one.key.kind) for one in costs] == [
        (COSTS, "-12.00", "shares"),
        (LATE_INTEREST, "-6.16", "shares"),
    ]
    assert found.cost_charge.entry == found.interest_charge.entry
    assert verify() == []


def test_a_free_reminder_books_nothing(acacias):
    due(on=days_ago(20))
    found = remind(on=days_ago(0))["H1"]
    assert (found.state, found.cost_charge, found.interest_charge) == (
        State.SENT,
        None,
        None,
    )
    assert AccountCharge.objects.count() == Cost.objects.count() == 0


def test_interest_is_charged_once_for_each_day(acacias):
    set_levels(
        [Level(1, 10, with_interest=True), Level(2, 60, with_interest=True)], by=None
    )
    due(on=days_ago(110))
    first = remind(on=days_ago(100))["H1"]
    second = remind(on=days_ago(50))["H1"]
    # 10 days, then 50 days of 500.00; what the first charged is overdue, without interest.
    assert [str(one.interest) for one in (first, second)] == ["0.62", "3.08"]
    assert str(second.overdue) == "500.62"
    [step] = [s for item in Claim.read(second.details).items for s in item.steps]
    assert (step.since, step.days) == (days_ago(100), 50)


def test_the_worker_makes_the_letters_and_puts_them_on_their_way(acacias, sophie):
    furnish()
    consent("omar")
    due(on=days_ago(20))
    found = proposed()
    assert send_reminders([one.uuid for one in found.values()], by=sophie) == 3
    assert {one.state for one in Reminder.objects.all()} == {State.ORDERED}
    run_all()
    job = sending_jobs(acacias).get()
    assert (job.done, job.total, job.by, job.is_open) == (3, 3, sophie, False)
    letters = {
        one.holding.code: one
        for one in ReminderLetter.objects.select_related("delivery")
    }
    ways = {code: one.delivery.channel for code, one in letters.items()}
    assert ways == {"H1": "email", "H2": "post", "H3": "post"}
    languages = {code: one.language for code, one in letters.items()}
    assert languages == {"H1": "fr", "H2": "nl", "H3": "fr"}
    assert letters["H1"].file.name == f"{timezone.localdate()}_H1_Haddad.pdf"
    assert all(read(one.file).startswith(b"%PDF-") for one in letters.values())
    assert letters["H1"].delivery.attachment == letters["H1"].file
    run_all()
    assert fresh(found["H1"]).letter.delivery.state == Delivery.State.SENT
    assert letters["H2"].address == "Rue Haute 10, 1000 Bruxelles"
    assert {one.sent_by for one in Reminder.objects.all()} == {sophie}
    assert audited() == [
        "reminders.proposed",
        "reminders.ordered",
        *["reminder.sent"] * 3,
    ]


def test_a_formal_notice_goes_by_post_whatever_was_agreed(acacias):
    furnish()
    consent("omar")
    set_levels([Level(1, 5, registered=True)], by=None)
    due(on=days_ago(20))
    found = remind(on=days_ago(0))["H1"]
    assert found.letter.delivery.channel == Delivery.Channel.POST


def test_who_paid_before_the_worker_came_gets_nothing(acacias):
    due(on=days_ago(20))
    found = proposed()
    send_reminders([one.uuid for one in found.values()], by=None)
    payment("H1", "500.00")
    run_all()
    states = dict(Reminder.objects.values_list("holding__code", "state"))
    assert states == {"H1": "cancelled", "H2": "sent", "H3": "sent"}
    assert ReminderLetter.objects.count() == 2


def test_a_cancelled_call_stops_what_was_ordered(acacias):
    call = due(on=days_ago(20))
    found = proposed()
    send_reminders([one.uuid for one in found.values()], by=None)
    services.cancel_call(call, by=None)
    run_all()
    assert {one.state for one in Reminder.objects.all()} == {State.CANCELLED}


def test_a_part_payment_meanwhile_lowers_what_is_asked(acacias):
    due(on=days_ago(20))
    found = proposed()["H1"]
    send_reminders([found.uuid], by=None)
    payment("H1", "100.00")
    run_all()
    assert str(fresh(found).overdue) == "400.00"


def test_what_was_ordered_is_not_ordered_again(acacias):
    due(on=days_ago(20))
    keys = [one.uuid for one in proposed().values()]
    sent = [send_reminders(keys[:2], by=None), send_reminders(keys, by=None)]
    assert [*sent, send_reminders(keys, by=None)] == [2, 1, 0]
    run_all()
    assert ReminderLetter.objects.count() == 3
    assert sending_jobs(acacias).count() == 2


def test_letters_are_made_in_steps(acacias, monkeypatch):
    monkeypatch.setattr(reminder_letters, "LETTERS_PER_STEP", 2)
    due(on=days_ago(20))
    found = proposed().values()
    send_reminders([one.uuid for one in found], by=None)
    keys = [one.pk for one in found]
    steps = [send_some(keys, on=days_ago(0), by=None) for _step in range(3)]
    assert steps == [2, 3, None]


def test_without_a_syndic_nobody_signs(acacias):
    due(on=days_ago(20))
    found = proposed()["H1"]
    Mandate.objects.filter(tenant=acacias.pk).update(until=days_ago(0))
    with pytest.raises(NoSyndic):
        send_reminders([found.uuid], by=None)
    assert fresh(found).state == State.PROPOSED


def test_work_that_was_given_up_starts_again(acacias):
    due(on=days_ago(20))
    send_reminders([one.uuid for one in proposed().values()], by=None)
    Job.objects.update(failed_at=timezone.now())
    run_all()
    assert ReminderLetter.objects.count() == 0
    start_again(acacias)
    run_all()
    assert ReminderLetter.objects.count() == 3


# Cancelled


def test_a_sent_reminder_that_is_cancelled_takes_back_what_it_charged(acacias, sophie):
    set_levels([Level(1, 5, with_interest=True, cost=Decimal("12.00"))], by=None)
    due(on=days_ago(100))
    found = remind(on=days_ago(0))["H1"]
    cancel_reminder(found, by=sophie)
    found = fresh(found)
    assert (found.state, found.letter.delivery.state) == ("cancelled", "withdrawn")
    standing = AccountCharge.objects.standing().filter(holding=found.holding)
    assert not standing.exists()
    assert sum(one.amount for one in Cost.objects.all()) == sum(
        -one.amount for one in AccountCharge.objects.standing()
    )
    assert verify() == []
    with pytest.raises(ReminderGone):
        cancel_reminder(found, by=sophie)
    # As if it had never been: the level is due again.
    assert proposed()["H1"].level == 1


def test_a_proposal_is_cancelled_but_not_while_it_is_being_sent(acacias):
    due(on=days_ago(20))
    found = proposed()
    cancel_reminder(found["H1"], by=None)
    assert fresh(found["H1"]).state == State.CANCELLED
    send_reminders([found["H2"].uuid], by=None)
    with pytest.raises(BeingSent):
        cancel_reminder(found["H2"], by=None)


# Posted, and failed


def test_posted_letters_are_noted_once(acacias, sophie):
    due(on=days_ago(20))
    remind(on=days_ago(0))
    letters = [one.uuid for one in reminders_to_post()]
    assert len(letters) == 3
    with pytest.raises(PostedOnWrongDay):
        mark_reminders_posted(letters=letters, on=days_ago(-1), by=sophie)
    marked = [
        mark_reminders_posted(letters=letters[:2], on=days_ago(0), by=sophie)
        for _twice in range(2)
    ]
    assert marked == [2, 0]
    assert reminders_to_post().count() == 1
    assert audited().count("reminders.posted") == 1


def failed_email():
    consent("omar")
    due(on=days_ago(20))
    found = proposed()["H1"]
    send([found])
    Delivery.objects.emails().update(state=Delivery.State.FAILED)
    return fresh(found)


def test_a_failed_email_is_tried_again(acacias):
    found = failed_email()
    assert [retry_reminder(found, by=None) for _twice in range(2)] == [1, 0]
    assert fresh(found).letter.delivery.state == Delivery.State.WAITING
    assert audited()[-1] == "reminder.retried"


def test_a_failed_email_is_posted_instead(acacias):
    furnish()
    found = failed_email()
    assert [post_reminder_instead(found, by=None) for _twice in range(2)] == [1, 0]
    delivery = fresh(found).letter.delivery
    assert (delivery.channel, delivery.address) == (
        "post",
        "Rue Haute 10, 1000 Bruxelles",
    )
    assert [one.holding.code for one in reminders_to_post()] == ["H1"]


def test_several_holders_without_a_representative_get_it_together(acacias):
    found = due(on=days_ago(20)).documents.get(holding__code="H3").holding
    found.representative = None
    found.save()
    Owner.objects.update(channel="email")
    letter = remind(on=days_ago(0))["H3"].letter
    assert (letter.addressee, letter.delivery.channel) == (None, "post")
