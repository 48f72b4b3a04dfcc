"""Reports and goals of the ASBL. ``asbl_report_id``: the draft of yearly accounts."""

from tests.roles.answers import ANONYMOUS, READ_ONLY, asbl

SEEN = asbl("board", "treasurer", "asbl_auditor")
BOARD = asbl("board")
BOARD_ACT = asbl("board", status=302)
AUDITOR = asbl("asbl_auditor")
AUDITOR_ACT = asbl("asbl_auditor", status=302)

TABLE = {
    "transparency:reports": (SEEN, READ_ONLY),
    "transparency:reports-table": (SEEN, READ_ONLY),
    "transparency:report": (SEEN, READ_ONLY),
    "transparency:report-document": (SEEN, READ_ONLY),
    # A note may be empty: what is written is kept.
    "transparency:report-note": (BOARD, BOARD_ACT),
    "transparency:report-audit": (AUDITOR, AUDITOR_ACT),
    "transparency:report-make": (READ_ONLY, BOARD_ACT),
    "transparency:report-review": (READ_ONLY, BOARD_ACT),
    "transparency:report-publish": (BOARD, BOARD_ACT),
    "transparency:report-correct": (BOARD, BOARD),
    "transparency:report-discard": (BOARD, BOARD_ACT),
    "transparency:goals": (SEEN, READ_ONLY),
    "transparency:goals-table": (SEEN, READ_ONLY),
    "transparency:goal-new": (BOARD, BOARD),
    "transparency:goal-edit": (BOARD, BOARD),
    "transparency:goal-measure": (BOARD, BOARD),
}


def _api(*roles, status=200):
    return asbl(*roles, status=status) | {ANONYMOUS: 401}


_SEEN = {"GET": _api("board", "treasurer", "asbl_auditor")}


def _board(status):
    return _api("board", status=status)


#: the same for programs; an empty body is refused where something must be said
API = {
    "asbl-reports": _SEEN,
    "asbl-report": _SEEN | {"DELETE": _board(409)},
    "asbl-report-file": _SEEN,
    "asbl-report-note": {"PUT": _board(200)},
    "asbl-report-audit": {"PUT": _api("asbl_auditor")},
    "asbl-report-make": {"POST": _board(200)},
    "asbl-report-review": {"POST": _board(200)},
    "asbl-report-publish": {"POST": _board(409)},
    "asbl-report-correct": {"POST": _board(400)},
    "asbl-goals": _SEEN | {"POST": _board(400)},
    "asbl-goal": _SEEN | {"PUT": _board(400)},
    "asbl-goal-measured": {"PUT": _board(400)},
    # By which factors the impact of neighbours is estimated.
    "impact-factors": _SEEN | {"POST": _board(400)},
}
