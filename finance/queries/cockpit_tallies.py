"""What waits and what was done in a building, counted: the rows behind its month."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any, Self

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from buildings.mailings import waiting_for_somebody
from finance.cockpit import MONTH, PAY_AHEAD, issue_by
from finance.metering import NEAR_DAYS
from finance.models import (
    AuditorQuestion,
    BankMovement,
    Call,
    CallLetter,
    ChargeLetter,
    ChargeStatement,
    Contest,
    InstalmentPlan,
    Invoice,
    Meter,
    MeterReading,
    OrderedPayment,
    Reminder,
    ReminderLetter,
    Sale,
)
from finance.queries.bank import in_suspense
from finance.queries.invoices import invoice_list
from finance.queries.orders import payable_invoices
from finance.queries.tallies import Tally, tally
from koprogo.notifications.models import Delivery

NEAR = timedelta(days=NEAR_DAYS)


@dataclass(frozen=True, slots=True)
class Tallies:
    """A group of tallies that are asked in one statement, by the names of its fields."""

    @classmethod
    def read(cls, answers: Mapping[str, Any]) -> Self:
        return cls(**{f.name: Tally.read(answers[f.name]) for f in fields(cls)})


@dataclass(frozen=True, slots=True)
class Movements(Tallies):
    """Of the bank, by the days on which it booked them."""

    movements: Tally
    suspense: Tally


def movements() -> dict[str, Subquery]:
    return {
        "movements": tally(BankMovement.objects.all(), "booked_on"),
        "suspense": tally(in_suspense(), "booked_on"),
    }


@dataclass(frozen=True, slots=True)
class Invoices(Tallies):
    """By the days on which they are due; one that says none is due on its date.

    ``to_order``: due within a week, and in no file of payments that counts.
    """

    drafts: Tally
    submitted: Tally
    approved: Tally
    booked: Tally
    overdue: Tally
    to_order: Tally
    ordered: Tally


def invoices(on: date) -> dict[str, Subquery]:
    due = Coalesce("due_on", "date")
    state, everything = Invoice.State, Invoice.objects.all()
    unpaid = invoice_list().filter(kind=Invoice.Kind.INVOICE, left__gt=0)
    unpaid = unpaid.annotate(due=due)
    ordered = OrderedPayment.objects.filter(open=True)
    to_order = payable_invoices().filter(left__gt=0).annotate(due=due)
    return {
        "drafts": tally(everything.filter(state=state.DRAFT), due),
        "submitted": tally(everything.filter(state=state.SUBMITTED), due),
        "approved": tally(everything.filter(state=state.APPROVED), due),
        "booked": tally(everything.posted(), "date"),
        "overdue": tally(unpaid.filter(due__lt=on), "due"),
        "to_order": tally(to_order.filter(due__lte=on + PAY_AHEAD), "due"),
        "ordered": tally(ordered, "order__execution_date"),
    }


@dataclass(frozen=True, slots=True)
class Letters(Tallies):
    """What waits for somebody, by the day it was made; what was sent, by that day.

    ``unmade``: calls without letters that are not due yet, by their due days.
    """

    of_calls: Tally
    of_statements: Tally
    of_reminders: Tally
    sent_of_calls: Tally
    sent_of_statements: Tally
    unmade: Tally

    @property
    def sent_on(self) -> date | None:
        """The last day on which one was sent."""
        sent = (self.sent_of_calls.last, self.sent_of_statements.last)
        return max(filter(None, sent), default=None)


def letters(on: date) -> dict[str, Subquery]:
    standing = Call.objects.standing()
    of_calls = CallLetter.objects.filter(document__call__in=standing)
    of_statements = ChargeLetter.objects.filter(
        document__statement__in=ChargeStatement.objects.standing()
    )
    of_reminders = ReminderLetter.objects.filter(reminder__state=Reminder.State.SENT)
    sent = {"delivery__state": Delivery.State.SENT}
    made_on, sent_on = TruncDate("made_at"), TruncDate("delivery__sent_at")
    return {
        "of_calls": tally(waiting_for_somebody(of_calls), made_on),
        "of_statements": tally(waiting_for_somebody(of_statements), made_on),
        "of_reminders": tally(waiting_for_somebody(of_reminders), made_on),
        "sent_of_calls": tally(of_calls.filter(**sent), sent_on),
        "sent_of_statements": tally(of_statements.filter(**sent), sent_on),
        "unmade": tally(standing.filter(letter_run=None, due_on__gte=on), "due_on"),
    }


@dataclass(frozen=True, slots=True)
class Owners(Tallies):
    """What co-owners wait for or are late with: numbers, never who.

    ``call_drafts``: to be issued by now. ``reminded``, ``broken``, ``settled``: of the
    last 35 days. A broken plan is left out once there is another, or a reminder since.
    """

    call_drafts: Tally
    proposed: Tally
    reminded: Tally
    running: Tally
    broken: Tally
    contested: Tally
    settled: Tally
    asked: Tally
    answered: Tally
    sales: Tally


def owners(on: date) -> dict[str, Subquery]:
    lately = on - MONTH
    since = timezone.make_aware(datetime.combine(lately, time.min))
    state = Reminder.State
    drafts = Call.objects.drafts().filter(due_on__lte=issue_by(on))
    reminded = Reminder.objects.filter(state=state.SENT, date__gte=lately)
    proposed = Reminder.objects.filter(state=state.PROPOSED)
    contests, questions = Contest.objects.all(), AuditorQuestion.objects.all()
    waiting = questions.filter(answered_at=None, check_of__signed_at=None)
    return {
        "call_drafts": tally(drafts, "due_on"),
        "proposed": tally(proposed, "date"),
        "reminded": tally(reminded, "date"),
        "running": tally(InstalmentPlan.objects.running(), "agreed_on"),
        "broken": tally(_broken_plans().filter(ended_at__gte=since), "agreed_on"),
        "contested": tally(contests.filter(closed_at=None), TruncDate("opened_at")),
        "settled": tally(contests.filter(closed_at__gte=since), TruncDate("closed_at")),
        "asked": tally(waiting, TruncDate("asked_at")),
        "answered": tally(
            questions.filter(answered_at__gte=since), TruncDate("answered_at")
        ),
        "sales": tally(Sale.objects.under_way(), TruncDate("created_at")),
    }


def _broken_plans() -> QuerySet[InstalmentPlan]:
    """Return the plans that were not kept and after which nobody did anything."""
    other = InstalmentPlan.objects.filter(
        holding=OuterRef("holding"), pk__gt=OuterRef("pk")
    )
    reminded = Reminder.objects.filter(
        holding=OuterRef("holding"), sent_at__gt=OuterRef("ended_at")
    )
    broken = InstalmentPlan.objects.filter(end=InstalmentPlan.End.BROKEN)
    return broken.filter(~Exists(other), ~Exists(reminded))


@dataclass(frozen=True, slots=True)
class Meters(Tallies):
    """Those in use across a day, and those of them that nobody read near it."""

    in_use: Tally
    unread: Tally


def meters(day: date) -> dict[str, Subquery]:
    in_use = Meter.objects.filter(Q(until=None) | Q(until__gt=day), since__lte=day)
    read = MeterReading.objects.filter(
        meter=OuterRef("pk"), void=False, date__range=(day - NEAR, day + NEAR)
    )
    return {
        "in_use": tally(in_use, "since"),
        "unread": tally(in_use.filter(~Exists(read)), "since"),
    }
