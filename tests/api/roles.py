"""Every address and method of the API, and who gets which status.

Each of the cast has a program with a full token; a body is an empty object.
"""

from tests.api import (
    roles_assemblies,
    roles_contracts,
    roles_convocations,
    roles_council,
    roles_meeting,
    roles_minutes,
    roles_neighbours,
    roles_tenders,
    roles_voting,
    roles_written,
)
from tests.roles import asbl_books, asbl_budget, asbl_membership, asbl_reports, fund
from tests.roles.answers import (
    ANONYMOUS,
    BOOKS,
    EDITORS,
    EVERYBODY,
    ISSUERS,
    OFFICE,
    OWNERS,
    READERS,
    RESIDENTS,
)


def signed_in(status):
    return dict.fromkeys(EVERYBODY, status) | {ANONYMOUS: 401}


def residents(*roles, status=200):
    """An address of Les Acacias: other roles there 403, strangers 404."""
    return signed_in(404) | dict.fromkeys(RESIDENTS, 403) | dict.fromkeys(roles, status)


READING = residents(*READERS)
# An empty body is refused; whoever may not change anything does not get so far.
EDITING = residents(*EDITORS, status=400)
KEEPING = residents(*OFFICE, status=400)
OPENING = residents(*ISSUERS, status=400)
OMARS = residents("co_owner", status=400) | {"council": 404}
# Files do not come as JSON.
UPLOADING = residents(*EDITORS, status=415)
HISTORY = residents(*OFFICE, "council")
SYNDIC = residents("syndic")
# A document for the co-owners: the occupant reads the library, not this one.
SHELF = residents(*READERS) | {"occupant": 404}
# Whoever works for a firm; whoever runs one.
FIRM = signed_in(404) | {"syndic": 200}
STAFF = dict.fromkeys([*OFFICE, "other_syndic"], 200)
FOUNDERS = dict.fromkeys(["syndic", "other_syndic"], 400)

# Addresses that give a key, and the description: tests/api/test_signing_in.py.
KEYLESS = ["schema", "sign-in", "second-factor", "refresh"]
# What everybody may read: tests/transparency/public_pages/test_api.py.
KEYLESS += ["open-figures", "open-tables", "open-rows", "open-simulation"]
KEYLESS += ["open-reports", "open-report-file"]

TABLE = {
    **roles_assemblies.TABLE,
    **roles_contracts.TABLE,
    **roles_convocations.TABLE,
    **roles_council.TABLE,
    **roles_meeting.TABLE,
    **roles_minutes.TABLE,
    **roles_neighbours.TABLE,
    **roles_tenders.TABLE,
    **roles_voting.TABLE,
    **roles_written.TABLE,
    **asbl_budget.API,
    **asbl_books.API,
    **asbl_membership.API,
    **asbl_reports.API,
    **fund.API,
    # An API token is revoked on its page: it signs nobody out.
    "session": {"DELETE": signed_in(403)},
    "me": {"GET": signed_in(200), "PATCH": signed_in(200)},
    "buildings": {"GET": signed_in(200), "POST": signed_in(403) | FOUNDERS},
    "firms": {"GET": signed_in(200)},
    # Sophie runs it.
    "firm": {"GET": FIRM, "PATCH": FIRM},
    "firm-logo": {
        "GET": FIRM,
        "PUT": FIRM | {"syndic": 415},
        "DELETE": FIRM | {"syndic": 204},
    },
    "staff": {"GET": FIRM},
    "staff-end": {"POST": FIRM | {"syndic": 204}},
    "staff-invitations": {"GET": FIRM, "POST": FIRM | {"syndic": 400}},
    "staff-revoke": {"POST": FIRM | {"syndic": 204}},
    "portfolio": {"GET": signed_in(403) | STAFF},
    "portfolio-buildings": {"GET": signed_in(403) | STAFF},
    # The letters of a call are being made: the office follows it.
    "job": {"GET": signed_in(404) | dict.fromkeys(OFFICE, 200)},
    "building": {"GET": residents(*RESIDENTS), "PATCH": residents(*EDITORS)},
    "completeness": {"GET": READING},
    "notice": {"GET": residents(*EDITORS)},
    "data-request": {"POST": residents(*RESIDENTS, status=400)},
    "ownership": {"GET": READING},
    "lots": {"GET": READING, "POST": EDITING},
    "lot": {"GET": READING, "PATCH": residents(*EDITORS)},
    "periods": {"GET": READING, "POST": EDITING},
    "period": {"DELETE": residents(*EDITORS, status=204)},
    "owners": {"GET": READING, "POST": EDITING},
    "owner": {"GET": READING, "PATCH": residents(*EDITORS)},
    "holdings": {"GET": READING, "POST": EDITING},
    "holding": {"GET": READING},
    "representative": {"PUT": EDITING},
    "keys": {"GET": READING, "POST": EDITING},
    "key": {"GET": READING},
    "key-parts": {"GET": READING},
    "versions": {"GET": READING, "POST": EDITING},
    "version": {"GET": READING},
    "suppliers": {"GET": residents(*BOOKS), "POST": KEEPING},
    "supplier": {"GET": residents(*BOOKS), "PATCH": residents(*OFFICE)},
    "library": {"GET": residents(*RESIDENTS), "POST": UPLOADING},
    "library-document": {"GET": SHELF, "PATCH": residents(*EDITORS)},
    "library-versions": {"POST": UPLOADING},
    "library-file": {"GET": SHELF},
    "library-withdraw": {"POST": residents(*EDITORS)},
    "library-restore": {"POST": residents(*EDITORS)},
    "invitations": {"GET": residents(*EDITORS), "POST": EDITING},
    "invitations-owners": {"POST": EDITING},
    "owner-invitation": {"POST": EDITING},
    "invitation": {"GET": residents(*EDITORS)},
    "invitation-revoke": {"POST": residents(*EDITORS)},
    "invitation-renew": {"POST": residents(*EDITORS, status=202)},
    "consents": {"GET": residents(*EDITORS), "POST": EDITING},
    "consent-withdraw": {"POST": EDITING},
    "my-consents": {"GET": residents(*OWNERS), "POST": residents(*OWNERS, status=400)},
    # A consent of Omar's: Clara of the council has none.
    "my-consent-withdraw": {"POST": residents("co_owner") | {"council": 404}},
    "imports": {"GET": residents(*EDITORS), "POST": UPLOADING},
    "import-template": {"GET": residents(*EDITORS)},
    "import": {"GET": residents(*EDITORS)},
    # It is applied.
    "import-apply": {"POST": residents(*EDITORS, status=409)},
    "import-undo": {"POST": residents(*EDITORS)},
    "archive": {"GET": SYNDIC, "POST": residents("syndic", status=202)},
    # A token is not a sign-in of a moment ago.
    "archive-file": {"POST": residents("syndic", status=403)},
    "webhooks": {"GET": SYNDIC, "POST": residents("syndic", status=400)},
    "webhook": {
        "GET": SYNDIC,
        "PATCH": SYNDIC,
        "DELETE": residents("syndic", status=204),
    },
    "webhook-pause": {"POST": SYNDIC},
    "webhook-resume": {"POST": SYNDIC},
    "webhook-secret": {"POST": SYNDIC},
    "webhook-test": {"POST": residents("syndic", status=202)},
    "webhook-deliveries": {"GET": SYNDIC},
    "webhook-retry": {"POST": residents("syndic", status=202)},
    "history": {"GET": HISTORY},
    "history-of": {"GET": HISTORY},
    "history-seal": {"GET": HISTORY},
    "calls": {"GET": READING, "POST": KEEPING},
    "call": {
        "GET": READING,
        "PUT": KEEPING,
        # It is issued.
        "DELETE": residents(*OFFICE, status=409),
    },
    "call-preview": {"GET": residents(*OFFICE)},
    "call-issue": {"POST": residents(*ISSUERS)},
    "call-cancel": {"POST": residents(*ISSUERS)},
    "contests": {"GET": READING},
    # Omar's file and lines: Clara of the council hears of none.
    "contest": {"GET": READING | {"council": 404}},
    "contest-call-line": {"POST": OMARS},
    "contest-charge-line": {"POST": OMARS},
    "contest-reply": {"POST": OMARS},
    "contest-withdraw": {"POST": OMARS | {"co_owner": 200}},
    "contest-answer": {"POST": KEEPING},
    "contest-close": {"POST": KEEPING},
    "bank": {"GET": READING},
    "bank-statements": {"GET": READING},
    "bank-statement-file": {"GET": residents(*BOOKS)},
    "bank-movements": {"GET": READING},
    "bank-movement": {"GET": residents(*BOOKS)},
    "bank-suspense": {"GET": residents(*OFFICE)},
    "bank-files": {"POST": residents(*OFFICE, status=415)},
    "firm-bank-files": {"POST": signed_in(403) | dict.fromkeys(STAFF, 415)},
    "bank-match": {"POST": KEEPING},
    "bank-undo": {"POST": residents(*OFFICE)},
    "budgets": {"GET": READING, "POST": KEEPING},
    "budget": {
        "GET": READING,
        "PUT": KEEPING,
        # It is adopted.
        "DELETE": residents(*OFFICE, status=409),
    },
    "budget-lines": {"GET": READING},
    "budget-adopt": {"POST": OPENING},
    "budget-follow-up": {"GET": READING},
    "budget-months": {"GET": READING},
    "budget-report": {"GET": READING},
    "budget-instalments": {"GET": READING, "POST": KEEPING},
    "budget-plan": {"GET": residents(*OFFICE)},
    "reserve": {"GET": READING},
    "reserve-opt-out": {"POST": OPENING},
    "book-settings": {"GET": residents(*ISSUERS), "PATCH": residents(*ISSUERS)},
    "report": {"GET": READING},
    "report-pdf": {"GET": READING, "POST": residents(*READERS, status=202)},
    "owner-balances": {"GET": residents(*BOOKS)},
    "owner-balances-pdf": {
        "GET": residents(*BOOKS),
        "POST": residents(*BOOKS, status=202),
    },
    "ledger": {"GET": READING},
    "ledger-pdf": {"GET": READING, "POST": residents(*READERS, status=202)},
    "journal": {"GET": READING},
    "journal-pdf": {"GET": READING, "POST": residents(*READERS, status=202)},
    "entry": {"GET": READING},
    # Sophie had it made.
    "made-report": {"GET": residents(*READERS, status=404) | {"syndic": 200}},
    "chart": {"GET": READING, "POST": OPENING},
    "chart-account": {"PUT": residents(*ISSUERS)},
    "own-entries": {"POST": OPENING},
    "own-entry-take-back": {"POST": OPENING},
    "own-entry-voucher": {"GET": residents(*BOOKS)},
    "transfer": {"GET": residents(*ISSUERS), "POST": OPENING},
    "years": {"GET": READING, "POST": residents(*ISSUERS, status=201)},
    "year": {"GET": READING},
    # It is not over yet.
    "year-close": {"POST": residents(*ISSUERS, status=409)},
    "year-reopen": {"POST": OPENING},
    "works": {"GET": READING, "POST": OPENING},
    "works-one": {"GET": READING},
    "works-end": {"POST": OPENING},
    "documents": {"GET": READING},
    # Omar's letter: Clara of the council gets another one.
    "document": {"GET": READING | {"council": 404}},
    "letters": {"GET": residents(*OFFICE), "POST": residents(*OFFICE, status=202)},
    "letters-send": {"POST": residents(*OFFICE)},
    "letters-posted": {"POST": KEEPING},
    "letters-retry": {"POST": KEEPING},
    "letters-zip": {"GET": residents(*OFFICE)},
    "letters-post-zip": {"GET": residents(*OFFICE)},
    "deliveries": {"GET": residents(*OFFICE)},
    "letter": {"GET": residents(*OFFICE)},
    "document-letter": {"GET": READING | {"council": 404}},
    "opening": {"GET": residents(*BOOKS), "POST": OPENING},
    "opening-check": {"POST": OPENING},
    "opening-owners": {"GET": residents(*BOOKS)},
    "opening-reverse": {"POST": residents(*ISSUERS)},
    "charge-statements": {"GET": READING, "POST": KEEPING},
    "charge-statement": {
        "GET": READING,
        "PUT": KEEPING,
        # It is posted.
        "DELETE": residents(*OFFICE, status=409),
    },
    "charge-totals": {"GET": READING},
    "charge-compute": {"POST": residents(*OFFICE)},
    "charge-post": {"POST": residents(*ISSUERS, status=409)},
    "charge-cancel": {"POST": residents(*ISSUERS)},
    "charge-matrix": {"GET": READING},
    "charge-documents": {"GET": READING},
    # Omar's statement: Clara of the council has another one.
    "charge-document": {"GET": READING | {"council": 404}},
    "charge-document-letter": {"GET": READING | {"council": 404}},
    "charge-document-annex": {"GET": READING | {"council": 404}},
    "charge-letters": {
        "GET": residents(*OFFICE),
        "POST": residents(*OFFICE, status=202),
    },
    "charge-deliveries": {"GET": residents(*OFFICE)},
    "charge-letters-send": {"POST": residents(*OFFICE)},
    "charge-letters-posted": {"POST": KEEPING},
    "charge-letters-retry": {"POST": KEEPING},
    "charge-letters-zip": {"GET": residents(*OFFICE)},
    "charge-letters-post-zip": {"GET": residents(*OFFICE)},
    "meter-groups": {"GET": residents(*BOOKS), "POST": OPENING},
    "meter-group": {"GET": residents(*BOOKS), "PATCH": residents(*ISSUERS)},
    "meters": {"GET": residents(*BOOKS), "POST": OPENING},
    "meter": {"GET": residents(*BOOKS)},
    "meter-end": {"POST": OPENING},
    "readings": {"GET": residents(*BOOKS), "POST": OPENING},
    "reading-void": {"POST": OPENING},
    "invoices": {"GET": READING, "POST": KEEPING},
    "invoice-files": {"POST": residents(*OFFICE, status=415)},
    "invoice": {
        "GET": READING,
        "PUT": KEEPING,
        # It is posted.
        "DELETE": residents(*OFFICE, status=409),
    },
    "invoice-divide": {"POST": KEEPING},
    "invoice-voucher": {"GET": READING, "PUT": residents(*OFFICE, status=415)},
    "invoice-xml": {"GET": READING},
    "invoice-submit": {"POST": residents(*OFFICE, status=409)},
    "invoice-approve": {"POST": residents(*ISSUERS, status=409)},
    "invoice-reject": {"POST": OPENING},
    "invoice-post": {"POST": residents(*ISSUERS, status=409)},
    "invoice-cancel": {"POST": residents(*ISSUERS)},
    # Axel's check, which is not signed.
    "audit-year": {"GET": residents("auditor")},
    "audit-checks": {"GET": READING, "POST": residents("auditor", status=400)},
    "audit-check": {"GET": residents("auditor")},
    "audit-vouchers": {"GET": residents("auditor")},
    "audit-voucher": {"PUT": residents("auditor", status=400)},
    "audit-enlarge": {"POST": residents("auditor", status=400)},
    "audit-ask": {"POST": residents("auditor", status=400)},
    "audit-conclusion": {"PUT": residents("auditor", status=400)},
    # A token is not a sign-in of a moment ago.
    "audit-sign": {"POST": residents("auditor", status=403)},
    "audit-report": {"GET": READING},
    "audit-questions": {"GET": residents(*BOOKS)},
    "audit-question": {"GET": residents(*BOOKS)},
    "audit-answer": {"POST": OPENING},
    "interests": {
        "GET": READING,
        "POST": residents(*ISSUERS, "auditor", status=400),
    },
    "interest-end": {"POST": residents(*ISSUERS, "auditor", status=400)},
    "arrears": {"GET": residents(*BOOKS)},
    "holder-arrears": {"GET": residents(*BOOKS)},
    "pause": {
        "POST": OPENING,
        # There is none.
        "DELETE": residents(*ISSUERS, status=404),
    },
    "plans": {"POST": OPENING},
    # Omar's plan and reminder: Clara of the council hears of neither.
    "plan": {"GET": READING | {"council": 404}},
    "plan-withdraw": {"POST": residents(*ISSUERS)},
    "my-plans": {"GET": residents(*OWNERS)},
    "my-reminders": {"GET": residents(*OWNERS)},
    "reminders": {"GET": residents(*BOOKS)},
    "reminders-propose": {"POST": residents(*ISSUERS)},
    "reminders-send": {"POST": OPENING},
    "reminders-again": {"POST": residents(*ISSUERS, status=204)},
    "reminders-to-post": {"GET": residents(*ISSUERS)},
    "reminders-posted": {"POST": OPENING},
    "reminders-zip": {"GET": residents(*ISSUERS)},
    "reminder": {"GET": READING | {"council": 404}},
    "reminder-letter": {"GET": READING | {"council": 404}},
    "reminder-cancel": {"POST": residents(*ISSUERS)},
    "reminder-email": {"POST": OPENING},
    "reminder-levels": {"GET": residents(*ISSUERS), "PUT": OPENING},
    # Nothing written means our words.
    "reminder-wording": {"GET": residents(*ISSUERS), "PUT": residents(*ISSUERS)},
    "payments": {"GET": residents(*BOOKS), "POST": KEEPING},
    "payment": {"GET": residents(*BOOKS)},
    "payment-reverse": {"POST": residents(*OFFICE)},
    "my-account": {"GET": residents(*OWNERS)},
    "my-statement": {"GET": residents(*OWNERS)},
    "my-statement-file": {"GET": residents(*OWNERS)},
    "statement": {"GET": residents(*BOOKS)},
    "statement-file": {"GET": residents(*BOOKS)},
    "accounts": {"GET": residents(*BOOKS)},
    "account": {"GET": residents(*BOOKS)},
    "payables": {"GET": residents(*ISSUERS)},
    "orders": {"GET": residents(*ISSUERS), "POST": OPENING},
    "order": {"GET": residents(*ISSUERS)},
    "order-payments": {"GET": residents(*ISSUERS)},
    "order-file": {"GET": residents(*ISSUERS)},
    "order-give-up": {"POST": residents(*ISSUERS)},
    "mandates": {"GET": residents(*ISSUERS), "POST": OPENING},
    "my-mandates": {"GET": residents(*OWNERS)},
    "mandate-revoke": {"POST": residents(*ISSUERS)},
    "collectables": {"GET": residents(*ISSUERS)},
    "collections": {"GET": residents(*ISSUERS), "POST": OPENING},
    "collection": {"GET": residents(*ISSUERS)},
    "collection-amounts": {"GET": residents(*ISSUERS)},
    "collection-file": {"GET": residents(*ISSUERS)},
    "collection-give-up": {"POST": residents(*ISSUERS)},
    "sales": {"GET": residents(*OFFICE), "POST": KEEPING},
    "sale": {"GET": residents(*OFFICE), "PATCH": residents(*OFFICE)},
    "sale-requests": {"POST": KEEPING},
    "sale-document-make": {"POST": residents(*OFFICE)},
    # The notary has it.
    "sale-document-hand-over": {"POST": residents(*OFFICE, status=409)},
    "sale-document-file": {"GET": residents(*OFFICE)},
    "sale-links": {
        "GET": residents(*OFFICE),
        "POST": residents(*OFFICE, status=201),
    },
    "sale-link-revoke": {"POST": residents(*OFFICE)},
    "sale-burdens": {"GET": residents(*OFFICE)},
    "sale-deed": {"PUT": KEEPING},
    "sale-give-up": {"POST": residents(*OFFICE)},
    "sale-told": {"POST": KEEPING},
    "sale-preview": {"GET": residents(*ISSUERS)},
    "sale-carry-out": {"POST": OPENING},
    # It was not carried out.
    "sale-undo": {"POST": residents(*ISSUERS, status=409)},
    "trial-balance": {"GET": residents(*BOOKS)},
    "month": {"GET": residents(*BOOKS)},
    # Omar's account, asked with an API token: it is not enough.
    "user": {"DELETE": signed_in(404) | {"co_owner": 403}},
}
