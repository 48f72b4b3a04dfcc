"""What payment files named: each of their payments, and themselves as one sum."""

from decimal import Decimal

import pytest

from buildings.models import Building
from finance.models import (
    BankMovement,
    Collection,
    DebitMandate,
    MovementMatch,
    Payment,
)
from finance.queries import settlements
from finance.queries.bank import in_suspense
from finance.queries.bank_proposals import suspended
from finance.queries.collections import amounts_of, mandate_list
from finance.queries.orders import OrderState, order_list, shown_order
from finance.services.bank_import import import_file, places_here
from finance.services.collections import give_up_collection
from finance.services.orders import give_up_order
from koprogo.ledger.queries import account_balances, findings
from koprogo.money import from_cents
from tests import cast
from tests.finance.banking.statements import (
    ago,
    camt053,
    coda,
    moved,
    statement,
    today,
    vcs,
)
from tests.finance.factories import issued, item
from tests.finance.invoices.making import supplier
from tests.finance.orders.making import collected, mandate, ordered, owed

ELSEWHERE = "NL91ABNA0417164300"


def eur(amount):
    return Decimal(amount)


def taken(*movements, opening="5000.00", write=camt053, **more):
    """Import one statement of these movements; return what became of it."""
    data = write(statement(*movements, opening=opening, **more))
    [result] = import_file(data, places=places_here(), by=None)
    assert (str(result.state), list(findings())) == ("imported", [])
    return result.imported


def counted(imported):
    return {kind: number for kind, number in imported.counts.items() if number}


def balance(code):
    found = settlements([cast.holding(code).pk])[cast.holding(code).pk]
    return sum((one.open for one in found.items), -found.credit)


def shown(order):
    return shown_order(order_list().get(pk=order.pk))


def debits(*codes, day=None):
    """Direct debits of these holders, on a day that has come."""
    issued(item("600.00"), due_in=0)
    for code in codes:
        if not DebitMandate.objects.filter(reference=f"M-{code}").exists():
            mandate(code, reference=f"M-{code}")
    found = mandate_list().filter(holding__code__in=codes)
    made = collected(*found)
    Collection.objects.filter(pk=made.pk).update(date=day or ago(2))
    made.refresh_from_db()
    return made, list(made.amounts.select_related("mandate__holding").order_by("pk"))


def parts():
    return [
        [str(share.amount) for share in proposal.shares]
        for row in suspended(in_suspense(), Building.objects.get())
        for proposal in row.proposals
    ]


# Each payment by its name


def test_the_name_of_a_payment_tells_which_invoice_it_pays(acacias):
    first = owed("100.00", number="A")
    second = owed("100.00", number="B", of=supplier("Another SA"))
    ordered(first, second)
    name = second.uuid.hex
    imported = taken(moved("-100.00", iban=ELSEWHERE, end_to_end_reference=name))
    assert counted(imported) == {"supplier": 1}
    assert MovementMatch.objects.get().invoice == second


@pytest.mark.parametrize("write", [camt053, coda])
def test_a_bank_may_write_the_name_in_capitals(acacias, write):
    invoice = owed("100.00")
    ordered(invoice)
    name = invoice.uuid.hex.upper()
    taken(moved("-100.00", end_to_end_reference=name), write=write)
    assert MovementMatch.objects.get().invoice == invoice


def test_a_name_with_another_amount_is_proposed_only(acacias):
    invoice = owed("100.00")
    ordered(invoice)
    taken(moved("-60.00", end_to_end_reference=invoice.uuid.hex))
    [row] = suspended(in_suspense(), Building.objects.get())
    [proposal] = row.proposals
    assert proposal.shares[0].invoice == invoice
    assert proposal.reasons == ("end-to-end",)


def test_a_direct_debit_is_told_by_its_name(acacias):
    made, [row] = debits("H1")
    name = row.uuid.hex
    imported = taken(moved(str(row.amount), end_to_end_reference=name))
    assert counted(imported) == {"holder": 1}
    assert balance("H1") == 0
    assert [one.is_received for one in amounts_of(made)] == [True]


def test_a_direct_debit_of_another_amount_waits(acacias):
    _made, [row] = debits("H1")
    imported = taken(moved("7.00", end_to_end_reference=row.uuid.hex))
    assert counted(imported) == {None: 1}


# Files as one sum


@pytest.mark.parametrize("suffix", ["", "-1"])
def test_a_payment_file_as_one_sum_pays_each_invoice(acacias, suffix):
    invoices = [owed("100.00", number="A"), owed("20.50", number="B")]
    order = ordered(*invoices)
    imported = taken(moved("-120.50", batch_reference=order.uuid.hex + suffix))
    assert counted(imported) == {"supplier": 1}
    assert shown(order).state == OrderState.PAID
    matches = MovementMatch.objects.order_by("pk")
    assert [(one.invoice, one.amount, one.by_rule) for one in matches] == [
        (invoices[0], eur("-100.00"), True),
        (invoices[1], eur("-20.50"), True),
    ]
    assert account_balances("440") == {"440": 0}
    assert in_suspense().count() == 0


def test_a_coda_names_the_file_where_a_payment_has_its_name(acacias):
    order = ordered(owed("100.00", number="A"), owed("20.50", number="B"))
    name = f"{order.uuid.hex}-1"
    taken(moved("-120.50", end_to_end_reference=name), write=coda)
    assert shown(order).state == OrderState.PAID


def test_a_sum_without_a_name_is_proposed_once_its_day_has_come(acacias):
    order = ordered(owed("100.00", number="A"), owed("20.50", number="B"))
    taken(moved("-120.50", on=ago(1)), opening="5000.00")
    assert parts() == []
    taken(moved("-120.50"), opening="4879.50", number="002")
    assert parts() == [["-100.00", "-20.50"]]
    assert shown(order).state == OrderState.ORDERED


def test_a_file_of_which_something_is_paid_or_that_was_given_up_is_no_whole(acacias):
    invoices = [owed("100.00", number="A"), owed("20.50", number="B")]
    order = ordered(*invoices)
    named = {"batch_reference": order.uuid.hex}
    paid = moved("-20.50", end_to_end_reference=invoices[1].uuid.hex)
    imported = taken(paid, moved("-120.50", **named))
    assert counted(imported) == {"supplier": 1, None: 1}
    give_up_order(order, by=None)
    imported = taken(moved("-120.50", **named), opening="4859.00", number="002")
    assert counted(imported) == {None: 1}


def test_a_file_is_booked_once(acacias):
    order = ordered(owed("100.00", number="A"), owed("20.50", number="B"))
    twice = moved("-120.50", batch_reference=order.uuid.hex)
    imported = taken(twice, twice)
    assert counted(imported) == {"supplier": 1, None: 1}


def test_direct_debits_as_one_sum_pay_for_each_holder(acacias):
    made, rows = debits("H1", "H3")
    total = from_cents(sum(int(row.amount * 100) for row in rows))
    imported = taken(moved(str(total), batch_reference=f"{made.uuid.hex}-1"))
    assert counted(imported) == {"holder": 1}
    payments = Payment.objects.order_by("pk")
    assert [(one.holding, one.amount) for one in payments] == [
        (row.mandate.holding, row.amount) for row in rows
    ]
    assert [one.is_received for one in amounts_of(made)] == [True, True]
    assert (balance("H1"), balance("H3")) == (0, 0)


def test_first_and_recurrent_direct_debits_are_two_sums(acacias):
    _made, [row] = debits("H1", day=ago(9))
    taken(moved(str(row.amount), vcs=vcs("H1"), on=ago(9)))
    made, rows = debits("H1", "H3", day=today())
    assert [row.first for row in rows] == [False, True]
    recurrent, first = (str(row.amount) for row in rows)
    name = made.uuid.hex
    imported = taken(
        moved(recurrent, batch_reference=f"{name}-2"),
        moved(first, batch_reference=f"{name}-1"),
        opening=str(5000 + row.amount),
        number="002",
    )
    assert counted(imported) == {"holder": 2}
    assert (balance("H1"), balance("H3")) == (0, 0)


def test_the_same_direct_debits_twice_are_booked_once(acacias):
    made, [row] = debits("H1")
    named = {"batch_reference": made.uuid.hex, "name": "Bank"}
    imported = taken(moved(str(row.amount), **named), moved(str(row.amount), **named))
    assert counted(imported) == {"holder": 2}
    assert balance("H1") == -row.amount


def test_direct_debits_that_were_given_up_are_paid_if_the_bank_collected_them(acacias):
    """By their own names; a sum of them waits for somebody."""
    made, [row] = debits("H1")
    give_up_collection(made, by=None)
    imported = taken(
        moved(str(row.amount), batch_reference=made.uuid.hex),
        moved(str(row.amount), end_to_end_reference=row.uuid.hex),
    )
    assert counted(imported) == {"holder": 1, None: 1}
    assert balance("H1") == 0


def test_a_sum_of_direct_debits_without_a_name_is_proposed(acacias):
    made, rows = debits("H1", "H3")
    total = sum(row.amount for row in rows)
    taken(moved(str(total)))
    assert [str(row.amount) for row in rows] in parts()
    assert [one.is_received for one in amounts_of(made)] == [False, False]


def test_imported_again_nothing_changes(acacias):
    order = ordered(owed("100.00", number="A"), owed("20.50", number="B"))
    data = camt053(
        statement(moved("-120.50", batch_reference=order.uuid.hex), opening="5000.00")
    )
    states = [
        str(result.state)
        for _again in range(2)
        for result in import_file(data, places=places_here(), by=None)
    ]
    assert states == ["imported", "known"]
    assert BankMovement.objects.count() == 1
    assert MovementMatch.objects.count() == 2
