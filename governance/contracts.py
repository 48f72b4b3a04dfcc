"""When notice of a contract must be given before it is renewed by itself. Pure.

docs/rules/supply-contracts.md. A term is half-open: ``until`` is the first day after it.
Months are those of the calendar: the same day, or the last one of a shorter month.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from finance.months import add_months

#: how many days before the last one people are told; no law asks for it
NOTICE_ALERT_DAYS = 60


@dataclass(frozen=True, slots=True)
class Terms:
    """How long a contract runs, and how one leaves it.

    ``until``: the end of its first term; none: of undetermined length. It is then
    renewed for ``renewal_months`` each time; none: it ends by itself.
    """

    since: date
    until: date | None
    notice_months: int = 0
    renewal_months: int | None = None


@dataclass(frozen=True, slots=True)
class NoticeDay:
    """Notice on ``last`` at the latest: the contract then ends before ``ends``."""

    last: date
    ends: date

    def days_left(self, on: date) -> int:
        return (self.last - on).days

    def is_near(self, on: date) -> bool:
        """Whether people are told on a day that it comes."""
        return self.days_left(on) <= NOTICE_ALERT_DAYS


def next_notice(terms: Terms, on: date) -> NoticeDay | None:
    """Return the next last day for notice, ``on`` or later, and the end it brings.

    None where nothing is renewed by itself: the contract ends on its day, or notice can
    be given at any time. A notice longer than a term skips to the end of a later one.
    """
    if terms.until is None or terms.renewal_months is None:
        return None
    first = max(on, terms.since)
    ends = _ends(terms.until, terms.renewal_months)
    days = (NoticeDay(last_day(end, terms.notice_months), end) for end in ends)
    return next(day for day in days if day.last >= first)


def last_day(end: date, notice_months: int) -> date:
    """Return the last day to give notice so that whole months lie before ``end``."""
    return add_months(end, -notice_months) - timedelta(days=1)


def current_end(terms: Terms, on: date) -> date | None:
    """Return the first day after the term that runs on ``on``; none: undetermined."""
    if terms.until is None or terms.renewal_months is None:
        return terms.until
    ends = _ends(terms.until, terms.renewal_months)
    return next(end for end in ends if end > on)


def _ends(until: date, renewal_months: int) -> Iterator[date]:
    """Yield the ends of all terms: each counted from the first, so none drifts."""
    return (add_months(until, number * renewal_months) for number in count())
