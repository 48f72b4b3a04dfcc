"""Short ways to an invoice of a supplier, through the services."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from buildings.models import AllocationKey, Supplier
from buildings.services import create_supplier
from finance.models import BookSettings, ChargeStatement, MeterGroup, Works
from finance.services.invoice_posting import post_invoice
from finance.services.invoices import (
    InvoiceDraft,
    LineDraft,
    approve_invoice,
    draft_invoice,
    submit_invoice,
)
from koprogo.documents.services import store
from koprogo.ledger import services as ledger
from koprogo.ledger.models import Account
from tests import cast

CLEANING, INSURANCE, ROOF = "6140000", "6150000", "671"
JUDGMENT = "Justice of the peace of Ixelles, 2 March 2026, 26A123"
IBAN, OTHER_IBAN = "BE68539007547034", "BE43068999999501"


def supplier(name="Ascenseurs SA", **more):
    found = Supplier.objects.filter(name=name).first()
    return found or create_supplier(name=name, by=None, **more)


def account(code):
    return Account.objects.get(code=code)


def a_line(amount="100.00", *, code="6100001", key="shares", **more):
    more = {"label": "Maintenance", "vat": Decimal(0), "vat_rate": "0", **more}
    if more.get("basis", "key") == "key":
        more["key"] = AllocationKey.objects.get(code=key)
    return LineDraft(account=account(code), amount=Decimal(amount), **more)


def by_meters(amount="100.00", *, group="Heat", **more):
    """A line that the meters of this name divide."""
    meters, _made = MeterGroup.objects.get_or_create(name=group, unit="kWh")
    return a_line(amount, basis="meters", meters=meters, **more)


def exempting(*lots, judgment=JUDGMENT, **more):
    """A line that a judgment leaves these lots out of."""
    exempt = frozenset(cast.lot(code) for code in lots)
    return a_line(exempt=exempt, judgment=judgment, **more)


def a_draft(*lines, total=None, **more):
    """An invoice of today for these lines; of 100.00 by default."""
    lines = lines or (a_line(),)
    given = {
        "supplier": more.get("supplier") or supplier(),
        "number": "2026/1",
        "date": timezone.localdate(),
        "total": Decimal(total or sum(line.amount for line in lines)),
        "lines": lines,
    }
    return InvoiceDraft(**given | more)


def drafted(*lines, by=None, **more):
    return draft_invoice(a_draft(*lines, **more), by=by)


def submitted(*lines, by=None, **more):
    return submit_invoice(drafted(*lines, by=by, **more), by=by)


def approved(*lines, by=None, **more):
    return approve_invoice(submitted(*lines, **more), by=by, iban_confirmed=True)


def posted(*lines, by=None, **more):
    return post_invoice(approved(*lines, **more), by=by)


def paid(amount, *invoices):
    """A payment of ``amount`` to the supplier of the first invoice."""
    party = invoices[0].supplier.party_id
    side, other = (
        (ledger.debit, ledger.credit)
        if amount > 0
        else (
            ledger.credit,
            ledger.debit,
        )
    )
    return ledger.post(
        journal="bank",
        year=timezone.localdate().year,
        date=timezone.localdate(),
        text="Paid",
        lines=[
            side("440", abs(amount), party_id=party),
            other("551", abs(amount)),
        ],
        by=None,
    )


def settled(since, until):
    """Say that a period is settled, without computing anything."""
    statement = ChargeStatement.objects.create(
        title=str(since), since=since, until=until, due_on=until
    )
    statement.computed_at = statement.posted_at = timezone.now()
    statement.entry = ledger.post(
        journal="misc",
        year=until.year,
        date=until,
        text="Settled",
        lines=[
            ledger.debit("499", Decimal("1.00")),
            ledger.credit("551", Decimal("1.00")),
        ],
        by=None,
    )
    statement.save()
    return statement


def closed(year):
    opened = ledger.open_year(
        since=date(year, 1, 1), until=date(year + 1, 1, 1), by=None
    )
    return ledger.close_year(year=opened.year, by=None)


def every(months):
    BookSettings.objects.update_or_create(defaults={"statement_months": months})


def two_people():
    BookSettings.objects.update_or_create(defaults={"two_people": True})


def works(title="Roof"):
    return Works.objects.create(
        title=title, decision="Voted", decided_on=date(2025, 6, 1)
    )


def costs_of(entry):
    """(account, amount, from, until) of the costs of an entry, in their order."""
    return [
        (cost.account.code, cost.amount, cost.since, cost.until)
        for cost in entry.costs.order_by("position").select_related("account")
    ]


def lines_of(entry):
    """(account, debit minus credit) of an entry, in the order of its lines."""
    return [
        (line.account.code, line.debit - line.credit)
        for line in entry.lines.order_by("pk").select_related("account")
    ]


# For the tables of roles, and for generated requests


def things():
    """What stands in the addresses: a posted invoice with its files, and a draft."""
    sent = {
        "voucher": ("i.pdf", "application/pdf", b"%PDF-1.7"),
        "xml": ("i.xml", "text/plain", b"<Invoice/>"),
    }
    files = {
        what: store(data, name=name, content_type=kind, by=None)
        for what, (name, kind, data) in sent.items()
    }
    of = {"supplier": supplier("Toitures SA")}
    invoice = posted(number="Booked", **files, **of)
    draft = drafted(by_meters("7.00"), number="Draft", **of)
    return {"invoice_id": invoice.uuid, "invoice_draft_id": draft.uuid}
