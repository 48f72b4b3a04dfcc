"""What generated requests may name: real things of Les Acacias, new ones where each
request uses its own up.
"""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from buildings.invitations import new_code
from buildings.models import AllocationKey, Consent, FirmMember, Owner
from buildings.services import (
    create_lot,
    create_supplier,
    employ,
    hand_over_lot,
    imports,
    link_owner,
    set_logo,
    update_firm,
)
from buildings.services.invitations import invite_to_role
from finance import services
from finance.models import Call
from finance.queries import standing_opening
from koprogo.audit.services import seal
from koprogo.jobs.models import Job
from koprogo.ledger.models import FiscalYear
from koprogo.tenancy import enter
from koprogo.webhooks.models import Webhook
from koprogo.webhooks.services import delete_webhook
from tests import cast
from tests.buildings.documents import library_document
from tests.buildings.mailbox import staff_invitation
from tests.buildings_people import asked as people
from tests.finance import factories, letters
from tests.finance.auditor import making as auditing
from tests.finance.banking import asked as banking
from tests.finance.books import making as books
from tests.finance.budgets import books as budgets
from tests.finance.charge_statements import shown as charges
from tests.finance.contests import making as contests
from tests.finance.invoices import asked as invoices
from tests.finance.invoices import making
from tests.finance.orders import asked as orders
from tests.finance.orders import making as ordering
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
from tests.transparency.public_pages import making as open_figures
from tests.webhooks.factories import webhook_with_a_test

HERE = "/api/v1/buildings/{slug}/"
TABLES = b"code,shares\nA,500\nB,300\nC,200\nK,0\n"


def real_things():
    """Return what the addresses and bodies may name, by the name that it has there."""
    with enter(cast.tenant().pk, by=None):
        issued = factories.issued()
        letters.rows(issued)
        lot, holding = cast.lot("C"), cast.holding("H3")
        owner = Owner.objects.get(code="jean")
        key = AllocationKey.objects.get(code="lift")
        # She owns a part as well: then she has an account of her own.
        link_owner(owner, user=cast.user("sophie"), since=cast.SINCE, by=None)
        services.make_letters(factories.issued(), by=None)
        seal()
        today = timezone.localdate()
        return {
            "bank_account": "550",
            **books.things(),
            **budgets.things(),
            **charges.things(),
            **contests.things(),
            **ordering.things(),
            **reminders.things(),
            **sales.real_things(),
            **making.things(),
            **auditing.real_things(),
            **assemblies.things(),
            **contracts.things(),
            **convocations.things(),
            **council.things(),
            **tendering.things(),
            **voting.things(),
            **written.things(),
            **minuted.things(),
            **open_figures.things(),
            "slug": cast.ACACIAS,
            "lot_id": lot.uuid,
            "owner_id": owner.uuid,
            "holding_id": holding.uuid,
            "key_id": key.uuid,
            "begin": "deed",
            "since": cast.SINCE.isoformat(),
            "call_id": issued.uuid,
            "document_id": issued.documents.get(holding__code="H1").uuid,
            "letter_id": issued.documents.first().letter.uuid,
            "payment_id": factories.payment("H1", "10.00").uuid,
            "supplier_id": create_supplier(name="Chauffage SA", by=None).uuid,
            "library_id": library_document().uuid,
            "number": 1,
            "kind": "lot",
            "object_id": lot.uuid,
            "firm_id": _firm().uuid,
            "job_id": Job.objects.get(name="finance.make_letters").uuid,
            "lot": lot.uuid,
            "holding": holding.uuid,
            "owner": owner.uuid,
            "representative": owner.uuid,
            "buyer": cast.holding("H1").uuid,
            "invited": Owner.objects.get(code="fatima").uuid,
            "key": key.uuid,
            "date": today.isoformat(),
            "due_on": (today + timedelta(days=9)).isoformat(),
        }


def fresh(label, real):
    """Give a request that uses something up its own: a draft, a payment, a sale."""
    with enter(cast.tenant().pk, by=None):
        return made_anew(label, real, here=HERE, makers=MAKERS)


def made_anew(label, real, *, here, makers):
    """Return the things with those of the first maker that this address ends with.

    ``here``: with what all these addresses begin. The tenant is entered.
    """
    method, path = label.split(" ")
    below = path.removeprefix(here)
    for makes, endings in makers.items():
        if below.endswith(endings):
            return real | makes(method)
    return real


def _draft(_method):
    return {"call_id": factories.draft().uuid}


def _budget(_method):
    return {"budget_id": budgets.draft().uuid}


def _sale_under_way(_method):
    return sales.real_things()


def _sale_carried_out(_method):
    return sales.real_past()


def _budget_to_call(_method):
    """One in force, of which nothing is prepared."""
    for call in Call.objects.drafts().filter(budget__isnull=False):
        services.discard_draft(call, by=None)
    return {"budget_id": budgets.adopted().uuid}


def _year_to_decide(_method):
    """One for which nothing was decided."""
    last = FiscalYear.objects.order_by("year").last()
    return {"year": budgets.open_year(last.year + 1).year}


def _payment(_method):
    return {"payment_id": factories.payment("H2", "1.00").uuid}


def _sale(_method):
    lot, today = create_lot(code=uuid4().hex[:20], shares=0, by=None), _today()
    hand_over_lot(lot, holding=cast.holding("H1"), since=today, by=None)
    return {"lot_id": lot.uuid, "since": today.isoformat()}


def _consent(_method):
    """One that stands, but for those who are about to give it."""
    owner = Owner.objects.get(code="jean")
    owner.consents.standing().update(withdrawn_on=_today())
    given = owner.consents.create(
        purpose=Consent.Purpose.LETTERS, source="paper", given_on=cast.SINCE
    )
    return {"consent_id": given.uuid}


def _no_consent(_method):
    Consent.objects.standing().update(withdrawn_on=_today())
    return {}


def _invitation(_method):
    invited = invite_to_role(
        role="council",
        name="Ada",
        email="ada@example.org",
        language="en",
        origin="https://koprogo.example",
        by=None,
    )
    return {"invitation_id": invited.uuid}


def _tables(_method):
    return {"batch_id": imports.upload_tables([("l.csv", TABLES)], by=None).uuid}


def _firm():
    """The one that Sophie runs, whatever it is called by now."""
    return FirmMember.objects.get(user=cast.user("sophie")).firm


def _logo(_method):
    set_logo(_firm(), png=b"PNG", by=None)
    return {}


def _colleague(_method):
    employ(cast.user("zoe"), firm=_firm(), role="assistant", since=cast.SINCE)
    return {"colleague_id": cast.user("zoe").uuid}


def _invited_colleague(_method):
    return {"invited_id": staff_invitation(_firm(), new_code()).uuid}


def _without_account(_method):
    return {"owner_id": Owner.objects.get(code="fatima").uuid}


def _answering(_method):
    """The syndic reads e-mail."""
    update_firm(_firm(), email="lambert@example.org", by=None)
    return {}


def _import(_method):
    tables = imports.upload_tables([("l.csv", TABLES)], by=None)
    return {"batch_id": imports.apply_import(tables, by=None).uuid}


def _posted(_method):
    call = factories.issued()
    letters.rows(call)
    services.send_letters(call, by=None)
    return {"call_id": call.uuid, "letter": call.documents.first().letter.uuid}


def _opening(method):
    """One that stands, but for who is about to post it."""
    found = standing_opening()
    if method == "POST" and found:
        services.reverse_opening(found, by=None)
    elif method == "GET" and not found:
        factories.opened(H1="10.00")
    return {}


def _reversible(_method):
    found = standing_opening() or factories.opened(H1="10.00")
    return {"opening_id": found.uuid}


def _told_elsewhere(_method):
    """A webhook, and room for another one."""
    for hook in Webhook.objects.all():
        delete_webhook(hook, by=None)
    return webhook_with_a_test()


def _today():
    return timezone.localdate()


# What is made for the addresses that end so; the first that fits.
MAKERS = {
    **people.MAKERS,
    **minuted.MAKERS,
    **voting.MAKERS,
    **written.MAKERS,
    **convocations.MAKERS,
    **holding.MAKERS,
    **assemblies.MAKERS,
    **contracts.MAKERS,
    **tendering.MAKERS,
    **auditing.MAKERS,
    _sale_under_way: sales.UNDER_WAY,
    _sale_carried_out: sales.CARRIED_OUT,
    **banking.MAKERS,
    **books.MAKERS,
    **charges.MAKERS,
    **contests.MAKERS,
    **orders.MAKERS,
    **reminders.MAKERS,
    **invoices.MAKERS,
    _budget: ("{budget_id}/", "/adopt/"),
    _budget_to_call: ("/instalments/",),
    _year_to_decide: ("/opt-out/",),
    _reversible: ("opening/{opening_id}/reverse/",),
    _opening: ("opening/", "opening/check/", "opening/owners/"),
    _posted: ("letters/posted/",),
    _draft: ("/issue/", "/preview/", "{call_id}/"),
    _payment: ("{payment_id}/reverse/",),
    _sale: ("{since}/",),
    _consent: ("{consent_id}/withdraw/",),
    _no_consent: ("consents/",),
    _logo: ("{firm_id}/logo/",),
    _colleague: ("{colleague_id}/end/",),
    _invited_colleague: ("{invited_id}/revoke/",),
    _without_account: ("{owner_id}/invitation/",),
    _answering: ("data-request/",),
    _invitation: ("{invitation_id}/", "/revoke/", "/renew/"),
    _tables: ("imports/{batch_id}/", "/apply/"),
    _import: ("/undo/",),
    _told_elsewhere: (
        "webhooks/",
        "{webhook_id}/",
        "{webhook_id}/pause/",
        "{webhook_id}/resume/",
        "{webhook_id}/secret/",
        "{webhook_id}/test/",
        "{webhook_id}/deliveries/",
        "{delivery_id}/retry/",
    ),
}
