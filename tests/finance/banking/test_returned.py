"""What the bank gives back: direct debits that were refused, transfers that came back."""

import pytest

from buildings.models import Building
from finance.errors import bank as errors
from finance.errors.orders import OrderPaid
from finance.models import MovementMatch, Payment
from finance.movement_parts import ReturnPart
from finance.queries.bank import in_suspense
from finance.queries.bank_proposals import suspended
from finance.queries.collections import amounts_of
from finance.queries.orders import OrderState, order_list, payables, shown_order
from finance.queries.statement import statements_of
from finance.refusals.bank import sentence
from finance.services.bank_import import import_file, places_here
from finance.services.bank_matching import match_movement, undo_match
from finance.services.orders import give_up_order
from koprogo.audit.models import AuditEvent
from koprogo.ledger.queries import account_balances, findings
from tests import cast
from tests.finance.banking.statements import (
    OMAR,
    OTIS,
    ago,
    camt053,
    coda,
    moved,
    statement,
    today,
    vcs,
)
from tests.finance.banking.test_sent import (
    balance,
    counted,
    debits,
    eur,
    taken,
)
from tests.finance.factories import issued, item
from tests.finance.invoices.making import supplier
from tests.finance.orders.making import ordered, owed


def taken_next(*movements, number="002", **more):
    """Import a statement that follows what is here."""
    bank = account_balances("551")["551"] + 5000
    return taken(*movements, opening=str(bank), number=number, **more)


def arrived(code="H1", **more):
    """A direct debit that the bank booked by its name; return its row."""
    made, [row] = debits(code)
    taken(moved(str(row.amount), end_to_end_reference=row.uuid.hex, **more))
    assert balance(code) == 0
    return made, row


def lines(code="H1"):
    """What the account of a holder says of payments."""
    [found] = statements_of([cast.holding(code)], since=ago(60), until=today())
    return [(one.text, one.net) for one in found.movements if "ayment" in one.text]


def back(amount, **more):
    """A movement that gives something back."""
    return moved(amount, return_reason=more.pop("reason", "AM04"), **more)


# Direct debits


@pytest.mark.parametrize("write", [camt053, coda])
def test_a_refused_direct_debit_is_owed_again_by_itself(acacias, write):
    made, row = arrived()
    name = row.uuid.hex
    imported = taken_next(
        back(f"-{row.amount}", end_to_end_reference=name), write=write
    )
    assert counted(imported) == {"returned": 1}
    assert balance("H1") == row.amount
    assert not Payment.objects.standing().exists()
    assert in_suspense().count() == 0
    assert account_balances("499", "551") == {"499": 0, "551": 0}
    [one] = amounts_of(made)
    assert (one.is_received, one.returned) == (False, "AM04")
    assert [what for what, _net in lines()] == [
        "Payment",
        "Payment returned by the bank",
    ]
    event = AuditEvent.objects.filter(action="bank.returned").get()
    assert event.data["reason"] == "AM04"


def test_what_arrived_and_came_back_in_one_statement_is_owed_again(acacias):
    _made, [row] = debits("H1")
    name = row.uuid.hex
    imported = taken(
        moved(str(row.amount), on=ago(1), end_to_end_reference=name),
        back(f"-{row.amount}", end_to_end_reference=name),
    )
    assert counted(imported) == {"holder": 1, "returned": 1}
    assert balance("H1") == row.amount


def test_of_a_sum_only_who_was_refused_owes_again(acacias):
    made, [first, second] = debits("H1", "H3")
    total = first.amount + second.amount
    taken(
        moved(str(total), on=ago(1), batch_reference=made.uuid.hex),
        back(f"-{second.amount}", end_to_end_reference=second.uuid.hex),
    )
    assert (balance("H1"), balance("H3")) == (0, second.amount)
    assert [(one.is_received, one.returned) for one in amounts_of(made)] == [
        (True, None),
        (False, "AM04"),
    ]


def test_the_communication_is_enough_when_the_bank_says_that_it_comes_back(acacias):
    _made, row = arrived()
    imported = taken_next(back(f"-{row.amount}", vcs=vcs("H1"), iban=OMAR))
    assert counted(imported) == {"returned": 1}
    assert balance("H1") == row.amount


@pytest.mark.parametrize("given", [{"vcs": True}, {"iban": OMAR}, {}])
def test_without_a_word_of_the_bank_somebody_decides(acacias, given):
    made, row = arrived(iban=OMAR)
    said = given | ({"vcs": vcs("H1")} if "vcs" in given else {})
    more = {} if "vcs" in given else {"return_reason": "MS03"}
    imported = taken_next(moved(f"-{row.amount}", **said, **more))
    assert counted(imported) == {None: 1}
    [one] = suspended(in_suspense(), Building.objects.get())
    backs = [proposal for proposal in one.proposals if proposal.shares[0].returned]
    assert len(backs) == (1 if given else 0)
    assert balance("H1") == 0
    assert amounts_of(made)[0].is_received


def test_two_payments_of_one_amount_are_told_by_nobody(acacias):
    _made, row = arrived()
    taken_next(moved(str(row.amount), vcs=vcs("H1")))
    imported = taken_next(back(f"-{row.amount}", vcs=vcs("H1")), number="003")
    assert counted(imported) == {None: 1}
    [one] = suspended(in_suspense(), Building.objects.get())
    assert len([each for each in one.proposals if each.shares[0].returned]) == 2


def test_what_comes_back_is_nobodys_payment(acacias):
    """Not even with the communication of a holder, or the account of a supplier."""
    issued(item("600.00"), due_in=0)
    otis = supplier("Otis", iban=OTIS)
    owed("250.00", of=otis, iban=OTIS)
    imported = taken(back("300.00", vcs=vcs("H1")), back("-250.00", iban=OTIS))
    assert counted(imported) == {None: 2}


def test_a_payment_comes_back_once(acacias):
    _made, row = arrived()
    name = row.uuid.hex
    again = back(f"-{row.amount}", end_to_end_reference=name)
    imported = taken_next(again, again)
    assert counted(imported) == {"returned": 1, None: 1}
    assert balance("H1") == row.amount


def test_imported_again_nothing_is_taken_back(acacias):
    _made, row = arrived()
    data = camt053(
        statement(
            back(f"-{row.amount}", end_to_end_reference=row.uuid.hex),
            opening=str(5000 + row.amount),
            number="002",
        )
    )
    states = [
        str(one.state)
        for _again in range(2)
        for one in import_file(data, places=places_here(), by=None)
    ]
    assert states == ["imported", "known"]
    assert balance("H1") == row.amount
    assert list(findings()) == []


# Somebody says it, and takes it back


def waiting(row):
    """The movement that gives a direct debit back, of which the bank says nothing."""
    taken_next(moved(f"-{row.amount}"))
    return in_suspense().get()


def standing():
    return MovementMatch.objects.standing().get()


def test_somebody_says_what_comes_back(acacias):
    _made, row = arrived()
    movement, match = waiting(row), standing()
    [said] = match_movement(movement, [ReturnPart(match, -row.amount)], by=None)
    assert (said.kind, said.by_rule, said.movement) == ("returned", False, movement)
    assert balance("H1") == row.amount
    assert AuditEvent.objects.get(action="bank.returned").data["reason"] == "MS03"


def test_taken_back_both_are_in_suspense_again(acacias):
    _made, row = arrived()
    movement = waiting(row)
    [said] = match_movement(movement, [ReturnPart(standing(), -row.amount)], by=None)
    undo_match(said, by=None)
    assert sorted(one.left for one in in_suspense()) == [-row.amount, row.amount]
    assert balance("H1") == row.amount
    assert list(findings()) == []


def test_only_all_of_a_payment_comes_back(acacias):
    _made, row = arrived()
    movement = waiting(row)
    amounts = eur("-1.00"), eur("1.00") - row.amount
    parts = [ReturnPart(standing(), amount) for amount in amounts]
    with pytest.raises(errors.OtherAmount) as caught:
        match_movement(movement, parts, by=None)
    assert sentence(caught.value) == (
        "The payment was of €300.00: a bank gives all of it back, or nothing."
    )
    assert balance("H1") == 0


def test_somebody_was_faster(acacias):
    _made, row = arrived()
    movement, match = waiting(row), standing()
    undo_match(match, by=None)
    with pytest.raises(errors.AlreadyUndone):
        match_movement(movement, [ReturnPart(match, -row.amount)], by=None)


# Transfers to suppliers


@pytest.mark.parametrize("said", ["name", "communication"])
def test_a_transfer_that_comes_back_is_owed_and_ordered_again(acacias, said):
    known = said == "communication"
    invoice = owed("100.00", reference="010806817183" if known else "")
    order = ordered(invoice)
    name = invoice.uuid.hex
    taken(moved("-100.00", end_to_end_reference=name))
    named = {"end_to_end_reference": name}
    if known:
        named = {"vcs": "010806817183"}
    imported = taken_next(back("100.00", reason="AC04", **named))
    assert counted(imported) == {"returned": 1}
    assert account_balances("440", "499", "551") == {"440": -100, "499": 0, "551": 0}
    assert [one.invoice for one in payables()] == [invoice]
    found = shown_order(order_list().get())
    assert found.state == OrderState.RETURNED
    assert [one.state for one in found.payments] == [OrderState.RETURNED]
    assert not found.can_be_given_up
    with pytest.raises(OrderPaid):
        give_up_order(order, by=None)
    assert ordered(invoice).payments.get().amount == 100


def test_the_transfer_that_comes_back_is_proposed_though_its_words_are_nobodys(acacias):
    invoice = owed("100.00", reference="010806817183")
    ordered(invoice)
    taken(moved("-100.00", end_to_end_reference=invoice.uuid.hex, iban=OTIS))
    taken_next(
        moved("100.00", vcs="010806817183", end_to_end_reference="ab" * 16, iban=OTIS)
    )
    [one] = suspended(in_suspense(), Building.objects.get())
    [proposal] = one.proposals
    assert proposal.shares[0].returned.invoice == invoice
    assert proposal.reasons == ("reference", "same-iban", "returned")


def test_part_of_a_file_comes_back(acacias):
    first = owed("100.00", number="A", reference="010806817183")
    order = ordered(first, owed("20.50", number="B"))
    taken(moved("-120.50", on=ago(0), batch_reference=order.uuid.hex))
    taken_next(back("100.00", end_to_end_reference=first.uuid.hex))
    found = shown_order(order_list().get())
    assert (found.state, found.paid) == (OrderState.PARTLY_PAID, eur("20.50"))
    assert not found.can_be_given_up
