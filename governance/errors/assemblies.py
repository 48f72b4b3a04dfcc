"""What the preparation of an assembly and of its agenda refuses."""

from governance.errors.base import GovernanceError


class AssemblyGone(GovernanceError):
    """The draft was discarded meanwhile."""


class AlreadyConvened(GovernanceError):
    """What owners were convened to is not changed any more."""


class BeforeTheLaw(GovernanceError):
    """No majority is known for a meeting on that day."""


class ItemGone(GovernanceError):
    """The point was taken off the agenda meanwhile."""


class MandatoryItem(GovernanceError):
    """An ordinary assembly cannot leave this point out (art. 3.89 §5)."""


class NoDecisionText(GovernanceError):
    """A point to vote on needs the text of the decision."""


class NoOpenTasks(GovernanceError):
    """Nothing that was decided earlier is left to be done."""


class DocumentAttached(GovernanceError):
    """The point has this version of the document already."""


class NotForOwners(GovernanceError):
    """Owners may not read the document: they could not prepare the vote."""


class ConflictNoted(GovernanceError):
    """This conflict of interest is noted already."""
