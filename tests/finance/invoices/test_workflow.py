"""From a draft to what is approved: who may do what, and what is looked at."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from finance.errors import (
    DraftGone,
    DuplicateInvoice,
    FixedAmountsDiffer,
    IbanChanged,
    InvoiceInTheFuture,
    LinesDoNotSum,
    NoLines,
    NotACostAccount,
    OneFund,
    ReasonMissing,
    SamePerson,
    WorksMismatch,
    WrongState,
)
from finance.models import FixedAmount, Invoice, InvoiceLine
from finance.queries.invoices import other_ibans
from finance.refusals.invoices import sentence
from finance.services.invoice_posting import cancel_invoice, post_invoice
from finance.services.invoices import (
    NewSupplier,
    approve_invoice,
    attach_voucher,
    discard_invoice,
    draft_invoice,
    redraft_invoice,
    reject_invoice,
    submit_invoice,
)
from koprogo.documents.intake import Intake
from koprogo.documents.models import File
from koprogo.documents.services import read
from koprogo.ledger.models import Account
from tests import cast
from tests.finance.invoices.making import (
    IBAN,
    OTHER_IBAN,
    a_draft,
    a_line,
    approved,
    drafted,
    posted,
    submitted,
    supplier,
    two_people,
    works,
)

pytestmark = pytest.mark.django_db
D = Decimal
PDF = Intake("a.pdf", "application/pdf", b"%PDF-1.7")


@pytest.fixture(autouse=True)
def inside(acacias):
    return acacias


# The lines


def test_an_invoice_has_lines():
    with pytest.raises(NoLines):
        draft_invoice(a_draft(total="1.00", lines=()), by=None)


@pytest.mark.parametrize(
    ("total", "difference"), [("100.01", "-0.01"), ("99.99", "0.01")]
)
def test_lines_are_the_total(total, difference):
    with pytest.raises(LinesDoNotSum) as refused:
        drafted(a_line("60.00"), a_line("40.00"), total=total)
    assert refused.value.difference == D(difference)


def test_a_line_may_take_off():
    invoice = drafted(a_line("120.00"), a_line("-20.00", label="Discount"))
    assert invoice.total == D("100.00")


@pytest.mark.parametrize("code", ["440", "701", "693", "6816001", "610"])
def test_only_accounts_of_costs_take_a_line(code):
    """610 is a heading: nobody books on it, though it may stand in the books."""
    Account.objects.get_or_create(code=code)
    with pytest.raises(NotACostAccount) as refused:
        drafted(a_line(), a_line(code=code))
    assert refused.value.position == 2


def test_works_are_on_67_and_nothing_else_is():
    roof = works()
    drafted(a_line(code="671", works=roof), number="1")
    for wrong in (a_line(code="671"), a_line(works=roof)):
        with pytest.raises(WorksMismatch):
            drafted(wrong, number="2")
    with pytest.raises(OneFund):
        drafted(a_line(code="671", works=roof, from_reserve=True), number="2")
    roof.ended_on = timezone.localdate()
    roof.save()
    with pytest.raises(WorksMismatch):
        drafted(a_line(code="671", works=roof), number="2")


@pytest.mark.parametrize(
    ("second", "difference"), [("39.99", "-0.01"), ("40.01", "0.01")]
)
def test_fixed_amounts_are_the_line(second, difference):
    fixed = {cast.lot("A"): D("60.00"), cast.lot("B"): D(second)}
    with pytest.raises(FixedAmountsDiffer) as refused:
        drafted(a_line(basis="fixed", key=None, fixed=fixed))
    assert refused.value.difference == D(difference)


def test_a_lot_that_bears_nothing_has_no_row():
    fixed = {cast.lot("A"): D("100.00"), cast.lot("B"): D("0.00")}
    drafted(a_line(basis="fixed", key=None, fixed=fixed))
    assert FixedAmount.objects.get().lot == cast.lot("A")


def test_tomorrow_is_refused():
    today = timezone.localdate()
    with pytest.raises(InvoiceInTheFuture):
        drafted(date=today + timedelta(days=1))
    assert drafted(date=today).date == today


# Doubles


def test_the_same_number_is_refused_unless_confirmed():
    first = drafted(number="A-1")
    for number in ("A-1", "a-1"):
        with pytest.raises(DuplicateInvoice) as refused:
            drafted(a_line("5.00"), number=number)
        assert refused.value.found == [first]
    second = draft_invoice(
        a_draft(a_line("5.00"), number="A-1"), by=None, duplicate_confirmed=True
    )
    assert (first.duplicate_confirmed, second.duplicate_confirmed) == (False, True)


def test_the_same_day_and_amount_are_refused_unless_confirmed():
    first = drafted(number="A-1")
    with pytest.raises(DuplicateInvoice) as refused:
        drafted(number="A-2")
    assert refused.value.found == [first]
    drafted(number="A-3", date=first.date - timedelta(days=1))
    drafted(a_line("100.01"), number="A-4")


def test_another_supplier_or_a_credit_note_may_have_the_number():
    drafted(number="A-1")
    drafted(number="A-1", supplier=supplier("Zinc SA"))
    drafted(number="A-1", kind="credit_note")
    assert Invoice.objects.filter(duplicate_confirmed=False).count() == 3


def test_a_confirmation_without_a_double_says_nothing():
    invoice = draft_invoice(a_draft(), by=None, duplicate_confirmed=True)
    assert invoice.duplicate_confirmed is False


def test_of_what_was_rejected_nothing_is_a_double():
    reject_invoice(submitted(), reason="No", by=None)
    assert drafted().state == "draft"


def test_a_cancelled_one_is_shown_as_a_double():
    first = posted()
    cancel_invoice(first, by=None)
    with pytest.raises(DuplicateInvoice) as refused:
        drafted()
    assert [one.status for one in refused.value.found] == ["cancelled"]
    draft_invoice(a_draft(), by=None, duplicate_confirmed=True)


# Drafts


def test_a_new_supplier_is_added_without_the_account_of_his_invoice():
    draft = a_draft(supplier=NewSupplier("Zinc SA", "0403170701"), iban=IBAN)
    invoice = draft_invoice(draft, by=None)
    found = invoice.supplier
    assert (found.name, found.kbo, found.iban) == ("Zinc SA", "0403170701", "")


def test_a_draft_is_changed_and_keeps_its_file():
    invoice = attach_voucher(
        drafted(a_line("60.00"), a_line("40.00")), file=PDF, by=None
    )
    changed = redraft_invoice(invoice, a_draft(a_line("7.00"), number="2"), by=None)
    assert (changed.number, changed.total, changed.voucher_id) == (
        "2",
        D("7.00"),
        invoice.voucher_id,
    )
    assert InvoiceLine.objects.get().amount == D("7.00")


def test_a_draft_is_no_double_of_itself():
    invoice = drafted()
    assert redraft_invoice(invoice, a_draft(), by=None).duplicate_confirmed is False


def test_another_file_takes_the_place_of_the_first():
    invoice = attach_voucher(drafted(), file=PDF, by=None)
    other = Intake("b.pdf", "application/pdf", b"%PDF-1.4")
    invoice = attach_voucher(invoice, file=other, by=None)
    assert read(File.objects.get()) == b"%PDF-1.4"
    with pytest.raises(WrongState):
        attach_voucher(submit_invoice(invoice, by=None), file=PDF, by=None)


def test_a_discarded_draft_leaves_nothing():
    invoice = attach_voucher(drafted(), file=PDF, by=None)
    discard_invoice(invoice, by=None)
    left = (Invoice, InvoiceLine, File)
    assert [model.objects.count() for model in left] == [0, 0, 0]


def test_what_was_discarded_meanwhile_is_gone():
    invoice = drafted()
    discard_invoice(invoice, by=None)
    with pytest.raises(DraftGone) as refused:
        submit_invoice(invoice, by=None)
    assert sentence(refused.value) == "This draft was discarded meanwhile."


# Two people


def test_who_prepared_does_not_approve_when_the_building_says_so():
    two_people()
    sophie, anna = cast.user("sophie"), cast.user("anna")
    invoice = submitted(by=sophie)
    for by in (sophie, None):
        with pytest.raises(SamePerson):
            approve_invoice(invoice, by=by)
    assert approve_invoice(invoice, by=anna).decided_by == anna


def test_one_person_may_do_both_otherwise():
    sophie = cast.user("sophie")
    invoice = submitted(by=sophie)
    two_people()  # it was submitted before
    assert approve_invoice(invoice, by=sophie).state == "approved"


def test_who_submits_is_who_prepared():
    two_people()
    sophie, anna = cast.user("sophie"), cast.user("anna")
    invoice = submit_invoice(drafted(by=sophie), by=anna)
    with pytest.raises(SamePerson):
        approve_invoice(invoice, by=anna)
    assert approve_invoice(invoice, by=sophie).prepared_by == anna


# The account of the supplier


def test_a_new_account_is_confirmed_by_who_approves():
    zinc = supplier("Zinc SA", iban=IBAN)
    invoice = submitted(supplier=zinc, iban=OTHER_IBAN)
    with pytest.raises(IbanChanged) as refused:
        approve_invoice(invoice, by=None)
    assert refused.value.known == (IBAN,)
    invoice = approve_invoice(invoice, by=None, iban_confirmed=True)
    assert invoice.iban_confirmed is True
    zinc.refresh_from_db()
    assert zinc.iban == IBAN


@pytest.mark.parametrize("iban", [IBAN, ""])
def test_the_known_account_and_none_need_nothing(iban):
    zinc = supplier("Zinc SA", iban=IBAN)
    invoice = approve_invoice(submitted(supplier=zinc, iban=iban), by=None)
    assert (invoice.state, invoice.iban_confirmed) == ("approved", False)


def test_a_first_account_is_no_change():
    approved(iban=IBAN, number="1")
    assert (
        approve_invoice(
            submitted(a_line("1.00"), iban=IBAN, number="2"), by=None
        ).iban_confirmed
        is False
    )


def test_the_account_of_the_last_approved_invoice_is_known_too():
    """Also when somebody changed the list of suppliers in silence."""
    zinc = supplier("Zinc SA", iban=IBAN)
    approved(supplier=zinc, iban=IBAN, number="1")
    zinc.iban = OTHER_IBAN
    zinc.save()
    invoice = submitted(a_line("1.00"), supplier=zinc, iban=OTHER_IBAN, number="2")
    assert other_ibans(invoice) == (IBAN,)
    submitted(a_line("3.00"), supplier=zinc, iban=OTHER_IBAN, number="3")
    assert other_ibans(invoice) == (IBAN,)


# Where an invoice is


def _steps():
    return {
        "redraft": lambda invoice: redraft_invoice(invoice, a_draft(), by=None),
        "discard": lambda invoice: discard_invoice(invoice, by=None),
        "submit": lambda invoice: submit_invoice(invoice, by=None),
        "approve": lambda invoice: approve_invoice(invoice, by=None),
        "reject": lambda invoice: reject_invoice(invoice, reason="No", by=None),
        "post": lambda invoice: post_invoice(invoice, by=None),
        "cancel": lambda invoice: cancel_invoice(invoice, by=None),
    }


ALLOWED = {
    "draft": {"redraft", "discard", "submit"},
    "submitted": {"approve", "reject"},
    "approved": {"reject", "post"},
    "rejected": {"redraft", "discard"},
    "posted": {"cancel"},
}
MAKERS = {
    "draft": drafted,
    "submitted": submitted,
    "approved": approved,
    "rejected": lambda: reject_invoice(submitted(), reason="No", by=None),
    "posted": posted,
}


@pytest.mark.parametrize("step", _steps())
@pytest.mark.parametrize("state", ALLOWED)
def test_what_can_be_done_in_each_state(state, step):
    invoice, act = MAKERS[state](), _steps()[step]
    if step in ALLOWED[state]:
        act(invoice)
        return
    with pytest.raises(WrongState) as refused:
        act(invoice)
    assert refused.value.invoice.state == state
    said = {
        "draft": "This invoice is a draft: it was not submitted.",
        "submitted": "This invoice was submitted: it waits for its approval.",
        "approved": "This invoice has been approved already.",
        "rejected": "This invoice has been rejected already.",
        "posted": "This invoice has been posted already.",
    }
    assert sentence(refused.value) == said[state]


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_rejection_has_a_reason(reason):
    with pytest.raises(ReasonMissing):
        reject_invoice(submitted(), reason=reason, by=None)


def test_what_was_rejected_is_a_draft_again_once_it_is_changed():
    invoice = reject_invoice(submitted(), reason=" Wrong key ", by=cast.user("anna"))
    assert (invoice.state, invoice.reason) == ("rejected", "Wrong key")
    invoice = redraft_invoice(invoice, a_draft(), by=None)
    assert (invoice.state, invoice.decided_by, invoice.reason) == (
        "draft",
        None,
        "Wrong key",
    )
    assert submit_invoice(invoice, by=None).reason == ""
