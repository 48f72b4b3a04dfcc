"""The exchange of hours: for owners and occupants who take part (Omar, Otto, Clara).

``hours_post_id``: Omar's. ``exchange_id``: between Otto, who said that it is done, and
Omar. ``disputed_exchange_id``: between Omar and Otto; Clara mediates (``mediator_id``).
"""

from tests.roles.answers import READ_ONLY, residents

PART = ("co_owner", "council", "occupant")
PAGE = residents(*PART)
#: shown again, or refused and told so
ASKING = (PAGE, PAGE)
COUNCIL = residents("council", "syndic")


def _only(status, *roles, others=404):
    """For some of those who take part; the others of them do not find it."""
    found = residents(*PART, status=others)
    return found | dict.fromkeys(roles, status)


BOTH = ("co_owner", "occupant")
OWN = _only(200, *BOTH)

TABLE = {
    "community:hours": (PAGE, READ_ONLY),
    "community:hours-offer-new": ASKING,
    "community:hours-wish-new": ASKING,
    "community:hours-post": (PAGE, READ_ONLY),
    "community:hours-post-edit": (_only(200, "co_owner"), _only(200, "co_owner")),
    "community:hours-post-end": (_only(200, "co_owner"), _only(302, "co_owner")),
    "community:hours-ask": (
        _only(200, "council", "occupant"),
        _only(200, "council", "occupant"),
    ),
    "community:hours-exchanges": (PAGE, READ_ONLY),
    "community:hours-exchange": (OWN, READ_ONLY),
    "community:hours-answer": (OWN, OWN),
    "community:hours-withdraw": (OWN, _only(302, *BOTH)),
    "community:hours-done": (OWN, OWN),
    "community:hours-confirm": (OWN, OWN),
    "community:hours-dispute": (OWN, OWN),
    "community:hours-undo": (OWN, _only(302, *BOTH)),
    "community:hours-undo-answer": (READ_ONLY, _only(302, *BOTH)),
    "community:hours-account": (PAGE, READ_ONLY),
    "community:hours-account-table": (PAGE, READ_ONLY),
    "community:hours-mediate-offer": (READ_ONLY, residents(*PART, status=302)),
    "community:hours-mediate-stop": (READ_ONLY, residents(*PART, status=302)),
    "community:hours-disputes": (_only(200, "council"), READ_ONLY),
    "community:hours-decide": (_only(200, "council"), _only(200, "council")),
    "community:hours-council": (COUNCIL, READ_ONLY),
    "community:hours-limits": (COUNCIL, COUNCIL),
    "community:hours-mediator-name": (COUNCIL, COUNCIL),
    "community:hours-mediator-end": (
        COUNCIL,
        residents("council", "syndic", status=302),
    ),
}
