"""Who gets which status from the addresses of a meeting."""

from tests.roles import answers
from tests.roles.answers import ANONYMOUS, EDITORS, READERS


def residents(*roles, status=200):
    return answers.residents(*roles, status=status) | {ANONYMOUS: 401}


HELD = residents(*EDITORS)
RECORDED = residents(*EDITORS, status=400)

TABLE = {
    "meeting": {"GET": residents(*READERS)},
    # Its list of voters is frozen already.
    "meeting-roll": {"POST": residents(*EDITORS, status=409)},
    "meeting-attendance": {"GET": HELD},
    "meeting-events": {"GET": HELD, "POST": RECORDED},
    "meeting-ballots": {"GET": HELD},
    "meeting-box": {"POST": RECORDED},
}
