"""The bazaar and the skills directory (tests/community/bazaar/things.py).

``post_id``: Clara's, ``ask_id``: Omar's; the thing is kept for him. In ``SKILLS_PAGES``
``post_id`` is Clara's entry of the directory.
"""

from tests.roles.answers import READ_ONLY, residents

NEIGHBOURS = ("co_owner", "council", "occupant")
NOT_HERS = dict.fromkeys(NEIGHBOURS, 404)

ALL = residents(*NEIGHBOURS)
ALL_ACT = residents(*NEIGHBOURS, status=302)
READING = (ALL, READ_ONLY)
ASKING = (ALL, ALL)
ACTING = (READ_ONLY, ALL_ACT)
HERS = residents() | NOT_HERS | {"council": 200}
CONFIRMING = (HERS, residents() | NOT_HERS | {"council": 302})

BAZAAR_PAGES = {
    "community:bazaar": READING,
    "community:bazaar-mine": READING,
    "community:item-new": ASKING,
    "community:item": READING,
    "community:item-edit": (HERS, HERS),
    "community:item-ask": ACTING,
    "community:item-release": CONFIRMING,
    "community:item-handed": CONFIRMING,
    "community:item-taken": ACTING,
    "community:item-back": CONFIRMING,
    "community:ask-withdraw": (
        residents() | NOT_HERS | {"co_owner": 200},
        residents() | NOT_HERS | {"co_owner": 302},
    ),
}

SKILLS_PAGES = {
    "community:skills": READING,
    "community:skill-new": ASKING,
    "community:skill": READING,
    "community:skill-edit": (HERS, HERS),
}

TABLE = {**BAZAAR_PAGES, **SKILLS_PAGES}
