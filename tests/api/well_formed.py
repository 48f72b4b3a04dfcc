"""Bodies that chance would hardly make, for generated requests of some operations."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from finance import chart
from tests.api.things import HERE, TABLES
from tests.buildings.test_logos import picture
from tests.buildings_people import asked as people
from tests.finance.auditor import making as auditing
from tests.finance.banking import asked as banking
from tests.finance.books import making as books
from tests.finance.budgets import books as budgets
from tests.finance.charge_statements import shown as charges
from tests.finance.contests import making as contests
from tests.finance.invoices import asked as invoices
from tests.finance.orders import asked as orders
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


def well_formed(label, real):
    """Return a body that the service accepts, where chance would hardly make one."""
    method, path = label.split(" ")
    bodies = _of_the_building(real) | _of_the_books(real) | _files()
    bodies |= _of_the_webhooks(real) | _of_the_firm() | people.bodies(real)
    if path == "/api/v1/buildings/":
        return _founding(real)
    return bodies.get(f"{method} {path.removeprefix(HERE)}")


def _founding(real):
    since = timezone.localdate()
    return {
        "name": f"Building {uuid4().hex[:8]}",
        "deed_total": 100,
        "firm": str(real["firm_id"]),
        "since": since.isoformat(),
        "until": (since + timedelta(days=700)).isoformat(),
    }


def _of_the_firm():
    here = "/api/v1/firms/{firm_id}/"
    return {
        f"PATCH {here}": {"phone": "+32 2 000 00 00"},
        f"PUT {here}logo/": {"logo": picture((9, 9))},
        f"POST {here}staff/invitations/": {
            "role": "assistant",
            "name": "Ada",
            "email": "ada@example.org",
            "language": "nl",
        },
    }


def _of_the_building(real):
    parts = [{"lot": str(real["lot"]), "parts": 3}]
    return {
        "POST owners/": {"kind": "person", "last_name": "Peeters", "language": "nl"},
        "POST holdings/": {"members": [{"owner": str(real["owner"]), "full": 1}]},
        "POST keys/": {"code": uuid4().hex[:20], "name": "Garden", "parts": parts},
        "POST keys/{key_id}/versions/": {"valid_from": None, "parts": parts},
        "POST lots/{lot_id}/periods/": {
            "holding": str(real["buyer"]),
            "since": real["date"],
        },
        "POST invitations/": {
            "role": "occupant",
            "name": "Ada",
            "email": "ada@example.org",
            "language": "nl",
        },
        "POST invitations/owners/": {"owners": [str(real["invited"])]},
        "POST owners/{owner_id}/invitation/": {"channel": "paper"},
        "POST data-request/": {"wish": "correct", "text": "Rue Haute 5"},
        "POST owners/{owner_id}/consents/": {
            "purpose": "letters",
            "given_on": real["date"],
        },
        "POST owners/{owner_id}/consents/{consent_id}/withdraw/": {
            "withdrawn_on": real["date"]
        },
    }


def _of_the_books(real):
    item = {"amount": "100.05", "purpose": "reserve", "key": str(real["key"])}
    call = {"title": "Roof", "due_on": real["due_on"], "items": [item]}
    opening = {
        "date": real["date"],
        "accounts": [
            {"account": chart.BANK_WORKING, "debit": "110.00"},
            {"account": chart.WORKING_FUND, "credit": "100.00"},
        ],
        "owners": [],
        "suppliers": [{"name": "Toitures SA", "owed": "10.00"}],
    }
    return {
        **auditing.bodies(real),
        **banking.bodies(real),
        **books.bodies(real),
        **budgets.bodies(real),
        **contests.bodies(real),
        **assemblies.bodies(real),
        **convocations.bodies(real),
        **voting.bodies(real),
        **minuted.bodies(real),
        **written.bodies(real),
        **contracts.bodies(real),
        **council.bodies(real),
        **tendering.bodies(real),
        **holding.bodies(real),
        **charges.bodies(real),
        **orders.bodies(real),
        **reminders.bodies(real),
        **sales.bodies(real),
        **invoices.bodies(real),
        "POST calls/": call,
        "PUT calls/{call_id}/": call,
        "POST calls/{call_id}/letters/posted/": {
            "letters": [str(real.get("letter", real["letter_id"]))],
            "on": real["date"],
        },
        "POST payments/": {
            "holding": str(real["holding"]),
            "amount": "12.00",
            "date": real["date"],
        },
        "POST suppliers/": {"name": uuid4().hex, "kbo": "", "iban": "", "email": ""},
        "POST opening/": opening,
        "POST opening/check/": opening,
    }


def _of_the_webhooks(real):
    hook = {"url": "https://example.org/hook", "kinds": ["lot.created"]}
    return {"POST webhooks/": hook, "PATCH webhooks/{webhook_id}/": hook}


def _files():
    pdf = b"%PDF-1.4\n% " + uuid4().hex.encode() + b"\n%%EOF\n"
    return {
        "POST library/": {"file": pdf, "category": "works", "audience": "owners"},
        "POST library/{library_id}/versions/": {"file": pdf},
        "POST imports/": {"tables": [TABLES]},
    }
