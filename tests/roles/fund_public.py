"""What everybody reads of the fund, and what board and committee do for it.

``fund_report_id``: a report without documents. ``request_id``: Omar's, who was helped;
``testimony_id``: his words, which wait for the committee.
"""

from tests.roles.answers import PUBLIC_READ_ONLY, READ_ONLY, asbl, everybody, signed_in
from tests.roles.fund_programs import own

OPEN = (everybody(200), PUBLIC_READ_ONLY)
BOARD = asbl("board")
BOARD_ACT = asbl("board", status=302)
READING = (BOARD, READ_ONLY)
ASKING = (BOARD, BOARD)
HIS = signed_in(404) | {"co_owner": 200}
HIS_ACT = signed_in(404) | {"co_owner": 302}
#: a seat without a second factor in this session
COMMITTEE = signed_in(404) | {"committee": 403}

TABLE = {
    "solidarity:introduction": (everybody(200), everybody(200)),
    "solidarity:dashboard": OPEN,
    "solidarity:data-csv": OPEN,
    "solidarity:data-json": OPEN,
    # It is not published.
    "solidarity:open-report": (everybody(404), PUBLIC_READ_ONLY),
    "solidarity:testimony": (HIS, HIS),
    "solidarity:testimony-withdraw": (READ_ONLY, HIS_ACT),
    "solidarity:testimonies": (COMMITTEE, READ_ONLY),
    "solidarity:testimony-read": (COMMITTEE, COMMITTEE),
    "solidarity:outcomes": (COMMITTEE, COMMITTEE),
    "solidarity:fund-reports": READING,
    "solidarity:fund-report": READING,
    # It has no documents.
    "solidarity:fund-report-document": (asbl("board", status=404), READ_ONLY),
    "solidarity:fund-report-make": (READ_ONLY, BOARD_ACT),
    "solidarity:fund-report-review": (READ_ONLY, BOARD_ACT),
    "solidarity:fund-report-publish": (BOARD, BOARD_ACT),
    "solidarity:fund-report-erratum": ASKING,
    "solidarity:terms": READING,
    "solidarity:terms-new": ASKING,
    "solidarity:legal": READING,
    "solidarity:legal-new": ASKING,
    "solidarity:fund-goals": READING,
    "solidarity:fund-goal-new": ASKING,
}

#: the same for programs: a body is needed
API = {
    "fund-testimony": {"GET": own(200), "PUT": own(400), "DELETE": own(204)},
}

PARITY = {
    "solidarity:testimony": "GET fund-testimony, PUT fund-testimony",
    "solidarity:testimony-withdraw": "DELETE fund-testimony",
}
