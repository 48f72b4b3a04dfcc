"""What the rows of the fund say of decisions and money: numbers, and who is behind them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from koprogo.ledger.models import Line
from koprogo.ledger.queries import trial_balance, trial_balance_between
from solidarity import chart
from solidarity.counting import Money, Moves, Settled, last_day
from solidarity.models import Aid, FundGoal, FundOutcome, FundReport, Verdict
from solidarity.terms import Kind

__all__ = [
    "Window",
    "costs_between",
    "goals_on",
    "last_told",
    "money_at",
    "moves_in",
    "outcome_of",
    "repaid_by_kind",
    "settled_requests",
    "window_until",
]

ZERO = Decimal("0.00")
CODE = re.compile(r"S-[2-9A-HJ-NP-Z]{8}")
UUID_IN_SOURCE = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
LENT = (chart.LOANS, chart.CREDITS)
REPAID = (chart.LOANS_BACK, chart.CREDITS_BACK)
PAID_OUT = tuple(chart.PAID.values())
#: whose credits say that something of an aid came back, or never will
CAME_BACK = (*LENT, *REPAID, chart.INTEREST, chart.WON_BACK, chart.TO_RETURN)


def settled_requests() -> list[Settled]:
    """Return every request that was decided, once: by its first decision, in order.

    An offer counts when it is taken up; a request that is decided anew after an appeal
    was counted before. One statement.
    """
    decided = Q(outcome__in=["accepted", "refused"]) | Q(answer="yes")
    rows = Verdict.objects.filter(decided).select_related("request", "vote")
    found: dict[int, Settled] = {}
    for one in sorted((_settled(row) for row in rows), key=lambda each: each.on):
        found.setdefault(one.request, one)
    return list(found.values())


def _settled(verdict: Verdict) -> Settled:
    accepted = verdict.outcome != "refused"
    at = verdict.answered_at if verdict.outcome == "offered" else verdict.decided_at
    return Settled(
        request=verdict.request_id,
        person=verdict.request.applicant_id,
        kind=Kind(verdict.request.kind),
        accepted=accepted,
        amount=verdict.vote.amount if accepted else ZERO,
        on=timezone.localdate(at),
    )


# Money


@dataclass(frozen=True, slots=True)
class Window:
    """From the last time that money was told until a day: what moved meanwhile.

    ``made_at``: when it was told; what was written later, though dated before, moved too.
    """

    until: date
    since: date | None = None
    made_at: datetime | None = None


def last_told() -> FundReport | None:
    """Return the last report of a period; None: there is none yet."""
    return FundReport.objects.filter(kind="period").order_by("year", "quarter").last()


def window_until(quarter: str) -> Window:
    """Return the window that ends with a quarter."""
    until = last_day(quarter)
    told = FundReport.objects.filter(kind="period", cells__has_key="money")
    last = told.order_by("year", "quarter").last()
    if last is None:
        return Window(until)
    return Window(until, last_day(last.period), last.made_at)


def money_at(day: date) -> Money:
    """Return the money at the end of a day: what was promised then, and what is due."""
    net = {one.account: one.net for one in trial_balance(on=day)}
    bank = net.get(chart.BANK, ZERO) + net.get(chart.TO_RETURN, ZERO)
    plans = list(_due_by_aid(day))
    return Money(
        available=max(bank - _promised_at(day), ZERO),
        outstanding=sum((net.get(code, ZERO) for code in (*LENT, *REPAID)), ZERO),
        due=sum((due for _kind, due in plans), ZERO),
        back=-sum((net.get(code, ZERO) for code in REPAID), ZERO),
        behind=sum(due > 0 for _kind, due in plans),
    )


def repaid_by_kind(day: date) -> dict[str, Money]:
    """Return what was due and came back of each kind that comes back, until a day."""
    net = {one.account: one.net for one in trial_balance(on=day)}
    plans = list(_due_by_aid(day))
    return {
        kind: Money(
            ZERO,
            ZERO,
            due=sum((due for one, due in plans if one == kind), ZERO),
            back=-net.get(chart.BACK[kind], ZERO),
            behind=sum(one == kind and due > 0 for one, due in plans),
        )
        for kind in (Kind.LOAN, Kind.WORKS)
    }


def _promised_at(day: date) -> Decimal:
    """Return what was promised and not paid at the end of a day.

    What was paid since is paid now, and was not then.
    """
    aids = {
        aid.code: aid
        for aid in Aid.objects.filter(
            Q(ended_at=None) | Q(ended_at__date__gt=day), promised_at__date__lte=day
        )
    }
    promised = sum((aid.amount - aid.paid for aid in aids.values()), ZERO)
    later = _lines(PAID_OUT).filter(entry__date__gt=day, debit__gt=0)
    codes = {aid.uuid: aid.code for aid in aids.values()}
    return promised + sum(
        (line.debit for line in later if _code(line, codes) in aids), ZERO
    )


def _due_by_aid(day: date) -> Iterator[tuple[str, Decimal]]:
    """Yield the kind of each loan that comes back, and what was due of it by a day."""
    rows = Aid.objects.filter(plans__isnull=False).distinct()
    for aid in rows.prefetch_related("plans__lines"):
        made = [
            plan for plan in aid.plans.all() if timezone.localdate(plan.made_at) <= day
        ]
        if not made:
            continue
        plan = made[-1]
        lines = (line.capital for line in plan.lines.all() if line.due <= day)
        yield aid.kind, aid.paid - plan.principal + sum(lines, ZERO)


def moves_in(window: Window, *, accepted: Iterable[int]) -> Moves:
    """Return which aids moved money in a window.

    ``accepted``: requests of which the amount is told in it.
    """
    aids = list(Aid.objects.only("pk", "uuid", "code", "kind", "request_id"))
    codes = {aid.uuid: aid.code for aid in aids}
    told = set(accepted)
    promised = {aid.code: aid for aid in _promised_in(window)}
    released = Aid.objects.filter(state=Aid.State.VOID, **_days("ended_at", window))
    paid, lost = _movers(window, LENT, codes, "debit")
    back, unknown = _movers(window, CAME_BACK, codes, "credit")
    return Moves(
        loans=frozenset(c for c, aid in promised.items() if aid.comes_back),
        grants=frozenset(c for c, aid in promised.items() if not aid.comes_back),
        released=frozenset(released.values_list("code", flat=True)),
        paid=paid,
        received=back,
        accepted=frozenset(aid.code for aid in aids if aid.request_id in told),
        unknown=lost or unknown,
    )


def _promised_in(window: Window):
    return Aid.objects.filter(**_days("promised_at", window))


def _days(name: str, window: Window) -> dict[str, date]:
    found = {f"{name}__date__lte": window.until}
    return found | {f"{name}__date__gt": window.since} if window.since else found


def _movers(
    window: Window, accounts, codes: dict[UUID, str], side: str
) -> tuple[frozenset[str], bool]:
    """Return the codes behind lines of accounts, and whether one names nobody."""
    lines = _lines(accounts).filter(entry__date__lte=window.until, **{f"{side}__gt": 0})
    if window.since:
        lines = lines.filter(
            Q(entry__date__gt=window.since) | Q(entry__posted_at__gt=window.made_at)
        )
    found = {_code(line, codes) for line in lines}
    return frozenset(found - {""}), "" in found


def _lines(accounts):
    rows = Line.objects.filter(
        account__code__in=accounts, entry__posted_at__isnull=False
    )
    return rows.select_related("entry")


def _code(line: Line, codes: dict[UUID, str]) -> str:
    """Return the aid that a line is about: by the text of its entry, or its source."""
    entry = line.entry
    if found := CODE.search(entry.text):
        return found[0]
    named = UUID_IN_SOURCE.search(entry.source or "")
    return codes.get(UUID(named[0]), "") if named else ""


# A year


def costs_between(first: date, last: date) -> Decimal:
    """Return the running costs of the fund from one day to another, both with it."""
    rows = trial_balance_between(since=first, until=last + timedelta(days=1))
    costs = (one.debit - one.credit for one in rows if one.account == chart.COSTS)
    return sum(costs, ZERO)


def outcome_of(year: int) -> FundOutcome | None:
    """Return what the committee declared last of a year."""
    return FundOutcome.objects.filter(year=year).order_by("-pk").first()


def goals_on(day: date) -> list[FundGoal]:
    """Return the goals in force on a day, one for each size of the ASBL."""
    rows = FundGoal.objects.filter(since__lte=day).order_by("participants", "since")
    return list({goal.participants: goal for goal in rows}.values())
