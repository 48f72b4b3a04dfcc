"""Whether the published figures of a secret ballot betray how somebody voted. Pure.

Spec governance.md §1 (secrecy guard), docs/rules/secrecy.md. Everybody knows who voted
and for how many votes, and can add up. A ballot is *forced* when it is the same in
every assignment of choices that gives the published totals.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from math import gcd

#: sums that are looked at together: about a second for 300 voters
MOST_SUMS = 20_000_000


class ImpossibleTotals(ValueError):
    """Totals that these votes cannot give, or a number below zero."""


class Publication(StrEnum):
    """What may be said of a secret ballot, beside who took part."""

    TOTALS = "totals"
    #: adopted or not, elected or not
    OUTCOME_ONLY = "outcome-only"


class Risk(StrEnum):
    """What can be said before a secret vote begins."""

    #: who votes alone is betrayed by the outcome
    ALONE = "alone"
    #: as many votes each: totals betray a ballot only where all say the same
    EQUAL = "equal"
    #: totals may come about in one way only: rather one vote each
    UNEQUAL = "unequal"


def risk(weights: Iterable[int]) -> Risk:
    """Return what threatens secrecy, by the votes of those who may vote.

    Who counts for no vote is in no total.
    """
    voting = [weight for weight in weights if weight]
    if len(voting) < 2:
        return Risk.ALONE
    return Risk.EQUAL if len(set(voting)) == 1 else Risk.UNEQUAL


def telling_weights(slips: Iterable[tuple[Hashable, int]]) -> tuple[int, ...]:
    """Return the numbers of votes that a slip of paper may not bear, the largest first.

    ``slips``: who writes each, and for how many votes it counts. A number that one
    person alone writes tells whoever counts the box how he voted.
    """
    writers: dict[int, set[Hashable]] = defaultdict(set)
    for person, weight in slips:
        writers[weight].add(person)
    telling = [weight for weight, persons in writers.items() if len(persons) < 2]
    return tuple(sorted(telling, reverse=True))


def publishable(
    weights: Sequence[int], totals: Mapping[str, int], *, most: int = MOST_SUMS
) -> Publication:
    """Return what may be published: the totals only where they force no ballot.

    Raises:
        ImpossibleTotals: see ``forced_ballots``.
    """
    forced = forced_ballots(weights, totals, most=most)
    return Publication.OUTCOME_ONLY if forced else Publication.TOTALS


def forced_ballots(
    weights: Sequence[int], totals: Mapping[str, int], *, most: int = MOST_SUMS
) -> int:
    """Return how many ballots the totals force.

    ``weights``: the votes of everybody who voted; ``totals``: for each choice. Who
    counts for no vote is never forced. Where more than ``most`` sums would have to be
    looked at all are said to be forced: what is not known to be safe is not published.

    Raises:
        ImpossibleTotals: no assignment gives these totals.
    """
    voting = Counter(weight for weight in weights if weight)
    given = [total for total in totals.values() if total]
    unit = gcd(*voting) or 1
    if (
        min([*voting, *given], default=1) < 0
        or sum(weights) != sum(given)
        or any(total % unit for total in given)
    ):
        raise ImpossibleTotals(weights, totals)
    sums = _Sums([total // unit for total in given])
    if sums.size > most:
        return voting.total()
    forced = 0
    groups = [(weight // unit, count) for weight, count in voting.items()]
    for (weight, count), others in sums.without_one_of_each(groups):
        ways = sums.ways(weight, others)
        if not ways:
            raise ImpossibleTotals(weights, totals)
        if ways == 1:
            forced += count
    return forced


#: as many votes each, and how many they are
_Group = tuple[int, int]


class _Sums:
    """Sets of sums that some voters can give to the choices; a set is one integer.

    Each bit is one sum for each choice, but for that with the largest total, which gets
    what is left. A choice has nearly twice the places that it needs: a sum above its
    total lands on one of these, and is wiped out before it could pass for another.
    """

    def __init__(self, totals: Sequence[int]) -> None:
        self._choices: list[tuple[int, int]] = []
        step, asked = 1, 0
        for total in sorted(totals)[:-1]:
            self._choices.append((total, step))
            asked += total * step
            step *= 2 * total + 1
        #: the bit of the totals themselves; those above are of no use
        self._asked = asked
        self.size = asked + 1

    def without_one_of_each(
        self, groups: Sequence[_Group], others: int = 1
    ) -> Iterator[tuple[_Group, int]]:
        """Return for each group the sums of all voters but one of it.

        ``others``: the sums of those in no group. By halves, so that what is common to
        many groups is added once.
        """
        if len(groups) < 2:
            for weight, count in groups:
                yield (weight, count), self._with([(weight, count - 1)], others)
            return
        half = len(groups) // 2
        first, second = groups[:half], groups[half:]
        yield from self.without_one_of_each(first, self._with(second, others))
        yield from self.without_one_of_each(second, self._with(first, others))

    def ways(self, weight: int, others: int) -> int:
        """Return how many choices are open to somebody, with the sums of all others."""
        left = [
            self._asked - weight * step
            for total, step in self._choices
            if weight <= total
        ]
        return sum(others >> place & 1 for place in [self._asked, *left])

    def _with(self, groups: Sequence[_Group], sums: int) -> int:
        for weight, count in groups:
            steps = [weight * step for total, step in self._choices if weight <= total]
            for _one in range(count):
                more = sums
                for step in steps:
                    more |= sums << step
                sums = more & self._valid
        return sums

    @cached_property
    def _valid(self) -> int:
        """The bits where no choice has more than its total."""
        bits = 1
        for total, step in self._choices:
            copies = 1
            while copies <= total:
                more = min(copies, total + 1 - copies)
                bits |= bits << more * step
                copies += more
        return bits
