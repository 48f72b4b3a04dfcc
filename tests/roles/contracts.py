"""The contracts for regular supplies and their evaluation."""

from tests.roles.answers import EDITING, EDITORS, READ_ONLY, READERS, residents

READING = (residents(*READERS), READ_ONLY)
ASKING = (EDITING, EDITING)
DOING = residents(*EDITORS, status=302)

TABLE = {
    "governance:contracts": READING,
    "governance:contracts-table": READING,
    "governance:contract-new": ASKING,
    "governance:contract": READING,
    "governance:contract-edit": ASKING,
    "governance:contract-end": ASKING,
    "governance:contracts-evaluation": READING,
    "governance:contracts-evaluation-table": READING,
    "governance:contracts-evaluation-edit": (EDITING, DOING),
    "governance:contracts-draft": (EDITING, READ_ONLY),
    "governance:contracts-report": (EDITING, DOING),
    "governance:contracts-attach": (READ_ONLY, DOING),
}
