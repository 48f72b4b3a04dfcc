"""Who gets which status from the addresses of the supply contracts."""

from tests.roles import answers
from tests.roles.answers import ANONYMOUS, EDITORS, READERS


def residents(*roles, status=200):
    return answers.residents(*roles, status=status) | {ANONYMOUS: 401}


READING = residents(*READERS)
# An empty body is refused.
WRITING = residents(*EDITORS, status=400)
# Nothing is evaluated yet.
REFUSED = residents(*EDITORS, status=409)

TABLE = {
    "supply-contracts": {"GET": READING, "POST": WRITING},
    "supply-contract": {"GET": READING, "PUT": WRITING},
    "supply-contract-end": {"POST": WRITING},
    "contracts-year": {"GET": READING},
    "contract-reviews": {"GET": READING},
    "contract-review": {"PUT": WRITING},
    "contracts-report": {"GET": residents(*EDITORS), "POST": REFUSED},
    "contracts-attach": {"POST": REFUSED},
}
