"""The meeting as its secretary holds it."""

from tests.roles.answers import EDITING, EDITORS, READ_ONLY, READERS, residents

EDITED = (EDITING, EDITING)
SEEN = (EDITING, READ_ONLY)
PRESSED = (READ_ONLY, residents(*EDITORS, status=302))
CONFIRMED = (EDITING, residents(*EDITORS, status=302))

TABLE = {
    "governance:meeting": SEEN,
    "governance:meeting-roll": PRESSED,
    "governance:meeting-attendance": CONFIRMED,
    "governance:meeting-bureau": EDITED,
    "governance:meeting-open": CONFIRMED,
    "governance:meeting-adjourn": CONFIRMED,
    "governance:meeting-close": CONFIRMED,
    "governance:meeting-remark": EDITED,
    "governance:meeting-log": SEEN,
    "governance:meeting-log-table": SEEN,
    "governance:meeting-item": SEEN,
    "governance:meeting-item-open": PRESSED,
    "governance:meeting-item-close": PRESSED,
    "governance:meeting-item-votes": PRESSED,
    "governance:meeting-item-ballot": EDITED,
    "governance:meeting-item-box": EDITED,
    "governance:meeting-item-conflict": EDITED,
    "governance:meeting-item-amend": EDITED,
    "governance:meeting-item-postpone": EDITED,
    "governance:meeting-item-reopen": EDITED,
    "governance:projector": (residents(*READERS), READ_ONLY),
}


def address(name, arguments):
    """Return the arguments of a page of a meeting: one whose second point is open."""
    point = "secret_point_id" if name.endswith("-box") else "point_id"
    return arguments | {
        "assembly_id": arguments["meeting_id"],
        "item_id": arguments[point],
    }
