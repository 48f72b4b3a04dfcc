"""Convening, the convocations, and calling off."""

from tests.roles.answers import EDITING, OFFICE, READ_ONLY, residents

SYNDIC = residents("syndic")
PRESSED = (READ_ONLY, residents(*OFFICE, status=302))
SHOWN = (residents(*OFFICE), READ_ONLY)
# Omar's letter: Clara of the council has another one.
OMARS = residents(*OFFICE, "co_owner") | {"council": 404, "auditor": 404}


def letters(name):
    return {
        f"governance:{name}": SHOWN,
        f"governance:{name}-table": SHOWN,
        f"governance:{name}-make": PRESSED,
        f"governance:{name}-posted": (residents(*OFFICE), residents(*OFFICE)),
        f"governance:{name}-post-table": SHOWN,
        f"governance:{name}-retry": PRESSED,
        f"governance:{name}-zip": SHOWN,
        f"governance:{name}-post-zip": SHOWN,
    }


TABLE = {
    **letters("convocation"),
    "governance:convene": (SYNDIC, residents("syndic", status=302)),
    "governance:convocation-preview": (EDITING, READ_ONLY),
    "governance:hall-notice": SHOWN,
    "governance:my-convocation": (
        residents("co_owner") | dict.fromkeys([*OFFICE, "auditor", "council"], 404),
        READ_ONLY,
    ),
    "governance:convocation-letter": (OMARS, READ_ONLY),
    "governance:call-off": (SYNDIC, SYNDIC),
    **letters("called-off"),
    "governance:cancellation-letter": (OMARS, READ_ONLY),
    "governance:second-session": (EDITING, EDITING),
    "governance:new-meeting": (EDITING, EDITING),
}

# What ``assembly_id`` is on these pages.
ASSEMBLIES = {
    **dict.fromkeys(TABLE, "convened_id"),
    "governance:convene": "to_convene_id",
    "governance:convocation-preview": "to_convene_id",
    "governance:second-session": "adjourned_id",
    "governance:new-meeting": "closed_id",
}
