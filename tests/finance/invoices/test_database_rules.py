"""What a posted invoice can never be, and what is never changed, whoever sends the SQL."""

from datetime import date
from decimal import Decimal

import pytest

from finance.models import (
    Cost,
    DeferralStep,
    FixedAmount,
    Invoice,
    InvoiceLine,
    InvoicePayment,
)
from finance.services.invoice_posting import cancel_invoice
from finance.services.supplier_payments import pay_invoices
from koprogo.ledger import services as ledger
from koprogo.tenancy import enter
from tests import cast
from tests.finance.invoices.making import (
    a_line,
    approved,
    drafted,
    paid,
    posted,
    submitted,
    two_people,
)
from tests.sql import changed, refused, rows

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def booked(acacias):
    """A posted invoice with fixed amounts, something that waits, and a payment."""
    fixed = {cast.lot("A"): D("100.00")}
    invoice = posted(
        a_line(basis="fixed", key=None, fixed=fixed),
        a_line("10.00", since=date(2090, 1, 1), until=date(2091, 1, 1)),
    )
    pay_invoices(paid(D("1.00"), invoice), {invoice: D("1.00")})
    return invoice


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("UPDATE finance_invoice SET total = total + 1", "is frozen"),
        ("UPDATE finance_invoice SET iban = 'BE68539007547034'", "is frozen"),
        ("UPDATE finance_invoice SET entry_id = NULL, state = 'draft'", "is frozen"),
        ("DELETE FROM finance_invoice", "is frozen"),
        ("UPDATE finance_invoiceline SET amount = amount + 1", "is frozen"),
        ("UPDATE finance_invoiceline SET occupant_percent = 1", "is frozen"),
        ("DELETE FROM finance_invoiceline", "is frozen"),
        ("UPDATE finance_fixedamount SET amount = 1", "its invoice is posted"),
        ("DELETE FROM finance_fixedamount", "its invoice is posted"),
        ("DELETE FROM finance_deferralstep", "its invoice is posted"),
        ("UPDATE finance_deferralstep SET amount = 1", "never changed"),
        ("UPDATE finance_deferralstep SET since = since + 1", "never changed"),
        ("UPDATE finance_cost SET amount = 1", "permission denied"),
        ("DELETE FROM finance_cost", "permission denied"),
        ("UPDATE finance_invoicepayment SET amount = 2", "permission denied"),
        ("DELETE FROM finance_invoicepayment", "permission denied"),
    ],
)
def test_what_is_posted_is_frozen(booked, statement, message):
    with refused(message):
        changed(statement)


def test_nothing_is_added_to_what_is_posted(booked):
    line = booked.lines.first()
    with refused("is frozen"):
        InvoiceLine.objects.create(
            invoice=booked, position=9, account=line.account, amount=1, basis="fixed"
        )
    with refused("its invoice is posted"):
        FixedAmount.objects.create(line=line, lot=cast.lot("B"), amount=1)
    with refused("its invoice is posted"):
        DeferralStep.objects.create(
            line=line, since=date(2090, 1, 1), until=date(2091, 1, 1), amount=1
        )


def _entry(invoice, amount, account="6100001"):
    return ledger.post(
        journal="purchases",
        year=2026,
        date=date(2026, 1, 1),
        text="Forged",
        lines=[
            ledger.debit(account, amount),
            ledger.credit("440", amount, party_id=invoice.supplier.party_id),
        ],
        by=None,
    )


def _post(invoice, entry):
    return changed(
        "UPDATE finance_invoice SET state = 'posted', entry_id = %s WHERE id = %s",
        [entry.pk, invoice.pk],
    )


def test_an_invoice_is_posted_as_what_it_is(acacias):
    invoice = approved()
    with refused("it is not what was posted"):
        _post(invoice, _entry(invoice, D("99.99")))
    entry = _entry(invoice, D("100.00"))
    with refused("its costs are not its total"):
        _post(invoice, entry)
    line = invoice.lines.get()
    version = line.key.versions.get()
    Cost.objects.create(
        entry=entry,
        position=1,
        account=line.account,
        amount=D("100.00"),
        label="Forged",
        basis="key",
        key=line.key,
        version=version,
        line=line,
    )
    changed("UPDATE finance_invoiceline SET amount = 99.99")
    with refused("the lines do not sum to the total"):
        _post(invoice, entry)
    changed("UPDATE finance_invoiceline SET amount = 100.00")
    assert _post(invoice, entry) == 1


def test_a_cost_is_what_its_entry_says(acacias):
    invoice = approved()
    entry = _entry(invoice, D("100.00"))
    line = invoice.lines.get()
    with refused("it is not what was posted"):
        Cost.objects.create(
            entry=entry,
            position=1,
            account=line.account,
            amount=D("100.01"),
            label="Forged",
            basis="key",
            key=line.key,
            version=line.key.versions.get(),
        )


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("total = 0", "invoice_positive"),
        ("number = ''", "invoice_numbered"),
        ("kind = 'order'", "invoice_kind"),
        ("due_on = date - 1", "invoice_due_after_date"),
        ("state = 'posted', decided_at = now()", "invoice_posted_has_entry"),
        ("state = 'approved'", "invoice_decided"),
        ("state = 'rejected', decided_at = now()", "invoice_rejected_with_reason"),
        ("state = 'paid'", "invoice_decided"),
    ],
)
def test_a_draft_is_never(acacias, change, constraint):
    drafted()
    with refused(constraint):
        changed(f"UPDATE finance_invoice SET {change}")


def test_two_people_are_two_people(acacias):
    two_people()
    sophie = cast.user("sophie")
    submitted(by=sophie)
    decided = "UPDATE finance_invoice SET state = 'approved', decided_at = now()"
    for who in (sophie.pk, None):
        with refused("invoice_two_people"):
            changed(f"{decided}, decided_by_id = %s", [who])
    assert changed(f"{decided}, decided_by_id = %s", [cast.user("anna").pk]) == 1


def test_the_same_number_twice_needs_a_confirmation(acacias):
    drafted(number="1")
    drafted(a_line("2.00"), number="2")
    with refused("invoice_number"):
        changed("UPDATE finance_invoice SET number = '1' WHERE number = '2'")
    changed(
        "UPDATE finance_invoice SET number = '1', duplicate_confirmed = true"
        " WHERE number = '2'"
    )


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("amount = 0, vat = 0", "invoice_line_not_zero"),
        ("vat = 100.01", "invoice_line_vat_inside"),
        ("vat = -0.01", "invoice_line_vat_inside"),
        ("vat_rate = '7'", "invoice_line_vat_rate"),
        ("key_id = NULL", "invoice_line_one_basis"),
        ("since = '2026-01-02', until = '2026-01-02'", "invoice_line_dates"),
        ("until = '2026-01-02'", "invoice_line_dates"),
        ("occupant_percent = 101", "invoice_line_percent"),
    ],
)
def test_a_line_is_never(acacias, change, constraint):
    drafted()
    with refused(constraint):
        changed(f"UPDATE finance_invoiceline SET {change}")


def test_what_came_back_stays_with_its_entry(booked):
    [(step,)] = rows("SELECT id FROM finance_deferralstep")
    entry = _entry(booked, D("1.00"), account="490")
    changed("UPDATE finance_deferralstep SET entry_id = %s", [entry.pk])
    with refused("posted once"):
        changed("UPDATE finance_deferralstep SET entry_id = NULL WHERE id = %s", [step])


def test_another_building_sees_none_of_it(booked):
    with enter(cast.tenant(cast.BELLEVUE).pk, by=None):
        for model in (Invoice, InvoiceLine, DeferralStep, InvoicePayment, Cost):
            assert model.objects.count() == 0
            assert rows(f"SELECT count(*) FROM {model._meta.db_table}") == [(0,)]


def test_a_cancelled_one_is_frozen_too(acacias):
    invoice = posted()
    cancel_invoice(invoice, by=None)
    with refused("is frozen"):
        changed("DELETE FROM finance_invoice")
