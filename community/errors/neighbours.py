"""What is refused about who takes part."""

from community.errors.base import CommunityError


class TakesPart(CommunityError):
    """He takes part already."""


class NotOneself(CommunityError):
    """Nobody blocks himself."""
