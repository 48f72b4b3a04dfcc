"""Lending and common rooms: for who may meet neighbours, the syndic is none of them.

``thing_id`` is Omar's; Otto asked for it by ``booking_id``, Clara waits for it by
``waiting_id``. She keeps the rooms.
"""

from tests.roles.answers import PUBLIC_READ_ONLY, READ_ONLY, everybody, residents

NEIGHBOURS = ("co_owner", "council", "occupant")


def meeting(*roles, status=200, others=404):
    """For these neighbours; the others of the house find nothing, or may not."""
    found = residents(*NEIGHBOURS, status=others)
    return found | dict.fromkeys(roles, status)


MEETS = meeting(*NEIGHBOURS)
KEEPER = meeting("council", others=403)
KEEPER_ACTS = meeting("council", status=302, others=403)
OWNER = meeting("co_owner")
OWNER_ACTS = meeting("co_owner", status=302)
TWO = meeting("co_owner", "occupant")
READ = (MEETS, READ_ONLY)
# An empty form is shown again.
ASKED = (MEETS, MEETS)
PRESSED = {
    role: (READ_ONLY, meeting(role, status=302))
    for role in ("co_owner", "council", "occupant")
}
CLOSED = (READ_ONLY, meeting(*NEIGHBOURS, status=302))

TABLE = {
    "community:things": READ,
    "community:my-things": READ,
    "community:thing-new": ASKED,
    "community:thing": READ,
    "community:thing-edit": (OWNER, OWNER),
    "community:thing-close": (OWNER, OWNER_ACTS),
    "community:thing-calendar": READ,
    "community:thing-book": ASKED,
    "community:thing-wait": ASKED,
    "community:rooms": READ,
    "community:room-new": (KEEPER, KEEPER),
    "community:room": READ,
    "community:room-edit": (KEEPER, KEEPER),
    "community:room-close": (KEEPER, KEEPER_ACTS),
    "community:room-calendar": READ,
    "community:room-book": ASKED,
    "community:room-wait": ASKED,
    "community:room-feed": ASKED,
    "community:room-feed-end": CLOSED,
    "community:bookings": READ,
    "community:bookings-feed": ASKED,
    "community:bookings-feed-end": CLOSED,
    "community:waiting-end": PRESSED["council"],
    "community:booking": (TWO, READ_ONLY),
    "community:booking-accept": PRESSED["co_owner"],
    "community:booking-decline": PRESSED["co_owner"],
    "community:booking-cancel": (TWO, meeting("co_owner", "occupant", status=302)),
    "community:booking-given": PRESSED["co_owner"],
    "community:booking-taken": PRESSED["occupant"],
    "community:booking-brought": PRESSED["occupant"],
    # What is not out comes not back: it is said on the form.
    "community:booking-back": (OWNER, OWNER),
    "community:booking-review": (TWO, TWO),
    "feeds:feed": (everybody(200), PUBLIC_READ_ONLY),
}
