"""What can be on an agenda, and which majority it needs (art. 3.87 §8, 3.88). Pure.

Codes only: governance/words.py says them. The table is dated: an assembly keeps the
majorities of its day. The ASBL's part is that of its statutes (governance.md §4).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from governance.dated import ASSOCIATIONS_CODE, BOOK_3, Dated, in_force
from governance.majorities import Majority
from governance.meeting.roll import Kind


class Subject(StrEnum):
    # Of every ordinary assembly
    BUREAU = "bureau"
    ATTENDANCE = "attendance"
    AUDITOR_REPORT = "auditor-report"
    ACCOUNTS = "accounts"
    SYNDIC_DISCHARGE = "syndic-discharge"
    AUDITOR_DISCHARGE = "auditor-discharge"
    CONTRACTS_EVALUATION = "contracts-evaluation"
    BUDGET = "budget"
    SYNDIC = "syndic"
    COUNCIL_MEMBER = "council-member"
    AUDITOR = "auditor"
    MISCELLANEOUS = "miscellaneous"
    # Absolute majority
    SYNDIC_DISMISSAL = "syndic-dismissal"
    SYNDIC_INTEREST = "syndic-interest"
    WORKS_BY_LAW = "works-by-law"
    CONSERVATION_WORKS = "conservation-works"
    INTERNAL_RULES = "internal-rules"
    OTHER = "other"
    INFORMATION = "information"
    FOLLOW_UP = "follow-up"
    # Two thirds
    STATUTES_USE = "statutes-use"
    WORKS = "works"
    PRIVATE_WORKS = "private-works"
    QUOTES_THRESHOLD = "quotes-threshold"
    COUNCIL_DELEGATION = "council-delegation"
    # Four fifths
    STATUTES = "statutes"
    CHARGE_ALLOCATION = "charge-allocation"
    DESTINATION = "destination"
    REBUILDING = "rebuilding"
    PURCHASE = "purchase"
    DISPOSAL = "disposal"
    PARTIAL_ASSOCIATION = "partial-association"
    LOTS_DIVISION = "lots-division"
    DEMOLITION_REBUILDING = "demolition-rebuilding"
    RESERVE_OPT_OUT = "reserve-opt-out"
    # Unanimity
    SHARES = "shares"
    DEMOLITION = "demolition"
    DISSOLUTION = "dissolution"
    # Of the ASBL
    ASBL_ORDINARY = "asbl-ordinary"
    ASBL_ELECTION = "asbl-election"
    ASBL_INFORMATION = "asbl-information"
    ASBL_EXCLUSION = "asbl-exclusion"
    ASBL_STATUTES = "asbl-statutes"
    ASBL_PURPOSE = "asbl-purpose"
    ASBL_DISSOLUTION = "asbl-dissolution"

    @property
    def of_asbl(self) -> bool:
        return self.startswith("asbl-")


@dataclass(frozen=True, slots=True)
class Needed:
    """What adopts a decision.

    ``presence``: (part, whole) of the members who must be present or represented at a
    first session for this decision, beside the quorum of the meeting.
    """

    majority: Majority
    presence: tuple[int, int] | None = None

    @property
    def or_by_those_present(self) -> bool:
        """Whether a new meeting may decide by those present or represented (3.88 §4)."""
        return self.majority is Majority.UNANIMITY


Rules = Sequence[Dated[Needed]]


@dataclass(frozen=True, slots=True)
class Point:
    """A subject of the table.

    ``rules``: none where no vote is taken. ``carries_shares``: the change of shares
    which the decision needs passes with its majority (art. 3.88 §3).
    """

    kind: Kind
    rules: Rules = ()
    carries_shares: bool = False


class NoVote(ValueError):
    """No vote is taken on this subject, so it needs no majority."""


def _law(majority: Majority, article: str) -> Rules:
    return (Dated(BOOK_3, Needed(majority), article),)


def _statutes(
    majority: Majority, article: str, presence: tuple[int, int] | None = None
) -> Rules:
    return (Dated(ASSOCIATIONS_CODE, Needed(majority, presence), article),)


_ABSOLUTE = _law(Majority.ABSOLUTE, "3.87 §8")
_TWO_THIRDS = _law(Majority.TWO_THIRDS, "3.88 §1 1°")
_FOUR_FIFTHS = _law(Majority.FOUR_FIFTHS, "3.88 §1 2°")
_UNANIMITY = _law(Majority.UNANIMITY, "3.88 §3")
_PRESENCE = (2, 3)

POINTS: Mapping[Subject, Point] = {
    Subject.BUREAU: Point(Kind.VOTE, _ABSOLUTE),
    Subject.ATTENDANCE: Point(Kind.INFORMATION),
    Subject.AUDITOR_REPORT: Point(Kind.INFORMATION),
    Subject.ACCOUNTS: Point(Kind.VOTE, _ABSOLUTE),
    Subject.SYNDIC_DISCHARGE: Point(Kind.VOTE, _ABSOLUTE),
    Subject.AUDITOR_DISCHARGE: Point(Kind.VOTE, _ABSOLUTE),
    Subject.CONTRACTS_EVALUATION: Point(Kind.VOTE, _ABSOLUTE),
    Subject.BUDGET: Point(Kind.VOTE, _ABSOLUTE),
    Subject.SYNDIC: Point(Kind.ELECTION, _ABSOLUTE),
    Subject.COUNCIL_MEMBER: Point(Kind.ELECTION, _ABSOLUTE),
    Subject.AUDITOR: Point(Kind.ELECTION, _ABSOLUTE),
    Subject.MISCELLANEOUS: Point(Kind.INFORMATION),
    Subject.SYNDIC_DISMISSAL: Point(Kind.VOTE, _ABSOLUTE),
    Subject.SYNDIC_INTEREST: Point(Kind.VOTE, _ABSOLUTE),
    Subject.WORKS_BY_LAW: Point(Kind.VOTE, _ABSOLUTE, carries_shares=True),
    Subject.CONSERVATION_WORKS: Point(Kind.VOTE, _ABSOLUTE, carries_shares=True),
    Subject.INTERNAL_RULES: Point(Kind.VOTE, _ABSOLUTE),
    Subject.OTHER: Point(Kind.VOTE, _ABSOLUTE),
    Subject.INFORMATION: Point(Kind.INFORMATION),
    Subject.FOLLOW_UP: Point(Kind.INFORMATION),
    Subject.STATUTES_USE: Point(Kind.VOTE, _TWO_THIRDS),
    Subject.WORKS: Point(Kind.VOTE, _TWO_THIRDS, carries_shares=True),
    Subject.PRIVATE_WORKS: Point(Kind.VOTE, _TWO_THIRDS, carries_shares=True),
    Subject.QUOTES_THRESHOLD: Point(Kind.VOTE, _TWO_THIRDS),
    Subject.COUNCIL_DELEGATION: Point(Kind.VOTE, _law(Majority.TWO_THIRDS, "3.90")),
    Subject.STATUTES: Point(Kind.VOTE, _FOUR_FIFTHS),
    Subject.CHARGE_ALLOCATION: Point(Kind.VOTE, _FOUR_FIFTHS),
    Subject.DESTINATION: Point(Kind.VOTE, _FOUR_FIFTHS),
    Subject.REBUILDING: Point(Kind.VOTE, _FOUR_FIFTHS),
    Subject.PURCHASE: Point(Kind.VOTE, _FOUR_FIFTHS),
    Subject.DISPOSAL: Point(Kind.VOTE, _FOUR_FIFTHS, carries_shares=True),
    Subject.PARTIAL_ASSOCIATION: Point(Kind.VOTE, _FOUR_FIFTHS, carries_shares=True),
    Subject.LOTS_DIVISION: Point(Kind.VOTE, _FOUR_FIFTHS, carries_shares=True),
    Subject.DEMOLITION_REBUILDING: Point(Kind.VOTE, _FOUR_FIFTHS),
    Subject.RESERVE_OPT_OUT: Point(Kind.VOTE, _law(Majority.FOUR_FIFTHS, "3.86 §3")),
    Subject.SHARES: Point(Kind.VOTE, _UNANIMITY),
    Subject.DEMOLITION: Point(Kind.VOTE, _UNANIMITY),
    Subject.DISSOLUTION: Point(Kind.VOTE, _law(Majority.UNANIMITY, "3.97")),
    Subject.ASBL_ORDINARY: Point(Kind.VOTE, _statutes(Majority.ABSOLUTE, "statutes")),
    Subject.ASBL_ELECTION: Point(
        Kind.ELECTION, _statutes(Majority.ABSOLUTE, "statutes")
    ),
    Subject.ASBL_INFORMATION: Point(Kind.INFORMATION),
    Subject.ASBL_EXCLUSION: Point(
        Kind.VOTE, _statutes(Majority.TWO_THIRDS, "CSA 9:23")
    ),
    Subject.ASBL_STATUTES: Point(
        Kind.VOTE, _statutes(Majority.TWO_THIRDS, "CSA 9:21", _PRESENCE)
    ),
    Subject.ASBL_PURPOSE: Point(
        Kind.VOTE, _statutes(Majority.FOUR_FIFTHS, "CSA 9:21", _PRESENCE)
    ),
    Subject.ASBL_DISSOLUTION: Point(
        Kind.VOTE, _statutes(Majority.FOUR_FIFTHS, "CSA 2:110", _PRESENCE)
    ),
}


def needed(
    subject: Subject, on: date, *, points: Mapping[Subject, Point] = POINTS
) -> Dated[Needed]:
    """Return what a decision on ``subject`` needs at a meeting on a day, and the article.

    Raises:
        NoVote: nothing is decided on this subject.
        NoRuleYet: the table begins later.
    """
    if not points[subject].rules:
        raise NoVote(subject)
    return in_force(points[subject].rules, on)


def required_majority(
    subject: Subject, on: date, *, points: Mapping[Subject, Point] = POINTS
) -> Majority:
    """Return the majority that ``subject`` needs on a day; raises as ``needed`` does."""
    return needed(subject, on, points=points).value.majority


def may_be_secret(subject: Subject) -> bool:
    """Return whether ballots on ``subject`` may be secret.

    Elections of persons, and votes of the ASBL. All else that a building decides goes
    into the minutes with the names of those who voted against or abstained (3.87 §10).
    """
    kind = POINTS[subject].kind
    return kind is Kind.ELECTION or (kind is Kind.VOTE and subject.of_asbl)
