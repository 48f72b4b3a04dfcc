"""Ideas, the participatory budget, offices, and what another tariff would change.

``idea_id``: Mia's, whom nobody else supports. ``allocation_id``: a proposal.
``commitment_id``: an adopted line. ``person_id``, ``office``, ``since``: Bo's.
"""

from tests.roles.answers import ANONYMOUS, READ_ONLY, asbl

READERS = asbl("board", "treasurer", "asbl_auditor", "coordinator", "member")
READING = (READERS, READ_ONLY)
MEMBER = asbl("member")
PREPARING = asbl("board", "coordinator")
BOARD = asbl("board")
TREASURER = asbl("treasurer")
SUPPORTING = (READ_ONLY, asbl("member", status=302))

TABLE = {
    "transparency:ideas": READING,
    "transparency:ideas-table": READING,
    "transparency:idea": READING,
    "transparency:idea-new": (MEMBER, MEMBER),
    "transparency:idea-edit": (MEMBER, MEMBER),
    "transparency:idea-support": SUPPORTING,
    "transparency:idea-unsupport": SUPPORTING,
    "transparency:idea-answer": (PREPARING, PREPARING),
    "transparency:allocations": READING,
    "transparency:allocations-table": READING,
    "transparency:spendings-table": READING,
    "transparency:endowments-table": READING,
    "transparency:endowment-pay": (TREASURER, TREASURER),
    "transparency:allocation": READING,
    "transparency:allocation-table": READING,
    "transparency:allocation-new": (PREPARING, PREPARING),
    "transparency:allocation-edit": (PREPARING, PREPARING),
    "transparency:allocation-discard": (
        PREPARING,
        asbl("board", "coordinator", status=302),
    ),
    "transparency:spending-new": (TREASURER, TREASURER),
    "transparency:people": READING,
    "transparency:people-table": READING,
    "transparency:office-end": (BOARD, BOARD),
    "transparency:tariff-preview": (PREPARING, READ_ONLY),
}


def _api(*roles, status=200):
    return asbl(*roles, status=status) | {ANONYMOUS: 401}


_READING = {"GET": READERS | {ANONYMOUS: 401}}
_PREPARING = ("board", "coordinator")
#: the same for programs; an empty body is refused
API = {
    "asbl-ideas": {**_READING, "POST": _api("member", status=400)},
    "asbl-idea": {**_READING, "PUT": _api("member", status=400)},
    "asbl-idea-support": {"PUT": _api("member"), "DELETE": _api("member")},
    "asbl-idea-answer": {"POST": _api(*_PREPARING, status=400)},
    "asbl-allocations": {**_READING, "POST": _api(*_PREPARING, status=400)},
    "asbl-allocation": {
        **_READING,
        "PUT": _api(*_PREPARING, status=400),
        "DELETE": _api(*_PREPARING, status=204),
    },
    "asbl-allocation-lines": _READING,
    "asbl-distributable": {"GET": _api(*_PREPARING)},
    "asbl-spendings": _READING,
    "asbl-endowments": _READING,
    "asbl-endowment-pay": {"POST": _api("treasurer", status=400)},
    "asbl-line-spendings": {"POST": _api("treasurer", status=400)},
    "asbl-people": _READING,
    "asbl-office-end": {"POST": _api("board", status=400)},
    # Without a question.
    "asbl-tariff-preview": {"GET": _api(*_PREPARING, status=400)},
}
