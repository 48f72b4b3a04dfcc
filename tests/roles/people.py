"""Who lives in Les Acacias: occupants of Omar's lot, the hall, and who waits there.

``occupancy_id`` and ``occupant_invitation_id``: of lot A, which is Omar's.
"""

from tests.roles.answers import OWNERS, READ_ONLY, residents, signed_in

LETTING_IN = ["syndic", "assistant", "council"]
OFFICE = ["syndic", "assistant"]
HALL = residents(*LETTING_IN)
HALL_DONE = residents(*LETTING_IN, status=302)
ENDING = residents(*OFFICE)
#: for who owns this very lot; Clara owns another
OWN_LOT = residents("co_owner") | {"council": 404}
MEETING = residents("co_owner", "council", "occupant")

TABLE = {
    "buildings:my-occupants": (residents(*OWNERS), READ_ONLY),
    "buildings:my-occupant-new": (residents(*OWNERS), residents(*OWNERS)),
    "buildings:my-occupant-end": (OWN_LOT, OWN_LOT),
    "buildings:my-occupant-letter": (OWN_LOT, READ_ONLY),
    "buildings:my-occupant-revoke": (OWN_LOT, OWN_LOT | {"co_owner": 302}),
    "buildings:people": (HALL, READ_ONLY),
    "buildings:hall-new": (HALL, HALL_DONE),
    "buildings:hall-page": (HALL, READ_ONLY),
    "buildings:hall-close": (HALL, HALL_DONE),
    "buildings:arrival-approve": (READ_ONLY, HALL_DONE),
    "buildings:arrival-refuse": (HALL, HALL_DONE),
    "buildings:occupancy-end": (ENDING, ENDING),
    # Only where neighbours are among themselves.
    "buildings:council-name": (
        residents(*OFFICE, status=404),
        residents(*OFFICE, status=404),
    ),
    "founding": (signed_in(200), signed_in(200)),
    "founding-begin": (signed_in(302), signed_in(302)),
    "community:leave": (
        MEETING,
        residents("co_owner", "council", "occupant", status=302),
    ),
}
