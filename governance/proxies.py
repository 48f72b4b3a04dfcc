"""How many proxies one person may hold (art. 3.87 §7). Pure."""

from collections.abc import Sequence

MOST_PROXIES = 3
#: beyond three, own votes and those of the principals are at most a tenth of all
MOST_PERCENT = 10


class ImpossibleProxies(ValueError):
    """A number of votes below zero."""


def may_accept_proxy(
    *, own_votes: int, proxy_votes: Sequence[int], new_votes: int, votes_total: int
) -> bool:
    """Return whether who holds these proxies may accept one more.

    ``proxy_votes``: of each principal whose proxy he holds; ``votes_total``: of the
    association, absent and suspended owners too. Votes are general shares, also where a
    special key votes.

    Raises:
        ImpossibleProxies: a number below zero.
    """
    if min(own_votes, new_votes, votes_total, *proxy_votes) < 0:
        raise ImpossibleProxies(own_votes, *proxy_votes, new_votes, votes_total)
    if len(proxy_votes) < MOST_PROXIES:
        return True
    held = own_votes + sum(proxy_votes) + new_votes
    return 100 * held <= MOST_PERCENT * votes_total
