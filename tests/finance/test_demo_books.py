"""What the books of the demo show: a large building in full life, a small one, a quiet one."""

from collections import Counter
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from buildings.models import Building, Holding
from buildings.validators import validate_iban
from finance.cockpit_lines import LINES
from finance.demo.bank import iban_of
from finance.demo.chronicle import Chronicle
from finance.demo.vouchers import invoice_pdf
from finance.models import (
    AccountsCheck,
    BankMovement,
    Budget,
    ChargeLetter,
    ChargeStatement,
    CheckedVoucher,
    Collection,
    ConflictOfInterest,
    Contest,
    DeferralStep,
    GuestLink,
    InstalmentPlan,
    Invoice,
    InvoiceLine,
    OrderedPayment,
    Reminder,
    ReminderPause,
    ReserveOptOut,
    Sale,
    SaleDocument,
    Works,
)
from finance.queries.bank import in_suspense
from finance.queries.cockpit import month_of
from finance.queries.invoices import other_ibans
from finance.queries.reconciliation import bank_states
from finance.queries.transfers import reserve_to_transfer
from finance.queries.works import works_accounts
from koprogo.documents.kinds import Kind
from koprogo.documents.reading import text_of
from koprogo.documents.services import read
from koprogo.ledger.models import FiscalYear
from tests.finance.demos import BELLEVUE, LINDEHOF, PARKZICHT, SLUGS, TILLEULS, inside

State = Invoice.State


def test_every_ledger_is_sound(shown):
    output = StringIO()
    call_command("verify_ledger", stdout=output)
    assert sorted(output.getvalue().split("\n")[:-1]) == sorted(
        f"{slug}: sound" for slug in (*SLUGS, LINDEHOF)
    )


@pytest.mark.parametrize("slug", [BELLEVUE, PARKZICHT])
def test_the_books_agree_with_the_bank(shown, slug):
    with inside(slug):
        states = bank_states()
        statements = {code: len(one.statements) for code, one in states.items()}
        differences = {
            one.difference for state in states.values() for one in state.statements
        }
        matched = in_suspense().count(), reserve_to_transfer(on=timezone.localdate())
    assert differences == {Decimal("0.00")}
    assert statements["551"] == statements["550"] > 9
    assert (matched[0], matched[1].amount > 0) == (2 if slug == BELLEVUE else 1, True)


def test_a_quiet_building_shows_what_is_empty(shown):
    with inside(TILLEULS):
        assert BankMovement.objects.count() == Invoice.objects.count() == 0
        assert Budget.objects.count() == Sale.objects.count() == 0
        assert ReserveOptOut.objects.count() == 1


def test_invoices_are_in_every_state(shown):
    with inside(BELLEVUE):
        invoices = Invoice.objects.all()
        states = Counter(invoices.exclude(state=State.POSTED).values_list("state"))
        assert states == {
            (State.DRAFT,): 1,
            (State.SUBMITTED,): 3,
            (State.APPROVED,): 1,
            (State.REJECTED,): 1,
        }
        assert invoices.exclude(voucher=None).count() == invoices.count() > 90
        assert invoices.get(state=State.REJECTED).reason.startswith("Le déplacement")
        assert invoices.filter(kind=Invoice.Kind.CREDIT_NOTE).count() == 1
        assert invoices.exclude(xml=None).get().supplier.name == "Portes Vandamme BV"
        submitted = invoices.filter(state=State.SUBMITTED)
        changed = [one.number for one in submitted if other_ibans(one)]
        assert len(changed) == 1
        assert OrderedPayment.objects.filter(open=True).exists()
        assert DeferralStep.objects.filter(entry=None).exists()


def test_costs_are_borne_in_every_way(shown):
    with inside(BELLEVUE):
        lines = InvoiceLine.objects.all()
        bases = Counter(lines.exclude(basis="key").values_list("basis", flat=True))
        assert bases["lot"] == 1
        assert bases["meters"] >= 1
        assert lines.filter(from_reserve=True).count() == 1
        [lift] = works_accounts(Works.objects.all())
        assert (lift.called, lift.spent) == (Decimal("49900.00"), Decimal("27500.00"))


def test_the_first_year_is_settled_and_closed(shown):
    with inside(BELLEVUE):
        first, second = FiscalYear.objects.order_by("since")
        statement = ChargeStatement.objects.get()
        assert (first.is_closed, second.is_closed) == (True, False)
        assert (statement.since, statement.until) == (first.since, first.until)
        pieces = statement.pieces.filter(lot__code="A51").order_by("since")
        assert [one.holding.code for one in pieces.select_related("holding")] == [
            "marchal-robert",
            "noel-amelie",
        ]
        assert Budget.objects.adopted().count() == 2


def test_the_small_building_sent_its_statement_with_the_annexes(shown):
    with inside(PARKZICHT):
        letters = ChargeLetter.objects.all()
        documents = ChargeStatement.objects.get().documents.all()
        assert letters.count() == documents.count() == 13
        assert letters.exclude(annex=None).count() == 13
        signs = Counter(one.balance > 0 for one in documents)
    assert min(signs[True], signs[False]) > 0


def test_some_are_reminded_and_some_are_left_in_peace(shown):
    with inside(BELLEVUE):
        sent = Reminder.objects.filter(state=Reminder.State.SENT)
        assert {one.level for one in sent} == {1, 2, 3}
        formal = sent.get(level=3)
        assert (formal.holding.code, formal.interest_charge.working > 0) == (
            "claes-sven",
            True,
        )
        proposed = Reminder.objects.filter(state=Reminder.State.PROPOSED)
        assert proposed.filter(holding__code="thys-ludo", level=3).count() == 1
        plan = InstalmentPlan.objects.running().get()
        pause = ReminderPause.objects.get(ended_at=None)
        assert (plan.holding.code, pause.holding.code) == (
            "maes-wouter",
            "de-backer-lode",
        )


def test_one_flat_was_sold_and_another_one_is_for_sale(shown):
    with inside(BELLEVUE):
        running = Sale.objects.under_way().get()
        sold = Sale.objects.exclude(carried_out_at=None).get()
        asked = SaleDocument.objects.filter(sale=running).order_by("paragraph")
        assert sold.buyer.code == "noel-amelie"
        assert [one.sent_at is not None for one in asked] == [True, False]
        assert GuestLink.objects.filter(sale=running.uuid).count() == 1


def test_lines_are_contested(shown):
    with inside(BELLEVUE):
        found = Contest.objects.order_by("pk").select_related("owner")
        told = [(one.owner.code, one.outcome, one.answers.count()) for one in found]
    assert told == [("dubois-marc", "explained", 1), ("janssens-lieve", "", 1)]


def test_the_auditor_signed_one_year_and_checks_the_next(shown):
    with inside(BELLEVUE):
        signed, running = AccountsCheck.objects.order_by("year__since")
        assert (signed.signed_at is None, running.signed_at) == (False, None)
        looked_at = CheckedVoucher.objects.filter(check_of=running)
        waiting = looked_at.filter(ticked_at=None).count()
        assert (looked_at.count() - waiting, waiting > 0) == (7, True)
        assert running.questions.filter(answered_at=None).count() == 1
        ended = ConflictOfInterest.objects.exclude(ended_on=None).count()
        assert (ConflictOfInterest.objects.count(), ended) == (2, 1)


def test_somebody_pays_by_direct_debit(shown):
    with inside(BELLEVUE):
        [collected] = Collection.objects.get().amounts.select_related("mandate")
        assert collected.mandate.debtor == "Aurélie Gilles"


def test_the_month_has_something_of_each(shown):
    with inside(BELLEVUE):
        month = month_of(Building.objects.get(), on=timezone.localdate())
        found = Counter(str(line.tell(month).found.state) for line in LINES)
    assert found["late"] == 1
    assert min(found["done"], found["to_do"]) > 3


# What it is made of


def test_a_voucher_is_a_pdf_that_can_be_read(shown):
    with inside(BELLEVUE):
        invoice = Invoice.objects.filter(supplier__name="Énergie Senne SA").first()
        text = text_of(Kind.PDF, read(invoice.voucher))
    assert "Énergie Senne SA" in text
    assert f"Facture {invoice.number}, {invoice.date:%d/%m/%Y}" in text
    assert f"{invoice.total:.2f} EUR" in text


def test_signs_of_the_format_are_words_on_a_voucher():
    pdf = invoice_pdf(
        head=("A (B) \\ C",), title="Facture 1", rows=(), total=("Total", Decimal(1))
    )
    assert "A (B) \\ C" in text_of(Kind.PDF, pdf)


def test_co_owners_pay_from_accounts_that_could_be(shown):
    with inside(BELLEVUE):
        ibans = [iban_of(one) for one in Holding.objects.all()]
    for iban in ibans:
        validate_iban(iban)
    assert len(set(ibans)) == len(ibans)


def test_acts_come_in_the_order_of_their_days():
    told, chronicle = [], Chronicle()
    days = [date(2026, 1, day) for day in (1, 2, 3, 4)]
    chronicle.at(days[2], lambda: told.append("third"))
    chronicle.at(days[0], lambda: chronicle.at(days[1], lambda: told.append("second")))
    chronicle.at(days[2], lambda: told.append("after it"))
    chronicle.at(days[3], lambda: told.append("too late"))
    chronicle.play(until=days[2])
    assert told == ["second", "third", "after it"]
