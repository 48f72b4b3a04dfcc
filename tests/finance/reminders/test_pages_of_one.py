"""The pages of one who is late: what is open, pauses, plans and each reminder."""

from decimal import Decimal

import pytest

from finance.models import InstalmentPlan, ReminderPause
from finance.services.plans import agree_plan, pause_reminders
from koprogo.notifications.models import Delivery
from tests import cast
from tests.finance.letters import consent
from tests.finance.reminders.arrears import days_ago, due, proposed, remind
from tests.finance.reminders.pages import holder, inside, text, told, url

# One holder


def test_the_page_of_one_who_is_late(sign_in, formal):
    page = text(sign_in("sophie").get(url("holder-arrears", holder())))
    assert "Overdue €500.00" in page
    assert "No further level: decide what to do" in page
    # Everything until today was charged with the notice.
    assert "Interest so far €0.00" in page
    assert f"{days_ago(0):%d/%m/%Y} 1 Sent PDF" in page


def test_interest_so_far_is_explained(sign_in, late):
    page = text(sign_in("sophie").get(url("holder-arrears", holder())))
    assert "Interest so far €1.23" in page
    assert "€500.00 × 20 × 4.50 % = 1.2329 Interest on late payment €1.23" in page


def test_the_page_of_one_who_is_not_late(sign_in, db):
    client = sign_in("sophie")
    page = text(client.get(url("holder-arrears", holder())))
    assert "Nothing is overdue today." in page
    assert "No reminder has been sent." in page
    nobody = "00000000-0000-0000-0000-000000000000"
    assert client.get(url("holder-arrears", nobody)).status_code == 404


def test_a_pause_is_made_and_ended(sign_in, late):
    client = sign_in("sophie")
    address = url("arrears-pause", holder())
    page = client.post(address, {"until": days_ago(0), "reason": "Ill"})
    assert "until" in page.context["form"].errors
    page = client.post(address, {"until": days_ago(-9), "reason": "Ill"}, follow=True)
    assert "Reminders are paused" in text(page)
    assert "Reason Ill" in text(page)
    page = client.post(url("arrears-pause-end", holder()), follow=True)
    assert "Reminders are paused" not in text(page)
    with inside():
        assert ReminderPause.objects.filter(ended_at=None).count() == 0


def test_a_plan_is_looked_at_before_it_is_agreed(sign_in, late):
    client = sign_in("sophie")
    address = url("plan-new", holder())
    assert 'value="500,00"' in client.get(address).content.decode()
    data = {"amount": "500", "count": "3", "first_due": days_ago(-10)}
    page = text(client.post(address, data | {"wish": "look"}))
    assert "€166.67" in page
    assert "Agree the plan" in page
    with inside():
        assert InstalmentPlan.objects.count() == 0
    page = client.post(address, data | {"wish": "agree"}, follow=True)
    assert told(page) == ["The plan is agreed."]
    assert "Instalment plan" in text(page)
    with inside():
        plan = InstalmentPlan.objects.get()
    page = client.get(url("plan", plan.uuid))
    assert "Running While it is kept no reminder is sent." in text(page)
    page = client.post(address, data | {"wish": "agree"})
    assert "There is a plan already" in text(page)


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"amount": "499.99"}, "amount", "at least what is overdue, €500.00"),
        ({"amount": "500.01"}, "amount", "at most what is owed, €500.00"),
        ({"count": "37"}, "count", "less than or equal to 36"),
        ({"first_due": "2020-01-01"}, "first_due", "today or later"),
    ],
)
def test_what_a_plan_cannot_be(sign_in, late, wrong, field, words):
    data = {"amount": "500", "count": "3", "first_due": days_ago(0)} | wrong
    page = sign_in("sophie").post(url("plan-new", holder()), data)
    assert words in " ".join(page.context["form"].errors[field])


def test_more_instalments_than_cents(sign_in, db):
    with inside():
        due("0.04", on=days_ago(20))
    data = {"amount": "0.02", "count": "3", "first_due": days_ago(0)}
    page = sign_in("sophie").post(url("plan-new", holder()), data)
    assert "more instalments than cents" in " ".join(
        page.context["form"].errors["count"]
    )


def test_a_plan_is_withdrawn(sign_in, late):
    with inside():
        plan = agree_plan(
            cast.holding("H1"),
            amount=Decimal("500.00"),
            count=1,
            first_due=days_ago(0),
            by=None,
        )
    client = sign_in("sophie")
    address = url("plan-withdraw", plan.uuid)
    assert "The plan of" in text(client.get(address))
    client.post(address)
    assert "Withdrawn" in text(client.get(url("plan", plan.uuid)))
    page = client.post(address, follow=True)
    assert told(page) == ["This plan has ended already."]


# One reminder


def test_a_reminder_tells_how_it_was_computed(sign_in, formal):
    page = text(sign_in("sophie").get(url("reminder", formal.uuid)))
    assert "To pay €513.23" in page
    assert "× 20 × 4.50 % = 1.2329" in page
    assert "How Post Registered letter" in page


def test_a_proposal_has_a_page_without_a_letter(sign_in, late):
    with inside():
        found = proposed()["H1"]
    client = sign_in("sophie")
    assert "To be sent" in text(client.get(url("reminder", found.uuid)))
    assert client.get(url("reminder-letter", found.uuid)).status_code == 404


def test_a_co_owner_reads_his_own_and_nobody_elses(sign_in, formal):
    client = sign_in("omar")
    page = client.get(url("account"))
    assert "Interest on late payment" in text(page)
    assert url("reminder", formal.uuid) in page.content.decode()
    page = client.get(url("my-reminders"))
    assert f"{days_ago(0):%d/%m/%Y} 1 Sent PDF" in text(page)
    page = text(client.get(url("reminder", formal.uuid)))
    assert "To pay €513.23" in page
    assert "Proof of delivery" not in page
    letter = client.get(url("reminder-letter", formal.uuid))
    assert letter["Content-Disposition"].startswith("attachment")
    assert letter.getvalue().startswith(b"%PDF-")
    clara = sign_in("clara")
    for name in ("reminder", "reminder-letter"):
        assert clara.get(url(name, formal.uuid)).status_code == 404


def test_a_co_owner_never_hears_of_a_proposal_or_a_pause(sign_in, late):
    with inside():
        found = proposed()["H1"]
        pause_reminders(
            cast.holding("H1"), until=days_ago(-5), reason="Illness", by=None
        )
    client = sign_in("omar")
    assert client.get(url("reminder", found.uuid)).status_code == 404
    page = text(client.get(url("my-reminders")))
    assert "No reminder has been sent." in page
    assert "Illness" not in page


def test_a_co_owner_sees_his_plan(sign_in, late):
    with inside():
        plan = agree_plan(
            cast.holding("H1"),
            amount=Decimal("500.00"),
            count=2,
            first_due=days_ago(0),
            by=None,
        )
    client = sign_in("omar")
    page = text(client.get(url("my-reminders")))
    assert "Instalment plan of" in page
    assert "Total €500.00" in page
    page = text(client.get(url("plan", plan.uuid)))
    assert "Withdraw" not in page
    assert sign_in("clara").get(url("plan", plan.uuid)).status_code == 404


def test_cancelling_asks_and_answers_once(sign_in, formal):
    client = sign_in("sophie")
    address = url("reminder-cancel", formal.uuid)
    assert "taken back by a mirror entry" in text(client.get(address))
    page = client.post(address, follow=True)
    assert told(page) == ["The reminder is cancelled."]
    page = client.post(address, follow=True)
    assert told(page) == ["This reminder was cancelled already."]
    page = text(sign_in("omar").get(url("account")))
    assert "Interest on late payment" in page
    assert "Costs of a reminder" in page
    assert "Cancelled" in page


def test_cancelling_a_proposal_says_that_it_comes_back(sign_in, late):
    with inside():
        found = proposed()["H1"]
    page = sign_in("sophie").get(url("reminder-cancel", found.uuid))
    assert "it comes back the next night" in text(page)


def test_a_failed_email_is_tried_again_or_posted(sign_in, late):
    with inside():
        consent("omar")
        found = remind(on=days_ago(0))["H1"]
        Delivery.objects.emails().update(state="failed", error="550 unknown")
    client = sign_in("sophie")
    assert "550 unknown" in text(client.get(url("reminder", found.uuid)))
    page = client.post(url("reminder-email", found.uuid), follow=True)
    assert "How E-mail" in text(page)
    assert "Try again" not in text(page)
    with inside():
        Delivery.objects.emails().update(state="failed")
    page = client.post(url("reminder-email", found.uuid), {"by": "post"}, follow=True)
    assert "To be posted" in text(page)
