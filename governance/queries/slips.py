"""The slips of paper for the box of a secret ballot: one for each head, without a name."""

from collections.abc import Sequence
from dataclasses import dataclass

from governance.meeting.arithmetic import Powers, count_powers
from governance.meeting.fold import Meeting
from governance.secrecy import Risk, risk, telling_weights


@dataclass(frozen=True, slots=True)
class Slips:
    """Which slips are printed, and what they would tell whoever counts them.

    ``weights``: for how many votes each counts, the most first. ``telling``: the numbers
    of votes that one person alone writes. ``are_final``: nobody else can vote, and
    nothing changes what they count for.
    """

    weights: tuple[int, ...]
    telling: tuple[int, ...]
    risk: Risk
    are_final: bool

    @property
    def are_weighted(self) -> bool:
        """Whether a slip must say for how many votes it counts."""
        return self.risk is Risk.UNEQUAL

    @property
    def safe(self) -> tuple[int, ...]:
        """Those that do not betray who wrote them."""
        return tuple(votes for votes in self.weights if votes not in self.telling)

    def groups(self) -> list[tuple[int, int]]:
        """Return by number of votes how many slips there are."""
        return [
            (votes, self.weights.count(votes))
            for votes in sorted(set(self.weights), reverse=True)
        ]


def slips_of(meeting: Meeting, item: str) -> Slips:
    """Return the slips of a secret point.

    For those who may still vote, once it is open; before, for those who are here; before
    the meeting is open, for the whole list of voters. None once it is closed.
    """
    progress = meeting.item(item)
    voted = set(meeting.voted(item))
    powers = _powers(meeting, item)
    writers = [
        (powers.holders[head], votes)
        for head, votes in powers.counted.items()
        if votes and head not in voted and progress.closed_at is None
    ]
    weights = sorted((votes for _person, votes in writers), reverse=True)
    alone = len({person for person, _votes in writers}) < 2
    return Slips(
        weights=tuple(weights),
        telling=telling_weights(writers),
        risk=Risk.ALONE if alone else risk(weights),
        are_final=progress.frozen is not None,
    )


def _powers(meeting: Meeting, item: str) -> Powers:
    if meeting.opening is not None:
        return meeting.powers(item)
    roll, progress = meeting.roll, meeting.item(item)
    voters = {head.id: head.voter for head in roll.heads.values() if head.voter}
    return count_powers(roll, progress.item, voters, progress.barred)


def printed(slips: Slips, *, every: bool) -> Sequence[int]:
    """Return the slips that are printed; ``every``: those that tell who wrote them too."""
    if slips.risk is Risk.ALONE:
        return ()
    return slips.weights if every else slips.safe
