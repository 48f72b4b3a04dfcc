"""Who gets which status from the addresses of tenders: owners are convened with it."""

from tests.roles import answers
from tests.roles.answers import ANONYMOUS, EDITORS, READERS


def residents(*roles, status=200):
    return answers.residents(*roles, status=status) | {ANONYMOUS: 401}


READING = residents(*READERS)
EDITED = residents(*EDITORS, status=400)
UPLOADED = residents(*EDITORS, status=415)
# Owners are convened with it; nothing is chosen.
FROZEN = residents(*EDITORS, status=409)

TABLE = {
    "tenders": {"GET": READING, "POST": EDITED},
    "tender": {"GET": READING, "PUT": EDITED, "DELETE": FROZEN},
    "tender-documents": {"POST": EDITED},
    "tender-document": {"DELETE": FROZEN},
    "tender-quotes": {"GET": READING, "POST": UPLOADED},
    "tender-quote": {"PUT": UPLOADED, "DELETE": FROZEN},
    "tender-quote-file": {"GET": READING},
    "tender-comparison": {"GET": READING, "POST": FROZEN},
    "tender-choice": {"PUT": EDITED, "DELETE": FROZEN},
    "tender-take-up": {"POST": FROZEN},
}
