"""Two people at the same invoices or mandates at the same moment, really."""

from decimal import Decimal
from functools import partial

import pytest

from finance.errors import FinanceError
from finance.models import CollectedAmount, DebitMandate, OrderedPayment, PaymentOrder
from finance.queries.integrity import findings
from finance.queries.invoices import invoice_list
from finance.services.collections import give_up_collection
from finance.services.invoice_posting import cancel_invoice
from finance.services.mandates import revoke_mandate
from finance.services.orders import give_up_order
from finance.services.supplier_payments import pay_invoices
from koprogo.tenancy import enter
from tests import cast
from tests.finance.factories import late
from tests.finance.invoices.making import paid
from tests.finance.orders.making import collected, credited, mandate, ordered, owed
from tests.together import outcomes


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


def test_an_invoice_is_ordered_once(inside):
    with inside():
        one, two, note = owed(), owed("20.00", number="2"), credited("30.00")
    out = at_once(
        partial(ordered, one, two, note),
        partial(ordered, note, two, one),
        partial(ordered, one),
    )
    assert out == ["NotPayable", "NotPayable", "done"]
    with inside():
        invoices = OrderedPayment.objects.values_list("invoice", flat=True)
        assert len(invoices) == len(set(invoices))
        assert PaymentOrder.objects.count() == 1
        assert list(findings()) == []


def test_ordered_or_cancelled(inside):
    with inside():
        one = owed()
    out = at_once(partial(ordered, one), partial(cancel_invoice, one, by=None))
    assert out in (["InvoiceOrdered", "done"], ["NotPayable", "done"])


def test_a_file_is_given_up_once(inside):
    with inside():
        order = ordered(owed())
    act = partial(give_up_order, order, by=None)
    assert at_once(act, act) == ["OrderGivenUp", "done"]


def test_paid_and_given_up(inside):
    with inside():
        one = owed()
        order = ordered(one)
        entry = paid(Decimal("100.00"), one)
    out = at_once(
        partial(pay_invoices, entry, {one: Decimal("100.00")}),
        partial(give_up_order, order, by=None),
    )
    assert out in (["OrderPaid", "done"], ["done", "done"])
    with inside():
        assert invoice_list().get().status == "paid"


def test_what_is_owed_is_collected_once(inside):
    with inside():
        late("600.00")
        one = mandate()
    act = partial(collected, one)
    assert at_once(act, act, act) == ["NothingToCollect", "NothingToCollect", "done"]
    with inside():
        assert CollectedAmount.objects.get().amount == Decimal("300.00")


def test_collected_or_revoked(inside):
    with inside():
        late("600.00")
        one = mandate()
    out = at_once(partial(collected, one), partial(revoke_mandate, one, by=None))
    assert out in (["NothingToCollect", "done"], ["done", "done"])


def test_direct_debits_are_given_up_once(inside):
    with inside():
        late("600.00")
        collection = collected(mandate())
    act = partial(give_up_collection, collection, by=None)
    assert at_once(act, act) == ["CollectionGivenUp", "done"]


def test_a_holder_has_one_mandate_and_a_reference_one_holder(inside):
    assert at_once(mandate, mandate) == ["MandateRunning", "done"]
    acts = [partial(mandate, code, reference="SAME") for code in ("H2", "H3")]
    assert at_once(*acts) == ["MandateExists", "done"]
    with inside():
        assert DebitMandate.objects.count() == 2
