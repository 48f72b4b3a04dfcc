"""Written decisions, requests for an assembly, and consultations."""

from tests.roles.answers import (
    EDITING,
    EDITORS,
    OFFICE,
    OWNERS,
    READ_ONLY,
    READERS,
    residents,
)

SEEN = (residents(*READERS), READ_ONLY)
EDITED = (EDITING, EDITING)
CONFIRMED = (EDITING, residents(*EDITORS, status=302))
SYNDIC = residents("syndic")
SIGNED = (residents(*OWNERS), residents(*OWNERS, status=302))
# What is Omar's: Clara of the council has lots of her own.
OMARS = residents("co_owner") | {"council": 404}
BEHIND = residents(*EDITORS, "co_owner")
# Who reads the list, and did not sign.
OTHERS = dict.fromkeys(["accountant", "auditor", "council"], 404)
LETTERS = "governance:written-letters"

TABLE = {
    "governance:written-decisions": SEEN,
    "governance:written-decisions-table": SEEN,
    "governance:written-new": EDITED,
    "governance:written": SEEN,
    "governance:written-edit": EDITED,
    "governance:written-discard": CONFIRMED,
    "governance:written-send": (SYNDIC, residents("syndic", status=302)),
    "governance:written-withdraw": (SYNDIC, SYNDIC),
    "governance:written-answers": (EDITING, READ_ONLY),
    "governance:written-answer": (OMARS, OMARS),
    "governance:written-record": EDITED,
    "governance:written-scan": (EDITING, READ_ONLY),
    "governance:written-minutes": CONFIRMED,
    "governance:written-minutes-file": SEEN,
    "governance:written-letter": (
        residents(*OFFICE, "co_owner") | {"auditor": 404, "council": 404},
        READ_ONLY,
    ),
    LETTERS: (residents(*OFFICE), READ_ONLY),
    f"{LETTERS}-table": (residents(*OFFICE), READ_ONLY),
    f"{LETTERS}-make": (READ_ONLY, residents(*OFFICE, status=302)),
    f"{LETTERS}-posted": (residents(*OFFICE), residents(*OFFICE)),
    f"{LETTERS}-retry": (READ_ONLY, residents(*OFFICE, status=302)),
    f"{LETTERS}-zip": (residents(*OFFICE), READ_ONLY),
    f"{LETTERS}-post-zip": (residents(*OFFICE), READ_ONLY),
    "governance:requests": SEEN,
    "governance:requests-table": SEEN,
    "governance:request-new": (residents(*OWNERS), residents(*OWNERS)),
    "governance:request": SEEN,
    "governance:request-sign": SIGNED,
    "governance:request-withdraw-signature": SIGNED,
    "governance:request-withdraw": SIGNED,
    "governance:request-letter": SEEN,
    "governance:request-sent": (residents(*OWNERS), residents(*OWNERS)),
    "governance:request-received": (BEHIND, BEHIND),
    "governance:request-proof": (BEHIND | OTHERS, READ_ONLY),
    "governance:request-draft": (READ_ONLY, residents(*EDITORS, status=302)),
    "governance:request-addresses": (OMARS, READ_ONLY),
    "governance:consultations": SEEN,
    "governance:consultations-table": SEEN,
    "governance:consultation-new": EDITED,
    "governance:consultation": SEEN,
    "governance:consultation-table": SEEN,
    "governance:consultation-answer": (OMARS, OMARS),
    "governance:consultation-close": CONFIRMED,
}

# Pages of a draft, of one that has ended, of a request that was left unanswered.
OTHER_THINGS = {
    "governance:written-edit": {"written_id": "written_draft_id"},
    "governance:written-discard": {"written_id": "written_draft_id"},
    "governance:written-send": {"written_id": "written_draft_id"},
    "governance:written-minutes": {"written_id": "written_ended_id"},
    "governance:written-minutes-file": {"written_id": "written_ended_id"},
    "governance:request-proof": {"request_id": "request_late_id"},
    "governance:request-draft": {"request_id": "request_late_id"},
    "governance:request-addresses": {"request_id": "request_late_id"},
    "governance:consultation-table": {"consultation_id": "consultation_closed_id"},
}


def address(name, arguments):
    """Return what stands in the address of a page of this area."""
    others = OTHER_THINGS.get(name, {})
    return arguments | {one: arguments[other] for one, other in others.items()}
