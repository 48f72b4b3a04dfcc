"""What makes a line of a building's month green (finance.md §1). Pure.

A line is green only when something proves that its work was done: where nothing was
ever to be done it is neither green nor red. docs/rules/month.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from finance.call_periods import DAYS_TO_PAY, Period, due_date
from finance.metering import NEAR_DAYS
from finance.months import add_months

#: The work of a month is late after a month and a few days.
MONTH = timedelta(days=35)
#: What is due so soon belongs in the next file of payments.
PAY_AHEAD = timedelta(days=7)
#: A year is settled and closed before the assembly that approves its accounts.
MONTHS_TO_CLOSE = 6


class State(StrEnum):
    """Done and proven; to do; to do and its day has passed; nothing of the kind."""

    DONE = "done"
    TO_DO = "to_do"
    LATE = "late"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Found:
    """The state of a line. ``due_on``: the last day on which it is in time, if any."""

    state: State
    due_on: date | None = None


def work(left: int, *, done: int, on: date, due_on: date | None = None) -> Found:
    """Return the state of work of which ``left`` things wait and ``done`` were done.

    ``due_on``: of the first that waits.
    """
    if left:
        return _to_do(due_on, on)
    return Found(State.DONE if done else State.NOTHING)


def bank_statements(last: Sequence[date | None], *, on: date) -> Found:
    """Return whether each account has a statement of the last 35 days.

    ``last``: of each account of the association the day of its last statement; None
    before the first one.
    """
    if not last:
        return Found(State.NOTHING)
    due_on = min((day + MONTH for day in last if day is not None), default=None)
    if due_on is not None and due_on < on:
        return Found(State.LATE, due_on)
    return Found(State.TO_DO) if None in last else Found(State.DONE, due_on)


def instalment(period: Period | None, *, is_called: bool, on: date) -> Found:
    """Return the state of the call for the running period; None: no budget says one."""
    if period is None:
        return Found(State.NOTHING)
    due_on = due_date(period, on=period.since)
    return Found(State.DONE) if is_called else _to_do(due_on, on)


def issue_by(on: date) -> date:
    """Return until which due date a draft of a call is to be issued on this day.

    Drafts of later instalments wait for their turn.
    """
    return on + timedelta(days=DAYS_TO_PAY)


def reading_day(*, since: date, until: date, on: date) -> date:
    """Return for which bound of the fiscal year [since, until) meters are read.

    Its beginning, until a reading of ``on`` counts for its end.
    """
    return until if on >= until - timedelta(days=NEAR_DAYS) else since


def readings(missing: int, *, meters: int, day: date, on: date) -> Found:
    """Return whether the meters in use on ``day`` were read near it."""
    last = day + timedelta(days=NEAR_DAYS)
    return work(missing, done=meters, on=on, due_on=last)


def year_end(until: date | None, *, closed: int, on: date) -> Found:
    """Return the state of the years that are over.

    ``until``: the end of the first that is open, None: none is; ``closed``: how many
    are closed.
    """
    due_on = None if until is None else add_months(until, MONTHS_TO_CLOSE)
    return work(int(until is not None), done=closed, on=on, due_on=due_on)


def worst(*found: Found) -> Found:
    """Return what one line says of several things: the most urgent of them."""
    urgency = [State.LATE, State.TO_DO, State.DONE, State.NOTHING]
    return min(
        found, key=lambda one: (urgency.index(one.state), one.due_on or date.max)
    )


def _to_do(due_on: date | None, on: date) -> Found:
    late = due_on is not None and due_on < on
    return Found(State.LATE if late else State.TO_DO, due_on)
