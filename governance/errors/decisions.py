"""What the register of decisions and its follow-up refuse."""

from governance.errors.base import GovernanceError


class NotAdopted(GovernanceError):
    """What was rejected causes nothing and is not carried out."""


class NothingToCarryOut(GovernanceError):
    """This decision causes nothing by itself."""


class CarriedOut(GovernanceError):
    """It was carried out, perhaps at this very moment."""


class ReasonNeeded(GovernanceError):
    """A task is dropped for a reason that co-owners can read."""
