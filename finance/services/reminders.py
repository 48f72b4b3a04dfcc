"""Reminders: proposed every night, ordered by a person, cancelled by what happens.

Whoever writes about a holding locks it first and its reminders then: a payment, a plan,
a pause and the worker that makes the letters wait for each other.
"""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from buildings.mailings import letterhead
from buildings.models import Building, Holding
from finance.errors import BeingSent, ReminderGone
from finance.models import Reminder
from finance.queries.lateness import (
    LateHolding,
    claims,
    interest_rates,
    ladder,
    late_holdings,
)
from finance.queries.reminders import SENDING, reminder_event, sending_jobs
from finance.queries.years import year_of
from finance.services.alignment import align_reserve
from finance.services.books import mirror_day
from finance.services.costs import turn_costs
from koprogo.audit.services import record
from koprogo.jobs.services import enqueue, retry
from koprogo.ledger import services as ledger
from koprogo.ledger.models import Entry
from koprogo.notifications import services as notifications

State = Reminder.State


@transaction.atomic
def propose_reminders(*, on: date, by) -> int:
    """Propose a reminder to every holding whose level is due; return how many are new.

    What was proposed and is not due any more is cancelled; the rest says the amounts of
    that day. Proposing twice proposes nothing twice. The number of statements does not
    depend on the number of holdings.
    """
    lock_holdings(Holding.objects.values("pk"))
    levels, rates = ladder(), interest_rates()
    late = late_holdings(on=on, levels=levels)
    due = [row for row in late if row.coming and row.coming.on <= on]
    wanted = {row.holding.pk: row for row in due}
    asked = claims(
        due,
        on=on,
        levels={row.holding.pk: row.coming.level for row in due},
        rates=rates,
    )
    kept, stale = [], []
    for reminder in Reminder.objects.select_for_update().filter(state=State.PROPOSED):
        row = wanted.get(reminder.holding_id)
        (kept if row and _is_still(reminder, row) else stale).append(reminder)
    Reminder.objects.filter(pk__in=[one.pk for one in stale]).update(
        state=State.CANCELLED
    )
    for reminder in kept:
        say(reminder, asked[reminder.holding_id], on=on)
    Reminder.objects.bulk_update(kept, ["date", "overdue", "interest", "cost"])
    waiting = {row.holding.pk for row in due if row.waiting} - {
        one.holding_id for one in stale
    }
    fresh = [_proposal(row) for row in due if row.holding.pk not in waiting]
    for reminder in fresh:
        say(reminder, asked[reminder.holding_id], on=on)
    Reminder.objects.bulk_create(fresh)
    if fresh:
        building = Building.objects.get()
        record("reminders.proposed", target=building, by=by, number=len(fresh))
    return len(fresh)


def _is_still(reminder: Reminder, row: LateHolding) -> bool:
    return (
        reminder.level == row.coming.level.position
        and reminder.arrears_since == row.since
        and reminder.registered == row.coming.level.registered
    )


def _proposal(row: LateHolding) -> Reminder:
    level = row.coming.level
    return Reminder(
        holding=row.holding, level=level.position, registered=level.registered
    )


def say(reminder: Reminder, claim, *, on: date) -> None:
    """Let a reminder say what is claimed on a day; nothing is written."""
    reminder.date = on
    reminder.arrears_since = claim.since
    reminder.overdue, reminder.interest = claim.overdue, claim.interest
    reminder.cost = claim.cost


def lock_holdings(holdings) -> None:
    """Keep payments of these holdings, and other reminders to them, waiting."""
    rows = Holding.objects.filter(pk__in=holdings).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))


@transaction.atomic
def send_reminders(reminders: Collection[UUID], *, by) -> int:
    """Have the worker make the letters of proposed reminders, and put them on their way.

    Return how many: what somebody else has ordered before is not ordered again.

    Raises:
        NoSyndic: no firm has a mandate today: nobody could sign.
    """
    head = letterhead(on=timezone.localdate())
    proposed = Reminder.objects.select_for_update().filter(
        uuid__in=reminders, state=State.PROPOSED
    )
    keys = list(proposed.order_by("pk").values_list("pk", flat=True))
    if keys:
        ordered = Reminder.objects.filter(pk__in=keys)
        ordered.update(state=State.ORDERED, sent_by=by)
        enqueue(
            SENDING,
            tenant_id=head.building.pk,
            by=by,
            total=len(keys),
            reminders=keys,
        )
        record("reminders.ordered", target=head.building, by=by, number=len(keys))
    return len(keys)


def start_again(building: Building) -> None:
    """Take up again the work on letters that was given up."""
    for job in sending_jobs(building).exclude(failed_at=None):
        retry(job)


@transaction.atomic
def cancel_reminder(reminder: Reminder, *, by) -> Reminder:
    """Cancel a reminder as if it had never been.

    What a sent one has charged is taken back by a mirror, and its letter stays here if
    it is not on its way yet. A proposal that is still due comes back the next night:
    pause the reminders to keep it away.

    Raises:
        ReminderGone: it was cancelled before.
        BeingSent: its letter is being made.
        PeriodShut, YearClosed: what it charged cannot be taken back today.
    """
    lock_holdings([reminder.holding_id])
    found = Reminder.objects.select_for_update().get(pk=reminder.pk)
    if found.state == State.CANCELLED:
        raise ReminderGone(found)
    if found.state == State.ORDERED:
        raise BeingSent(found)
    for entry in Entry.objects.filter(source=charge_source(found), mirror=None):
        _take_back(found, entry, by=by)
    notifications.withdraw(event=reminder_event(found))
    found.state = State.CANCELLED
    found.save(update_fields=["state"])
    record("reminder.cancelled", target=found, by=by)
    return found


def charge_source(reminder: Reminder) -> str:
    """Return the source of the entry that books what a reminder charges."""
    return f"reminder:{reminder.uuid}"


def _take_back(reminder: Reminder, entry: Entry, *, by) -> None:
    day = mirror_day(entry, on=None)
    year = year_of(day)
    mirror = ledger.mirror(entry, year=year, date=day, text=entry.text, by=by)
    turn_costs(entry, mirror)
    align_reserve([reminder.holding_id], year=year, date=day, text=entry.text, by=by)


def cancel_cleared(holdings: Collection[int]) -> int:
    """Cancel what was to be sent to those of these holdings who owe nothing too late.

    The caller has locked them and has just booked what they paid. One statement when
    nothing was to be sent. Return how many were cancelled.
    """
    waiting = _waiting(holdings)
    keys = set(waiting.values_list("holding", flat=True))
    if not keys:
        return 0
    late = late_holdings(on=timezone.localdate(), holdings=keys)
    still_late = {row.holding.pk for row in late}
    return waiting.filter(holding__in=keys - still_late).update(state=State.CANCELLED)


def cancel_waiting(holding: Holding) -> int:
    """Cancel what was to be sent to a holding, which the caller has locked."""
    return _waiting([holding.pk]).update(state=State.CANCELLED)


def _waiting(holdings: Collection[int]):
    return Reminder.objects.filter(
        holding__in=holdings, state__in=[State.PROPOSED, State.ORDERED]
    )
