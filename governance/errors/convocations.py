"""What convening and calling off refuse."""

from governance.errors.base import GovernanceError


class CannotConvene(GovernanceError):
    """The law does not let owners be convened so: ``findings`` say why."""

    def __init__(self, findings):
        super().__init__(findings)
        self.findings = findings


class NotYetConvened(GovernanceError):
    """A draft has no convocations, and is discarded, not called off."""


class CalledOff(GovernanceError):
    """The assembly was called off: nobody is convened to it."""


class MeetingBegun(GovernanceError):
    """The attendance list is open: the meeting itself decides how it ends."""


class MeetingOver(GovernanceError):
    """The meeting has ended: nobody is convened to it any more."""


class NotAdjourned(GovernanceError):
    """Only a first session without quorum is followed by a second one."""


class NothingMissedByAbsence(GovernanceError):
    """No point failed only because owners were absent (art. 3.88 §4)."""


class FollowedAlready(GovernanceError):
    """The second session, or the new meeting, is planned already."""


class TooSoonAfter(GovernanceError):
    """Too few days after the meeting before: ``earliest`` is the first day."""

    def __init__(self, earliest):
        super().__init__(earliest)
        self.earliest = earliest
