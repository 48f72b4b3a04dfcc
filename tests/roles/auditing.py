"""The check of the accounts, and the register of interests."""

from tests.roles.answers import BOOKS, ISSUERS, READ_ONLY, READERS, residents

AXEL = residents("auditor")
KEEPERS = residents(*ISSUERS, "auditor")

TABLE = {
    "finance:audit": (residents(*READERS), READ_ONLY),
    "finance:audit-year": (AXEL, READ_ONLY),
    "finance:audit-check-new": (AXEL, AXEL),
    "finance:audit-check": (AXEL, READ_ONLY),
    "finance:audit-check-table": (AXEL, READ_ONLY),
    "finance:audit-check-enlarge": (AXEL, AXEL),
    "finance:audit-check-conclude": (AXEL, AXEL),
    # He says once more who he is.
    "finance:audit-check-sign": (
        residents("auditor", status=302),
        residents("auditor", status=302),
    ),
    # Nothing written means that it is in order.
    "finance:audit-voucher": (AXEL, residents("auditor", status=302)),
    "finance:audit-question-new": (AXEL, AXEL),
    "finance:audit-voucher-ask": (AXEL, AXEL),
    "finance:audit-report": (residents(*READERS), READ_ONLY),
    "finance:audit-questions-table": (residents(*BOOKS), READ_ONLY),
    "finance:audit-question": (residents(*BOOKS), READ_ONLY),
    "finance:audit-answer": (residents(*ISSUERS), residents(*ISSUERS)),
    "finance:conflicts": (residents(*READERS), READ_ONLY),
    "finance:conflicts-table": (residents(*READERS), READ_ONLY),
    "finance:conflict-new": (KEEPERS, KEEPERS),
    "finance:conflict-end": (KEEPERS, KEEPERS),
}
