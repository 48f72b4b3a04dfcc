"""Who gets which answer from the API: every address and method × the whole cast.

Each of the cast has a program with a full token; a body is an empty object.
"""

import pytest
from django.db import transaction
from django.urls import get_resolver

from buildings import services
from buildings.access import Permission
from buildings.models import AllocationKey, Firm, Owner
from finance.services import make_letters
from koprogo.api.doors import needed_scope
from koprogo.api.scopes import Scope
from koprogo.audit.services import seal
from koprogo.jobs.models import Job
from tests import cast
from tests.api.conftest import Program, a_token, url
from tests.buildings.documents import library_document
from tests.buildings.mailbox import invited
from tests.finance import factories, letters
from tests.test_roles_table import (
    ANONYMOUS,
    BOOKS,
    EDITORS,
    EVERYBODY,
    ISSUERS,
    OFFICE,
    OWNERS,
    READERS,
    RESIDENTS,
    ROUTES,
    imported,
)
from tests.webhooks.factories import webhook_with_a_test


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

TABLE = {
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
    "trial-balance": {"GET": residents(*BOOKS)},
    # Omar's account, asked with an API token: it is not enough.
    "user": {"DELETE": signed_in(404) | {"co_owner": 403}},
}
CELLS = [(name, method) for name, methods in TABLE.items() for method in methods]
# Addresses whose ``call_id`` is a draft's.
DRAFTS = ["call-preview", "call-issue"]


def views(resolver, namespace=""):
    """Yield (name, view) of each address."""
    for entry in resolver.url_patterns:
        if hasattr(entry, "url_patterns"):
            inner = f"{entry.namespace}:" if entry.namespace else ""
            yield from views(entry, namespace + inner)
        else:
            yield f"{namespace}{entry.name}", entry.callback


EVERY_VIEW = dict(views(get_resolver()))
VIEWS = {
    name.removeprefix("api:"): view.cls
    for name, view in EVERY_VIEW.items()
    if name.startswith("api:") and hasattr(view, "cls")
}


def test_every_address_is_in_the_table():
    ours = [name.removeprefix("api:") for name in ROUTES if name.startswith("api:")]
    assert sorted(ours) == sorted([*TABLE, *KEYLESS])
    assert {name: sorted(methods) for name, methods in TABLE.items()} == {
        name: sorted(method.upper() for method, _handler in view.handlers())
        for name, view in VIEWS.items()
        if name not in KEYLESS
    }


def test_every_handler_of_a_building_names_a_permission():
    without = [
        (name, method)
        for name, view in VIEWS.items()
        for method, handler in view.handlers()
        if "slug" in ROUTES[f"api:{name}"]
        and not isinstance(handler.permission, Permission)
    ]
    assert without == []


@pytest.fixture(scope="module")
def arguments(written_once):
    """What stands in the addresses: things of Les Acacias."""
    return written_once(_things)


@pytest.fixture(scope="module")
def secrets(written_once):
    """The secret of a token of each of the cast, by role."""
    return written_once(
        lambda: {role: a_token(name)[1] for role, name in cast.ROLES.items()}
    )


def _things():
    issued = factories.issued()
    return {
        "slug": cast.ACACIAS,
        **webhook_with_a_test(),
        "lot_id": cast.lot("C").uuid,
        "since": cast.SINCE.isoformat(),
        "owner_id": Owner.objects.get(code="jean").uuid,
        "holding_id": cast.holding("H3").uuid,
        "key_id": AllocationKey.objects.get(code="lift").uuid,
        "begin": "deed",
        "call_id": issued.uuid,
        "draft_id": factories.draft(title="Draft").uuid,
        "document_id": issued.documents.get(holding__code="H1").uuid,
        "payment_id": factories.payment("H1", "10.00").uuid,
        **_newer(issued),
        "user_id": cast.user("omar").uuid,
    }


def _newer(issued):
    letters.rows(issued)
    make_letters(factories.issued(), by=None)
    omar = Owner.objects.get(code="omar")
    mine = omar.consents.create(purpose="letters", source="online", given_on=cast.SINCE)
    seal()
    found = invited()
    firm = Firm.objects.get(uuid=found["firm_id"])
    services.set_logo(firm, png=b"PNG", by=None)
    return {
        **found,
        "colleague_id": found["user_id"],
        "my_consent_id": mine.uuid,
        "supplier_id": services.create_supplier(name="Ascenseurs SA", by=None).uuid,
        "library_id": library_document().uuid,
        "number": 1,
        "batch_id": imported().uuid,
        "kind": "lot",
        "object_id": cast.lot("C").uuid,
        "job_id": Job.objects.get(name="finance.make_letters").uuid,
        "letter_id": issued.documents.first().letter.uuid,
        "opening_id": factories.opened(H3="10.00").uuid,
    }


def _address(name, arguments):
    if name in DRAFTS:
        arguments = arguments | {"call_id": arguments["draft_id"]}
    if name == "my-consent-withdraw":
        arguments = arguments | {"consent_id": arguments["my_consent_id"]}
    return url(name, **{each: arguments[each] for each in ROUTES[f"api:{name}"]})


@pytest.mark.parametrize(("name", "method"), CELLS)
def test_the_table(client, db, arguments, secrets, name, method):
    address, found = _address(name, arguments), {}
    for role in EVERYBODY:
        with transaction.atomic():
            answer = Program(secrets.get(role, "none"), client)(
                method, address, {}, **{"Idempotency-Key": "1"}
            )
            found[role] = answer.status_code
            transaction.set_rollback(True)
    assert found == TABLE[name][method]


@pytest.mark.parametrize(("name", "method"), CELLS)
def test_a_token_needs_its_scope(program, arguments, name, method):
    """With the one scope she gets what she gets with all; with the others, 403."""
    address = _address(name, arguments)
    handler = dict(VIEWS[name].handlers())[method.lower()]
    scope = needed_scope(method, handler.change)
    others = program("sophie", scopes=set(Scope) - {scope})
    assert others(method, address, {}).status_code == 403
    alone = program("sophie", scopes={scope})(
        method, address, {}, **{"Idempotency-Key": "1"}
    )
    expected = TABLE[name][method]["syndic"]
    assert alone.status_code == expected
