"""What is refused between neighbours, told to a person: one module for each part."""

from buildings.errors import BuildingError
from community.errors import CommunityError
from community.refusals import (
    bazaar,
    bookings,
    hours,
    impact,
    moderation,
    neighbours,
    posts,
)

__all__ = ["field_of", "sentence"]

AREAS = {
    "bazaar": bazaar,
    "bookings": bookings,
    "hours": hours,
    "impact": impact,
    "moderation": moderation,
    "neighbours": neighbours,
    "posts": posts,
}


def _area(error: Exception):
    """The errors of community.errors.neighbours are told by refusals.neighbours."""
    if isinstance(error, BuildingError):
        return neighbours
    return AREAS[type(error).__module__.rpartition(".")[2]]


def sentence(error: CommunityError | BuildingError) -> str:
    """Say why nothing was changed."""
    return _area(error).sentence(error)


def field_of(error: CommunityError | BuildingError, fields) -> str | None:
    """Return at which of these fields a refusal stands; None: above the form."""
    wanted = _area(error).FIELDS.get(type(error), ())
    return next((name for name in wanted if name in fields), None)
