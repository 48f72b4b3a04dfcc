"""What an invoice is in the books: entries, costs, the supplier's account."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from buildings.models import KeyVersion
from finance.errors import (
    InvoiceCancelled,
    InvoiceOrdered,
    InvoicePaid,
    KeyNotInForce,
    MoreThanOpen,
    NotOwed,
    PeriodShut,
)
from finance.models import (
    Cost,
    DeferralStep,
    Invoice,
    InvoicePayment,
    OrderedPayment,
    PaymentOrder,
)
from finance.queries.invoices import invoice_list, open_amounts, supplier_balances
from finance.refusals.invoices import sentence
from finance.services.invoice_posting import cancel_invoice, post_invoice
from finance.services.supplier_payments import pay_invoices
from finance.tasks import release_all
from koprogo.audit.models import AuditEvent
from koprogo.documents.services import store
from koprogo.ledger import services as ledger
from koprogo.ledger.queries import account_balances, verify
from koprogo.tenancy import enter
from tests import cast
from tests.finance.invoices.making import (
    a_line,
    approved,
    closed,
    costs_of,
    lines_of,
    paid,
    posted,
    settled,
    supplier,
    works,
)

pytestmark = pytest.mark.django_db
D = Decimal


def status(invoice):
    return invoice_list().get(pk=invoice.pk).status


def test_costs_go_to_the_account_of_the_supplier(acacias):
    sophie = cast.user("sophie")
    invoice = posted(a_line("80.00"), a_line("20.00", key="lift"), by=sophie)
    entry = invoice.entry
    assert lines_of(entry) == [
        ("6100001", D("80.00")),
        ("6100001", D("20.00")),
        ("440", D("-100.00")),
    ]
    assert (entry.journal.code, entry.text, entry.created_by) == (
        "purchases",
        "Ascenseurs SA 2026/1",
        sophie,
    )
    owed = entry.lines.get(account__code="440")
    assert owed.party_id == invoice.supplier.party_id
    kept = Cost.objects.order_by("position")
    assert [(c.amount, c.key.code, c.version.frozen) for c in kept] == [
        (D("80.00"), "shares", True),
        (D("20.00"), "lift", True),
    ]
    assert [c.line for c in kept] == list(invoice.lines.all())
    assert (invoice.state, status(invoice)) == ("posted", "open")


def test_a_credit_note_goes_the_other_way(acacias):
    invoice = posted(a_line("80.00", from_reserve=True), kind="credit_note")
    assert lines_of(invoice.entry) == [
        ("6100001", D("-80.00")),
        ("160", D("-80.00")),
        ("6816001", D("80.00")),
        ("440", D("80.00")),
    ]
    assert [(code, amount) for code, amount, *_days in costs_of(invoice.entry)] == [
        ("6100001", D("-80.00")),
        ("6816001", D("80.00")),
    ]
    assert supplier_balances() == {invoice.supplier_id: D("-80.00")}


def test_a_credit_note_takes_back_what_waits(acacias):
    year = {"since": date(2023, 11, 1), "until": date(2024, 11, 1)}
    for kind in ("invoice", "credit_note"):
        line = a_line("1000.00", **year)
        posted(line, kind=kind, date=date(2023, 11, 1))
    amounts = DeferralStep.objects.order_by("amount").values_list("amount", flat=True)
    assert list(amounts) == [D("-833.33"), D("833.33")]
    assert account_balances("490", "6100001", "440") == {
        "490": 0,
        "6100001": 0,
        "440": 0,
    }


def test_a_private_cost_is_of_its_lot(acacias):
    lot = cast.lot("B")
    invoice = posted(a_line(code="6430000", basis="lot", lot=lot))
    cost = invoice.entry.costs.get()
    assert (cost.basis, cost.lot, cost.key) == ("lot", lot, None)
    assert invoice.entry.lines.get(account__code="6430000").unit_id == lot.pk


def test_works_are_costs_of_their_own_and_never_wait(acacias):
    roof = works()
    years = {"since": date(2023, 1, 1), "until": date(2090, 1, 1)}
    invoice = posted(a_line(code="671", works=roof, **years))
    cost = invoice.entry.costs.get()
    assert (cost.works, cost.amount, cost.since) == (roof, D("100.00"), years["since"])
    assert DeferralStep.objects.count() == 0
    assert Cost.objects.ordinary().count() == 0


def test_a_key_without_parts_on_the_day_refuses(acacias):
    invoice = approved(a_line(key="lift"), date=date(2024, 1, 1))
    KeyVersion.objects.filter(key__code="lift").update(valid_from=date(2024, 1, 2))
    with pytest.raises(KeyNotInForce):
        post_invoice(invoice, by=None)
    assert Invoice.objects.get().entry is None


# Taken back


def test_a_cancelled_invoice_leaves_no_trace_in_the_sums(acacias):
    invoice = posted(a_line(from_reserve=True), date=date(2026, 1, 15))
    cancelled = cancel_invoice(invoice, by=None)
    mirror = cancelled.entry.mirror
    assert mirror.date == date(2026, 1, 15)
    assert sum(cost.amount for cost in Cost.objects.all()) == 0
    assert [(c, a) for c, a, *_ in costs_of(mirror)] == [
        ("6100001", D("-100.00")),
        ("6816001", D("100.00")),
    ]
    codes = ("440", "6100001", "160", "6816001")
    assert set(account_balances(*codes).values()) == {D(0)}
    assert status(invoice) == "cancelled"
    with pytest.raises(InvoiceCancelled):
        cancel_invoice(invoice, by=None)
    assert verify() == []


@pytest.mark.parametrize(
    "shut", [lambda: closed(2026), lambda: settled(date(2026, 1, 1), date(2026, 1, 16))]
)
def test_what_is_settled_or_closed_stays(acacias, shut):
    invoice = posted(date=date(2026, 1, 15))
    shut()
    with pytest.raises(PeriodShut) as refused:
        cancel_invoice(invoice, by=None)
    assert refused.value.day == date(2026, 1, 15)


def test_so_does_what_came_back_in_a_period_that_is_settled(acacias):
    line = a_line("12.00", since=date(2025, 12, 1), until=date(2026, 2, 1))
    invoice = posted(line, date=date(2025, 12, 1))
    settled(date(2026, 1, 1), date(2026, 2, 1))
    with pytest.raises(PeriodShut) as refused:
        cancel_invoice(invoice, by=None)
    assert refused.value.day == date(2026, 1, 1)


def test_what_is_paid_or_ordered_is_not_taken_back(acacias):
    invoice = posted()
    order = PaymentOrder.objects.create(
        execution_date=timezone.localdate(),
        file=store(b"<xml/>", name="p.xml", content_type="text/plain", by=None),
    )
    ordered = OrderedPayment.objects.create(
        order=order, invoice=invoice, amount=D("100.00")
    )
    with pytest.raises(InvoiceOrdered):
        cancel_invoice(invoice, by=None)
    OrderedPayment.objects.filter(pk=ordered.pk).update(open=False)
    entry = paid(D("0.01"), invoice)
    pay_invoices(entry, {invoice: D("0.01")})
    with pytest.raises(InvoicePaid):
        cancel_invoice(invoice, by=None)
    ledger.mirror(
        entry, year=entry.year, date=timezone.localdate(), text="Back", by=None
    )
    cancel_invoice(invoice, by=None)


# Paid


def test_payments_are_told_by_what_is_left(acacias):
    invoice = posted()
    assert open_amounts([invoice.pk]) == {invoice.pk: D("100.00")}
    pay_invoices(paid(D("99.99"), invoice), {invoice: D("99.99")})
    assert (status(invoice), open_amounts([invoice.pk])) == (
        "partly_paid",
        {invoice.pk: D("0.01")},
    )
    last = paid(D("0.01"), invoice)
    pay_invoices(last, {invoice: D("0.01")})
    assert status(invoice) == "paid"
    ledger.mirror(last, year=last.year, date=timezone.localdate(), text="Back", by=None)
    assert status(invoice) == "partly_paid"


@pytest.mark.parametrize("amount", ["100.01", "0.00", "-1.00"])
def test_nobody_is_paid_more_than_he_asks(acacias, amount):
    invoice = posted()
    with pytest.raises(MoreThanOpen) as refused:
        pay_invoices(paid(D("100.01"), invoice), {invoice: D(amount)})
    assert (refused.value.invoice, refused.value.left) == (invoice, D("100.00"))
    assert sentence(refused.value) == (
        "Only €100.00 of the invoice 2026/1 are left to pay."
    )
    assert InvoicePayment.objects.count() == 0


def test_a_credit_note_pays_for_an_invoice(acacias):
    invoice, note = posted(), posted(a_line("30.00"), kind="credit_note")
    entry = paid(D("70.00"), invoice)
    with pytest.raises(MoreThanOpen):
        pay_invoices(entry, {invoice: D("100.00"), note: D("-30.01")})
    pay_invoices(entry, {invoice: D("100.00"), note: D("-30.00")})
    assert (status(invoice), status(note)) == ("paid", "paid")
    assert supplier_balances([invoice.supplier]) == {invoice.supplier_id: 0}


def test_only_what_is_owed_is_paid(acacias):
    draft, gone = approved(number="1"), posted(a_line("7.00"), number="2")
    cancel_invoice(gone, by=None)
    for invoice in (draft, gone):
        with pytest.raises(NotOwed):
            pay_invoices(paid(D("1.00"), invoice), {invoice: D("1.00")})


def test_accounts_of_suppliers_are_what_their_invoices_leave(acacias):
    """Invariant 3 of finance.md: the sub-ledger is the account 440."""
    zinc = supplier("Zinc SA")
    first, second = posted(number="1"), posted(a_line("50.00"), number="2")
    third = posted(a_line("9.99"), supplier=zinc)
    posted(a_line("3.00"), kind="credit_note", supplier=zinc)
    cancel_invoice(second, by=None)
    pay_invoices(paid(D("40.00"), first), {first: D("40.00")})
    left = open_amounts(Invoice.objects.values_list("pk", flat=True))
    balances = supplier_balances()
    assert balances == {first.supplier_id: D("60.00"), third.supplier_id: D("6.99")}
    assert sum(left.values()) == sum(balances.values())
    assert account_balances("440") == {"440": -sum(balances.values())}


# The night


def test_the_night_brings_back_what_is_due_in_every_building(acacias, monkeypatch):
    tomorrow_years = {"since": date(2090, 1, 1), "until": date(2091, 1, 1)}
    posted(a_line(**tomorrow_years))
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2090, 1, 1))
    assert release_all() == 1
    assert release_all() == 0
    with enter(cast.tenant().pk, by=None):
        [event] = AuditEvent.objects.filter(action="deferral.released")
        assert event.data == {"entry": "misc 2090-1"}


def test_a_building_that_cannot_keeps_no_other_waiting(acacias, monkeypatch, caplog):
    posted(a_line(key="lift", since=date(2090, 1, 1), until=date(2091, 1, 1)))
    KeyVersion.objects.filter(key__code="lift").update(valid_from=date(2095, 1, 1))
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2090, 1, 1))
    assert release_all() == 0
    assert "KeyNotInForce" in caplog.text
