"""For how many votes each owner counts in one vote (art. 3.87 §6, §7). Pure.

Nobody takes part in a vote, for himself or by proxy, for more votes than the other
owners who are present or represented have together.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
P = TypeVar("P", bound=Hashable)


class NegativeVotes(ValueError):
    """An owner with fewer votes than none."""


class NobodyVotes(LookupError):
    """An owner takes part in the vote, and nobody is named who votes for him."""


def cap_votes(votes_by_holder: Mapping[K, int]) -> dict[K, int]:
    """Return what each may cast of the votes that he holds, for himself and by proxy.

    ``votes_by_holder``: all who take part. Only one of them can hold more than the
    others together; who is alone counts for nothing.

    Raises:
        NegativeVotes: a number below zero.
    """
    for votes in votes_by_holder.values():
        if votes < 0:
            raise NegativeVotes(votes)
    total = sum(votes_by_holder.values())
    return {key: min(votes, total - votes) for key, votes in votes_by_holder.items()}


def count_votes(
    votes: Mapping[K, int],
    holder_of: Mapping[K, P],
    *,
    barred: Collection[K | P] = (),
) -> dict[K, int]:
    """Return for how many votes each head counts, in the order of ``votes``.

    ``votes``: of every head (an owner, or the co-holders of a lot) present or
    represented in this vote. ``holder_of``: the person who votes for each of them,
    himself or by proxy. ``barred``: heads and persons with a conflict of interest: a
    barred head counts for nothing, whoever votes for it; a barred person votes for
    nobody.

    Each head is capped first, then what each person has in all: by the votes of all
    heads for which he does not vote. A barred head is one of these, also where its
    proxy is his: it stays in the base of the cap. A cut is spread over the heads for
    which he votes, by largest remainder on their capped votes, ties to the first.

    Raises:
        NegativeVotes: a number below zero.
        NobodyVotes: a head without a person who votes for it.
    """
    total = sum(votes.values())
    votes_for: dict[P, dict[K, int]] = defaultdict(dict)
    for head, capped in cap_votes(votes).items():
        if head not in holder_of:
            raise NobodyVotes(head)
        person = holder_of[head]
        if head not in barred and person not in barred:
            votes_for[person][head] = capped
    counted = dict.fromkeys(votes, 0)
    for held in votes_for.values():
        others = total - sum(votes[head] for head in held)
        counted |= spread(held, most=others)
    return counted


def spread(votes: Mapping[K, int], *, most: int) -> dict[K, int]:
    """Return the votes, at most ``most`` in all, by largest remainder, ties to the first."""
    held = sum(votes.values())
    if held <= most:
        return dict(votes)
    kept = {key: one * most // held for key, one in votes.items()}
    left = most - sum(kept.values())
    order = sorted(votes, key=lambda key: votes[key] * most % held, reverse=True)
    for key in order[:left]:
        kept[key] += 1
    return kept
