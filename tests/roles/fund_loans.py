"""Loans of the solidarity fund that come back, direct debits, exclusions.

``aid_id``: help of Omar's. ``repayment_id``: with a surplus. ``debit_id``: of
``fund_batch_id``, announced. Cleo has a seat, and no second factor in these sessions.
"""

from tests.roles.answers import READ_ONLY, asbl, signed_in
from tests.roles.fund_programs import SIGNED_IN, own

OWN = signed_in(404) | {"co_owner": 200}
COMMITTEE = signed_in(404) | {"committee": 403}
READERS = asbl("board", "treasurer", "asbl_auditor")
READING = (READERS, READ_ONLY)
TREASURER = asbl("treasurer")
CONFIRMING = (TREASURER, asbl("treasurer", status=302))
ASKING = (OWN, OWN)
OWN_POSTING = (READ_ONLY, signed_in(404) | {"co_owner": 302})
COMMITTEE_READING = (COMMITTEE, READ_ONLY)
COMMITTEE_BOTH = (COMMITTEE, COMMITTEE)

TABLE = {
    "solidarity:loan": (OWN, READ_ONLY),
    "solidarity:loan-plan-table": (OWN, READ_ONLY),
    "solidarity:loan-defer": ASKING,
    "solidarity:loan-reschedule": ASKING,
    "solidarity:loan-early": ASKING,
    "solidarity:loan-change-withdraw": OWN_POSTING,
    "solidarity:loan-proposal": OWN_POSTING,
    "solidarity:loan-dispute": ASKING,
    "solidarity:my-exclusion": (signed_in(200), READ_ONLY),
    "solidarity:committee-loans": COMMITTEE_READING,
    "solidarity:committee-loans-table": COMMITTEE_READING,
    "solidarity:committee-loan": COMMITTEE_READING,
    "solidarity:committee-loan-open": (READ_ONLY, COMMITTEE),
    "solidarity:committee-contact-new": COMMITTEE_BOTH,
    "solidarity:committee-change-propose": COMMITTEE_BOTH,
    "solidarity:committee-change-decide": COMMITTEE_BOTH,
    "solidarity:write-off-propose": COMMITTEE_BOTH,
    "solidarity:write-off-decide": COMMITTEE_BOTH,
    "solidarity:dispute-end-new": COMMITTEE_BOTH,
    "solidarity:dispute-end-settle": COMMITTEE_BOTH,
    "solidarity:exclusions": COMMITTEE_READING,
    "solidarity:exclusion-new": COMMITTEE_BOTH,
    "solidarity:exclusion-decide": COMMITTEE_BOTH,
    "solidarity:exclusion-lift": COMMITTEE_BOTH,
    "solidarity:exclusion-lift-decide": COMMITTEE_BOTH,
    "solidarity:repayments": READING,
    "solidarity:repayments-table": READING,
    "solidarity:repayment-new": (TREASURER, TREASURER),
    "solidarity:repayment-reverse": CONFIRMING,
    # An empty form: the day is asked.
    "solidarity:repayment-give-back": (TREASURER, TREASURER),
    "solidarity:debit-batches": (TREASURER, READ_ONLY),
    "solidarity:debit-batch-new": (TREASURER, TREASURER),
    "solidarity:debit-batch": (TREASURER, READ_ONLY),
    # Names and accounts: only after a second factor, so nobody here.
    "solidarity:debit-batch-file": (READ_ONLY, asbl()),
    "solidarity:debit-batch-collected": CONFIRMING,
    "solidarity:debit-return": CONFIRMING,
    "solidarity:debit-stop": CONFIRMING,
}

_READING = {"GET": own(200)}
#: a body is needed
_ASKED = {"POST": own(400)}
#: the same for programs; ``fund_change_id``: asked by Omar, and not answered
API = {
    "fund-loan": _READING,
    "fund-plans": _READING,
    "fund-repayments": _READING,
    "fund-changes": _READING,
    "fund-defer": _ASKED,
    "fund-reschedule": _ASKED,
    "fund-early": {"GET": own(400), **_ASKED},
    "fund-change-withdraw": {"POST": own(200)},
    "fund-change-answer": _ASKED,
    "fund-case-end": _ASKED,
    "fund-exclusion": {"GET": SIGNED_IN},
}

PARITY = {
    "solidarity:loan": "GET fund-loan, GET fund-plans, GET fund-repayments, "
    "GET fund-changes",
    "solidarity:loan-plan-table": "GET fund-plans",
    "solidarity:loan-defer": "POST fund-defer",
    "solidarity:loan-reschedule": "POST fund-reschedule",
    "solidarity:loan-early": "GET fund-early, POST fund-early",
    "solidarity:loan-change-withdraw": "POST fund-change-withdraw",
    "solidarity:loan-proposal": "POST fund-change-answer",
    "solidarity:loan-dispute": "POST fund-case-end",
    "solidarity:my-exclusion": "GET fund-exclusion",
}
