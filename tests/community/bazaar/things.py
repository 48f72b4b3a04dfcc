"""What the addresses of the bazaar and of the directory name, for the tables of roles.

Clara offers a thing that is kept for Omar, and says what she can do.
"""

from tests.community import making
from tests.community.bazaar.making import able, asked, offered


def _all_three() -> dict:
    making.switched_on()
    return {name: making.joined(name) for name in ("omar", "clara", "otto")}


def things() -> dict:
    """Return the arguments of the pages of the bazaar."""
    people = _all_three()
    item = offered(people["clara"])
    ask = asked(item, people["omar"])
    return {"post_id": item.post.uuid, "ask_id": ask.uuid}


def skill_things() -> dict:
    """Return the arguments of the pages of the directory."""
    return {"post_id": able(_all_three()["clara"]).post.uuid}
