"""Which kinds of posts each module has.

A post is whatever a neighbour tells, offers or looks for. Pure.
"""

from enum import StrEnum


class Kind(StrEnum):
    ANNOUNCEMENT = "announcement"
    RIDE = "ride"  # car-sharing
    CHILDCARE = "childcare"
    LOST = "lost"
    FOUND = "found"
    EVENT = "event"


KINDS: dict[str, tuple[Kind, ...]] = {
    "notices": (
        Kind.ANNOUNCEMENT,
        Kind.EVENT,
        Kind.RIDE,
        Kind.CHILDCARE,
        Kind.LOST,
        Kind.FOUND,
    )
}


def module_of(kind: Kind) -> str:
    """Return the module that has posts of this kind."""
    return next(module for module, kinds in KINDS.items() if kind in kinds)
