"""Who gets which answer: every URL × the whole cast, read and written to.

A page that is not in the table fails the test, so nobody adds one without saying for
whom it is. A POST is sent without any field.
"""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from buildings import services
from buildings.models import AllocationKey, Building, Firm, Owner
from buildings.services import imports
from tests import cast
from tests.api.conftest import a_token
from tests.buildings.documents import library_document
from tests.buildings.mailbox import invited
from tests.finance import factories, letters
from tests.webhooks.factories import webhook_with_a_test

ANONYMOUS = "anonymous"
EVERYBODY = [*cast.ROLES, ANONYMOUS]

OFFICE = ["syndic", "assistant", "accountant"]
EDITORS = ["syndic", "assistant"]
ISSUERS = ["syndic", "accountant"]
OWNERS = ["co_owner", "council"]
BOOKS = [*OFFICE, "auditor"]
READERS = [*BOOKS, *OWNERS]
RESIDENTS = [*READERS, "occupant"]


def everybody(status):
    return dict.fromkeys(EVERYBODY, status)


def signed_in(status, anonymous=302):
    return everybody(status) | {ANONYMOUS: anonymous}


def residents(*roles, status=200):
    """A page of Les Acacias for these roles: others there 403, strangers 404."""
    return signed_in(404) | dict.fromkeys(RESIDENTS, 403) | dict.fromkeys(roles, status)


READ_ONLY = signed_in(405)
PUBLIC_READ_ONLY = everybody(405)
EDITING = residents(*EDITORS)
ENTRANCE = signed_in(302, anonymous=200)
# Whoever is syndic in a firm takes on buildings.
FOUNDERS = signed_in(403) | dict.fromkeys(["syndic", "other_syndic"], 200)
# One firm: its syndic, not another's.
FIRM = signed_in(403) | {"syndic": 200, "other_syndic": 404}
# The same for a page that even a colleague may not open, and nobody else hears of.
LETTERHEAD = signed_in(404) | {"syndic": 200, "assistant": 403, "accountant": 403}
COLLEAGUES = signed_in(403) | dict.fromkeys([*OFFICE, "other_syndic"], 200)

# Pages whose ``call_id`` is a draft's.
DRAFTS = [
    "finance:call-edit",
    "finance:call-issue",
    "finance:call-discard",
    "finance:call-part",
]

# URL name: who gets which status for GET, and for POST.
TABLE = {
    # The site
    "healthz": (everybody(200), PUBLIC_READ_ONLY),
    "readyz": (everybody(200), PUBLIC_READ_ONLY),
    "manifest": (everybody(200), PUBLIC_READ_ONLY),
    "service-worker": (everybody(200), PUBLIC_READ_ONLY),
    "offline": (everybody(200), PUBLIC_READ_ONLY),
    "home": (signed_in(302, anonymous=200), PUBLIC_READ_ONLY),
    "buildings:roles": (everybody(200), PUBLIC_READ_ONLY),
    "buildings:mine": (signed_in(200), READ_ONLY),
    "buildings:new": (FOUNDERS, FOUNDERS),
    "profile": (signed_in(200), signed_in(200)),
    # The building
    "buildings:home": (residents(*RESIDENTS), READ_ONLY),
    "buildings:settings": (EDITING, EDITING),
    "buildings:notice": (EDITING, READ_ONLY),
    "buildings:webhooks": (residents("syndic"), READ_ONLY),
    "buildings:webhook-new": (residents("syndic"), residents("syndic")),
    "buildings:webhook": (residents("syndic"), READ_ONLY),
    "buildings:webhook-edit": (residents("syndic"), residents("syndic")),
    "buildings:webhook-pause": (READ_ONLY, residents("syndic", status=302)),
    "buildings:webhook-resume": (READ_ONLY, residents("syndic", status=302)),
    "buildings:webhook-test": (READ_ONLY, residents("syndic", status=302)),
    "buildings:webhook-retry": (READ_ONLY, residents("syndic", status=302)),
    # A new secret is shown on the answer.
    "buildings:webhook-secret": (residents("syndic"), residents("syndic")),
    "buildings:webhook-delete": (
        residents("syndic"),
        residents("syndic", status=302),
    ),
    "buildings:public-syndic": (everybody(200), PUBLIC_READ_ONLY),
    "buildings:lots": (residents(*READERS), READ_ONLY),
    "buildings:lots-table": (residents(*READERS), READ_ONLY),
    "buildings:lot": (residents(*READERS), READ_ONLY),
    "buildings:lot-new": (EDITING, EDITING),
    "buildings:lot-edit": (EDITING, EDITING),
    "buildings:lot-hand-over": (EDITING, EDITING),
    "buildings:lot-hand-over-undo": (EDITING, residents(*EDITORS, status=302)),
    "buildings:owners": (residents(*READERS), READ_ONLY),
    "buildings:owners-table": (residents(*READERS), READ_ONLY),
    "buildings:periods-table": (residents(*READERS), READ_ONLY),
    "buildings:owner": (residents(*READERS), READ_ONLY),
    "buildings:owner-new": (EDITING, EDITING),
    "buildings:owner-edit": (EDITING, EDITING),
    "buildings:holding": (residents(*READERS), READ_ONLY),
    "buildings:holding-new": (EDITING, EDITING),
    "buildings:holding-representative": (EDITING, EDITING),
    "buildings:keys": (residents(*READERS), READ_ONLY),
    "buildings:keys-table": (residents(*READERS), READ_ONLY),
    "buildings:key": (residents(*READERS), READ_ONLY),
    "buildings:key-new": (EDITING, EDITING),
    "buildings:key-version-new": (EDITING, EDITING),
    "buildings:suppliers": (residents(*BOOKS), READ_ONLY),
    "buildings:suppliers-table": (residents(*BOOKS), READ_ONLY),
    "buildings:supplier-new": (residents(*OFFICE), residents(*OFFICE)),
    "buildings:supplier-edit": (residents(*OFFICE), residents(*OFFICE)),
    "buildings:import": (EDITING, EDITING),
    "buildings:import-template": (EDITING, READ_ONLY),
    "buildings:import-preview": (EDITING, READ_ONLY),
    "buildings:import-apply": (READ_ONLY, residents(*EDITORS, status=302)),
    "buildings:import-undo": (EDITING, residents(*EDITORS, status=302)),
    "buildings:history": (residents(*OFFICE, "council"), READ_ONLY),
    "buildings:history-table": (residents(*OFFICE, "council"), READ_ONLY),
    "buildings:history-of": (residents(*OFFICE, "council"), READ_ONLY),
    # A document for the co-owners: the occupant has the page, not this document.
    "buildings:library": (residents(*RESIDENTS), READ_ONLY),
    "buildings:library-table": (residents(*RESIDENTS), READ_ONLY),
    "buildings:library-new": (EDITING, EDITING),
    "buildings:library-document": (residents(*READERS) | {"occupant": 404}, READ_ONLY),
    "buildings:library-download": (residents(*READERS) | {"occupant": 404}, READ_ONLY),
    "buildings:library-edit": (EDITING, EDITING),
    "buildings:library-version-new": (EDITING, EDITING),
    "buildings:library-withdraw": (EDITING, residents(*EDITORS, status=302)),
    "buildings:library-restore": (EDITING, residents(*EDITORS, status=302)),
    # Invitations and consents
    "buildings:invitations": (EDITING, READ_ONLY),
    "buildings:invitations-table": (EDITING, READ_ONLY),
    "buildings:invitations-owners": (EDITING, EDITING),
    "buildings:invitation-new": (EDITING, EDITING),
    "buildings:invitation-letters": (EDITING, READ_ONLY),
    "buildings:invitation-letter": (EDITING, READ_ONLY),
    "buildings:invitation-revoke": (EDITING, residents(*EDITORS, status=302)),
    "buildings:invitation-renew": (READ_ONLY, residents(*EDITORS, status=302)),
    "buildings:owner-invite": (EDITING, EDITING),
    "buildings:owner-consents": (EDITING, EDITING),
    "buildings:consent-withdraw": (EDITING, EDITING),
    "buildings:my-letters": (residents(*OWNERS), residents(*OWNERS)),
    "buildings:see-as": (EDITING, EDITING),
    "buildings:see-as-stop": (READ_ONLY, residents(*EDITORS, status=302)),
    "buildings:join": (everybody(200), everybody(200)),
    # Whoever has the code may use it; a stranger first opens an account.
    "buildings:join-code": (everybody(200), everybody(302)),
    # Lambert Syndic, which Sophie runs
    "buildings:portfolio": (COLLEAGUES, READ_ONLY),
    "buildings:portfolio-table": (COLLEAGUES, READ_ONLY),
    "buildings:firm": (LETTERHEAD, LETTERHEAD),
    "buildings:firm-logo": (READ_ONLY, LETTERHEAD),
    "buildings:firm-logo-picture": (LETTERHEAD, READ_ONLY),
    "buildings:staff": (FOUNDERS, READ_ONLY),
    "buildings:staff-new": (FIRM, FIRM),
    "buildings:staff-end": (FIRM, FIRM | {"syndic": 302}),
    "buildings:staff-revoke": (FIRM, FIRM | {"syndic": 302}),
    # The books
    "finance:account": (residents(*OWNERS), READ_ONLY),
    "finance:statement": (residents(*OWNERS), READ_ONLY),
    "finance:statement-file": (residents(*OWNERS), READ_ONLY),
    "finance:statement-table": (residents(*OWNERS), READ_ONLY),
    "finance:accounts": (residents(*BOOKS), READ_ONLY),
    "finance:accounts-table": (residents(*BOOKS), READ_ONLY),
    "finance:holder-account": (residents(*BOOKS), READ_ONLY),
    "finance:holder-statement": (residents(*BOOKS), READ_ONLY),
    "finance:holder-statement-file": (residents(*BOOKS), READ_ONLY),
    "finance:holder-statement-table": (residents(*BOOKS), READ_ONLY),
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
    # Signing in
    "account_login": (ENTRANCE, ENTRANCE),
    "account_logout": (signed_in(200), signed_in(302)),
    "account_inactive": (everybody(200), PUBLIC_READ_ONLY),
    "account_signup": (ENTRANCE, ENTRANCE),
    "account_signup_by_passkey": (ENTRANCE, ENTRANCE),
    "account_reauthenticate": (signed_in(200), signed_in(200)),
    "account_email": (signed_in(200), signed_in(302)),
    "account_email_verification_sent": (everybody(302), everybody(302)),
    "account_change_password": (signed_in(200), signed_in(200)),
    "account_set_password": (signed_in(302), signed_in(302)),
    "account_reset_password": (everybody(200), everybody(200)),
    "account_reset_password_done": (everybody(200), PUBLIC_READ_ONLY),
    "account_reset_password_from_key": (everybody(200), everybody(200)),
    "account_reset_password_from_key_done": (everybody(200), PUBLIC_READ_ONLY),
    "account_confirm_login_code": (everybody(302), everybody(302)),
    # The second step and its pages; a change asks who one is, once more.
    "security": (signed_in(200), READ_ONLY),
    "mfa_index": (signed_in(200), READ_ONLY),
    "mfa_authenticate": (everybody(302), everybody(302)),
    "mfa_reauthenticate": (signed_in(302), signed_in(302)),
    "mfa_activate_totp": (signed_in(302), signed_in(302)),
    "mfa_deactivate_totp": (signed_in(404), signed_in(404)),
    "mfa_view_recovery_codes": (signed_in(404), signed_in(405)),
    "mfa_generate_recovery_codes": (signed_in(302), signed_in(302)),
    "mfa_download_recovery_codes": (signed_in(404), signed_in(404)),
    "mfa_list_webauthn": (signed_in(200), READ_ONLY),
    "mfa_add_webauthn": (signed_in(302), signed_in(302)),
    "mfa_reauthenticate_webauthn": (signed_in(302), signed_in(302)),
    "mfa_edit_webauthn": (signed_in(302), signed_in(302)),
    "mfa_remove_webauthn": (signed_in(302), signed_in(302)),
    "mfa_login_webauthn": (everybody(302), everybody(302)),
    "mfa_signup_webauthn": (everybody(302), everybody(302)),
    "sessions": (signed_in(200), signed_in(302)),
    "test-mail": (READ_ONLY, signed_in(302)),
    # Privacy: one's own data; leaving asks who one is, once more.
    "privacy": (everybody(200), PUBLIC_READ_ONLY),
    "data": (signed_in(200), READ_ONLY),
    "data-copy": (READ_ONLY, signed_in(302)),
    "data-copy-fetch": (signed_in(302), READ_ONLY),
    "account-close": (signed_in(302), signed_in(302)),
    "buildings:data-request": (residents(*RESIDENTS), residents(*RESIDENTS)),
    # Keys for programs; what they open is in tests/api/test_roles.py.
    "api-guide": (everybody(200), PUBLIC_READ_ONLY),
    "api-tokens": (signed_in(200), READ_ONLY),
    "api-token-new": (signed_in(302), signed_in(302)),
    # A token of Sophie's.
    "api-token-revoke": (
        signed_in(404) | {"syndic": 200},
        signed_in(404) | {"syndic": 302},
    ),
}


def _routes(patterns, namespace="", outer=()):
    """Yield the name of each page with the arguments in its address."""
    for route in patterns:
        inside = (*outer, *route.pattern.regex.groupindex)
        if hasattr(route, "url_patterns"):
            inner = f"{route.namespace}:" if route.namespace else ""
            yield from _routes(route.url_patterns, namespace + inner, inside)
        else:
            yield f"{namespace}{route.name}", inside


ROUTES = dict(_routes(get_resolver().url_patterns))


def test_every_page_is_in_the_table():
    """The API has a table of its own: its programs sign in with tokens."""
    pages = [name for name in ROUTES if not name.startswith("api:")]
    assert sorted(pages) == sorted(TABLE)


@pytest.fixture(scope="module")
def arguments(written_once):
    """What stands in the addresses: things of Les Acacias."""
    return written_once(_things)


@pytest.fixture(scope="module")
def sessions(written_once):
    """The key of a session of each of the cast, by role."""
    return written_once(_sessions)


def _sessions():
    found = {}
    for role, name in cast.ROLES.items():
        client = Client()
        client.force_login(cast.user(name))
        found[role] = client.session.session_key
    return found


def _things():
    issued = factories.issued()
    letters.rows(issued)
    return {
        "slug": cast.ACACIAS,
        "lot_id": cast.lot("C").uuid,
        "owner_id": Owner.objects.get(code="jean").uuid,
        "holding_id": cast.holding("H3").uuid,
        "key_id": AllocationKey.objects.get(code="lift").uuid,
        "call_id": issued.uuid,
        "draft_id": factories.draft(title="Draft").uuid,
        "document_id": issued.documents.get(holding__code="H1").uuid,
        "supplier_id": services.create_supplier(name="Ascenseurs SA", by=None).uuid,
        "opening_id": factories.opened(H3="10.00").uuid,
        "payment_id": factories.payment("H1", "10.00").uuid,
        "token_id": a_token("sophie")[0].uuid,
        "letter_id": issued.documents.first().letter.uuid,
        "key": "a-key",
        "uidb36": "1",
        "pk": 1,
        "batch_id": imported().uuid,
        **invited(),
        **webhook_with_a_test(),
        "library_id": library_document().uuid,
        "number": 1,
        "kind": "lot",
        "object_id": cast.lot("C").uuid,
        "ending": "csv",
        "association": _shown_to_everybody(),
    }


def _shown_to_everybody():
    """Switch the public page on; the syndic's firm gets a logo."""
    Building.objects.update(public_page=True)
    services.set_logo(Firm.objects.get(name="Lambert Syndic"), png=b"PNG", by=None)
    return cast.ACACIAS


def imported():
    """An import that says what the building has already."""
    text = "code,shares\nA,500\nB,300\nC,200\nK,0\n"
    batch = imports.upload_tables([("lots.csv", text.encode())], by=None)
    return imports.apply_import(batch, by=None)


def _address(name, arguments):
    if name in DRAFTS:
        arguments = arguments | {"call_id": arguments["draft_id"]}
    return reverse(name, kwargs={each: arguments[each] for each in ROUTES[name]})


def _answers(sessions, method, address):
    """Return the status that each of the cast gets; nothing that he does stays."""
    found = {}
    for role in EVERYBODY:
        cache.clear()  # rate limits count there
        with transaction.atomic():
            client = Client()
            if role != ANONYMOUS:
                client.cookies[settings.SESSION_COOKIE_NAME] = sessions[role]
            answer = client.generic(method, address)
            found[role] = answer.status_code
            list(answer)  # a file is closed at its end
            transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("name", TABLE)
def test_reading(db, arguments, sessions, name):
    expected, _write = TABLE[name]
    assert _answers(sessions, "GET", _address(name, arguments)) == expected


@pytest.mark.parametrize("name", TABLE)
def test_writing(db, arguments, sessions, name):
    _read, expected = TABLE[name]
    assert _answers(sessions, "POST", _address(name, arguments)) == expected
