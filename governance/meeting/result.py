"""What an item came to, with all the figures that it follows from. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from governance.majorities import Majority, Tally, is_adopted, votes_needed
from governance.meeting.arithmetic import Powers
from governance.meeting.events import Choice
from governance.meeting.progress import Ballot, Closing, Outcome
from governance.meeting.roll import Item, Roll


@dataclass(frozen=True, slots=True)
class LineResult:
    """A line that takes part. ``choice`` None: it did not vote, or nobody knows how.

    ``votes``: in the key of the item; ``counted``: after cap and conflicts.
    """

    line: str
    head: str
    holder: str
    votes: int
    counted: int
    choice: Choice | None
    is_barred: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """A head that counts for less than its votes, by the cap."""

    head: str
    holder: str
    votes: int
    counted: int


@dataclass(frozen=True, slots=True)
class Presence:
    """How many heads take part, of how many, and the part that is asked."""

    present: int
    total: int
    part: tuple[int, int]

    @property
    def reached(self) -> bool:
        return self.present >= self.needed

    @property
    def needed(self) -> int:
        """The least number of heads that is this part of all."""
        over, under = self.part
        return -(-over * self.total // under)


@dataclass(frozen=True, slots=True)
class Result:
    """The result of an item; ``tally`` None: of a secret ballot, and withheld.

    ``blank``: how many of the abstentions are blank. ``needed``: the least votes for
    that adopt. ``presence`` None: no part of the heads is asked.
    """

    item: str
    majority: Majority
    adopted: bool
    tally: Tally | None
    blank: int
    lines: tuple[LineResult, ...]
    cuts: tuple[Cut, ...]
    presence: Presence | None

    @property
    def needed(self) -> int | None:
        return None if self.tally is None else votes_needed(self.majority, self.tally)

    @property
    def is_tie(self) -> bool:
        """Whether as many votes were cast for as against, and some were."""
        tally = self.tally
        return tally is not None and 0 < tally.votes_for == tally.votes_against

    @property
    def presence_reached(self) -> bool | None:
        return None if self.presence is None else self.presence.reached

    def to_json(self) -> dict[str, Any]:
        """Return the figures that are exported for the recount; null when withheld."""
        tally = self.tally
        return {
            "for": tally and tally.votes_for,
            "against": tally and tally.votes_against,
            "abstain": tally and tally.abstentions - self.blank,
            "blank": tally and self.blank,
            "total": tally and tally.votes_total,
            "needed": self.needed,
            "adopted": self.adopted,
        }


def result(roll: Roll, item: Item, closing: Closing) -> Result:
    """Return what an item comes to.

    Raises:
        NotVoted: information.
    """
    powers, outcome = closing.powers(roll, item), closing.outcome
    lines = _lines(roll, item, powers, closing.ballots)
    totals = _totals(lines) if outcome is None else outcome.totals
    tally = None if totals is None else _tally(totals, votes_in_all(roll, item, powers))
    presence = presence_of(roll, item, powers, is_second=closing.is_second)
    return Result(
        item=item.id,
        majority=item.asked,
        adopted=_is_adopted(item.asked, tally, outcome)
        and (presence is None or presence.reached),
        tally=tally,
        blank=0 if totals is None else totals[Choice.BLANK],
        lines=lines,
        cuts=_cuts(powers),
        presence=presence,
    )


def best_result(roll: Roll, item: Item, powers: Powers, *, is_second: bool) -> bool:
    """Return whether the item is adopted if all who take part vote for it.

    Raises:
        NotVoted: information.
    """
    votes = dict.fromkeys(Choice, 0) | {Choice.FOR: sum(powers.counted.values())}
    presence = presence_of(roll, item, powers, is_second=is_second)
    tally = _tally(votes, votes_in_all(roll, item, powers))
    return is_adopted(item.asked, tally) and (presence is None or presence.reached)


def votes_in_all(roll: Roll, item: Item, powers: Powers) -> int:
    """Return all votes of the key, absent and suspended too, or of who takes part."""
    if item.present_only:
        return sum(powers.votes.values())
    return roll.votes_by(item.key)


def presence_of(
    roll: Roll, item: Item, powers: Powers, *, is_second: bool
) -> Presence | None:
    """Return how many heads take part where a part of them is asked."""
    if item.presence is None or is_second:
        return None
    heads = {line.head for line in roll.lines if line.votes_by(item.key)}
    return Presence(len(powers.votes), len(heads), item.presence)


def _lines(
    roll: Roll, item: Item, powers: Powers, ballots: Mapping[str, Ballot]
) -> tuple[LineResult, ...]:
    counted = powers.by_line(roll, item.key)
    return tuple(
        LineResult(
            line=line.id,
            head=line.head,
            holder=powers.holders[line.head],
            votes=counted[line.id][0],
            counted=counted[line.id][1],
            choice=ballot.choice if (ballot := ballots.get(line.id)) else None,
            is_barred=line.head in powers.barred,
        )
        for line in roll.lines
        if line.id in counted
    )


def _totals(lines: tuple[LineResult, ...]) -> dict[Choice, int]:
    totals = dict.fromkeys(Choice, 0)
    for line in lines:
        if line.choice is not None:
            totals[line.choice] += line.counted
    return totals


def _is_adopted(
    majority: Majority, tally: Tally | None, outcome: Outcome | None
) -> bool:
    if tally is not None:
        return is_adopted(majority, tally)
    return outcome is not None and outcome.adopted


def _tally(totals: Mapping[Choice, int], total: int) -> Tally:
    return Tally(
        votes_for=totals[Choice.FOR],
        votes_against=totals[Choice.AGAINST],
        abstentions=totals[Choice.ABSTAIN] + totals[Choice.BLANK],
        votes_total=total,
    )


def _cuts(powers: Powers) -> tuple[Cut, ...]:
    return tuple(
        Cut(head, powers.holders[head], votes, powers.counted[head])
        for head, votes in powers.votes.items()
        if head not in powers.barred and powers.counted[head] < votes
    )
