"""How well an outcome holds if proxies or attendances prove invalid. Pure.

Spec governance.md §1 (robustness certificate), docs/rules/robustness.md. A head is
whoever counts as one: an owner, or the co-holders of a lot; the ASBL's member.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Generic, TypeVar

from governance.majorities import Majority, Tally, is_adopted, votes_needed
from governance.quorum import has_quorum
from governance.robustness_search import PATIENCE, Problem, smallest_flip
from governance.voting_power import count_votes

K = TypeVar("K", bound=Hashable)

FOR, AGAINST = "for", "against"
CHOICES = {FOR, AGAINST, "abstain", "blank"}
#: against weighs so much: adopted when for >= weight × against, and somebody is for
_WEIGHTS = {Majority.TWO_THIRDS: 2, Majority.FOUR_FIFTHS: 4}


class UnknownBallot(ValueError):
    """A ballot of nobody who takes part, or a choice that does not exist."""


class RepresentedHolder(ValueError):
    """Who is himself represented by another cannot vote for a third."""


class Without(StrEnum):
    """Why a result has no certificate: a person has not one ballot that falls with him."""

    #: a secret ballot
    NAMELESS = "nameless"
    SPLIT = "split"
    #: too few members were there anyhow (ASBL)
    PRESENCE = "presence"


@dataclass(frozen=True, slots=True)
class Certificate(Generic[K]):
    """By how much an outcome holds.

    ``margin``: votes for beyond those needed (0: just enough); or, where there are too
    few, those that lack, of the votes that were cast.
    ``smallest``: the fewest proxies or attendances whose invalidity turns the outcome,
    none when more than the ``max_size`` asked for are needed.
    ``exact``: it is proven that no fewer would do.
    """

    margin: int
    smallest: tuple[K, ...] | None
    exact: bool


@dataclass(frozen=True, slots=True)
class _Vote(Generic[K]):
    majority: Majority
    votes: Mapping[K, int]
    ballots: Mapping[K, str]
    person_of: Mapping[K, K]
    barred: Collection[K]
    capped: bool
    #: None: of those who take part
    votes_total: int | None
    heads_needed: int

    def tally(self, without: Collection[K] = ()) -> Tally:
        votes = {head: n for head, n in self.votes.items() if head not in without}
        counted = (
            count_votes(votes, self.person_of, barred=self.barred)
            if self.capped
            else {head: n if self.may_vote(head) else 0 for head, n in votes.items()}
        )
        sums = dict.fromkeys(CHOICES, 0)
        for head, n in counted.items():
            if head in self.ballots:
                sums[self.ballots[head]] += n
        total = sum(votes.values()) if self.votes_total is None else self.votes_total
        abstentions = sums["abstain"] + sums["blank"]
        return Tally(sums[FOR], sums[AGAINST], abstentions, total)

    def may_vote(self, head: K) -> bool:
        return head not in self.barred and self.person_of[head] not in self.barred

    def adopted(self, without: Collection[K] = ()) -> bool:
        present = sum(head not in without for head in self.votes)
        enough = present >= self.heads_needed
        return enough and is_adopted(self.majority, self.tally(without))

    def score(self) -> tuple[dict[K, int], int]:
        """Return a weight per counted vote of each head, and a constant.

        The item is adopted exactly when constant + sum(weight × counted) >= 1.
        """
        if self.majority is Majority.UNANIMITY and self.votes_total is not None:
            return self._weights(1, 0, 0), 1 - max(self.votes_total, 1)
        if self.majority is Majority.ABSOLUTE:
            return self._weights(1, -1, 0), 0
        # More than all votes together: first the comparison, then "somebody is for".
        much = sum(self.votes.values()) + 1
        if self.majority is Majority.UNANIMITY:
            return self._weights(1, -much, -much), 0
        return self._weights(much + 1, -_WEIGHTS[self.majority] * much, 0), 0

    def _weights(self, for_: int, against: int, other: int) -> dict[K, int]:
        weights = {FOR: for_, AGAINST: against}
        return {
            head: weights.get(self.ballots.get(head, ""), other)
            if self.may_vote(head)
            else other
            for head in self.votes
        }


def certificate(
    *,
    majority: Majority,
    holdings: Mapping[K, int],
    ballots: Mapping[K, str],
    max_size: int = 3,
    holder_of: Mapping[K, K] | None = None,
    barred: Collection[K] = (),
    capped: bool = True,
    votes_total: int | None = None,
    present_only: bool = False,
    heads_needed: int = 0,
    patience: int = PATIENCE,
) -> Certificate[K]:
    """Return by how much the outcome of a vote holds.

    ``holdings``: votes, before any cap, of every head present or represented, in the
    order of the roll. ``ballots``: "for", "against", "abstain" or "blank"; who has none
    is present and does not vote. ``holder_of``: who votes for a head that does not vote
    itself: another head, or a person who is none. ``barred``: heads and persons with a
    conflict of interest. ``capped``: whether art. 3.87 §6 limits the votes of one
    person; unanimity is always of the votes as they are.

    What may fall: a head, with its ballot and its votes, and with it all for whom it
    votes; of a head that is represented only its proxy; the attendance of a holder who
    is no head, with all for whom he votes. ``smallest`` names these, heads in the order
    of ``holdings``, then holders.

    ``votes_total``: what unanimity needs, also after a fall; by default the votes of all
    ``holdings``. ``present_only``: unanimity of those who are then left (art. 3.88 §4).
    ``heads_needed``: so many must take part (the ASBL's presence); where they do not,
    no fall turns that.
    ``patience``: how many sets of a size are begun at most; beyond, nothing is proven.

    Raises:
        NegativeVotes: a number below zero.
        UnknownBallot: of a head that is not in ``holdings``, or of another choice.
        RepresentedHolder: a head that votes for another is itself represented.
        ImpossibleTally: ``votes_total`` is less than the votes.
    """
    _check_ballots(holdings, ballots)
    person_of = _persons(holdings, holder_of or {})
    unanimous = majority is Majority.UNANIMITY
    if votes_total is None:
        votes_total = sum(holdings.values())
    vote = _Vote(
        majority=majority,
        votes=holdings,
        ballots=ballots,
        person_of=person_of,
        barred=barred,
        capped=capped and not unanimous,
        votes_total=None if unanimous and present_only else votes_total,
        heads_needed=heads_needed,
    )
    count_votes(holdings, person_of)  # refuses votes below zero, also without a cap
    tally, adopted = vote.tally(), vote.adopted()
    keys, problem = _problem(vote, adopted)
    left = _too_few(vote, max_size) if adopted else None
    if len(holdings) < heads_needed:
        max_size = 0
    elif left is not None:
        max_size = len(left) - 1
    found, exact = smallest_flip(problem, max_size, patience=patience)
    smallest = left if found is None else [keys[one] for one in found]
    return Certificate(
        margin=abs(tally.votes_for - votes_needed(majority, tally)),
        smallest=None if smallest is None else tuple(sorted(smallest, key=keys.index)),
        exact=exact,
    )


def quorum_certificate(
    *,
    heads: Mapping[K, int],
    owners_total: int,
    votes_total: int,
    max_size: int = 3,
    holder_of: Mapping[K, K] | None = None,
) -> tuple[K, ...] | None:
    """Return the fewest proxies or attendances whose invalidity loses the quorum.

    ``heads``: general votes of every head present or represented at the opening;
    ``holder_of``: as for ``certificate``. None: more than ``max_size`` are needed;
    nothing at all when there is no quorum anyhow.

    Raises:
        RepresentedHolder: a head that votes for another is itself represented.
        ImpossibleAttendance: more present than there are.
    """
    # best[n]: by how many fall with n falls, the most votes that do, and whose.
    best: list[dict[int, tuple[int, tuple[K, ...]]]] = [{0: (0, ())}]
    best += [{} for _ in range(max_size)]
    groups = _groups(heads, _persons(heads, holder_of or {}))
    for person, behind in groups.items():
        name = behind[0] if len(behind) == 1 else person
        votes = sum(heads[head] for head in behind)
        for before, after in reversed(list(pairwise(best))):
            for count, (fallen, names) in before.items():
                more = (fallen + votes, (*names, name))
                known = after.get(count + len(behind))
                if known is None or known[0] < more[0]:
                    after[count + len(behind)] = more
    for sizes in best:
        for count, (fallen, names) in sizes.items():
            if not has_quorum(
                owners_total=owners_total,
                owners_present=len(heads) - count,
                shares_total=votes_total,
                shares_present=sum(heads.values()) - fallen,
            ):
                return tuple(sorted(names, key=[*heads, *groups].index))
    return None


def _check_ballots(holdings: Mapping[K, int], ballots: Mapping[K, str]) -> None:
    for head, choice in ballots.items():
        if head not in holdings or choice not in CHOICES:
            raise UnknownBallot(head, choice)


def _persons(holdings: Mapping[K, int], holder_of: Mapping[K, K]) -> dict[K, K]:
    """Return who votes for each head."""
    persons = {head: holder_of.get(head, head) for head in holdings}
    for person in persons.values():
        if persons.get(person, person) != person:
            raise RepresentedHolder(person)
    return persons


def _groups(heads: Collection[K], person_of: Mapping[K, K]) -> dict[K, list[K]]:
    """Return the heads for which each person votes."""
    groups: dict[K, list[K]] = defaultdict(list)
    for head in heads:
        groups[person_of[head]].append(head)
    return dict(groups)


def _too_few(vote: _Vote[K], max_size: int) -> list[K] | None:
    """Return the fewest falls after which too few heads take part; the largest first."""
    present = len(vote.votes)
    names: list[K] = []
    groups = _groups(vote.votes, vote.person_of)
    for person in sorted(groups, key=lambda one: len(groups[one]), reverse=True):
        behind = groups[person]
        if present < vote.heads_needed or len(names) == max_size:
            break
        present -= len(behind)
        names.append(behind[0] if len(behind) == 1 else person)
    return names if present < vote.heads_needed else None


def _problem(vote: _Vote[K], adopted: bool) -> tuple[list[K], Problem]:
    """Return the search of what turns the outcome, and who falls with each unit."""
    weights, constant = vote.score()
    if not adopted:
        weights = {head: -weight for head, weight in weights.items()}
        constant = 1 - constant
    numbers = {head: number for number, head in enumerate(vote.votes)}
    groups = _groups(vote.votes, vote.person_of)
    units = dict(_units(vote.votes, groups))
    free = [head for head in vote.votes if vote.may_vote(head)]
    return list(units), Problem(
        votes=list(vote.votes.values()),
        weights=[weights[head] for head in vote.votes],
        constant=constant,
        units=[frozenset(numbers[one] for one in unit) for unit in units.values()],
        hands=[
            frozenset(numbers[head] for head in hand)
            for hand in _groups(free, vote.person_of).values()
        ]
        if vote.capped
        else [],
        turned=lambda fallen: (
            vote.adopted({head for head in vote.votes if numbers[head] in fallen})
            != adopted
        ),
    )


def _units(
    heads: Collection[K], groups: Mapping[K, list[K]]
) -> Iterator[tuple[K, list[K]]]:
    """What may fall, each with all heads that then do not take part."""
    for head in heads:
        yield head, groups.get(head, [head])
    for person, behind in groups.items():
        if person not in heads and len(behind) > 1:
            yield person, behind
