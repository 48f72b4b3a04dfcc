"""The letters of reminders: made by the worker, a few at a time, each sent once.

A step is one transaction: what a reminder charges, its letter, its place in the outbox
and its state are there together, or not at all.
"""

from collections.abc import Collection, Sequence
from datetime import date
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from buildings.mailings import Letterhead, keep, letterhead
from buildings.mailings.handing import handed_over
from buildings.models import AllocationKey, Building
from buildings.services.letters import (
    LETTERS_PER_STEP,
    into_the_post,
    link,
    note_posted,
)
from finance import chart, exports
from finance.models import AccountCharge, Reminder, ReminderLetter
from finance.queries.lateness import (
    LateHolding,
    claims,
    interest_rates,
    ladder,
    late_holdings,
)
from finance.queries.reminders import (
    Notice,
    letter_list,
    notices_of,
    reminder_event,
    reminders_to_post,
)
from finance.reminding import Level
from finance.services.charges import ChargeDraft, charge_accounts
from finance.services.costs import CostDraft, write_costs
from finance.services.reminders import charge_source, lock_holdings, say
from koprogo.audit.services import record
from koprogo.ledger import services as ledger
from koprogo.notifications import services as notifications
from koprogo.notifications.models import Delivery
from koprogo.ui.formatting import day

State = Reminder.State
Kind = AccountCharge.Kind

# What a reminder charges, and the account of income that it goes to.
INCOME = {Kind.REMINDER: chart.REMINDER_COSTS, Kind.INTEREST: chart.LATE_INTEREST}


@transaction.atomic
def send_some(reminders: Sequence[int], *, on: date, by) -> int | None:
    """Send the next of these ordered reminders (primary keys), at most 25.

    Each is dated ``on`` and says what is overdue at this moment; who has paid meanwhile gets none.

    Returns:
        How many are done by now; None when all of them are.

    Raises:
        NoSyndic: the mandate has ended meanwhile.
        BeforeOpening, PeriodShut, YearClosed: nothing can be charged on this day.
    """
    ordered = Reminder.objects.filter(pk__in=reminders, state=State.ORDERED)
    keys = list(
        ordered.order_by("pk").values_list("holding", flat=True)[:LETTERS_PER_STEP]
    )
    if not keys:
        return None
    head = letterhead(on=on)
    lock_holdings(keys)
    waiting = list(ordered.filter(holding__in=keys).order_by("pk").select_for_update())
    late = {row.holding.pk: row for row in late_holdings(on=on, holdings=keys)}
    paid = [one.pk for one in waiting if one.holding_id not in late]
    Reminder.objects.filter(pk__in=paid).update(state=State.CANCELLED)
    due = [one for one in waiting if one.holding_id in late]
    _send(_written(due, late, head, on=on), head, by=by)
    return len(reminders) - ordered.count()


def _written(
    reminders: Sequence[Reminder],
    late: dict[int, LateHolding],
    head: Letterhead,
    *,
    on: date,
) -> list[Notice]:
    """Return what these reminders say today, and let their rows say the same."""
    with_interest = {level.position for level in ladder() if level.with_interest}
    asked = claims(
        [late[one.holding_id] for one in reminders],
        on=on,
        levels={one.holding_id: _level(one, with_interest) for one in reminders},
        rates=interest_rates(),
    )
    for one in reminders:
        claim = asked[one.holding_id]
        say(one, claim, on=on)
        one.details = claim.as_json()
    return notices_of(reminders, asked, building=head.building, on=on)


def _level(reminder: Reminder, with_interest: Collection[int]) -> Level:
    """Return the level as it was proposed: what a person saw when he ordered it."""
    return Level(
        reminder.level,
        days=1,
        with_interest=reminder.level in with_interest,
        cost=reminder.cost,
        registered=reminder.registered,
    )


def _send(written: Sequence[Notice], head: Letterhead, *, by) -> None:
    """Charge, make the letters and hand them to the outbox."""
    if not written:
        return
    made = [_letter(notice, head, by=by) for notice in written]
    for notice in written:
        _charge(notice, head.building, by=by)
        notice.reminder.state, notice.reminder.sent_at = State.SENT, timezone.now()
    Reminder.objects.bulk_update(
        [notice.reminder for notice in written],
        [
            "state",
            "sent_at",
            "date",
            "arrears_since",
            "overdue",
            "interest",
            "cost",
            "details",
            "interest_charge",
            "cost_charge",
        ],
    )
    ReminderLetter.objects.bulk_create(made)
    _hand_over(written, head, by=by)
    for notice in written:
        record(
            "reminder.sent",
            target=notice.reminder,
            by=by,
            level=notice.reminder.level,
            amount=str(notice.to_pay),
        )


def _letter(notice: Notice, head: Letterhead, *, by) -> ReminderLetter:
    pdf = exports.reminder_pdf(notice, head=head)
    name = exports.letter_name(str(notice.on), notice.holding, notice.reader)
    kept = keep(notice.reader, pdf, name=name, by=by)
    return ReminderLetter(reminder=notice.reminder, **kept)


def _charge(notice: Notice, building: Building, *, by) -> None:
    """Put what a reminder costs on the account of the holder, and its income in the
    costs of all, so that a statement of charges gives it to everybody.
    """
    amounts = {Kind.REMINDER: notice.claim.cost, Kind.INTEREST: notice.claim.interest}
    charged = {kind: amount for kind, amount in amounts.items() if amount}
    if not charged:
        return
    language = (building.languages or [settings.LANGUAGE_CODE])[0]
    with translation.override(language):
        text = _("Reminder of %(day)s") % {"day": day(notice.on, language)}
        labels = {
            kind: f"{Kind(kind).label} – {notice.holding.code}" for kind in charged
        }
    entry = charge_accounts(
        [
            ChargeDraft(
                holding=notice.holding,
                kind=kind,
                text=text,
                due_on=notice.pay_by,
                working=amount,
            )
            for kind, amount in charged.items()
        ],
        against=[
            ledger.credit(INCOME[kind], amount) for kind, amount in charged.items()
        ],
        date=notice.on,
        text=text,
        by=by,
        source=charge_source(notice.reminder),
    )
    shares = AllocationKey.objects.get(kind=AllocationKey.Kind.SHARES)
    write_costs(
        entry,
        [
            CostDraft(INCOME[kind], -amount, labels[kind], key=shares)
            for kind, amount in charged.items()
        ],
    )
    kept = {charge.kind: charge for charge in AccountCharge.objects.filter(entry=entry)}
    notice.reminder.cost_charge = kept.get(Kind.REMINDER)
    notice.reminder.interest_charge = kept.get(Kind.INTEREST)


def _hand_over(written: Sequence[Notice], head: Letterhead, *, by) -> None:
    by_reminder = {notice.reminder.pk: notice for notice in written}
    letters = list(letter_list().filter(reminder__in=by_reminder))
    deliveries = []
    for letter in letters:
        notice = by_reminder[letter.reminder_id]
        deliveries.append(
            handed_over(
                letter,
                head,
                event=reminder_event(letter.reminder),
                about=notice.wording.subject,
                title=partial(exports.reminder_title, notice),
                mail="finance/reminders/mail.txt",
                notice=notice,
            )
        )
    notifications.queue(deliveries, by=by)
    events = [delivery.event for delivery in deliveries]
    link(letters, Delivery.objects.filter(event__in=events))


# Afterwards


@transaction.atomic
def mark_reminders_posted(*, letters: Collection[UUID], on: date, by) -> int:
    """Note that these letters were posted ``on`` a day; return how many were.

    Raises:
        PostedOnWrongDay: ``on`` has not come yet, or a letter was made after it.
    """
    many = note_posted(reminders_to_post().filter(uuid__in=letters), on=on, by=by)
    if many:
        building = Building.objects.get()
        record(
            "reminders.posted",
            target=building,
            by=by,
            number=many,
            on=on.isoformat(),
        )
    return many


@transaction.atomic
def retry_reminder(reminder: Reminder, *, by) -> int:
    """Try the failed e-mail of a reminder again; return how many: one, or none."""
    many = notifications.retry_failed(event=reminder_event(reminder), by=by)
    if many:
        record("reminder.retried", target=reminder, by=by)
    return many


@transaction.atomic
def post_reminder_instead(reminder: Reminder, *, by) -> int:
    """Let the letter of a failed e-mail be posted; return how many: one, or none."""
    failed = letter_list().filter(
        reminder=reminder, delivery__state=Delivery.State.FAILED
    )
    many = into_the_post(failed)
    if many:
        record("reminder.redirected", target=reminder, by=by)
    return many
