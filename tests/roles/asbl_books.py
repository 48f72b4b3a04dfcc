"""Costs, income, quarters and contributions of the ASBL.

``voucher_id``: one that nobody has decided; ``participation_id``: Mia's.
"""

from tests.roles.answers import ANONYMOUS, READ_ONLY, asbl

SEEN = asbl("board", "treasurer", "asbl_auditor")
KEPT = asbl("treasurer")
KEPT_ACT = asbl("treasurer", status=302)
APPROVED = asbl("board", "treasurer")
APPROVED_ACT = asbl("board", "treasurer", status=302)
MINE = asbl("member")

TABLE = {
    "transparency:books": (SEEN, READ_ONLY),
    "transparency:income-table": (SEEN, READ_ONLY),
    "transparency:balance-table": (SEEN, READ_ONLY),
    "transparency:entries": (SEEN, READ_ONLY),
    "transparency:entries-table": (SEEN, READ_ONLY),
    "transparency:entry": (SEEN, READ_ONLY),
    "transparency:vouchers": (SEEN, READ_ONLY),
    "transparency:vouchers-table": (SEEN, READ_ONLY),
    "transparency:voucher-new": (KEPT, KEPT),
    "transparency:voucher": (SEEN, READ_ONLY),
    "transparency:voucher-paper": (SEEN, READ_ONLY),
    "transparency:voucher-edit": (KEPT, KEPT),
    "transparency:voucher-withdraw": (KEPT, KEPT_ACT),
    "transparency:voucher-approve": (APPROVED, APPROVED),
    "transparency:voucher-reject": (APPROVED, APPROVED),
    "transparency:voucher-pay": (KEPT, KEPT),
    "transparency:voucher-unpay": (KEPT, KEPT_ACT),
    "transparency:voucher-reverse": (APPROVED, APPROVED),
    "transparency:quarters": (SEEN, READ_ONLY),
    "transparency:quarters-table": (SEEN, READ_ONLY),
    "transparency:quarter-close": (APPROVED, APPROVED_ACT),
    "transparency:contributions": (SEEN, READ_ONLY),
    "transparency:contributions-table": (SEEN, READ_ONLY),
    "transparency:contributions-bill": (KEPT, KEPT_ACT),
    "transparency:contribution-account": (SEEN, READ_ONLY),
    "transparency:contribution-account-table": (SEEN, READ_ONLY),
    "transparency:contribution-statement": (
        SEEN,
        asbl("board", "treasurer", "asbl_auditor", status=302),
    ),
    "transparency:contribution-year": (
        SEEN,
        asbl("board", "treasurer", "asbl_auditor", status=302),
    ),
    "transparency:receipts": (SEEN, READ_ONLY),
    "transparency:receipts-table": (SEEN, READ_ONLY),
    "transparency:receipt-new": (KEPT, KEPT),
    "transparency:receipt-reverse": (KEPT, KEPT_ACT),
    "transparency:receipts-import": (KEPT, KEPT),
    "transparency:receipts-book": (READ_ONLY, KEPT_ACT),
    "transparency:my-contributions": (MINE, READ_ONLY),
    "transparency:my-contribution-account": (MINE, READ_ONLY),
    "transparency:my-contribution-account-table": (MINE, READ_ONLY),
    "transparency:my-contribution-statement": (MINE, asbl("member", status=302)),
    "transparency:my-contribution-year": (MINE, asbl("member", status=302)),
}


def _api(*roles, status=200):
    return asbl(*roles, status=status) | {ANONYMOUS: 401}


_SEEN = {"GET": _api("board", "treasurer", "asbl_auditor")}
_MADE = {"POST": _api("board", "treasurer", "asbl_auditor", status=204)}
_MINE = {"GET": _api("member")}
_MY_MADE = {"POST": _api("member", status=204)}


def _kept(status):
    return _api("treasurer", status=status)


def _decided(status):
    return {"POST": _api("board", "treasurer", status=status)}


#: the same for programs; an empty body is refused
API = {
    "asbl-income": _SEEN,
    "asbl-balance-sheet": _SEEN,
    "asbl-entries": _SEEN,
    "asbl-entry": _SEEN,
    "asbl-quarters": _SEEN,
    "asbl-quarter-close": _decided(200),
    "asbl-vouchers": _SEEN | {"POST": _kept(415)},
    "asbl-vouchers-expected": _SEEN,
    "asbl-voucher": _SEEN | {"PUT": _kept(415), "DELETE": _kept(204)},
    "asbl-voucher-paper": _SEEN,
    "asbl-voucher-approve": _decided(400),
    "asbl-voucher-reject": _decided(400),
    "asbl-voucher-pay": {"POST": _kept(400)},
    "asbl-voucher-unpay": {"POST": _kept(409)},
    "asbl-voucher-reverse": _decided(400),
    "asbl-contributions": _SEEN,
    "asbl-contributions-missing": {"GET": _kept(200), "POST": _kept(202)},
    "asbl-contribution-account": _SEEN,
    "asbl-contribution-lines": _SEEN,
    "asbl-contribution-statement": _SEEN | _MADE,
    "asbl-contribution-year": _SEEN | _MADE,
    "asbl-my-contributions": _MINE,
    "asbl-my-contribution-account": _MINE,
    "asbl-my-contribution-lines": _MINE,
    "asbl-my-contribution-statement": _MINE | _MY_MADE,
    "asbl-my-contribution-year": _MINE | _MY_MADE,
    "asbl-receipts": _SEEN | {"POST": _kept(400)},
    "asbl-receipt-reverse": {"POST": _kept(200)},
    "asbl-bank-file": {"POST": _kept(415)},
    "asbl-bank-file-book": {"POST": _kept(400)},
}
