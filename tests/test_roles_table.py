"""Who gets which answer: every URL × the whole cast, read and written to.

A page that is not in the table fails the test, so nobody adds one without saying for
whom it is. A POST is sent without any field.
"""

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse

from buildings.models import AllocationKey, Owner
from buildings.services import imports
from tests import cast
from tests.finance import factories

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

# Pages whose ``call_id`` is a draft's.
DRAFTS = ["finance:call-edit", "finance:call-issue", "finance:call-discard"]

# URL name: who gets which status for GET, and for POST.
TABLE = {
    # The site
    "healthz": (everybody(200), PUBLIC_READ_ONLY),
    "readyz": (everybody(200), PUBLIC_READ_ONLY),
    "home": (signed_in(302, anonymous=200), PUBLIC_READ_ONLY),
    "buildings:roles": (everybody(200), PUBLIC_READ_ONLY),
    "buildings:mine": (signed_in(200), READ_ONLY),
    "buildings:new": (FOUNDERS, FOUNDERS),
    "profile": (signed_in(200), signed_in(200)),
    # The building
    "buildings:home": (residents(*RESIDENTS), READ_ONLY),
    "buildings:settings": (EDITING, EDITING),
    "buildings:lots": (residents(*READERS), READ_ONLY),
    "buildings:lot": (residents(*READERS), READ_ONLY),
    "buildings:lot-new": (EDITING, EDITING),
    "buildings:lot-edit": (EDITING, EDITING),
    "buildings:lot-hand-over": (EDITING, EDITING),
    "buildings:lot-hand-over-undo": (EDITING, residents(*EDITORS, status=302)),
    "buildings:owners": (residents(*READERS), READ_ONLY),
    "buildings:owner": (residents(*READERS), READ_ONLY),
    "buildings:owner-new": (EDITING, EDITING),
    "buildings:owner-edit": (EDITING, EDITING),
    "buildings:holding": (residents(*READERS), READ_ONLY),
    "buildings:holding-new": (EDITING, EDITING),
    "buildings:holding-representative": (EDITING, EDITING),
    "buildings:keys": (residents(*READERS), READ_ONLY),
    "buildings:key": (residents(*READERS), READ_ONLY),
    "buildings:key-new": (EDITING, EDITING),
    "buildings:key-version-new": (EDITING, EDITING),
    "buildings:import": (EDITING, EDITING),
    "buildings:import-template": (EDITING, READ_ONLY),
    "buildings:import-preview": (EDITING, READ_ONLY),
    "buildings:import-apply": (READ_ONLY, residents(*EDITORS, status=302)),
    "buildings:import-undo": (EDITING, residents(*EDITORS, status=302)),
    # The books
    "finance:account": (residents(*OWNERS), READ_ONLY),
    "finance:accounts": (residents(*BOOKS), READ_ONLY),
    "finance:holder-account": (residents(*BOOKS), READ_ONLY),
    "finance:calls": (residents(*READERS), READ_ONLY),
    "finance:call": (residents(*READERS), READ_ONLY),
    "finance:call-new": (residents(*OFFICE), residents(*OFFICE)),
    "finance:call-edit": (residents(*OFFICE), residents(*OFFICE)),
    "finance:call-issue": (READ_ONLY, residents(*ISSUERS, status=302)),
    "finance:call-discard": (residents(*OFFICE), residents(*OFFICE, status=302)),
    "finance:call-cancel": (residents(*ISSUERS), residents(*ISSUERS, status=302)),
    # Omar's letter: Clara of the council gets another one.
    "finance:document": (residents(*READERS) | {"council": 404}, READ_ONLY),
    "finance:payments": (residents(*BOOKS), READ_ONLY),
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
    "account_reauthenticate": (signed_in(200), signed_in(200)),
    "account_email": (signed_in(200), signed_in(302)),
    "account_email_verification_sent": (everybody(200), PUBLIC_READ_ONLY),
    "account_change_password": (signed_in(200), signed_in(200)),
    "account_set_password": (signed_in(302), signed_in(302)),
    "account_reset_password": (everybody(200), everybody(200)),
    "account_reset_password_done": (everybody(200), PUBLIC_READ_ONLY),
    "account_reset_password_from_key": (everybody(200), everybody(200)),
    "account_reset_password_from_key_done": (everybody(200), PUBLIC_READ_ONLY),
    "account_confirm_login_code": (everybody(302), everybody(302)),
    "account_confirm_email": (everybody(200), everybody(404)),
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
    assert sorted(ROUTES) == sorted(TABLE)


@pytest.fixture
def arguments(acacias):
    """What stands in the addresses: things of Les Acacias."""
    issued = factories.issued()
    return {
        "slug": cast.ACACIAS,
        "lot_id": cast.lot("C").uuid,
        "owner_id": Owner.objects.get(code="jean").uuid,
        "holding_id": cast.holding("H3").uuid,
        "key_id": AllocationKey.objects.get(code="lift").uuid,
        "call_id": issued.uuid,
        "draft_id": factories.draft(title="Draft").uuid,
        "document_id": issued.documents.get(holding__code="H1").uuid,
        "payment_id": factories.payment("H1", "10.00").uuid,
        "key": "a-key",
        "uidb36": "1",
        "batch_id": _imported().uuid,
    }


def _imported():
    """An import that says what the building has already."""
    text = "code,shares\nA,500\nB,300\nC,200\nK,0\n"
    batch = imports.upload_tables([("lots.csv", text.encode())], by=None)
    return imports.apply_import(batch, by=None)


def _address(name, arguments):
    if name in DRAFTS:
        arguments = arguments | {"call_id": arguments["draft_id"]}
    return reverse(name, kwargs={each: arguments[each] for each in ROUTES[name]})


def _answers(client, method, address):
    """Return the status that each of the cast gets; nothing that he does stays."""
    found = {}
    for role in EVERYBODY:
        with transaction.atomic():
            client.logout()
            if role != ANONYMOUS:
                client.force_login(cast.user(cast.ROLES[role]))
            found[role] = client.generic(method, address).status_code
            transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("name", TABLE)
def test_reading(client, arguments, name):
    expected, _write = TABLE[name]
    assert _answers(client, "GET", _address(name, arguments)) == expected


@pytest.mark.parametrize("name", TABLE)
def test_writing(client, arguments, name):
    _read, expected = TABLE[name]
    assert _answers(client, "POST", _address(name, arguments)) == expected
