"""What is counted for the lines of a month: what waits, what was done, and no more."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from finance.cockpit_proofs.bank import statements
from finance.models import (
    AccountsCheck,
    AuditorQuestion,
    CallLetter,
    CallLine,
    Contest,
    ContestAnswer,
    InstalmentPlan,
    Meter,
    MeterGroup,
    MeterReading,
    OrderedPayment,
    PaymentOrder,
    Reminder,
)
from finance.queries.cockpit import month_of
from finance.queries.tallies import Tally
from finance.services import cancel_call
from finance.services.instalments import make_instalments
from finance.services.invoices import reject_invoice
from koprogo.documents.services import store
from koprogo.notifications.models import Delivery
from tests import cast
from tests.buildings.pages import inside
from tests.finance import letters
from tests.finance.banking.making import things as at_the_bank
from tests.finance.banking.statements import imported, moved, statement
from tests.finance.books.making import YEAR, a_year, closed_year
from tests.finance.budgets import books as budgets
from tests.finance.factories import draft, issued, item, payment
from tests.finance.invoices import making as invoices
from tests.finance.reminders import making as reminders
from tests.finance.sales import making as sales

NOTHING = Tally(0, None, None)
TEN = Decimal("10.00")


@pytest.fixture(autouse=True)
def acacias(db):
    with inside():
        yield


def today():
    return timezone.localdate()


def ago(days):
    return today() - timedelta(days=days)


def look(*, on=None):
    return month_of(cast.building(), on=on or today())


def on_the(first, *, many=1, last=None):
    return Tally(many, first, last or first)


def a_file():
    return store(b"%PDF-", name="f.pdf", content_type="application/pdf", by=None)


def test_movements_in_suspense():
    at_the_bank()
    found = look().movements
    assert found.movements == on_the(today(), many=2)
    assert found.suspense == on_the(today())


def test_accounts_without_iban_and_statements_are_left_out():
    building = cast.building()
    building.reserve_iban = ""
    assert [one.account for one in month_of(building, on=today()).bank] == ["551"]
    imported(statement(moved("10.00", on=ago(3))))
    assert statements(month_of(building, on=today())).found.due_on == ago(3 - 35)


def test_the_reserve_that_lies_on_the_working_account():
    issued(item("100.00", purpose="reserve"))
    payment("H1", "20.00")
    assert look().transfer.amount == Decimal("20.00")


def an_invoice(due_in, *, make=invoices.posted, number=None, **more):
    day = ago(40)
    due_on = today() + timedelta(days=due_in)
    number = number or f"due {due_in}"
    line = invoices.a_line(str(100 + due_in))
    return make(line, number=number, date=day, due_on=due_on, **more)


def ordered(invoice, *, open_=True):
    order = PaymentOrder.objects.create(execution_date=ago(1), file=a_file())
    OrderedPayment.objects.create(order=order, invoice=invoice, amount=TEN, open=open_)


def test_invoices_by_what_they_wait_for():
    an_invoice(1, make=invoices.drafted)
    an_invoice(2, make=invoices.submitted)
    an_invoice(3, make=invoices.approved)
    reject_invoice(an_invoice(4, make=invoices.submitted), reason="No", by=None)
    found = look().invoices
    days = [today() + timedelta(days=number) for number in (1, 2, 3)]
    waiting = [found.drafts, found.submitted, found.approved]
    assert waiting == [on_the(day) for day in days]
    assert [found.booked, found.overdue, found.to_order] == [NOTHING] * 3


def test_what_belongs_in_the_next_file_of_payments():
    for due_in in (-1, 0, 7, 8):
        an_invoice(due_in)
    ordered(an_invoice(5))
    ordered(an_invoice(6), open_=False)
    found = look().invoices
    week = today() + timedelta(days=7)
    assert found.to_order == Tally(4, ago(1), week)
    assert found.ordered == on_the(ago(1))
    assert found.overdue == on_the(ago(1))
    assert found.booked == on_the(ago(40), many=6)


def test_an_invoice_without_a_day_is_due_on_its_own():
    invoices.posted(number="1", date=ago(2))
    assert look().invoices.overdue == on_the(ago(2))


def test_the_running_period_until_it_is_called():
    budget = budgets.adopted(budgets.line("1200.00"))
    found = look().instalment
    assert found.budget == budget
    assert found.period.since <= today() < found.period.until
    assert found.is_called is False
    first = make_instalments(
        budget, first=found.period.number, works=False, replacing=(), by=None
    )[0]
    assert look().instalment.is_called is False
    call = budgets.issue_call(first, by=None)
    assert look().instalment.is_called is True
    cancel_call(call, by=None)
    assert look().instalment.is_called is False


def test_a_year_that_was_called_in_full_asks_for_nothing():
    budgets.adopted(budgets.line("1000.00"), budgets.line("50.00", account="671"))
    issued(item("999.99"))
    assert look().instalment.is_called is False
    issued(item("0.01"))
    assert look().instalment.is_called is True


def test_the_budget_adopted_last_counts_and_drafts_do_not():
    assert look().instalment is None
    budgets.draft()
    assert look().instalment is None
    budgets.adopted(title="Old")
    budgets.adopted(title="New")
    assert str(look().instalment.budget) == "New"


def test_a_budget_of_works_alone_asks_for_no_provisions():
    budgets.adopted(budgets.line("50.00", account="671"))
    assert look().instalment is None


def test_drafts_of_calls_that_wait_for_their_turn_are_left_out():
    draft(due_in=14)
    draft(due_in=15)
    assert look().owners.call_drafts == on_the(today() + timedelta(days=14))


def test_calls_without_letters_and_letters_that_wait():
    call = issued(due_in=3)
    assert look().letters.unmade == on_the(call.due_on)
    assert look(on=call.due_on + timedelta(days=1)).letters.unmade == NOTHING
    reminders.a_reminder(reminders.late_holder())
    found = look().letters
    assert found.of_reminders == on_the(today())
    assert [found.of_calls, found.of_statements, found.sent_on] == [
        NOTHING,
        NOTHING,
        None,
    ]


def test_letters_that_were_sent(letters_of_a_call):
    sent = letters_of_a_call
    found = look().letters
    assert found.of_calls == on_the(today(), many=2)
    assert found.sent_on == timezone.localdate(sent.sent_at)


@pytest.fixture
def letters_of_a_call():
    """Three letters: one that was sent, one to be posted, one that nobody sent."""
    call = issued()
    letters.rows(call)
    made = list(CallLetter.objects.order_by("pk"))
    for letter, state in zip(made, ["sent", "waiting"], strict=False):
        letter.delivery = Delivery.objects.create(
            event=f"call-letter:{call.uuid}",
            recipient=f"holding:{letter.pk}",
            channel="post",
            language="fr",
            state=state,
            sent_at=timezone.now() if state == "sent" else None,
        )
        letter.save()
    return made[0].delivery


def test_reminders_of_the_last_35_days():
    holder = reminders.late_holder()
    reminders.a_proposal(holder)
    reminders.a_reminder(reminders.late_holder())
    old = reminders.a_reminder(reminders.late_holder())
    Reminder.objects.filter(pk=old.pk).update(date=ago(36))
    found = look().owners
    assert found.proposed == on_the(today())
    assert found.reminded == on_the(today())


def a_plan(holding, *, ended_ago=None):
    moment = (
        None if ended_ago is None else timezone.localtime() - timedelta(days=ended_ago)
    )
    return InstalmentPlan.objects.create(
        holding=holding,
        agreed_on=ago(90),
        amount=TEN,
        ended_at=moment,
        end="" if moment is None else "broken",
    )


def test_broken_plans_until_somebody_does_something():
    for ended_ago in (34, 36):
        a_plan(reminders.late_holder(), ended_ago=ended_ago)
    again = reminders.late_holder()
    a_plan(again, ended_ago=1)
    reminded = reminders.late_holder()
    a_plan(reminded, ended_ago=1)
    assert look().owners.broken.many == 3
    a_plan(again)
    reminders.a_reminder(reminded)
    found = look().owners
    assert found.broken == on_the(ago(90))
    assert found.running == on_the(ago(90))


def test_lines_that_are_contested():
    issued()
    lines = CallLine.objects.order_by("pk")
    for line, closed_ago in zip(lines, (None, 2, 36), strict=False):
        contest = Contest.objects.create(
            owner=line.document.holding.members.first().owner,
            holding=line.document.holding,
            call_line=line,
            text="Why?",
        )
        if closed_ago:
            ContestAnswer.objects.create(contest=contest, text="So", by_syndic=True)
            contest.closed_at = timezone.localtime() - timedelta(days=closed_ago)
            contest.outcome = Contest.Outcome.EXPLAINED
            contest.save()
    found = look().owners
    assert found.contested == on_the(today())
    assert found.settled == on_the(ago(2))


def test_questions_of_a_check_that_is_not_signed():
    year = a_year(2024)
    check = AccountsCheck.objects.create(year=year, auditor=cast.user("axel"))
    AuditorQuestion.objects.create(check_of=check, text="Which lift?")
    AuditorQuestion.objects.create(
        check_of=check, text="Why?", answer="So", answered_at=timezone.now()
    )
    found = look().owners
    assert found.asked == on_the(today())
    assert found.answered == on_the(today())
    check.opinion, check.conclusion = "approve", "In order"
    check.signed_at, check.report = timezone.now(), a_file()
    check.save()
    assert look().owners.asked == NOTHING


def test_sales_and_their_requests():
    sale = sales.started()
    assert look().owners.sales == on_the(today())
    sales.requested(sale, ago=16)
    [request] = look().requests
    assert request.days_left == -1


def a_meter(serial, *read_on, since=date(2020, 1, 1), until=None):
    group, _new = MeterGroup.objects.get_or_create(name="Water", unit="m3")
    meter = Meter.objects.create(
        group=group, lot=cast.lot("A"), serial=serial, since=since, until=until
    )
    for number, (day, void) in enumerate(read_on):
        MeterReading.objects.create(
            meter=meter, date=day, value=number, kind="periodic", void=void
        )
    return meter


def test_meters_are_read_within_31_days_of_the_year():
    new_year = date(2026, 1, 1)
    near, far = timedelta(days=31), timedelta(days=32)
    a_meter("before", (new_year - near, False))
    a_meter("after", (new_year + near, False))
    a_meter("too early", (new_year - far, False))
    a_meter("too late", (new_year + far, False))
    a_meter("void", (new_year, True))
    a_meter("new", since=new_year)
    a_meter("gone", until=new_year)
    found = look(on=date(2026, 11, 21))
    assert found.read_on == new_year
    assert (found.meters.in_use.many, found.meters.unread.many) == (6, 4)
    assert found.is_read is False


def test_nobody_reads_meters_for_a_year_that_is_closed():
    closed_year()
    found = look(on=date(YEAR + 1, 5, 1))
    assert (found.read_on, found.is_read) == (date(YEAR + 1, 1, 1), True)
    assert (found.ended, found.closed) == (None, 1)


def test_the_first_year_that_is_over_and_open():
    a_year(2024)
    a_year(2025)
    assert look(on=date(2025, 12, 31)).ended.name == "2024"
    assert look(on=date(2024, 12, 31)).ended is None
    assert look(on=date(2025, 1, 1)).ended.name == "2024"
    assert look(on=date(2026, 1, 1)).closed == 0
