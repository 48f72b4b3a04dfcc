"""What an owner's own part in a meeting refuses, beside the log itself."""

from governance.errors.base import GovernanceError


class NotFromHere(GovernanceError):
    """He came into the room: the secretary notes when he leaves."""


class NotThere(GovernanceError):
    """He has not arrived, or has left."""


class OldForm(GovernanceError):
    """The same form was sent before with another choice, which counts."""
