"""Who gets which status from the addresses of the council and the mandates."""

from tests.roles import answers
from tests.roles.answers import ANONYMOUS, EDITORS, READERS


def residents(*roles, status=200):
    return answers.residents(*roles, status=status) | {ANONYMOUS: 401}


READING = residents(*READERS)
# An empty body is refused.
SYNDIC = residents("syndic", status=400)
ENDING = {"POST": SYNDIC}

TABLE = {
    "council": {"GET": READING},
    "council-members": {"GET": READING, "POST": SYNDIC},
    "council-member-end": ENDING,
    "council-member-chair": {"POST": residents("syndic")},
    "council-delegations": {"GET": READING, "POST": SYNDIC},
    "council-delegation-end": ENDING,
    "council-reports": {"POST": residents(*EDITORS, "council", status=415)},
    "syndics": {"GET": READING, "POST": SYNDIC},
    "syndics-today": {"GET": READING},
    "syndic-papers": {"PUT": SYNDIC},
    "syndic-take-back": {"POST": residents("syndic", status=204)},
    "hand-over": {"POST": SYNDIC},
    "auditors": {"GET": READING, "POST": SYNDIC},
    "auditor-end": ENDING,
}
