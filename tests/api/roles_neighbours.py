"""Who gets which status from the addresses of the neighbours' modules, and of people.

Omar (co-owner), Clara (council) and Otto (occupant) take part. What stands in the
addresses: ``tests.community.things``, and a greeting.
"""

from community.services.greeting import write_greeting
from tests import cast
from tests.community import things as neighbours
from tests.roles import answers
from tests.roles.answers import ANONYMOUS, OWNERS

PART = ("co_owner", "council", "occupant")
BOTH = ("co_owner", "occupant")


def things() -> dict:
    """Return what stands in the addresses; Les Acacias is entered."""
    write_greeting(text="Welcome", by=cast.user("clara"))
    return neighbours.things()


def residents(*roles, status=200):
    return answers.residents(*roles, status=status) | {ANONYMOUS: 401}


def all_(status=200):
    return residents(*PART, status=status)


def only(status, *roles, others=404):
    """For some of those who take part; the others of them do not find it."""
    return residents(*PART, status=others) | dict.fromkeys(roles, status)


def omars(status):
    return only(status, "co_owner")


def council(status=200):
    return residents("syndic", "council", status=status)


def keeper(status):
    return only(status, "council", others=403)


#: an empty body is refused
ASKED = all_(400)
READING = {"GET": all_()}
WRITING = {"GET": all_(), "POST": ASKED}

BOARD = {
    "neighbours": READING,
    "modules": {"GET": council()},
    "module": {"GET": council(), "PUT": council(400)},
    "neighbour-me": {"GET": all_(), "POST": ASKED, "PATCH": all_()},
    "neighbour-leave": {"POST": all_(204)},
    "neighbour-people": READING,
    "neighbour-block": {"POST": all_(201)},
    "neighbour-blocks": READING,
    "neighbour-unblock": {"DELETE": omars(204)},
    "welcome": {"GET": all_(), "PUT": council(400)},
    "neighbour-impact": {"GET": all_()},
    "neighbour-impact-months": {"GET": all_()},
    "neighbour-search": {"GET": ASKED},
    "board": WRITING,
    "board-events": WRITING,
    "board-notice": {"GET": all_(), "PATCH": omars(200)},
    "board-event": {"PUT": omars(400)},
    "board-event-calendar": {"GET": all_()},
    "board-coming": {"PUT": ASKED},
    "post-close": {"POST": omars(204)},
    "post-comments": WRITING,
    "post-photos": {"POST": omars(415)},
    "post-pin": {
        "PUT": residents("council", status=400),
        "DELETE": residents("council", status=204),
    },
    "post-reports": {"POST": ASKED},
    "comment": {"DELETE": omars(204)},
    "comment-reports": {"POST": ASKED},
    "photo": {"GET": all_(), "DELETE": omars(204)},
    "photo-small": READING,
    "talks": READING,
    # Omar has blocked him, and they wrote nothing to each other.
    "talk": {
        "GET": only(200, "council", "occupant"),
        "POST": only(400, "council", "occupant"),
    },
    "talk-read": {"POST": all_(204)},
    "complaints": {"GET": council()},
    "own-complaints": READING,
    "complaint": {"GET": only(200, "occupant")},
    "complaint-answer": {"POST": council(400)},
    "complaint-appeal": {"POST": only(400, "occupant")},
}

HOURS = {
    "hours-posts": WRITING,
    "hours-post": {"GET": all_(), "PATCH": omars(200)},
    "hours-ask": {"POST": only(400, "council", "occupant")},
    "hours-exchanges": READING,
    "hours-waiting": READING,
    "hours-exchange": {"GET": only(200, *BOTH)},
    "hours-answer": {"POST": only(400, *BOTH)},
    # It is done already, and not counted.
    "hours-withdraw": {"POST": only(409, *BOTH)},
    "hours-done": {"POST": only(400, *BOTH)},
    "hours-confirm": {"POST": only(400, *BOTH)},
    "hours-dispute": {"POST": only(400, *BOTH)},
    "hours-undo": {"POST": only(409, *BOTH)},
    "hours-undo-answer": {"POST": only(400, *BOTH)},
    "hours-account": READING,
    "hours-lines": READING,
    # Clara mediates already.
    "hours-mediating": {
        "POST": only(409, "council", others=201),
        "DELETE": only(204, "council", others=409),
    },
    "hours-disputes": {"GET": only(200, "council")},
    "hours-decide": {"POST": only(400, "council")},
    "hours-limits": {"GET": council(), "PUT": council(400)},
    "hours-mediators": {"GET": council()},
    "hours-mediator-name": {"POST": council(400)},
    "hours-mediator-end": {"POST": council(204)},
}

BOOKINGS = {
    "things": WRITING,
    "my-things": READING,
    "thing": {"GET": all_(), "PATCH": omars(200)},
    "thing-close": {"POST": omars(204)},
    "thing-days": READING,
    "thing-reviews": READING,
    "thing-book": {"POST": ASKED},
    "thing-wait": {"POST": ASKED},
    "rooms": {"GET": all_(), "POST": keeper(400)},
    "room": {"GET": all_(), "PATCH": keeper(200)},
    "room-close": {"POST": keeper(204)},
    "room-days": READING,
    "room-book": {"POST": ASKED},
    "room-wait": {"POST": ASKED},
    "room-feed": {"GET": all_(), "POST": all_(201), "DELETE": all_(204)},
    "bookings": READING,
    "bookings-feed": {"GET": all_(), "POST": all_(201), "DELETE": all_(204)},
    "waiting-list": READING,
    "waiting": {"DELETE": only(204, "council")},
    "booking": {"GET": only(200, *BOTH)},
    "booking-accept": {"POST": omars(200)},
    "booking-decline": {"POST": omars(200)},
    "booking-cancel": {"POST": only(200, *BOTH)},
    # It is not accepted.
    "booking-given": {"POST": omars(409)},
    "booking-taken": {"POST": only(409, "occupant")},
    "booking-brought": {"POST": only(409, "occupant")},
    "booking-back": {"POST": omars(409)},
    "booking-review": {"POST": only(400, *BOTH)},
}

BAZAAR = {
    "bazaar": WRITING,
    "bazaar-mine": READING,
    "bazaar-wanted": READING,
    "bazaar-ask-withdraw": {"DELETE": omars(204)},
    "bazaar-thing": {"GET": all_(), "PATCH": only(200, "council")},
    # Omar has asked for it, and it is Clara's.
    "bazaar-ask": {"POST": only(201, "occupant", others=409)},
    "bazaar-release": {"POST": only(200, "council")},
    "bazaar-handed": {"POST": only(200, "council")},
    "bazaar-taken": {"POST": all_(409)},
    "bazaar-back": {"POST": only(409, "council")},
    "skills": WRITING,
    "skill": {"GET": all_(), "PATCH": only(200, "council")},
}

OFFICE = residents("syndic", "assistant")
LETTING_IN = residents("syndic", "assistant", "council")
#: for who owns this very lot; Clara owns another
OWN_LOT = residents("co_owner", status=400) | {"council": 404}
PEOPLE = {
    "my-occupants": {
        "GET": residents(*OWNERS),
        "POST": residents(*OWNERS, status=400),
    },
    "my-occupants-invited": {"GET": residents(*OWNERS)},
    "my-occupant-revoke": {
        "POST": residents("co_owner", status=204) | {"council": 404}
    },
    "my-occupant-end": {"POST": OWN_LOT},
    "occupants": {"GET": OFFICE},
    "occupant-end": {"POST": residents("syndic", "assistant", status=400)},
    "arrivals": {"GET": LETTING_IN},
    "arrival-approve": {"POST": LETTING_IN},
    "arrival-refuse": {"POST": LETTING_IN},
    "hall-code": {
        "GET": LETTING_IN,
        "POST": residents("syndic", "assistant", "council", status=201),
        "DELETE": residents("syndic", "assistant", "council", status=204),
    },
}

TABLE = {**BOARD, **HOURS, **BOOKINGS, **BAZAAR, **PEOPLE}
