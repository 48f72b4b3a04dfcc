"""Three rows for every list, and where the lists are."""

from datetime import date

from buildings import services
from buildings.models import AllocationKey, Firm, Owner, Role
from buildings.services.invitations import invite_to_role
from finance.services import send_letters
from koprogo.audit.models import AuditEvent
from koprogo.tenancy import enter
from tests import cast
from tests.api.conftest import url
from tests.buildings.documents import library_document
from tests.buildings.mailbox import staff_invitation
from tests.finance import factories, letters
from tests.finance.auditor import making as auditing
from tests.finance.banking import making as banking
from tests.finance.budgets import books as budgets
from tests.finance.contests import making as contests
from tests.finance.invoices import making as invoices
from tests.finance.reminders import making as reminders
from tests.finance.reminders.arrears import days_ago
from tests.finance.sales import making as sales
from tests.test_roles_table import imported
from tests.webhooks.factories import delivery, webhook

LISTS = [
    "lots",
    "periods",
    "owners",
    "holdings",
    "keys",
    "versions",
    "budgets",
    "sales",
    "arrears",
    "reminders",
    "reminders-to-post",
    "calls",
    "contests",
    "call-preview",
    "documents",
    "invoices",
    "payments",
    "accounts",
    "buildings",
    "suppliers",
    "library",
    "invitations",
    "consents",
    "my-consents",
    "imports",
    "history",
    "history-of",
    "deliveries",
    "opening-owners",
    "ownership",
    "key-parts",
    "bank-movements",
    "audit-checks",
    "audit-questions",
    "interests",
    "bank-statements",
    "bank-suspense",
    "staff",
    "staff-invitations",
    "webhooks",
    "webhook-deliveries",
]


def fill():
    """Give each list of Les Acacias three rows; return what stands in the addresses."""
    for number in (1, 2):
        with enter(cast.tenant().pk, by=None):
            made = services.create_building(
                name=f"Tower {number}", slug=f"tower-{number}", deed_total=1, by=None
            )
            services.grant_role(
                cast.user("sophie"),
                tenant=made.tenant,
                role=Role.OCCUPANT,
                since=cast.SINCE,
                by=None,
            )
    with enter(cast.tenant().pk, by=None):
        _three_late()
        lot, key = cast.lot("A"), AllocationKey.objects.get(code="lift")
        for year, code in ((2021, "H2"), (2022, "H1")):
            services.hand_over_lot(
                lot, holding=cast.holding(code), since=date(year, 1, 1), by=None
            )
            services.write_version(
                key, valid_from=date(year, 1, 1), parts={lot.pk: year}, by=None
            )
        services.create_key(code="garden", name="Garden", parts={lot.pk: 1}, by=None)
        # Each holding has a lot today.
        services.hand_over_lot(
            cast.lot("K"), holding=cast.holding("H2"), since=date(2022, 1, 1), by=None
        )
        lot_b = cast.lot("B")
        services.hand_over_lot(
            lot_b, holding=cast.holding("H1"), since=date(2023, 1, 1), by=None
        )
        services.create_holding(
            code="H4",
            members=[services.Member(cast.holding("H1").members.get().owner, 1)],
            by=None,
        )
        services.hand_over_lot(
            lot_b, holding=cast.holding("H4"), since=date(2024, 1, 1), by=None
        )
        draft = factories.draft()
        factories.draft()
        factories.issued(factories.item("100.00"), factories.item("7.00", key="lift"))
        for title in ("One", "Two", "Three"):
            budgets.draft(title=title)
            sales.real_things()
            contests.on_a_call()
            auditing.declared(title)
            auditing.checked_and_asked(title)
        for amount in ("1.00", "2.00", "3.00"):
            factories.payment("H1", amount)
            invoices.drafted(invoices.a_line(amount), number=amount)
        return {
            "slug": cast.ACACIAS,
            "lot_id": lot.uuid,
            "key_id": key.uuid,
            "call_id": draft.uuid,
            "owner_id": _three_newer(),
            "issued_id": _three_letters().uuid,
            "kind": "lot",
            "object_id": lot.uuid,
            "firm_id": _three_colleagues().uuid,
            "webhook_id": _three_webhooks(),
            "bank_account": banking.three_statements(),
        }


def _three_webhooks():
    """Return the one that has three messages, two of them of an event."""
    first, _second, _third = (webhook() for _three in range(3))
    for event in AuditEvent.objects.order_by("-pk")[:2]:
        delivery(first, event=event)
    delivery(first)
    return first.uuid


def _three_newer():
    """Fill the newer lists of Les Acacias; return the owner who has consents."""
    owner = Owner.objects.get(code="jean")
    services.link_owner(owner, user=cast.user("sophie"), since=cast.SINCE, by=None)
    for number in range(3):
        services.create_supplier(name=f"Supplier {number}", by=None)
        library_document(f"Document {number}")
        owner.consents.standing().update(withdrawn_on=cast.SINCE)
        owner.consents.create(purpose="letters", source="paper", given_on=cast.SINCE)
        imported()
        invite_to_role(
            role="council",
            name="Ada",
            email="ada@example.org",
            language="en",
            origin="https://koprogo.example",
            by=cast.user("sophie"),
        )
    return owner.uuid


def _three_colleagues():
    """Invite three more to the firm, in which three work."""
    firm = Firm.objects.get(name="Lambert Syndic")
    for code in ("BCDE-FGHJ-KLMN-PQRS", "2345-6789-ABCD-EFGH", "2222-3333-4444-5555"):
        staff_invitation(firm, code)
    return firm


def _three_late():
    """Open the books for three holdings, whom this makes late, and remind them."""
    factories.opened(on=days_ago(20), H1="10.00", H2="2.00", H3="3.00")
    for code in ("H1", "H2", "H3"):
        reminders.a_reminder(cast.holding(code))


def _three_letters():
    """Send three letters of a call."""
    call = factories.issued()
    letters.rows(call)
    send_letters(call, by=None)
    return call


def address(name, arguments):
    needed = {
        "periods": ["slug", "lot_id"],
        "versions": ["slug", "key_id"],
        "call-preview": ["slug", "call_id"],
        "buildings": [],
        "consents": ["slug", "owner_id"],
        "history-of": ["slug", "kind", "object_id"],
        "deliveries": ["slug", "call_id"],
        "bank-statements": ["slug", "bank_account"],
        "staff": ["firm_id"],
        "staff-invitations": ["firm_id"],
        "webhook-deliveries": ["slug", "webhook_id"],
    }.get(name, ["slug"])
    if name == "deliveries":
        arguments = arguments | {"call_id": arguments["issued_id"]}
    return url(name, **{each: arguments[each] for each in needed})
