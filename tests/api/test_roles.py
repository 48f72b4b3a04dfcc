"""Who gets which answer from the API: every address and method × the whole cast.

Each of the cast has a program with a full token; a body is an empty object.
"""

import pytest
from django.urls import get_resolver

from buildings import services
from buildings.access import Permission
from buildings.models import AllocationKey, Firm, Owner
from finance.services import make_letters
from koprogo.api.doors import needed_scope
from koprogo.api.scopes import Scope
from koprogo.audit.services import seal
from koprogo.jobs.models import Job
from tests import cast, roles
from tests.api import (
    roles_convocations,
    roles_meeting,
    roles_minutes,
    roles_neighbours,
    roles_voting,
    roles_written,
)
from tests.api.conftest import a_token, url
from tests.api.roles import KEYLESS, TABLE
from tests.buildings.documents import library_document
from tests.buildings.mailbox import invited
from tests.finance import factories, letters
from tests.finance.auditor import making as auditing
from tests.finance.banking import making as banking
from tests.finance.books import making as books
from tests.finance.budgets import books as budgets
from tests.finance.charge_statements import shown as charges
from tests.finance.contests import making as contests
from tests.finance.invoices import making as invoices
from tests.finance.orders import making as orders
from tests.finance.reminders import making as reminders
from tests.finance.sales import making as sales
from tests.governance.assemblies import making as assemblies
from tests.governance.contracts import making as contracts
from tests.governance.convocations import making as convocations
from tests.governance.council import making as council
from tests.governance.holding import making as holding
from tests.governance.minutes import making as minuted
from tests.governance.tenders import making as tendering
from tests.governance.voting import making as voting
from tests.governance.written import asked as written
from tests.roles.answers import EVERYBODY
from tests.roles.asking import status_of_program
from tests.solidarity import things as fund
from tests.test_roles_table import ROUTES, imported
from tests.transparency import things as asbl
from tests.webhooks.factories import webhook_with_a_test

CELLS = [(name, method) for name, methods in TABLE.items() for method in methods]
# Addresses whose ``call_id`` is a draft's.
DRAFTS = ["call-preview", "call-issue"]
# Addresses whose ``statement_id`` is a draft's.
STATEMENT_DRAFTS = ["charge-compute"]


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
        **invoices.things(),
        **auditing.things(),
        **banking.things(),
        **books.things(),
        **budgets.things(),
        **charges.things(),
        **contests.things(),
        **orders.things(),
        **reminders.things(),
        **sales.things("a-code"),
        **assemblies.things(),
        **contracts.things(),
        **convocations.things(),
        **council.things(),
        **tendering.things(),
        **holding.things(),
        **voting.things(),
        **written.things(),
        **minuted.things(),
        **asbl.things(),
        **fund.things(),
        **roles_neighbours.things(),
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
    if name in STATEMENT_DRAFTS:
        arguments = arguments | {"statement_id": arguments["statement_draft_id"]}
    if name == "my-consent-withdraw":
        arguments = arguments | {"consent_id": arguments["my_consent_id"]}
    if name in roles_minutes.ENDED:
        arguments = arguments | {"assembly_id": arguments["assembly_ended_id"]}
    if name in roles_convocations.ASSEMBLIES:
        found = arguments[roles_convocations.ASSEMBLIES[name]]
        arguments = arguments | {"assembly_id": found}
    if name in roles_voting.ASSEMBLIES:
        found = arguments[roles_voting.ASSEMBLIES[name]]
        begun = arguments[roles_voting.ITEMS.get(name, "begun_item_id")]
        arguments = arguments | {"assembly_id": found, "item_id": begun}
    arguments = roles.fund.address(name, arguments)
    arguments = roles_written.address(name, arguments)
    if name in roles_meeting.TABLE:
        arguments = roles.meeting.address(name, arguments)
    return url(name, **{each: arguments[each] for each in ROUTES[f"api:{name}"]})


@pytest.mark.parametrize(("name", "method"), CELLS)
def test_the_table(db, arguments, secrets, name, method):
    address, found = _address(name, arguments), {}
    for role in EVERYBODY:
        secret = secrets.get(role, "none")
        found[role] = status_of_program(method, address, secret=secret)
    assert found == TABLE[name][method]


@pytest.mark.parametrize(("name", "method"), CELLS)
def test_a_token_needs_its_scope(db, arguments, name, method):
    """With the one scope she gets what she gets with all; with the others, 403."""
    address = _address(name, arguments)
    handler = dict(VIEWS[name].handlers())[method.lower()]
    scope = needed_scope(method, handler.change)
    _token, others = a_token("sophie", scopes=set(Scope) - {scope})
    assert status_of_program(method, address, secret=others) == 403
    _token, alone = a_token("sophie", scopes={scope})
    expected = TABLE[name][method]["syndic"]
    assert status_of_program(method, address, secret=alone) == expected
