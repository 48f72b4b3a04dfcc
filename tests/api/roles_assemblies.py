"""Who gets which status from the addresses of assemblies in preparation."""

from tests.roles import answers
from tests.roles.answers import ANONYMOUS, EDITORS, OWNERS, READERS


def residents(*roles, status=200):
    return answers.residents(*roles, status=status) | {ANONYMOUS: 401}


READING = residents(*READERS)
EDITED = residents(*EDITORS, status=400)
# Owners are convened to it.
FROZEN = residents(*EDITORS, status=409)
# Omar's proposal: Clara of the council hears of none.
OMARS = residents(*EDITORS, "co_owner") | dict.fromkeys(
    ["accountant", "auditor", "council"], 404
)

TABLE = {
    "assembly-settings": {"GET": residents(*EDITORS), "PATCH": residents(*EDITORS)},
    "assemblies": {"GET": READING, "POST": EDITED},
    "assembly": {"GET": READING, "PUT": EDITED, "DELETE": FROZEN},
    "agenda": {"POST": EDITED},
    "agenda-open-tasks": {"POST": FROZEN},
    "agenda-item": {"GET": READING, "PUT": EDITED, "DELETE": FROZEN},
    "agenda-item-move": {"POST": EDITED},
    "agenda-item-costs": {"GET": residents(*EDITORS)},
    "agenda-item-documents": {"POST": EDITED},
    "agenda-item-document": {"DELETE": FROZEN},
    "agenda-item-conflicts": {"POST": EDITED},
    "agenda-item-conflict": {"DELETE": FROZEN},
    "proposals": {"GET": READING, "POST": residents(*OWNERS, status=400)},
    "proposal-letters": {"POST": EDITED},
    "proposal": {"GET": OMARS},
    "proposal-withdraw": {"POST": residents("co_owner") | {"council": 404}},
    "proposal-answer": {"POST": EDITED},
    "proposal-place": {"POST": EDITED},
}
