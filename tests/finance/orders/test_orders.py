"""Payment files: what they hold, whom they refuse, and what giving them up frees."""

from decimal import Decimal

import pytest

from buildings.models import Building, Supplier
from finance.errors import InvoiceOrdered, MoreThanOpen
from finance.errors.orders import (
    AssociationIncomplete,
    ExecutedInThePast,
    IbanUnconfirmed,
    NoIban,
    NothingToOrder,
    NotPayable,
    OrderGivenUp,
    OrderPaid,
)
from finance.models import Invoice, InvoicePayment, OrderedPayment, PaymentOrder
from finance.queries.integrity import findings
from finance.queries.invoices import invoice_list
from finance.queries.orders import order_list, payables, shown_order
from finance.services.invoice_posting import cancel_invoice
from finance.services.orders import give_up_order
from finance.services.supplier_payments import pay_invoices
from koprogo.ledger.models import Entry
from koprogo.tenancy import enter
from tests import cast
from tests.finance.banking.statements import imported, moved, statement
from tests.finance.invoices.making import IBAN, OTHER_IBAN, paid, supplier
from tests.finance.orders.making import (
    credited,
    in_days,
    ordered,
    owed,
    today,
    transfers_in,
)
from tests.worked_tables import worked_tables

D = Decimal
VCS = "010806817183"
WORKED = worked_tables("rules/payment-files.md")["Credit notes of a supplier"]


@pytest.fixture(autouse=True)
def inside(db):
    with enter(cast.tenant().pk, by=None):
        yield


def listed():
    return [one.invoice.number for one in payables()]


def left():
    return dict(invoice_list().values_list("number", "left"))


def status(invoice):
    return invoice_list().get(pk=invoice.pk).status


def shown(order):
    found = shown_order(order_list().get(pk=order.pk))
    return str(found.state.value), found.total, found.paid


def test_what_is_due_first_comes_first():
    owed(number="late", date=in_days(-9), due_on=in_days(40))
    owed("20.00", number="soon", date=in_days(-9), due_on=in_days(5))
    credited(date=in_days(-1))
    gone = owed("40.00", number="gone")
    cancel_invoice(gone, by=None)
    whole = owed("50.00", number="paid")
    pay_invoices(paid(D("50.00"), whole), {whole: D("50.00")})
    assert listed() == ["C1", "soon", "late"]
    assert [one.is_ready for one in payables()] == [True] * 3


def test_the_file_says_what_was_ordered():
    one = owed(number="F/2026 1", date=in_days(-3))
    two = owed("250.50", number="F2", reference=VCS)
    order = ordered(one, two, execution_date=in_days(2), bank_account="550")
    file = transfers_in(order)
    assert file.text("GrpHdr/CtrlSum") == "350.50"
    assert file.text("PmtInf/ReqdExctnDt") == in_days(2).isoformat()
    assert file.text("Dbtr/Nm") == "Les Acacias"
    assert file.text("DbtrAcct/Id/IBAN") == cast.building().reserve_iban
    assert file.texts("InstdAmt") == ["100.00", "250.50"]
    assert file.texts("Ustrd") == ["F/2026 1"]
    assert file.texts("CdtrRefInf/Ref") == [VCS]
    assert file.texts("EndToEndId") == [one.uuid.hex, two.uuid.hex]
    assert order.file.name == f"payments-{in_days(2)}.xml"
    rows = order.payments.order_by("pk").values_list("amount", "iban", "reference")
    assert list(rows) == [
        (D("100.00"), IBAN, "F/2026 1"),
        (D("250.50"), IBAN, VCS),
    ]
    assert listed() == []
    assert (status(one), status(two)) == ("ordered", "ordered")
    assert shown(order) == ("ordered", D("350.50"), 0)


def test_only_what_is_left_is_ordered():
    one = owed()
    pay_invoices(paid(D("40.00"), one), {one: D("40.00")})
    order = ordered(one)
    assert order.payments.get().amount == D("60.00")
    assert transfers_in(order).text("InstdAmt") == "60.00"


def test_a_credit_note_is_deducted_from_what_is_due_first():
    later = owed("100.00", number="later", date=in_days(-2))
    first = owed("20.00", number="first", date=in_days(-4))
    note = credited("30.00")
    of_another = owed("5.00", number="X", of=supplier("Zinc SA"), iban=OTHER_IBAN)
    order = ordered(later, first, note, of_another)
    assert transfers_in(order).texts("InstdAmt") == ["90.00", "5.00"]
    assert left() == {"later": D("90.00"), "first": 0, "C1": 0, "X": D("5.00")}
    parts = InvoicePayment.objects.order_by("invoice__number")
    assert list(parts.values_list("invoice__number", "amount")) == [
        ("C1", D("-30.00")),
        ("first", D("20.00")),
        ("later", D("10.00")),
    ]
    assert list(findings()) == []


@pytest.mark.parametrize("row", WORKED)
def test_the_worked_table(row):
    def amounts(name):
        return [one for one in row[name].split(" + ") if one]

    chosen = [
        owed(amount, number=f"F{day}", date=in_days(day - 9))
        for day, amount in enumerate(amounts("invoices"))
    ]
    notes = [
        credited(amount, number=f"C{day}", date=in_days(day - 9))
        for day, amount in enumerate(amounts("credit notes"))
    ]
    other = owed("1.00", number="other", of=supplier("Zinc SA", iban=OTHER_IBAN))
    order = ordered(other, *notes, *chosen)
    assert transfers_in(order).texts("InstdAmt") == [*amounts("transfers"), "1.00"]
    unused = [left()[note.number] for note in notes]
    assert -sum(unused, D("0.00")) == D(row["left of the credit notes"])
    assert list(findings()) == []


def test_a_credit_note_goes_no_further_than_the_invoices():
    small = owed("20.00", number="small")
    note = credited("30.00")
    other = owed("7.00", number="other", of=supplier("Zinc SA", iban=OTHER_IBAN))
    order = ordered(small, note, other)
    assert transfers_in(order).texts("InstdAmt") == ["7.00"]
    assert left() == {"small": 0, "C1": D("-10.00"), "other": D("7.00")}


@pytest.mark.parametrize("with_invoice", [True, False])
def test_nothing_is_ordered_when_nothing_is_left(with_invoice):
    chosen = [credited("30.00")]
    if with_invoice:
        chosen.append(owed("30.00"))
    entries = Entry.objects.count()
    with pytest.raises(NothingToOrder):
        ordered(*chosen)
    assert Entry.objects.count() == entries
    assert PaymentOrder.objects.count() == 0


def test_no_invoice_at_all():
    with pytest.raises(NothingToOrder):
        ordered()


def test_nothing_is_ordered_twice():
    one, two = owed(), owed("20.00", number="2")
    ordered(one)
    with pytest.raises(NotPayable):
        ordered(one, two)
    assert OrderedPayment.objects.count() == 1
    with pytest.raises(InvoiceOrdered):
        cancel_invoice(one, by=None)


def test_the_past_is_over():
    with pytest.raises(ExecutedInThePast):
        ordered(owed(), execution_date=in_days(-1))


@pytest.mark.parametrize(
    ("missing", "account"),
    [
        ({"kbo": ""}, "551"),
        ({"working_iban": ""}, "551"),
        ({"reserve_iban": ""}, "550"),
    ],
)
def test_the_bank_knows_who_pays(missing, account):
    Building.objects.update(**missing)
    with pytest.raises(AssociationIncomplete):
        ordered(owed(), bank_account=account)


@pytest.mark.parametrize("iban", ["", "BE00000000000000"])
def test_without_an_account_nothing_is_paid(iban):
    one = owed(of=supplier("Zinc SA"), iban=iban)
    [row] = payables()
    assert (row.iban, row.is_ready) == ("", False)
    with pytest.raises(NoIban):
        ordered(one)


def test_the_account_of_the_list_is_taken_when_the_invoice_names_none():
    order = ordered(owed(of=supplier("Zinc SA", iban=OTHER_IBAN), iban=""))
    assert order.payments.get().iban == OTHER_IBAN


def test_what_was_confirmed_at_the_approval_is_not_asked_again():
    one = owed(iban=OTHER_IBAN)
    assert Invoice.objects.get(pk=one.pk).iban_confirmed
    assert ordered(one).payments.get().iban == OTHER_IBAN


def test_an_account_that_changed_in_the_list_is_confirmed():
    ordered(owed(of=supplier("Zinc SA", iban=IBAN), iban=""))
    Supplier.objects.filter(name="Zinc SA").update(iban=OTHER_IBAN)
    one = owed("20.00", number="2", of=supplier("Zinc SA"), iban="")
    [row] = payables()
    assert (row.iban, row.others) == (OTHER_IBAN, (IBAN,))
    with pytest.raises(IbanUnconfirmed) as raised:
        ordered(one)
    assert (raised.value.invoice, raised.value.known) == (one, (IBAN,))
    assert ordered(one, confirmed=[one]).payments.get().iban == OTHER_IBAN


def test_what_the_bank_paid_closes_the_file():
    one, two = owed(), owed("20.00", number="2")
    order = ordered(one, two)
    imported(statement(moved("-100.00", iban=IBAN, message="2026/1")))
    assert shown(order) == ("partly_paid", D("120.00"), D("100.00"))
    assert [status(one), status(two)] == ["paid", "ordered"]
    give_up_order(order, by=None)
    assert shown(order) == ("given_up", D("120.00"), D("100.00"))
    assert listed() == ["2"]
    assert shown(ordered(two)) == ("ordered", D("20.00"), 0)


def test_a_file_that_was_paid_is_not_given_up():
    one = owed()
    order = ordered(one)
    imported(statement(moved("-100.00", iban=IBAN, message="2026/1")))
    assert shown(order) == ("paid", D("100.00"), D("100.00"))
    assert not shown_order(order).can_be_given_up
    with pytest.raises(OrderPaid):
        give_up_order(order, by=None)


def test_giving_up_frees_the_invoices_once():
    one = owed()
    order = ordered(one)
    give_up_order(order, by=None)
    with pytest.raises(OrderGivenUp):
        give_up_order(order, by=None)
    assert (listed(), status(one)) == (["2026/1"], "open")
    again = ordered(one)
    assert shown(again) == ("ordered", D("100.00"), 0)
    assert shown(order)[0] == "given_up"


def test_a_set_off_is_no_part_of_the_file():
    one, note = owed(), credited("30.00")
    give_up_order(ordered(one, note), by=None)
    assert left() == {"2026/1": D("70.00"), "C1": 0}
    with pytest.raises(MoreThanOpen):
        pay_invoices(paid(D("100.00"), one), {one: D("100.00")})
    entry = Entry.objects.get(source__startswith="set-off:")
    assert entry.date == today()
