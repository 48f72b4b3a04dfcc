"""What minutes refuse."""

from governance.errors.base import GovernanceError


class NotEnded(GovernanceError):
    """The meeting goes on, or was never opened."""


class MinutesFinished(GovernanceError):
    """What is signed stays as it is."""


class MinutesNotFinished(GovernanceError):
    """Nobody signs or sends a draft."""


class NoBureau(GovernanceError):
    """Nobody was noted as chair and secretary of a meeting that decided."""


class SignedAlready(GovernanceError):
    """He has signed, or the chair or the secretary has."""


class NotASigner(GovernanceError):
    """Only who was there signs: chair, secretary, owners present or represented."""
