"""Minutes, the register of decisions and what is done after them."""

from tests.roles.answers import (
    EDITING,
    EDITORS,
    OFFICE,
    READ_ONLY,
    READERS,
    residents,
)

EDITED = (EDITING, EDITING)
SEEN = (residents(*READERS), READ_ONLY)
POSTERS = residents(*OFFICE)
SENT = (READ_ONLY, residents(*OFFICE, status=302))
# Omar's letter: Clara of the council has another one.
OMARS = residents(*OFFICE, "co_owner") | dict.fromkeys(["auditor", "council"], 404)

TABLE = {
    "governance:minutes": SEEN,
    "governance:minutes-notes": (EDITING, residents(*EDITORS, status=302)),
    "governance:minutes-preview": (EDITING, READ_ONLY),
    "governance:minutes-finish": (EDITING, residents(*EDITORS, status=302)),
    "governance:minutes-document": SEEN,
    "governance:minutes-sign": (residents(*READERS), residents(*READERS)),
    "governance:minutes-scan": EDITED,
    "governance:minutes-scan-file": SEEN,
    "governance:minutes-letters": (POSTERS, READ_ONLY),
    "governance:minutes-letters-table": (POSTERS, READ_ONLY),
    "governance:minutes-letters-make": SENT,
    "governance:minutes-letters-posted": (POSTERS, POSTERS),
    "governance:minutes-letters-retry": SENT,
    "governance:minutes-letters-zip": (POSTERS, READ_ONLY),
    "governance:minutes-letters-post-zip": (POSTERS, READ_ONLY),
    "governance:minutes-letter": (OMARS, READ_ONLY),
    "governance:verification": SEEN,
    "governance:recount": SEEN,
    # The register
    "governance:decisions": SEEN,
    "governance:decisions-table": SEEN,
    "governance:decisions-file": SEEN,
    "governance:decision": SEEN,
    "governance:decision-carry-out": (residents("syndic"), residents("syndic")),
    "governance:tasks": SEEN,
    "governance:tasks-table": SEEN,
    "governance:task-new": EDITED,
    "governance:task-edit": EDITED,
}

# Pages whose ``assembly_id`` is of a meeting that has ended.
ENDED = [
    "governance:minutes",
    "governance:minutes-notes",
    "governance:minutes-preview",
    "governance:minutes-finish",
    "governance:minutes-document",
    "governance:minutes-sign",
    "governance:minutes-scan",
    "governance:verification",
    "governance:recount",
]
