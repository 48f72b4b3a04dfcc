"""For how many votes each head counts on one item (art. 3.87 §6, §7, §9). Pure.

The order is: key, lots with votes, who acts for each head, cap, conflicts of interest.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from governance.majorities import Majority
from governance.meeting.roll import Item, Roll
from governance.voting_power import count_votes, spread


@dataclass(frozen=True, slots=True)
class Powers:
    """The heads that take part in a vote, in the order of the roll.

    ``votes``: what they have in the key of the item; ``counted``: what counts of it.
    ``holders``: the person who acts for each. ``barred``: heads that vote for nothing.
    """

    votes: Mapping[str, int]
    counted: Mapping[str, int]
    holders: Mapping[str, str]
    barred: frozenset[str]

    def by_line(self, roll: Roll, key: str | None) -> dict[str, tuple[int, int]]:
        """Return the votes and the counted votes of each line that takes part.

        What counts of a head is spread over its lines by largest remainder on their
        votes, ties to the first.
        """
        lines: dict[str, tuple[int, int]] = {}
        for head, counted in self.counted.items():
            own = {
                line.id: votes
                for line in roll.heads[head].lines
                if (votes := line.votes_by(key))
            }
            kept = spread(own, most=counted)
            lines |= {line: (votes, kept[line]) for line, votes in own.items()}
        return lines


def count_powers(
    roll: Roll, item: Item, holders: Mapping[str, str], barred: Collection[str]
) -> Powers:
    """Return what counts of the heads that take part.

    ``holders``: by head, the person who acts for it. ``barred``: persons and heads. A
    person with a conflict votes for nobody, and nobody votes for him (art. 3.87 §9).
    Unanimity is tested on votes before the cap.
    """
    votes = {
        head.id: held
        for head in roll.heads.values()
        if head.id in holders and (held := head.votes_by(item.key))
    }
    acting = {head: holders[head] for head in votes}
    out = frozenset(
        head
        for head, holder in acting.items()
        if not {head, holder, roll.heads[head].voter}.isdisjoint(barred)
    )
    if roll.rules.cap and item.majority is not Majority.UNANIMITY:
        counted = count_votes(votes, acting, barred=out)
    else:
        counted = {head: 0 if head in out else held for head, held in votes.items()}
    return Powers(votes, counted, acting, out)
