"""What owners who ask for an assembly still need (art. 3.87 §2). Pure.

docs/rules/request.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from governance.dated import in_force
from governance.deadlines import REQUEST_PART, Parts, may_request


@dataclass(frozen=True, slots=True)
class Support:
    """Who stands behind a request on a day: heads, and shares of how many needed."""

    heads: int
    shares: int
    shares_needed: int
    shares_total: int
    is_enough: bool

    @property
    def missing(self) -> int:
        return max(self.shares_needed - self.shares, 0)


def support(
    signed: Sequence[int], *, shares_total: int, on: date, part: Parts = REQUEST_PART
) -> Support:
    """Return how far a request is. ``signed``: the shares of each head that signed.

    Raises:
        ImpossibleShares: of ``deadlines``; they have more than there is.
        NoRuleYet: no law of that day is known.
    """
    shares = sum(signed)
    return Support(
        heads=len(signed),
        shares=shares,
        shares_needed=shares_needed(shares_total, on=on, part=part),
        shares_total=shares_total,
        is_enough=bool(signed)
        and may_request(shares=shares, shares_total=shares_total, on=on, part=part),
    )


def shares_needed(shares_total: int, *, on: date, part: Parts = REQUEST_PART) -> int:
    """Return the fewest shares with which a meeting can be asked for on a day."""
    above, below = in_force(part, on).value
    return -(-above * shares_total // below)
