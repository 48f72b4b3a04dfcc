"""Who gets which answer: every URL × the whole cast, read and written to.

A page that is not in the table fails the test, so nobody adds one without saying for
whom it is. A POST is sent without any field.
"""

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from buildings import services
from buildings.models import AllocationKey, Building, Firm, Owner
from buildings.services import imports
from tests import cast, roles
from tests.api.conftest import a_token
from tests.buildings.documents import library_document
from tests.buildings.mailbox import CODE_ON_PAPER, invited
from tests.community import things as neighbours
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
from tests.roles.asking import status_of
from tests.solidarity import things as fund
from tests.transparency import things as asbl
from tests.transparency.public_pages import making as open_figures
from tests.webhooks.factories import webhook_with_a_test

# Pages whose ``call_id`` is a draft's.
DRAFTS = [
    "finance:call-edit",
    "finance:call-issue",
    "finance:call-discard",
    "finance:call-part",
]

# Pages whose ``statement_id`` is a draft's.
STATEMENT_DRAFTS = [
    "finance:charge-statement-edit",
    "finance:charge-statement-compute",
    "finance:charge-statement-post",
    "finance:charge-statement-discard",
]
# Pages whose ``budget_id`` is a draft's.
BUDGET_DRAFTS = [
    "finance:budget-edit",
    "finance:budget-discard",
    "finance:budget-adopt",
]

# Pages whose ``invoice_id`` is a draft's.
INVOICE_DRAFTS = [
    "finance:invoice-edit",
    "finance:invoice-attach",
    "finance:invoice-divide",
    "finance:invoice-discard",
    "finance:invoice-submit",
]

# URL name: who gets which status for GET, and for POST.
TABLE = {
    **roles.site.TABLE,
    **roles.buildings.TABLE,
    **roles.calls.TABLE,
    **roles.books.TABLE,
    **roles.auditing.TABLE,
    **roles.assemblies.TABLE,
    **roles.meeting.TABLE,
    **roles.minutes.TABLE,
    **roles.contracts.TABLE,
    **roles.convocations.TABLE,
    **roles.council.TABLE,
    **roles.tenders.TABLE,
    **roles.voting.TABLE,
    **roles.written.TABLE,
    **roles.asbl_budget.TABLE,
    **roles.asbl_books.TABLE,
    **roles.asbl_membership.TABLE,
    **roles.asbl_public.TABLE,
    **roles.asbl_reports.TABLE,
    **roles.fund.TABLE,
    **roles.neighbours.TABLE,
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
        **invoices.things(),
        "letter_id": issued.documents.first().letter.uuid,
        "key": "a-key",
        "uidb36": "1",
        "pk": 1,
        "batch_id": imported().uuid,
        **invited(),
        **webhook_with_a_test(),
        **banking.things(),
        **books.things(),
        **budgets.things(),
        **charges.things(),
        **auditing.things(),
        **contests.things(),
        **orders.things(),
        **reminders.things(),
        **sales.things(CODE_ON_PAPER),
        **assemblies.things(),
        **holding.things(),
        **minuted.things(),
        **contracts.things(),
        **convocations.things(),
        **council.things(),
        **tendering.things(),
        **voting.things(),
        **written.things(),
        **asbl.things(),
        **fund.things(),
        **open_figures.things(),
        **neighbours.things(),
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


# Pages whose arguments are those of another thing.
OTHERS = [
    (DRAFTS, {"call_id": "draft_id"}),
    (STATEMENT_DRAFTS, {"statement_id": "statement_draft_id"}),
    (BUDGET_DRAFTS, {"budget_id": "budget_draft_id"}),
    (INVOICE_DRAFTS, {"invoice_id": "invoice_draft_id"}),
    (
        roles.assemblies.DRAFTS,
        {"assembly_id": "assembly_draft_id", "item_id": "item_draft_id"},
    ),
    (roles.minutes.ENDED, {"assembly_id": "assembly_ended_id"}),
]


def _address(name, arguments):
    others = [other for names, other in OTHERS if name in names]
    if name in roles.convocations.ASSEMBLIES:
        others.append({"assembly_id": roles.convocations.ASSEMBLIES[name]})
    if name in roles.voting.ASSEMBLIES:
        others.append({"assembly_id": roles.voting.ASSEMBLIES[name]})
        others.append({"item_id": roles.voting.ITEMS.get(name, "begun_item_id")})
    for other in others:
        arguments = arguments | {one: arguments[key] for one, key in other.items()}
    arguments = roles.written.address(name, arguments)
    arguments = roles.tenders.address(name, arguments)
    arguments = roles.fund.address(name, arguments)
    arguments = roles.neighbours.address(name, arguments)
    if name in roles.meeting.TABLE:
        arguments = roles.meeting.address(name, arguments)
    return reverse(name, kwargs={each: arguments[each] for each in ROUTES[name]})


def _answers(sessions, method, address):
    """Return the status that each of the cast gets; nothing that he does stays."""
    return {
        role: status_of(method, address, session=sessions.get(role))
        for role in EVERYBODY
    }


@pytest.mark.parametrize("name", TABLE)
def test_reading(db, arguments, sessions, name):
    expected, _write = TABLE[name]
    assert _answers(sessions, "GET", _address(name, arguments)) == expected


@pytest.mark.parametrize("name", TABLE)
def test_writing(db, arguments, sessions, name):
    _read, expected = TABLE[name]
    assert _answers(sessions, "POST", _address(name, arguments)) == expected
