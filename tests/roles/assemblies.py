"""Assemblies in preparation, their agendas, and what owners propose."""

from tests.roles.answers import EDITING, EDITORS, OWNERS, READ_ONLY, READERS, residents

EDITED = (EDITING, EDITING)
CONFIRMED = (EDITING, residents(*EDITORS, status=302))
PRESSED = (READ_ONLY, residents(*EDITORS, status=302))
OMARS = residents(*EDITORS, "co_owner") | dict.fromkeys(
    ["accountant", "auditor", "council"], 404
)

TABLE = {
    "governance:assemblies": (residents(*READERS), READ_ONLY),
    "governance:assemblies-table": (residents(*READERS), READ_ONLY),
    "governance:assembly-settings": (EDITING, residents(*EDITORS, status=302)),
    "governance:assembly-new": EDITED,
    "governance:assembly": (residents(*READERS), READ_ONLY),
    "governance:assembly-edit": EDITED,
    "governance:assembly-discard": CONFIRMED,
    "governance:agenda": (EDITING, READ_ONLY),
    "governance:agenda-open-tasks": PRESSED,
    "governance:item-new": EDITED,
    "governance:item": (residents(*READERS), READ_ONLY),
    "governance:item-costs-table": (EDITING, READ_ONLY),
    "governance:item-edit": EDITED,
    "governance:item-move": PRESSED,
    "governance:item-remove": CONFIRMED,
    "governance:item-attach": EDITED,
    "governance:item-detach": PRESSED,
    "governance:item-conflict": EDITED,
    "governance:item-conflict-remove": PRESSED,
    "governance:proposals": (residents(*READERS), READ_ONLY),
    "governance:proposals-table": (residents(*READERS), READ_ONLY),
    "governance:proposal-new": (residents(*OWNERS), residents(*OWNERS)),
    "governance:proposal-record": EDITED,
    # Omar's proposal: Clara of the council hears of none.
    "governance:proposal": (OMARS, READ_ONLY),
    "governance:proposal-withdraw": (
        residents("co_owner") | {"council": 404},
        residents("co_owner", status=302) | {"council": 404},
    ),
    "governance:proposal-answer": EDITED,
    "governance:proposal-place": EDITED,
}

# Pages whose ``assembly_id`` is a draft's, and whose ``item_id`` is a point of it.
DRAFTS = [
    "governance:assembly-edit",
    "governance:assembly-discard",
    "governance:agenda",
    "governance:agenda-open-tasks",
    "governance:item-new",
    "governance:item-costs-table",
    "governance:item-edit",
    "governance:item-move",
    "governance:item-remove",
    "governance:item-attach",
    "governance:item-detach",
    "governance:item-conflict",
    "governance:item-conflict-remove",
]
