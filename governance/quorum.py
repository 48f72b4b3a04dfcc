"""Whether an assembly may decide at its first session (Civil Code art. 3.87 §5). Pure.

Heads are distinct holdings, shares those of the deed. The rule is asked once, when the
meeting is opened: who leaves afterwards does not take the quorum away.
"""

from dataclasses import dataclass


class ImpossibleAttendance(ValueError):
    """Fewer than nobody, or more present than there are."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What the quorum still lacks; one of the two ways is enough.

    ``owners`` and ``shares`` together, or ``shares_alone`` without any more heads.
    """

    owners: int
    shares: int
    shares_alone: int


def has_quorum(
    *, owners_total: int, owners_present: int, shares_total: int, shares_present: int
) -> bool:
    """Return whether enough are present or represented at the start.

    More than half of all owners, who have at least half of the shares; or more than
    three quarters of the shares, however few owners.

    Raises:
        ImpossibleAttendance: a number below zero, or more present than there are.
    """
    missing = missing_for_quorum(
        owners_total=owners_total,
        owners_present=owners_present,
        shares_total=shares_total,
        shares_present=shares_present,
    )
    return missing.shares_alone == 0 or (missing.owners, missing.shares) == (0, 0)


def missing_for_quorum(
    *, owners_total: int, owners_present: int, shares_total: int, shares_present: int
) -> Missing:
    """Return how many heads and shares more would make the quorum, by each way.

    Raises:
        ImpossibleAttendance: see ``has_quorum``.
    """
    if not 0 <= owners_present <= owners_total:
        raise ImpossibleAttendance(owners_present)
    if not 0 <= shares_present <= shares_total:
        raise ImpossibleAttendance(shares_present)
    more_than_half = owners_total // 2 + 1
    at_least_half = -(-shares_total // 2)
    more_than_three_quarters = 3 * shares_total // 4 + 1
    return Missing(
        owners=max(more_than_half - owners_present, 0),
        shares=max(at_least_half - shares_present, 0),
        shares_alone=max(more_than_three_quarters - shares_present, 0),
    )
