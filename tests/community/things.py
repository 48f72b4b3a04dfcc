"""What stands in the addresses of the neighbours' pages of Les Acacias.

Omar (co-owner), Clara (council) and Otto (occupant) take part, everything is on. Each
part makes things of its own (``<part>/things.py``).
"""

from tests.buildings_people import things as people
from tests.community.bazaar import things as bazaar
from tests.community.bookings import things as bookings
from tests.community.hours import things as hours
from tests.community.posts import things as board


def things() -> dict:
    """Return them; a post of the bazaar and one of the directory by names of theirs."""
    kept = bazaar.things()
    return {
        **people.things(),
        **hours.things(),
        **bookings.things(),
        **board.things(),
        "item_post_id": kept["post_id"],
        "ask_id": kept["ask_id"],
        "skill_post_id": bazaar.skill_things()["post_id"],
    }
