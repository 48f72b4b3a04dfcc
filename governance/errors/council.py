"""What the council, the auditor's term and the mandate of a syndic refuse."""

from governance.errors.base import GovernanceError


class SyndicExcluded(GovernanceError):
    """The syndic and his people are neither in the council nor auditor (3.90, 3.91)."""


class HoldsNoLot(GovernanceError):
    """Only a co-owner is a member of the council (art. 3.90)."""


class TermOverlaps(GovernanceError):
    """Somebody has a term on one of these days already."""


class DelegationTooLong(GovernanceError):
    """A delegation lasts one year at most (art. 3.90)."""


class TermOver(GovernanceError):
    """It had ended by then, perhaps at this very moment."""


class EndsTooEarly(GovernanceError):
    """What has begun ends after its first day at the soonest."""


class NotRunning(GovernanceError):
    """Only a member whose term runs becomes chair."""


class ReportThere(GovernanceError):
    """The council reported on this year already."""


class NoSyndicToday(GovernanceError):
    """Nobody is syndic: there is no mandate to renew or to note papers of."""


class FirmUnknown(GovernanceError):
    """No firm of this site has this KBO number, and nobody said its name."""


class MandateImpossible(GovernanceError):
    """The mandate cannot have these days; the arguments are sentences."""


class PeopleElected(GovernanceError):
    """Somebody of the new firm is in the council, or auditor, on these days."""


class MandateBegun(GovernanceError):
    """Only a mandate that has not begun is taken back."""


class AlreadyHandedOver(GovernanceError):
    """This part of the file is noted as handed over."""


class NobodyHandsOver(GovernanceError):
    """No firm leaves, and none has left."""


class DayToCome(GovernanceError):
    """What was done is noted when it is done."""
