"""What is refused about things to give, to swap and to keep for a while."""

from community.errors.base import CommunityError


class OnesOwnThing(CommunityError):
    """Nobody asks for what he offers himself."""


class AskedAlready(CommunityError):
    """He stands in line for it."""


class ThingGone(CommunityError):
    """It was handed over, and does not come back."""


class HandedOver(CommunityError):
    """Who it was kept for has it already."""


class NotReserved(CommunityError):
    """It is kept for nobody, perhaps since this very moment."""


class NotHandedOver(CommunityError):
    """Who offers it has not said yet that it was handed over."""


class DoesNotComeBack(CommunityError):
    """It was given or swapped: only what is lent to keep comes back."""
