"""Two people at the same invoice at the same moment, with real transactions."""

from datetime import date
from decimal import Decimal
from functools import partial

import psycopg
import pytest

from buildings.models import AllocationKey
from finance.errors import FinanceError
from finance.models import DeferralStep, Invoice, InvoicePayment
from finance.services.deferrals import release_deferrals
from finance.services.fixed_parts import divide_line
from finance.services.invoice_posting import cancel_invoice, post_invoice
from finance.services.invoices import (
    NewSupplier,
    approve_invoice,
    discard_invoice,
    draft_invoice,
    reject_invoice,
    submit_invoice,
)
from finance.services.supplier_payments import pay_invoices
from koprogo.ledger.models import Entry
from koprogo.ledger.queries import account_balances, verify
from koprogo.tenancy import enter
from tests import cast
from tests.finance.invoices.making import (
    a_draft,
    a_line,
    approved,
    by_meters,
    drafted,
    paid,
    posted,
    submitted,
    supplier,
)
from tests.sql import owner_of
from tests.together import outcomes

LATER = {"since": date(2090, 1, 1), "until": date(2091, 1, 1)}
D = Decimal


def at_once(*acts):
    """Run each act in its own thread, in Les Acacias; return what came out."""
    tenant_id = cast.tenant().pk

    def entered(act):
        with enter(tenant_id, by=None):
            act()

    return outcomes([partial(entered, act) for act in acts], refusals=FinanceError)


@pytest.fixture
def inside(own_database):
    return lambda: enter(cast.tenant().pk, by=None)


@pytest.mark.parametrize(
    ("make", "act", "loser"),
    [
        (drafted, submit_invoice, "WrongState"),
        (submitted, approve_invoice, "WrongState"),
        (approved, post_invoice, "WrongState"),
        (posted, cancel_invoice, "InvoiceCancelled"),
    ],
)
def test_one_of_three_wins(inside, make, act, loser):
    with inside():
        invoice = make(a_line("12.00", **LATER))
    assert at_once(*[partial(act, invoice, by=None)] * 3) == [loser, loser, "done"]
    with inside():
        assert Entry.objects.count() in (0, 1, 2)
        assert verify() == []


def test_a_line_is_divided_by_one_of_three(inside):
    with inside():
        invoice = drafted(by_meters("100.00"))
        act = partial(
            divide_line,
            invoice,
            position=1,
            amount=D("100.00"),
            percent=30,
            key=AllocationKey.objects.get(code="shares"),
            by=None,
        )
    assert at_once(act, act, act) == ["LineChanged", "LineChanged", "done"]
    with inside():
        amounts = invoice.lines.values_list("amount", flat=True)
        assert list(amounts) == [D("70.00"), D("30.00")]


def test_approved_or_rejected(inside):
    with inside():
        invoice = submitted()
    out = at_once(
        partial(approve_invoice, invoice, by=None),
        partial(reject_invoice, invoice, reason="No", by=None),
    )
    with inside():
        state = Invoice.objects.get().state
    # What is approved may still be rejected; what is rejected is not approved.
    assert (out, state) in [
        (["WrongState", "done"], "rejected"),
        (["done", "done"], "rejected"),
    ]


def test_posted_and_taken_back(inside):
    with inside():
        invoice = approved(a_line("12.00", **LATER))
    at_once(
        partial(post_invoice, invoice, by=None),
        partial(cancel_invoice, invoice, by=None),
    )
    with inside():
        found = Invoice.objects.select_related("entry__mirror").get()
        left = account_balances("440", "490")
        assert left == (
            {"440": 0, "490": 0}
            if found.is_cancelled
            else {"440": D("-12.00"), "490": D("12.00")}
        )
        assert verify() == []


def test_what_is_taken_back_is_not_paid(inside):
    with inside():
        invoice = posted()
        entry = paid(D("100.00"), invoice)
    out = at_once(
        partial(cancel_invoice, invoice, by=None),
        partial(pay_invoices, entry, {invoice: D("100.00")}),
    )
    assert out in (["InvoicePaid", "done"], ["NotOwed", "done"])


def test_what_is_left_is_paid_once(inside):
    with inside():
        invoice = posted()
        entries = [paid(D("60.00"), invoice) for _one in range(2)]
    acts = [partial(pay_invoices, one, {invoice: D("60.00")}) for one in entries]
    assert at_once(*acts) == ["MoreThanOpen", "done"]
    with inside():
        assert InvoicePayment.objects.count() == 1


def test_what_waits_comes_back_once(inside):
    with inside():
        posted(a_line("12.00", **LATER))
    act = partial(release_deferrals, until=date(2091, 1, 1), by=None)
    assert at_once(act, act, act) == ["done"] * 3
    with inside():
        assert DeferralStep.objects.get().entry is not None
        assert account_balances("490") == {"490": 0}
        assert verify() == []


def test_what_is_taken_back_does_not_come_back(inside):
    with inside():
        invoice = posted(a_line("12.00", **LATER))
    out = at_once(
        partial(release_deferrals, until=date(2091, 1, 1), by=None),
        partial(cancel_invoice, invoice, by=None),
    )
    assert out == ["done", "done"]
    with inside():
        assert account_balances("490", "6100001") == {"490": 0, "6100001": 0}
        assert verify() == []


def test_the_same_document_is_entered_once(inside):
    with inside():
        supplier()
        draft = a_draft()
    act = partial(draft_invoice, draft, by=None)
    assert at_once(act, act, act) == ["DuplicateInvoice", "DuplicateInvoice", "done"]


def test_discarded_or_submitted(inside):
    with inside():
        invoice = drafted()
    out = at_once(
        partial(discard_invoice, invoice, by=None),
        partial(submit_invoice, invoice, by=None),
    )
    assert out in (["WrongState", "done"], ["DraftGone", "done"])


def test_a_new_supplier_is_added_once(inside):
    with inside():
        draft = a_draft(supplier=NewSupplier("Zinc SA"))
    act = partial(draft_invoice, draft, by=None)
    assert at_once(act, act) == ["DuplicateInvoice", "done"]


def test_the_owner_of_the_tables_changes_nothing_either(inside, own_database):
    with inside():
        posted()
    with owner_of(own_database) as connection:
        for table in ("invoice", "invoiceline"):
            with (
                pytest.raises(psycopg.Error, match="is frozen"),
                connection.transaction(),
            ):
                connection.execute(f"DELETE FROM finance_{table}")
        for table in ("cost", "invoicepayment", "invoice"):
            with pytest.raises(psycopg.Error, match="never"), connection.transaction():
                connection.execute(f"TRUNCATE finance_{table} CASCADE")
