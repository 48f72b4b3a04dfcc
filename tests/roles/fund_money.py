"""Agreements, payouts, transfers and the books of the solidarity fund.

``aid_id``: Omar's loan, whose agreement is made. ``payout_id``: at the bank, of Jean's.
``transfer_id``: its list. Cleo has a seat, and no second factor in these sessions.
"""

from tests.roles.answers import READ_ONLY, asbl, signed_in
from tests.roles.fund_programs import SIGNED_IN, own

OWN = signed_in(404) | {"co_owner": 200}
COMMITTEE = signed_in(404) | {"committee": 403}
READERS = asbl("board", "treasurer", "asbl_auditor")
READING = (READERS, READ_ONLY)
TREASURER = asbl("treasurer")
BOARD = asbl("board")
CONFIRMING = (TREASURER, asbl("treasurer", status=302))
COMMITTEE_READING = (COMMITTEE, READ_ONLY)
COMMITTEE_BOTH = (COMMITTEE, COMMITTEE)
COMMITTEE_POSTING = (READ_ONLY, COMMITTEE)

TABLE = {
    # An empty form: what it lacks is said.
    "solidarity:agreement": (OWN, OWN),
    "solidarity:agreement-file": (OWN, READ_ONLY),
    "solidarity:agreement-sign": (OWN, OWN),
    "solidarity:payouts": COMMITTEE_READING,
    "solidarity:payout-new": COMMITTEE_BOTH,
    "solidarity:payout-close": COMMITTEE_BOTH,
    "solidarity:payout-agreement": COMMITTEE_POSTING,
    "solidarity:payout": COMMITTEE_READING,
    "solidarity:payout-open": COMMITTEE_POSTING,
    "solidarity:payout-voucher": COMMITTEE_POSTING,
    "solidarity:payout-approve": COMMITTEE_POSTING,
    "solidarity:payout-withdraw": COMMITTEE_BOTH,
    "solidarity:transfers": READING,
    "solidarity:transfer-new": (TREASURER, TREASURER),
    "solidarity:transfer": READING,
    # Names and accounts: only after a second factor, so nobody here.
    "solidarity:transfer-file": (READ_ONLY, asbl()),
    "solidarity:transfer-execute": (TREASURER, TREASURER),
    "solidarity:transfer-discard": CONFIRMING,
    "solidarity:transfer-return": (TREASURER, TREASURER),
    "solidarity:fund-books": READING,
    "solidarity:fund-books-table": READING,
    "solidarity:fund-entries": READING,
    "solidarity:fund-entries-table": READING,
    "solidarity:fund-provision": CONFIRMING,
    "solidarity:fund-endowment-new": (TREASURER, TREASURER),
    "solidarity:fund-cost-new": (TREASURER, TREASURER),
    "solidarity:fund-movement-mirror": CONFIRMING,
    "solidarity:fund-account": (BOARD, BOARD),
    "solidarity:fund-ahead": READING,
}

#: the same for programs: the agreement is made as the request says it
API = {
    "fund-aids": {"GET": SIGNED_IN},
    "fund-agreement": {"GET": own(200), "PUT": own(200)},
    "fund-agreement-file": {"GET": own(200)},
}

PARITY = {
    "solidarity:agreement": "GET fund-aids, GET fund-agreement, PUT fund-agreement",
    "solidarity:agreement-file": "GET fund-agreement-file",
}
