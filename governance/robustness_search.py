"""The smallest set of proxies and attendances whose fall turns an outcome. Pure.

An outcome is a sum: a constant + weight × counted votes of every head. It holds while
the sum is 1 or more. Without a cap each fall takes the same from the sum whatever else
falls. The cap cuts at most one hand (the heads for which one person votes), so the
search goes through the hands that could be cut and what may fall within each: what
falls outside then acts by its own votes, and by their sum, to which the hand is cut.

Sets of one size are tried by what they can take at most, the most first; what is left
out provably turns nothing (docs/rules/robustness.md).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from fractions import Fraction
from heapq import nlargest
from itertools import accumulate, chain, combinations, islice, pairwise
from math import ceil

from governance.voting_power import count_votes

Heads = frozenset[int]
#: sets begun, for one size, before the search gives up: about half a second
PATIENCE = 300_000
#: all heads outside a hand: for its cut only the sum of their votes matters
_OTHERS = -1


@dataclass(frozen=True, slots=True)
class Problem:
    """Heads are numbers from 0. ``units``: the heads that fall together.

    ``hands``: the heads that the cap cuts together; none where there is no cap.
    ``turned``: whether the outcome, decided anew without these heads, is another.
    """

    votes: Sequence[int]
    weights: Sequence[int]
    constant: int
    units: Sequence[Heads]
    hands: Sequence[Heads]
    turned: Callable[[AbstractSet[int]], bool]

    def votes_of(self, heads: AbstractSet[int]) -> int:
        return sum(self.votes[head] for head in heads)

    def sum_of(self, heads: AbstractSet[int]) -> int:
        return sum(self.weights[head] * self.votes[head] for head in heads)


def smallest_flip(
    problem: Problem, most: int, *, patience: int
) -> tuple[tuple[int, ...] | None, bool]:
    """Return the fewest units, at most ``most``, that turn the outcome; and if proven.

    None: no set of so many does, or none was found in time.
    """
    proven = True
    for size in range(1, min(most, len(problem.units)) + 1):
        search = _Search(problem, size, patience)
        found = search.first()
        if found is not None:
            return found, proven
        proven = proven and search.patience >= 0
    return None, proven


@dataclass(frozen=True, slots=True)
class _Fall:
    """What falls with a unit outside the hand; ``takes``: from the sum, by its votes.

    ``alone``: no other unit has one of its heads. ``at_most``: what it takes also by
    the cut of the hand, in the unit of its ``_Range``.
    """

    unit: int
    heads: Heads
    votes: int
    takes: int
    alone: bool
    at_most: int = 0

    def is_like(self, other: "_Fall") -> bool:
        """Return whether one may stand for the other in every set."""
        both = self.alone and other.alone
        return both and (self.votes, self.takes) == (other.votes, other.takes)


@dataclass(frozen=True, slots=True)
class _Range:
    """Sets outside the hand that take from ``fewest`` to ``most`` votes away.

    Such a set can turn the outcome only where its falls take ``needed`` at most. They
    are in order of what they take, the most first.
    """

    fewest: int
    most: int
    needed: int
    falls: Sequence[_Fall]


@dataclass(slots=True)
class _Search:
    """Over all sets of one size; ``patience``: what is left of it, below 0 none."""

    problem: Problem
    size: int
    patience: int

    def first(self) -> tuple[int, ...] | None:
        """Return a set of units that turns the outcome."""
        for cut in self._cuts():
            count = self.size - len(cut.fallen)
            for within in cut.ranges(count):
                for outside in self._sets(within, count):
                    if not cut.turns(outside, within):
                        continue
                    units = (*cut.fallen, *(fall.unit for fall in outside))
                    if self.problem.turned(_together(self.problem, units)):
                        return units
        return None

    def _cuts(self) -> Iterator["_Cut"]:
        """For each hand that the cap could cut, each choice of what falls within it.

        Without such a hand one empty hand, which is never cut.
        """
        units = self.problem.units
        hands = self._hands()
        for place, hand in enumerate(hands or [Heads()]):
            # Sets after which no hand is cut: once, with the first hand.
            whole = _Cut.of(self.problem, hand, uncut=place == 0)
            touching = [number for number, unit in enumerate(units) if unit & hand]
            for count in range(min(self.size, len(touching)) + 1):
                for fallen in combinations(touching, count):
                    self.patience -= 1
                    if self.patience < 0:
                        return
                    yield whole.after(fallen)

    def _hands(self) -> list[Heads]:
        """Return the hands that are above half after some falls outside them."""
        problem = self.problem
        units = sorted(problem.units, key=problem.votes_of, reverse=True)
        total = sum(problem.votes)
        hands = []
        for hand in problem.hands:
            fall = islice((unit for unit in units if unit.isdisjoint(hand)), self.size)
            most = sum(problem.votes_of(unit) for unit in fall)
            if 2 * problem.votes_of(hand) > total - most:
                hands.append(hand)
        return hands

    def _sets(self, within: _Range, count: int) -> Iterator[Sequence[_Fall]]:
        """Return the sets of ``count`` falls that can take what is needed."""
        falls = within.falls
        sums = [0, *accumulate(fall.at_most for fall in falls)]

        def begun(
            chosen: tuple[_Fall, ...], start: int, needed: int, votes: int
        ) -> Iterator[Sequence[_Fall]]:
            left = count - len(chosen)
            if not left:
                yield chosen
                return
            for place in range(start, len(falls) - left + 1):
                if sums[place + left] - sums[place] < needed or self.patience < 0:
                    return
                self.patience -= 1
                fall = falls[place]
                if place > start and fall.is_like(falls[place - 1]):
                    continue
                if fall.votes <= votes and all(
                    fall.heads.isdisjoint(one.heads) for one in chosen
                ):
                    more = (*chosen, fall)
                    needs = needed - fall.at_most
                    yield from begun(more, place + 1, needs, votes - fall.votes)

        return begun((), 0, within.needed, within.most)


@dataclass(frozen=True)
class _Cut:
    """A hand, after the units ``fallen`` fell, among others with ``others`` votes.

    ``rest``: the sum without the hand. ``falls``: what may fall outside the hand.
    ``uncut``: whether to look also at what falls where the hand is not above half.
    """

    problem: Problem
    hand: Sequence[int]
    fallen: tuple[int, ...]
    falls: Sequence[_Fall]
    others: int
    rest: int
    uncut: bool

    @classmethod
    def of(cls, problem: Problem, hand: Heads, *, uncut: bool) -> "_Cut":
        outside = frozenset(range(len(problem.votes))) - hand
        times = Counter(chain.from_iterable(problem.units))
        falls = [
            _Fall(
                unit=number,
                heads=unit,
                votes=problem.votes_of(unit),
                takes=problem.sum_of(unit),
                alone=all(times[head] == 1 for head in unit),
            )
            for number, unit in enumerate(problem.units)
            if unit.isdisjoint(hand)
        ]
        return cls(
            problem=problem,
            hand=sorted(hand),
            fallen=(),
            falls=falls,
            others=problem.votes_of(outside),
            rest=problem.constant + problem.sum_of(outside),
            uncut=uncut,
        )

    def after(self, fallen: tuple[int, ...]) -> "_Cut":
        """Return what is left when these units fell, which touch the hand."""
        gone = _together(self.problem, fallen)
        # Beside the hand: heads in conflict of interest for which the same person votes.
        beside = gone.difference(self.hand)
        return replace(
            self,
            hand=[head for head in self.hand if head not in gone],
            fallen=fallen,
            falls=[fall for fall in self.falls if not fall.heads <= beside],
            others=self.others - self.problem.votes_of(beside),
            rest=self.rest - self.problem.sum_of(beside),
        )

    def turns(self, falls: Sequence[_Fall], within: _Range) -> bool:
        """Return whether the sum turns, provided that no other hand is cut."""
        votes = sum(fall.votes for fall in falls)
        if votes < within.fewest:
            return False
        taken = sum(fall.takes for fall in falls)
        return self.rest - taken + self._count(self.others - votes) < 1

    def _count(self, others: int) -> int:
        """Return what the hand adds to the sum where the others have so many votes."""
        votes = {head: self.problem.votes[head] for head in self.hand}
        person_of = dict.fromkeys(votes, True)
        counted = count_votes({**votes, _OTHERS: others}, {**person_of, _OTHERS: False})
        return sum(self.problem.weights[head] * counted[head] for head in votes)

    def ranges(self, count: int) -> Iterator[_Range]:
        """Return where ``count`` falls outside the hand can leave it.

        The others keep more votes than the hand, or fewer; or so few that one head
        alone has more: in each of the three the fraction of ``_quota`` is straight,
        convex or concave.
        """
        if not count:
            yield _Range(fewest=0, most=0, needed=0, falls=())
            return
        votes = [self.problem.votes[head] for head in self.hand]
        held, largest = sum(votes), max(votes, default=0)
        least = self.others - sum(nlargest(count, (one.votes for one in self.falls)))
        limits = [0, max(2 * largest - held, 0), held]
        if self.uncut:
            limits.append(self.others + 1)
        for start, stop in pairwise(limits):
            low, high = max(start, least), min(stop - 1, self.others)
            if low <= high:
                yield self._range(count, low, high, rounded=high < held)

    def _range(self, count: int, low: int, high: int, *, rounded: bool) -> _Range:
        """Return the range in which the others keep from ``low`` to ``high`` votes.

        From ``high`` down, the fraction falls by ``slope`` a vote at most: a chord of
        a convex or concave function is steepest at one of its ends. The counted votes
        are the fraction, rounded for each head by less than one vote.
        """
        top = self._quota(high)
        chords = [
            (top - self._quota(one)) / (high - one)
            for one in (low, high - 1)
            if low < high
        ]
        slope = max(chords, default=Fraction(0))
        weights = [self.problem.weights[head] for head in self.hand] if rounded else []
        error = sum(weight - min(weights) for weight in weights)
        unit = slope.denominator
        needed = ceil((self.rest + top + slope * (self.others - high) - error) * unit)
        takes = [
            fall.takes * unit + fall.votes * slope.numerator for fall in self.falls
        ]
        order: list[int] = []
        if sum(nlargest(count, takes)) >= needed:
            order = sorted(
                range(len(takes)), key=lambda one: (-takes[one], self.falls[one].votes)
            )
        return _Range(
            fewest=self.others - high,
            most=self.others - low,
            needed=needed,
            falls=[replace(self.falls[one], at_most=takes[one]) for one in order],
        )

    def _quota(self, others: int) -> Fraction:
        """Return what ``_count`` returns, before the cut votes are rounded."""
        weights, votes = self.problem.weights, self.problem.votes
        held = sum(votes[head] for head in self.hand)
        capped = {
            head: min(votes[head], others + held - votes[head]) for head in self.hand
        }
        share = sum(weights[head] * votes for head, votes in capped.items())
        total = sum(capped.values())
        return Fraction(share * min(others, total), total or 1)


def _together(problem: Problem, units: Sequence[int]) -> Heads:
    return Heads().union(*(problem.units[unit] for unit in units))
