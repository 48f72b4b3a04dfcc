"""Who gets which status from the addresses of minutes and decisions."""

from tests.api.roles_convocations import letters, residents
from tests.roles.answers import EDITORS, OFFICE, READERS

READING = {"GET": residents(*READERS)}
OMARS = residents(*OFFICE, "co_owner") | {"council": 404, "auditor": 404}
# They are finished.
FROZEN = residents(*EDITORS, status=409)

TABLE = {
    "minutes": {**READING, "PUT": FROZEN},
    "minutes-finish": {"POST": FROZEN},
    "minutes-preview": {"GET": residents(*EDITORS)},
    "minutes-file": READING,
    "minutes-scan": READING,
    **letters("minutes"),
    "minutes-letter": {"GET": OMARS},
    "verification": READING,
    "recount": READING,
    "decisions": READING,
    "decisions-paper": READING,
    "tasks": READING,
    "task": {**READING, "PATCH": residents(*EDITORS)},
    "decision": READING,
    "decision-tasks": {"POST": residents(*EDITORS, status=400)},
    "carry-out": {"POST": residents("syndic", status=400)},
}

# Addresses whose ``assembly_id`` is of a meeting that has ended.
ENDED = [
    "minutes",
    "minutes-finish",
    "minutes-preview",
    "minutes-file",
    "verification",
    "recount",
]
