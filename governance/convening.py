"""What must be so before owners are convened (art. 3.87 §2, §3, §5). Pure.

docs/rules/convocation.md. The one place that decides; governance/queries/convening.py
collects the facts, governance/refusals/findings.py says what was found.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from governance.deadlines import (
    CONVOCATION_DAYS,
    Numbers,
    is_convoked_in_time,
    latest_sending,
)
from governance.ordinary_agenda import missing_subjects
from governance.ordinary_period import Span
from governance.subjects import Subject


class Level(StrEnum):
    #: nobody is convened while it is so
    BLOCKING = "blocking"
    #: the law allows it, or leaves it to a judge
    WARNING = "warning"


class Problem(StrEnum):
    """What was found, in the order in which people read it."""

    NO_SYNDIC = "no-syndic"
    SHARES = "shares"
    NO_HOLDER = "no-holder"
    PAST = "past"
    LATE = "late"
    URGENT = "urgent"
    TOO_SOON = "too-soon"
    SECOND_TOO_SOON = "second-too-soon"
    NO_SECOND_SESSION = "second-session"
    OUTSIDE_PERIOD = "outside-period"
    NO_PERIOD = "no-period"
    NO_PLACE = "no-place"
    NO_REMOTE_ACCESS = "no-remote-access"
    NO_CONSULTING = "no-consulting"
    EMPTY = "empty"
    MANDATORY = "mandatory"
    PROPOSALS = "proposals-waiting"
    MISCELLANEOUS_VOTES = "miscellaneous-votes"
    NO_DOCUMENT = "no-document"
    NO_CANDIDATE = "no-candidate"
    FEW_QUOTES = "few-quotes"
    UNTRANSLATED = "untranslated"
    SUSPENDED = "suspended"
    NO_ADDRESS = "no-address"
    MANDATE_ENDS = "mandate-ends"


WARNINGS = frozenset(
    {
        Problem.URGENT,
        Problem.NO_SECOND_SESSION,
        Problem.OUTSIDE_PERIOD,
        Problem.NO_PERIOD,
        Problem.NO_DOCUMENT,
        Problem.NO_CANDIDATE,
        Problem.FEW_QUOTES,
        Problem.UNTRANSLATED,
        Problem.SUSPENDED,
        Problem.NO_ADDRESS,
        Problem.MANDATE_ENDS,
    }
)
#: what the law joins to the agenda, or nobody can judge unread (art. 3.89 §5)
ON_PAPER = (Subject.ACCOUNTS, Subject.CONTRACTS_EVALUATION, Subject.BUDGET)


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the agenda.

    ``ref``: by which its page is found. ``needs_candidate``: an election that names
    nobody. ``missing``: names of the languages that it is not in. ``few_quotes``: how
    many hold, the threshold in EUR and its decision, where several are asked for.
    """

    number: int
    subject: Subject
    is_voted: bool
    has_documents: bool
    title: str = ""
    ref: str = ""
    needs_candidate: bool = False
    missing: tuple[str, ...] = ()
    few_quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is looked at.

    ``today``: the day on which the letters go out: by registered post, that of posting.
    ``not_before``: the first day that a second session, or a new meeting, may have;
    ``earliest_second``: of the second session that is announced. ``period``: of the
    internal rules; none where they name none. ``is_first``: no second session, and no
    new meeting; ``is_second``: the second session. ``proposals``: how many of owners
    were received in time and wait. ``shares``: (of the lots, of the deed).
    ``suspended``, ``unreachable``: codes of holdings that named no representative,
    names of who has no address.
    """

    today: date
    meeting: date
    is_over: bool
    is_ordinary: bool
    is_first: bool
    is_second: bool
    points: tuple[Point, ...]
    proposals: int
    urgency: str
    period: Span | None
    not_before: date | None
    second: date | None
    earliest_second: date
    place: str
    is_remote: bool
    remote_access: str
    consulting: str
    shares: tuple[int, int]
    without_holder: int
    suspended: tuple[str, ...]
    unreachable: tuple[str, ...]
    has_syndic: bool
    mandate_until: date | None
    #: from the sending to the meeting
    notice: Numbers = CONVOCATION_DAYS


@dataclass(frozen=True, slots=True)
class Finding:
    """``names``, ``day`` and ``point``: what the sentence about it says."""

    problem: Problem
    names: tuple[str, ...] = ()
    day: date | None = None
    point: Point | None = None

    @property
    def level(self) -> Level:
        return Level.WARNING if self.problem in WARNINGS else Level.BLOCKING

    @property
    def is_blocking(self) -> bool:
        return self.level is Level.BLOCKING


def check(facts: Facts) -> tuple[Finding, ...]:
    """Return what is wrong, or worth knowing, in the order of ``Problem``."""
    found = [
        *_building(facts),
        *_days(facts),
        *_period(facts),
        *_where(facts),
        *_agenda(facts),
    ]
    order = list(Problem)
    return tuple(sorted(found, key=lambda one: order.index(one.problem)))


def blocking(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(one for one in findings if one.is_blocking)


def _building(facts: Facts) -> Iterator[Finding]:
    if not facts.has_syndic:
        yield Finding(Problem.NO_SYNDIC)
    elif facts.mandate_until is not None and facts.mandate_until <= facts.meeting:
        last = facts.mandate_until - timedelta(days=1)
        yield Finding(Problem.MANDATE_ENDS, day=last)
    of_lots, of_deed = facts.shares
    if of_lots != of_deed:
        yield Finding(Problem.SHARES, (str(of_lots), str(of_deed)))
    if facts.without_holder:
        yield Finding(Problem.NO_HOLDER, (str(facts.without_holder),))
    if facts.suspended:
        yield Finding(Problem.SUSPENDED, facts.suspended)
    if facts.unreachable:
        yield Finding(Problem.NO_ADDRESS, facts.unreachable)


def _days(facts: Facts) -> Iterator[Finding]:
    if facts.is_over:
        yield Finding(Problem.PAST)
    elif not is_convoked_in_time(facts.today, facts.meeting, days=facts.notice):
        last = latest_sending(facts.meeting, days=facts.notice)
        yield Finding(Problem.URGENT if facts.urgency else Problem.LATE, day=last)
    if facts.not_before is not None and facts.meeting < facts.not_before:
        yield Finding(Problem.TOO_SOON, day=facts.not_before)
    if facts.second is not None and facts.second < facts.earliest_second:
        yield Finding(Problem.SECOND_TOO_SOON, day=facts.earliest_second)
    if facts.second is None and not facts.is_second:
        yield Finding(Problem.NO_SECOND_SESSION)


def _period(facts: Facts) -> Iterator[Finding]:
    if not (facts.is_ordinary and facts.is_first):
        return
    if facts.period is None:
        yield Finding(Problem.NO_PERIOD)
    elif facts.meeting not in facts.period:
        yield Finding(Problem.OUTSIDE_PERIOD)


def _where(facts: Facts) -> Iterator[Finding]:
    if not facts.place and not facts.is_remote:
        yield Finding(Problem.NO_PLACE)
    if facts.is_remote and not facts.remote_access:
        yield Finding(Problem.NO_REMOTE_ACCESS)
    if not facts.consulting:
        yield Finding(Problem.NO_CONSULTING)


def _agenda(facts: Facts) -> Iterator[Finding]:
    if facts.proposals:
        yield Finding(Problem.PROPOSALS, (str(facts.proposals),))
    if not facts.points:
        yield Finding(Problem.EMPTY)
    elif facts.is_ordinary:
        missing = missing_subjects([point.subject for point in facts.points])
        if missing:
            yield Finding(Problem.MANDATORY, tuple(missing))
    for point in facts.points:
        yield from _point(point)


def _point(point: Point) -> Iterator[Finding]:
    if point.subject is Subject.MISCELLANEOUS and point.is_voted:
        yield Finding(Problem.MISCELLANEOUS_VOTES, point=point)
    if point.subject in ON_PAPER and not point.has_documents:
        yield Finding(Problem.NO_DOCUMENT, point=point)
    if point.needs_candidate:
        yield Finding(Problem.NO_CANDIDATE, point=point)
    if point.few_quotes:
        yield Finding(Problem.FEW_QUOTES, point.few_quotes, point=point)
    if point.missing:
        yield Finding(Problem.UNTRANSLATED, point.missing, point=point)
