"""Taking part, the notice board, messages, reports and the words of welcome.

``post_id`` is an event of Omar's; Otto reported it; ``neighbour_id`` is somebody else,
whom Omar has blocked.
"""

from tests.roles.answers import READ_ONLY, residents

NEIGHBOURS = ["co_owner", "council", "occupant"]
HERE = residents(*NEIGHBOURS)
COUNCIL = residents("syndic", "council")
NOTED = residents(*NEIGHBOURS, status=302)
COUNCIL_NOTED = residents("syndic", "council", status=302)


def own(status, who="co_owner"):
    """A page of one of them: the other neighbours do not find it."""
    return residents(*NEIGHBOURS, status=404) | {who: status}


TABLE = {
    "community:home": (HERE, READ_ONLY),
    # They take part already, and go on.
    "community:join": (NOTED, NOTED),
    "community:me": (HERE, HERE),
    "community:block": (HERE, NOTED),
    "community:unblock": (READ_ONLY, own(302)),
    "community:modules": (COUNCIL, READ_ONLY),
    "community:module": (COUNCIL, COUNCIL),
    "community:notices": (HERE, READ_ONLY),
    "community:notice-new": (HERE, HERE),
    "community:event-new": (HERE, HERE),
    "community:notice": (HERE, READ_ONLY),
    "community:notice-edit": (own(200), own(200)),
    "community:event-move": (own(200), own(200)),
    "community:coming": (READ_ONLY, HERE),
    "community:post": (NOTED, READ_ONLY),
    "community:photos-add": (own(200), own(200)),
    "community:post-close": (own(200), own(302)),
    "community:comment": (READ_ONLY, HERE),
    "community:comment-remove": (READ_ONLY, own(302)),
    # The syndic, who answers reports as well, sees no post that he could set on top.
    "community:pin": (residents("council"), residents("council")),
    "community:unpin": (READ_ONLY, residents("council", status=302)),
    "community:photo": (HERE, READ_ONLY),
    "community:photo-small": (HERE, READ_ONLY),
    "community:photo-remove": (own(200), own(302)),
    "community:talks": (HERE, READ_ONLY),
    # Omar has blocked him, and they wrote nothing to each other.
    "community:talk": (HERE | {"co_owner": 404}, HERE | {"co_owner": 404}),
    "community:talk-read": (READ_ONLY, NOTED),
    "community:report-post": (HERE, HERE),
    "community:report-comment": (HERE, HERE),
    "community:queue": (COUNCIL, READ_ONLY),
    "community:complaint": (own(200, "occupant"), own(200, "occupant")),
    "community:answer": (COUNCIL, COUNCIL),
    "community:welcome": (HERE, READ_ONLY),
    "community:greeting-edit": (COUNCIL, COUNCIL),
    "community:search": (HERE, READ_ONLY),
}
