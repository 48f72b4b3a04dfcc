"""The committee's pages, those of the board about it, and the person's about a decision.

``fund_request_id``: Omar's, refused and appealed. Cleo holds a seat, and confirmed no
second factor in these sessions.
"""

from tests.roles.answers import READ_ONLY, asbl, signed_in
from tests.roles.fund_programs import own

BOARD = asbl("board")
MEMBERS = signed_in(404) | {"committee": 403}
POSTED = (READ_ONLY, MEMBERS)
OWN = signed_in(404) | {"co_owner": 200}
#: answered or appealed already: back to the decision
OWN_AGAIN = signed_in(404) | {"co_owner": 302}
#: it is not open in these sessions
BOARD_AGAIN = asbl("board", status=302)

TABLE = {
    "solidarity:seats": (BOARD, READ_ONLY),
    "solidarity:seat-new": (BOARD, BOARD),
    "solidarity:seat-end": (BOARD, BOARD),
    "solidarity:board-appeals": (BOARD, READ_ONLY),
    "solidarity:board-appeal": (BOARD, READ_ONLY),
    "solidarity:board-appeal-open": (READ_ONLY, BOARD_AGAIN),
    "solidarity:board-appeal-decide": (BOARD_AGAIN, BOARD_AGAIN),
    "solidarity:board-appeal-assembly": (BOARD_AGAIN, BOARD_AGAIN),
    "solidarity:committee": (MEMBERS, READ_ONLY),
    "solidarity:committee-sessions": (MEMBERS, READ_ONLY),
    "solidarity:committee-session-new": (MEMBERS, MEMBERS),
    "solidarity:committee-session": (MEMBERS, READ_ONLY),
    "solidarity:committee-session-close": (MEMBERS, MEMBERS),
    "solidarity:committee-session-minutes": (MEMBERS, READ_ONLY),
    "solidarity:file": (MEMBERS, READ_ONLY),
    "solidarity:file-open": POSTED,
    "solidarity:file-recuse": (MEMBERS, MEMBERS),
    "solidarity:file-ask": (MEMBERS, MEMBERS),
    "solidarity:file-paper": POSTED,
    "solidarity:file-paper-confirm": POSTED,
    "solidarity:vote-new": (MEMBERS, MEMBERS),
    "solidarity:vote-refusal": (MEMBERS, MEMBERS),
    "solidarity:vote-ballot": POSTED,
    "solidarity:vote-close": (MEMBERS, MEMBERS),
    "solidarity:decision": (OWN, READ_ONLY),
    "solidarity:offer": (OWN_AGAIN, OWN_AGAIN),
    "solidarity:appeal": (OWN_AGAIN, OWN_AGAIN),
}

#: the same for programs; nothing is offered, and a body is needed
API = {
    "fund-decisions": {"GET": own(200)},
    "fund-offer": {"GET": own(404), "POST": own(400)},
    "fund-appeals": {"GET": own(200), "POST": own(400)},
}

PARITY = {
    "solidarity:decision": "GET fund-decisions, GET fund-appeals",
    "solidarity:offer": "GET fund-offer, POST fund-offer",
    "solidarity:appeal": "POST fund-appeals",
}
