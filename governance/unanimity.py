"""When all owners have decided in writing, and on what they can (art. 3.87 §11). Pure.

docs/rules/written-decision.md. Unanimity is of the owners of the day, with all shares of
the association: who sold since counts no more, who bought since must agree as well.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from governance.subjects import POINTS, Subject


class Deed(StrEnum):
    """Why a subject needs an authentic deed, which no letter replaces."""

    STATUTES = "statutes"
    PROPERTY = "property"
    LOTS = "lots"
    ASSOCIATION = "association"


DEEDS: Mapping[Subject, Deed] = {
    Subject.STATUTES: Deed.STATUTES,
    Subject.STATUTES_USE: Deed.STATUTES,
    Subject.CHARGE_ALLOCATION: Deed.STATUTES,
    Subject.DESTINATION: Deed.STATUTES,
    Subject.SHARES: Deed.STATUTES,
    Subject.PURCHASE: Deed.PROPERTY,
    Subject.DISPOSAL: Deed.PROPERTY,
    Subject.LOTS_DIVISION: Deed.LOTS,
    Subject.DEMOLITION: Deed.LOTS,
    Subject.DEMOLITION_REBUILDING: Deed.LOTS,
    Subject.PARTIAL_ASSOCIATION: Deed.ASSOCIATION,
    Subject.DISSOLUTION: Deed.ASSOCIATION,
}


class Outcome(StrEnum):
    ADOPTED = "adopted"
    REJECTED = "rejected"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Head:
    """An owner, or a set of co-holders, of the day.

    ``suspended``: several holders have named nobody who may answer for them.
    """

    id: str
    shares: int
    suspended: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a written decision is.

    ``agreed``, ``refused``, ``waiting``: the heads of today; ``suspended``: those of
    ``waiting`` who cannot answer. ``outcome``: none while answers are awaited.
    """

    agreed: tuple[Head, ...]
    refused: tuple[Head, ...]
    waiting: tuple[Head, ...]
    suspended: tuple[Head, ...]
    shares_total: int
    outcome: Outcome | None

    @property
    def heads(self) -> int:
        return len(self.agreed) + len(self.refused) + len(self.waiting)

    @property
    def shares_agreed(self) -> int:
        return shares_of(self.agreed)

    @property
    def shares_refused(self) -> int:
        return shares_of(self.refused)

    @property
    def is_possible(self) -> bool:
        """Whether everybody of today can answer, with all the shares there are."""
        held = shares_of([*self.agreed, *self.waiting])
        return not self.suspended and held == self.shares_total


class ImpossibleShares(ValueError):
    """The owners of the day hold more than there is."""


def shares_of(heads: Sequence[Head]) -> int:
    return sum(head.shares for head in heads)


def may_be_written(subject: Subject) -> bool:
    """Return whether something is decided on ``subject``, and without a deed."""
    return (
        bool(POINTS[subject].rules)
        and not subject.of_asbl
        and subject not in DEEDS
        and subject is not Subject.BUREAU  # there is no meeting
    )


def standing(
    heads: Sequence[Head],
    answers: Mapping[str, bool],
    *,
    shares_total: int,
    is_over: bool,
) -> Standing:
    """Return how far a decision is, with the owners of the day and all answers.

    ``answers``: by the id of a head, whether it agreed; also of those who sold since.
    One refusal rejects, whoever sold afterwards. ``is_over``: the last day has passed,
    and ``heads`` are those of that day.

    Raises:
        ImpossibleShares: the heads hold more than ``shares_total``.
    """
    if shares_of(heads) > shares_total:
        raise ImpossibleShares(shares_total)
    agreed = tuple(head for head in heads if answers.get(head.id))
    waiting = tuple(head for head in heads if head.id not in answers)
    is_complete = len(heads) == len(agreed) > 0 and shares_of(agreed) == shares_total
    return Standing(
        agreed=agreed,
        refused=tuple(head for head in heads if answers.get(head.id) is False),
        waiting=waiting,
        suspended=tuple(head for head in waiting if head.suspended),
        shares_total=shares_total,
        outcome=_outcome(answers, is_complete=is_complete, is_over=is_over),
    )


def _outcome(
    answers: Mapping[str, bool], *, is_complete: bool, is_over: bool
) -> Outcome | None:
    if not all(answers.values()):
        return Outcome.REJECTED
    if is_complete:
        return Outcome.ADOPTED
    return Outcome.EXPIRED if is_over else None
