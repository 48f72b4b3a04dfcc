"""Who is late, since when, what was done about it, and which reminder comes next."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery, Value

from buildings.access import Access, Permission
from buildings.models import Holding
from finance.arrears import Claim, Claimed, Dated, claim, cleared_on, with_interest
from finance.interest import DatedRate
from finance.legal_rates import LEGAL_RATES
from finance.models import (
    AccountCharge,
    CallDocument,
    InstalmentPlan,
    Payment,
    PlanInstalment,
    Reminder,
    ReminderLevel,
    ReminderPause,
)
from finance.queries.accounts import CALL, CHARGE, DueKey, holdings_of, settlements
from finance.queries.opening import opening_rows
from finance.queries.settings import book_settings
from finance.reminding import (
    DEFAULT_LEVELS,
    Arrears,
    Level,
    Sent,
    Upcoming,
    last_of_present,
    upcoming,
)
from finance.settlement import OpenItem, Settlement

ZERO = Decimal("0.00")
OPENING_KIND, CALL_KIND = "opening", "call"


@dataclass(frozen=True, slots=True)
class LateHolding:
    """A holding of which something is overdue on a day; EUR.

    ``holding``: of ``remindable_holdings``. ``reminders``: all of it, the latest first.
    ``last``: the last one of these arrears; ``waiting``: one that is to be sent.
    ``coming``: the next one if nothing changes.
    """

    holding: Holding
    items: Sequence[OpenItem[DueKey]]
    reminders: Sequence[Reminder]
    last: Sent | None
    waiting: Reminder | None
    coming: Upcoming | None

    @property
    def since(self) -> date:
        """The oldest due date that is open."""
        return self.items[0].due.due_on

    @property
    def overdue(self) -> Decimal:
        return sum((item.open for item in self.items), ZERO)


def ladder() -> list[Level]:
    """Return the levels of this building, or the usual ones: one statement."""
    return [_level(row) for row in ReminderLevel.objects.all()] or list(DEFAULT_LEVELS)


def _level(row: ReminderLevel) -> Level:
    return Level(row.position, row.days, row.with_interest, row.cost, row.registered)


def interest_rates() -> Sequence[DatedRate]:
    """Return the rates for late payment: by the deed, else by law; none: none is due.

    One statement.
    """
    percent = book_settings().interest_percent
    if percent is None:
        return LEGAL_RATES
    return [DatedRate(date.min, percent)] if percent else []


def remindable_holdings(*, on: date) -> QuerySet[Holding]:
    """Return the holdings with what keeps reminders back on a day.

    ``paused_until`` and ``pause_reason``; ``plan_uuid`` and ``plan_amount`` (EUR) of the
    plan that runs; None where there is none.
    """
    pauses = ReminderPause.objects.filter(
        holding=OuterRef("pk"), ended_at=None, since__lte=on, until__gt=on
    ).order_by("-until", "pk")
    plans = InstalmentPlan.objects.running().filter(holding=OuterRef("pk"))
    found = Holding.objects.select_related("party").annotate(
        paused_until=Subquery(pauses.values("until")[:1]),
        pause_reason=Subquery(pauses.values("reason")[:1]),
        plan_uuid=Subquery(plans.values("uuid")),
        plan_amount=Subquery(plans.values("amount")),
    )
    return found.order_by("code", "pk")


def late_holdings(
    *,
    on: date,
    holdings: Collection[int] | None = None,
    levels: Sequence[Level] | None = None,
) -> list[LateHolding]:
    """Return who is late on a day, who is so for longest first: five statements.

    ``holdings``: primary keys of those to look at; all of them otherwise. Their names
    are not fetched.
    """
    rows = remindable_holdings(on=on)
    asked = rows if holdings is None else rows.filter(pk__in=holdings)
    return late_among(asked, on=on, levels=levels)


def late_among(
    holdings: Iterable[Holding], *, on: date, levels: Sequence[Level] | None = None
) -> list[LateHolding]:
    """Return which of these ``remindable_holdings`` are late: four statements."""
    found = {holding.pk: holding for holding in holdings}
    settled = settlements(found)
    overdue = {key: _overdue(settled[key], on) for key in found}
    late = [key for key in found if overdue[key]]
    if not late:
        return []
    ladder_here = ladder() if levels is None else levels
    cleared = _cleared({key: settled[key] for key in late}, on=on)
    reminders = _reminders(late)
    rows = [
        _late(found[key], overdue[key], cleared[key], reminders[key], ladder_here)
        for key in late
    ]
    return sorted(rows, key=lambda row: (row.since, -row.overdue))


def _late(holding, items, cleared, reminders, levels) -> LateHolding:
    sent = [
        Sent(one.level, one.date)
        for one in reminders
        if one.state == Reminder.State.SENT
    ]
    last = last_of_present(sent, cleared_on=cleared)
    arrears = Arrears(
        oldest_due=items[0].due.due_on,
        overdue=sum((item.open for item in items), ZERO),
        last=last,
        paused_until=holding.paused_until,
        has_plan=holding.plan_uuid is not None,
    )
    return LateHolding(
        holding=holding,
        items=items,
        reminders=reminders,
        last=last,
        waiting=next((one for one in reminders if one.is_waiting), None),
        coming=upcoming(arrears, levels),
    )


def _overdue(settlement: Settlement[DueKey], on: date) -> list[OpenItem[DueKey]]:
    return [item for item in settlement.items if item.is_overdue(on)]


def _cleared(settled: dict[int, Settlement[DueKey]], *, on: date) -> dict[int, date]:
    """Return the last day on which nothing of each holding was overdue: one statement."""
    received = _received(settled)
    return {
        key: cleared_on(
            [
                Dated(item.due.due_on, part)
                for item in settlement.items
                for part in (item.due.working, item.due.reserve)
                if part > 0
            ],
            received[key] + list(_given_back(settlement)),
            on=on,
        )
        for key, settlement in settled.items()
    }


def _received(holdings: Iterable[int]) -> dict[int, list[Dated]]:
    """Return what arrived of each holding and when, the credit at the opening too."""
    keys = list(holdings)
    payments = Payment.objects.standing().filter(holding__in=keys).order_by()
    brought = opening_rows(keys).filter(credit__gt=0)
    rows = payments.values_list("holding_id", "date", "amount").union(
        brought.values_list("holding_id", "opening__date", "credit"), all=True
    )
    found: dict[int, list[Dated]] = defaultdict(list)
    for holding_id, day, amount in rows:
        found[holding_id].append(Dated(day, amount))
    return found


def _given_back(settlement: Settlement[DueKey]) -> Iterable[Dated]:
    for item in settlement.items:
        for part in (item.due.working, item.due.reserve):
            if part < 0:
                yield Dated(item.due.due_on, -part)


def _reminders(holdings: Collection[int]) -> dict[int, list[Reminder]]:
    """Return the reminders of each holding, the latest first."""
    found: dict[int, list[Reminder]] = defaultdict(list)
    for reminder in Reminder.objects.filter(holding__in=holdings):
        found[reminder.holding_id].append(reminder)
    return found


def plan_list() -> QuerySet[InstalmentPlan]:
    """Return the plans, latest first, each with its instalments at hand."""
    instalments = PlanInstalment.objects.order_by("number")
    return InstalmentPlan.objects.prefetch_related(Prefetch("instalments", instalments))


def running_plans() -> QuerySet[InstalmentPlan]:
    return plan_list().running()


def own_plans(access: Access) -> QuerySet[InstalmentPlan]:
    """Return the plans of the person himself."""
    return plan_list().filter(holding__in=holdings_of(access))


def visible_plans(access: Access) -> QuerySet[InstalmentPlan]:
    """Return the plans this person may read: all of them, or his own."""
    if access.allows(Permission.SEE_ALL_ACCOUNTS):
        return plan_list()
    return own_plans(access)


# What is claimed


def claims(
    late: Sequence[LateHolding],
    *,
    on: date,
    levels: dict[int, Level],
    rates: Sequence[DatedRate],
) -> dict[int, Claim]:
    """Return what each late holding is asked for by a level (both by its primary key).

    Interest that an earlier reminder charged is not charged again. One statement.
    """
    titles = _titles({item.due.id for row in late for item in row.items})
    return {
        row.holding.pk: _claim(row, titles, levels[row.holding.pk], on, rates)
        for row in late
    }


def _claim(row: LateHolding, titles, level: Level, on: date, rates) -> Claim:
    items = [
        Claimed(*titles[item.due.id], item.due.due_on, item.open) for item in row.items
    ]
    claimed = claim(items, cost=level.cost)
    if not (level.with_interest and rates):
        return claimed
    charged = [
        one.date
        for one in row.reminders
        if one.state == Reminder.State.SENT and one.interest
    ]
    return with_interest(
        claimed, until=on, rates=rates, charged_until=max(charged, default=None)
    )


def interest_so_far(late: LateHolding, *, on: date) -> Claim:
    """Return what a formal notice of that day would ask for, without costs: two
    statements.
    """
    notice = Level(1, 1, with_interest=True)
    found = claims(
        [late], on=on, levels={late.holding.pk: notice}, rates=interest_rates()
    )
    return found[late.holding.pk]


def _titles(keys: Collection[DueKey]) -> dict[DueKey, tuple[str, str]]:
    """Return (kind, own words) of dues: one statement."""
    documents = CallDocument.objects.filter(pk__in=_keys(keys, CALL)).order_by()
    charges = AccountCharge.objects.filter(pk__in=_keys(keys, CHARGE)).order_by()
    rows = documents.values_list(
        Value(CALL), "pk", Value(CALL_KIND), "call__title"
    ).union(charges.values_list(Value(CHARGE), "pk", "kind", "text"), all=True)
    found = dict.fromkeys(keys, (OPENING_KIND, ""))
    found |= {DueKey(source, pk): (kind, text) for source, pk, kind, text in rows}
    return found


def _keys(keys: Collection[DueKey], source: int) -> list[int]:
    return [key.pk for key in keys if key.source == source]


def still_open(settlement: Settlement[DueKey]) -> list[Dated]:
    """Return what a holding owes, by due date."""
    return [Dated(item.due.due_on, item.open) for item in settlement.items if item.open]
