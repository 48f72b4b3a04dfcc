"""Calls for funds, letters, accounts, payments and the opening of the books."""

from tests.roles.answers import (
    BOOKS,
    ISSUERS,
    OFFICE,
    OWNERS,
    READ_ONLY,
    READERS,
    residents,
)

TABLE = {
    # The books
    "finance:account": (residents(*OWNERS), READ_ONLY),
    "finance:statement": (residents(*OWNERS), READ_ONLY),
    "finance:statement-file": (residents(*OWNERS), READ_ONLY),
    "finance:statement-table": (residents(*OWNERS), READ_ONLY),
    "finance:accounts": (residents(*BOOKS), READ_ONLY),
    "finance:accounts-table": (residents(*BOOKS), READ_ONLY),
    "finance:opening": (residents(*BOOKS), READ_ONLY),
    # Les Acacias has its opening already: both go on to it.
    "finance:opening-new": (
        residents(*ISSUERS, status=302),
        residents(*ISSUERS, status=302),
    ),
    "finance:opening-file": (residents(*ISSUERS), residents(*ISSUERS)),
    "finance:opening-csv": (residents(*ISSUERS), READ_ONLY),
    "finance:opening-workbook": (residents(*ISSUERS), READ_ONLY),
    "finance:opening-reverse": (
        residents(*ISSUERS),
        residents(*ISSUERS, status=302),
    ),
    "finance:calls": (residents(*READERS), READ_ONLY),
    "finance:calls-table": (residents(*READERS), READ_ONLY),
    "finance:call": (residents(*READERS), READ_ONLY),
    "finance:call-table": (residents(*READERS), READ_ONLY),
    "finance:call-part": (residents(*OFFICE), READ_ONLY),
    "finance:call-new": (residents(*OFFICE), residents(*OFFICE)),
    "finance:call-edit": (residents(*OFFICE), residents(*OFFICE)),
    "finance:call-issue": (READ_ONLY, residents(*ISSUERS, status=302)),
    "finance:call-discard": (residents(*OFFICE), residents(*OFFICE, status=302)),
    "finance:call-cancel": (residents(*ISSUERS), residents(*ISSUERS, status=302)),
    # Omar's letter: Clara of the council gets another one.
    "finance:document": (residents(*READERS) | {"council": 404}, READ_ONLY),
    "finance:document-letter": (residents(*READERS) | {"council": 404}, READ_ONLY),
    "finance:letters": (residents(*OFFICE), READ_ONLY),
    "finance:letters-table": (residents(*OFFICE), READ_ONLY),
    "finance:letter": (residents(*OFFICE), READ_ONLY),
    "finance:letters-make": (READ_ONLY, residents(*OFFICE, status=302)),
    "finance:letters-send": (residents(*OFFICE), residents(*OFFICE, status=302)),
    "finance:letters-posted": (residents(*OFFICE), residents(*OFFICE)),
    "finance:letters-retry": (READ_ONLY, residents(*OFFICE, status=302)),
    "finance:letters-zip": (residents(*OFFICE), READ_ONLY),
    "finance:letters-post-zip": (residents(*OFFICE), READ_ONLY),
    "finance:payments": (residents(*BOOKS), READ_ONLY),
    "finance:payments-table": (residents(*BOOKS), READ_ONLY),
    "finance:payment-new": (residents(*OFFICE), residents(*OFFICE)),
    "finance:payment-reverse": (
        residents(*OFFICE),
        residents(*OFFICE, status=302),
    ),
}
