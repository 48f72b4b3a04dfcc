"""Competing quotes, of an assembly to which owners are convened and of a draft."""

from tests.roles.answers import EDITING, EDITORS, READ_ONLY, READERS, residents

SEEN = (residents(*READERS), READ_ONLY)
EDITED = (EDITING, EDITING)
CONFIRMED = (EDITING, residents(*EDITORS, status=302))
PRESSED = (READ_ONLY, residents(*EDITORS, status=302))

TABLE = {
    "governance:tenders": SEEN,
    "governance:tenders-table": SEEN,
    "governance:tender-new": EDITED,
    "governance:tender": SEEN,
    "governance:tender-edit": EDITED,
    "governance:tender-discard": CONFIRMED,
    "governance:tender-table": SEEN,
    "governance:tender-file": SEEN,
    "governance:tender-compare": PRESSED,
    "governance:tender-choose": EDITED,
    "governance:tender-reopen": PRESSED,
    "governance:tender-take-up": PRESSED,
    "governance:tender-attach": EDITED,
    "governance:tender-detach": PRESSED,
    "governance:quote-new": EDITED,
    "governance:quote-edit": EDITED,
    "governance:quote-remove": CONFIRMED,
    "governance:quote-file": SEEN,
}

DRAFTS = [
    "governance:tender-edit",
    "governance:tender-discard",
    "governance:tender-compare",
    "governance:tender-attach",
    "governance:tender-detach",
    "governance:quote-new",
    "governance:quote-edit",
    "governance:quote-remove",
]


def address(name, arguments):
    """Return what stands in the address of a page of this area."""
    if name not in DRAFTS:
        return arguments
    return arguments | {
        "tender_id": arguments["tender_draft_id"],
        "quote_id": arguments["quote_draft_id"],
    }
