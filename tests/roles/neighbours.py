"""What neighbours do with each other: all its addresses, by part."""

from tests.roles import (
    neighbours_bazaar,
    neighbours_board,
    neighbours_bookings,
    neighbours_hours,
    neighbours_impact,
    people,
)

AREAS = (
    neighbours_board,
    neighbours_hours,
    neighbours_bookings,
    neighbours_bazaar,
    neighbours_impact,
    people,
)
TABLE = {name: cell for area in AREAS for name, cell in area.TABLE.items()}


def address(name: str, arguments: dict) -> dict:
    """Return the arguments of an address: a post is of the module of its page."""
    if name in neighbours_bazaar.BAZAAR_PAGES:
        return arguments | {"post_id": arguments["bazaar_post_id"]}
    if name in neighbours_bazaar.SKILLS_PAGES:
        return arguments | {"post_id": arguments["skill_post_id"]}
    return arguments
