"""How the committee decides: who sits, who may not vote, and what is adopted.

Three co-owners, a social worker, a lawyer, a professional syndic and a member of the
board (solidarity.md §4). Abstaining is no vote. Pure.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from solidarity.terms import Kind

FEWEST_SEATS = 5
FEWEST_VOTES = 3
OTHERS_BESIDE_LAWYER = 2


class Seat(StrEnum):
    CO_OWNER = "co_owner"
    SOCIAL_WORKER = "social_worker"
    LAWYER = "lawyer"
    SYNDIC = "syndic"
    BOARD = "board"


#: how many there are of each
SEATS = {
    Seat.CO_OWNER: 3,
    Seat.SOCIAL_WORKER: 1,
    Seat.LAWYER: 1,
    Seat.SYNDIC: 1,
    Seat.BOARD: 1,
}
NEEDED = frozenset({Seat.SOCIAL_WORKER, Seat.LAWYER})


class Choice(StrEnum):
    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Recusal(StrEnum):
    BUILDING = "building"  # the same one
    FAMILY = "family"
    CREDITOR = "creditor"
    MANDATE = "mandate"  # his firm is syndic there


class Missing(StrEnum):
    """Why a request is not accepted."""

    LAWYER = "lawyer"  # his yes
    OTHERS = "others"  # two more
    VOTES = "votes"  # three who vote; for an emergency grant, three for it
    MAJORITY = "majority"  # more for than against
    FOUR_FIFTHS = "four_fifths"
    EXPERT = "expert"  # his validation of the quote
    REPORT = "report"  # of an independent social worker


@dataclass(frozen=True, slots=True)
class Ballot:
    seat: Seat
    choice: Choice


@dataclass(frozen=True, slots=True)
class Outcome:
    """``missing``: nothing, if it is accepted."""

    votes_for: int
    votes_against: int
    abstentions: int
    missing: tuple[Missing, ...]

    @property
    def is_accepted(self) -> bool:
        return not self.missing


class NotSeated(ValueError):
    """More ballots than seats that may vote."""


def can_sit(filled: Collection[Seat]) -> bool:
    """Tell whether enough seats are filled, the social worker and the lawyer among them."""
    return len(filled) >= FEWEST_SEATS and set(filled) >= NEEDED


def decide(
    kind: Kind,
    ballots: Iterable[Ballot],
    *,
    may_vote: int,
    has_expert: bool = False,
    has_report: bool = False,
) -> Outcome:
    """Return what the committee decided on a request of a kind.

    ``may_vote``: filled seats that are not recused. ``has_expert``: an expert validated
    the quote of works; ``has_report``: the social worker's report is there.

    Raises:
        NotSeated: see there.
    """
    cast = list(ballots)
    if len(cast) > may_vote:
        raise NotSeated(may_vote)
    many = {choice: sum(one.choice == choice for one in cast) for choice in Choice}
    in_favour, against = many[Choice.FOR], many[Choice.AGAINST]
    missing: list[Missing] = []
    if kind == Kind.DISPUTE:
        missing += _dispute(cast)
    elif kind == Kind.EMERGENCY:
        if not may_vote or 5 * in_favour < 4 * may_vote:
            missing.append(Missing.FOUR_FIFTHS)
        if in_favour < FEWEST_VOTES:
            missing.append(Missing.VOTES)
        if not has_report:
            missing.append(Missing.REPORT)
    elif in_favour + against < FEWEST_VOTES:
        missing.append(Missing.VOTES)
    if kind == Kind.WORKS and not has_expert:
        missing.append(Missing.EXPERT)
    if in_favour <= against:
        missing.append(Missing.MAJORITY)
    return Outcome(in_favour, against, many[Choice.ABSTAIN], tuple(missing))


def can_pass(
    kind: Kind,
    ballots: Iterable[Ballot],
    *,
    waiting: Iterable[Seat],
    may_vote: int,
    has_expert: bool = False,
    has_report: bool = False,
) -> bool:
    """Tell whether a request is accepted if everybody who has not voted is for it."""
    cast = [*ballots, *(Ballot(seat, Choice.FOR) for seat in waiting)]
    found = decide(
        kind, cast, may_vote=may_vote, has_expert=has_expert, has_report=has_report
    )
    return found.is_accepted


def is_settled(
    kind: Kind,
    ballots: Iterable[Ballot],
    *,
    waiting: Iterable[Seat],
    may_vote: int,
    has_expert: bool = False,
    has_report: bool = False,
) -> bool:
    """Tell whether the ballots that are missing could not change the outcome any more.

    ``waiting``: the seats that may vote and have not. A yes of theirs never harms; what
    harms most is either no ballot at all or a no of each.
    """
    cast, left = list(ballots), list(waiting)
    ways = [cast] + [
        [*cast, *(Ballot(seat, choice) for seat in left)]
        for choice in (Choice.FOR, Choice.AGAINST)
    ]
    papers = {"has_expert": has_expert, "has_report": has_report}
    found = {decide(kind, way, may_vote=may_vote, **papers).is_accepted for way in ways}
    return len(found) == 1


def lacking(filled: Collection[Seat]) -> tuple[int, list[Seat]]:
    """Return how many seats are to be filled before it can sit, and which of them."""
    needed = sorted(NEEDED - set(filled))
    return max(FEWEST_SEATS - len(filled), len(needed)), needed


def _dispute(cast: Iterable[Ballot]) -> list[Missing]:
    in_favour = [one.seat for one in cast if one.choice == Choice.FOR]
    missing = [] if Seat.LAWYER in in_favour else [Missing.LAWYER]
    others = sum(seat != Seat.LAWYER for seat in in_favour)
    return missing + ([Missing.OTHERS] if others < OTHERS_BESIDE_LAWYER else [])
