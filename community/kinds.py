"""Which kinds of posts each module has.

A post is whatever a neighbour tells, offers or looks for. Pure.
"""

from enum import StrEnum


class Kind(StrEnum):
    ANNOUNCEMENT = "announcement"
    EVENT = "event"
    RIDE = "ride"  # car-sharing
    CHILDCARE = "childcare"
    LOST = "lost"
    FOUND = "found"
    OFFER = "offer"  # of hours
    WISH = "wish"  # for hours of somebody
    GIVE = "give"
    SWAP = "swap"
    KEEP = "keep"  # lent for as long as somebody needs it
    THING = "thing"  # to lend
    SKILL = "skill"
    ROOM = "room"


KINDS: dict[str, tuple[Kind, ...]] = {
    "notices": (
        Kind.ANNOUNCEMENT,
        Kind.EVENT,
        Kind.RIDE,
        Kind.CHILDCARE,
        Kind.LOST,
        Kind.FOUND,
    ),
    "hours": (Kind.OFFER, Kind.WISH),
    "bazaar": (Kind.GIVE, Kind.SWAP, Kind.KEEP),
    "lending": (Kind.THING,),
    "skills": (Kind.SKILL,),
    "rooms": (Kind.ROOM,),
}


def module_of(kind: Kind) -> str:
    """Return the module that has posts of this kind."""
    return next(module for module, kinds in KINDS.items() if kind in kinds)
