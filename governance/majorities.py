"""Which majority a decision needs and whether it has it (art. 3.87 §8, 3.88). Pure.

Integers only: a percentage that was rounded decides wrongly at the boundary.
"""

from dataclasses import dataclass
from enum import StrEnum


class Majority(StrEnum):
    ABSOLUTE = "absolute"
    TWO_THIRDS = "two-thirds"
    FOUR_FIFTHS = "four-fifths"
    UNANIMITY = "unanimity"


#: (part, whole): adopted when whole × for >= part × (for + against)
_FRACTIONS = {Majority.TWO_THIRDS: (2, 3), Majority.FOUR_FIFTHS: (4, 5)}


class ImpossibleTally(ValueError):
    """Votes below zero, or more votes than there are."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes on one item. Abstentions, blank and null votes are not cast.

    ``votes_total``: what unanimity needs: all shares of the association, of those
    present or represented at the meeting of art. 3.88 §4, or of the key. For unanimity
    the votes are those before any cap.

    Raises:
        ImpossibleTally: a number below zero, or more votes than ``votes_total``.
    """

    votes_for: int
    votes_against: int
    abstentions: int
    votes_total: int

    def __post_init__(self) -> None:
        counted = (self.votes_for, self.votes_against, self.abstentions)
        if min(counted) < 0 or sum(counted) > self.votes_total:
            raise ImpossibleTally(self)

    @property
    def cast(self) -> int:
        return self.votes_for + self.votes_against


def is_adopted(majority: Majority, tally: Tally) -> bool:
    """Return whether the majority is reached; where no vote is cast nothing is adopted."""
    return tally.votes_for >= votes_needed(majority, tally)


def votes_needed(majority: Majority, tally: Tally) -> int:
    """Return the least number of votes for that adopts, of the votes that were cast.

    At least one: nothing is adopted by nobody.
    """
    if majority is Majority.UNANIMITY:
        needed = tally.votes_total
    elif majority is Majority.ABSOLUTE:
        needed = tally.cast // 2 + 1
    else:
        part, whole = _FRACTIONS[majority]
        needed = -(-part * tally.cast // whole)
    return max(needed, 1)
