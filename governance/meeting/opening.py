"""Whether enough are present or represented, live and as it was at the opening. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from governance.meeting.roll import Roll
from governance.quorum import Missing, has_quorum, missing_for_quorum


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many heads and shares are present or represented, of how many.

    ``missing``: what a first session still lacks.
    """

    owners_present: int
    owners_total: int
    shares_present: int
    shares_total: int
    missing: Missing
    is_reached: bool


@dataclass(frozen=True, slots=True)
class Opening:
    """The opening of the meeting; who leaves afterwards changes nothing of it."""

    at: datetime
    session: int
    quorum: Quorum

    @property
    def is_second(self) -> bool:
        return self.session > 1

    @property
    def may_decide(self) -> bool:
        """Whether there is a quorum, or none is asked at this session."""
        return self.is_second or self.quorum.is_reached


def quorum(roll: Roll, represented: Collection[str]) -> Quorum:
    """Return the figures for these heads: suspended lots are in the totals only."""
    heads = len(represented)
    votes = sum(roll.heads[head].votes for head in represented)
    figures = {
        "owners_present": heads,
        "owners_total": len(roll.heads),
        "shares_present": votes,
        "shares_total": roll.votes,
    }
    if roll.rules.quorum == "none":
        return Quorum(**figures, missing=Missing(0, 0, 0), is_reached=True)
    return Quorum(
        **figures,
        missing=missing_for_quorum(**figures),
        is_reached=has_quorum(**figures),
    )
