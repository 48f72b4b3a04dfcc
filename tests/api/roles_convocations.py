"""Who gets which status from the addresses of convocations."""

from tests.roles import answers
from tests.roles.answers import ANONYMOUS, EDITORS, OFFICE


def residents(*roles, status=200):
    return answers.residents(*roles, status=status) | {ANONYMOUS: 401}


SHOWN = {"GET": residents(*OFFICE)}
OMARS = residents(*OFFICE, "co_owner") | {"council": 404, "auditor": 404}
PLANNED = {"POST": residents(*EDITORS, status=400)}


def letters(name):
    return {
        f"{name}-letters": {**SHOWN, "POST": residents(*OFFICE, status=202)},
        f"{name}-deliveries": SHOWN,
        f"{name}-letters-to-post": SHOWN,
        f"{name}-letters-posted": {"POST": residents(*OFFICE, status=400)},
        f"{name}-letters-retry": {"POST": residents(*OFFICE, status=400)},
        f"{name}-letters-zip": SHOWN,
        f"{name}-letters-post-zip": SHOWN,
    }


TABLE = {
    "convocation": SHOWN,
    "convene": {"POST": residents("syndic", status=202)},
    "convocation-preview": {"GET": residents(*EDITORS)},
    "hall-notice": SHOWN,
    "my-convocation": {
        "GET": residents("co_owner")
        | dict.fromkeys([*OFFICE, "auditor", "council"], 404)
    },
    "convocation-letter": {"GET": OMARS},
    **letters("convocation"),
    "call-off": {"POST": residents("syndic", status=400)},
    **letters("called-off"),
    "cancellation-letter": {"GET": OMARS},
    "second-session": PLANNED,
    "new-meeting": PLANNED,
}

# What ``assembly_id`` is in these addresses.
ASSEMBLIES = {
    **dict.fromkeys(TABLE, "convened_id"),
    "convene": "to_convene_id",
    "convocation-preview": "to_convene_id",
    "second-session": "adjourned_id",
    "new-meeting": "closed_id",
}
