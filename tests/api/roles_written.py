"""Who gets which status between assemblies."""

from tests.api.roles_convocations import letters
from tests.roles import answers
from tests.roles.answers import ANONYMOUS, EDITORS, OFFICE, OWNERS, READERS


def residents(*roles, status=200):
    return answers.residents(*roles, status=status) | {ANONYMOUS: 401}


SEEN = {"GET": residents(*READERS)}
EDITING = residents(*EDITORS, status=400)
TAKING_PART = residents(*OWNERS, status=400)
# What is Omar's alone: he has signed, and represents these lots.
OMARS = residents("co_owner") | {"council": 404}
OTHERS = dict.fromkeys(["accountant", "auditor", "council"], 404)

TABLE = {
    "written-decisions": {**SEEN, "POST": EDITING},
    "written-decision": {
        **SEEN,
        "PUT": EDITING,
        # It was sent.
        "DELETE": residents(*EDITORS, status=409),
    },
    "written-send": {"POST": residents("syndic", status=202)},
    "written-answer": {"POST": TAKING_PART},
    "written-answers": {"GET": residents(*EDITORS)},
    "written-record": {"POST": residents(*EDITORS, status=415)},
    "written-withdraw": {"POST": residents("syndic", status=400)},
    # Drawn up before.
    "written-minutes": {"POST": residents(*EDITORS, status=409)},
    "written-minutes-file": SEEN,
    "written-scan": {"GET": residents(*EDITORS)},
    "written-letter": {
        "GET": residents(*OFFICE, "co_owner") | {"auditor": 404, "council": 404}
    },
    **letters("written"),
    "requests": {**SEEN, "POST": TAKING_PART},
    "request": SEEN,
    "request-signature": {
        # Omar has signed; Clara has not.
        "POST": residents("council") | {"co_owner": 409},
        "DELETE": residents("co_owner") | {"council": 409},
    },
    "request-withdraw": {"POST": residents("co_owner") | {"council": 409}},
    "request-letter": SEEN,
    "request-sent": {"POST": TAKING_PART},
    "request-received": {
        "POST": residents(*EDITORS, "co_owner", status=415)
        | dict.fromkeys(["accountant", "auditor", "council"], 403)
    },
    "request-proof": {"GET": residents(*EDITORS, "co_owner") | OTHERS},
    "request-draft": {"POST": residents(*EDITORS, status=201)},
    "request-addresses": {"GET": OMARS},
    "consultations": {**SEEN, "POST": EDITING},
    "consultation": SEEN,
    "consultation-results": SEEN,
    "consultation-answer": {"PUT": TAKING_PART},
    "consultation-close": {"POST": residents(*EDITORS)},
}

OTHER_THINGS = {
    "written-send": {"written_id": "written_draft_id"},
    "written-minutes": {"written_id": "written_ended_id"},
    "written-minutes-file": {"written_id": "written_ended_id"},
    "consultation-results": {"consultation_id": "consultation_closed_id"},
    "request-proof": {"request_id": "request_late_id"},
    "request-draft": {"request_id": "request_late_id"},
    "request-addresses": {"request_id": "request_late_id"},
}


def address(name, arguments):
    """Return what stands in the address of an operation of this area."""
    others = OTHER_THINGS.get(name, {})
    return arguments | {one: arguments[other] for one, other in others.items()}
