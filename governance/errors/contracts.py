"""What the contracts for regular supplies and their evaluation refuse."""

from governance.errors.base import GovernanceError


class InterestNotAuthorised(GovernanceError):
    """The syndic's own interest needs an authorisation of the assembly (art. 3.89 §5)."""


class ContractThere(GovernanceError):
    """The same supply from the same supplier is recorded from this day on."""


class ContractChanged(GovernanceError):
    """Somebody else changed or ended the contract meanwhile."""


class EndsBeforeItBegins(GovernanceError):
    """A contract ends on its first day at the soonest."""


class NotOfTheYear(GovernanceError):
    """The contract did not run in this fiscal year."""


class EvaluationReported(GovernanceError):
    """The report on this year is made: what was said stays."""


class ReviewChanged(GovernanceError):
    """Somebody else evaluated the contract meanwhile."""


class YearNotOver(GovernanceError):
    """What a year cost is known when it is over."""


class ReviewsMissing(GovernanceError):
    """A contract of the year is not evaluated, or there is none."""


class NotReported(GovernanceError):
    """There is no report on this year to attach."""


class NoPointToCome(GovernanceError):
    """No assembly that is prepared has a point on the contracts."""
