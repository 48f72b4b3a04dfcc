"""Somebody says what a movement in suspense is, and takes it back."""

from datetime import date
from decimal import Decimal

import pytest

from buildings.models import AllocationKey
from finance.errors import KeyNotInForce, MoreThanOpen, NotOwed, PeriodShut
from finance.errors import bank as errors
from finance.models import AccountCharge, BankMovement, Cost, MovementMatch, Payment
from finance.movement_parts import (
    CostPart,
    HolderPart,
    InvoicePart,
    OtherPart,
    SupplierPart,
    TransferPart,
)
from finance.queries import settlements
from finance.queries.bank import in_suspense, movements
from finance.queries.bank_proposals import suspended
from finance.refusals.bank import sentence
from finance.services import reverse_payment
from finance.services.bank_matching import match_movement, undo_match
from koprogo.audit.models import AuditEvent
from koprogo.ledger.errors import YearClosed
from koprogo.ledger.models import Account, Entry, Line
from koprogo.ledger.queries import account_balances, findings
from tests import cast
from tests.finance.banking.statements import (
    OMAR,
    OTIS,
    RESERVE,
    ago,
    imported,
    moved,
    statement,
    today,
    vcs,
)
from tests.finance.factories import issued, item
from tests.finance.invoices.making import (
    a_line,
    closed,
    drafted,
    lines_of,
    posted,
    settled,
    supplier,
)

BANK_CHARGES = "6500000"


def eur(amount):
    return Decimal(amount)


def suspense(amount, *, opening="5000.00", **more):
    """A movement of which nothing is known."""
    imported(statement(moved(amount, **more), opening=opening))
    return BankMovement.objects.latest("pk")


def by_shares():
    return AllocationKey.objects.get(code="shares")


def a_cost():
    found = Account.objects.filter(code__startswith="65").order_by("code").first()
    return found.code


def left(movement):
    return movements().get(pk=movement.pk).left


def holder(code, amount):
    return HolderPart(cast.holding(code), eur(amount))


def test_of_an_owner(acacias, sophie):
    issued(item("200.00", purpose="reserve"))
    movement = suspense("70.00", on=ago(2), message="lot A")
    [match] = match_movement(movement, [holder("H1", "70.00")], by=sophie)
    payment = Payment.objects.get()
    assert (payment.date, payment.working, payment.reserve) == (
        ago(2),
        eur("0.00"),
        eur("70.00"),
    )
    assert (payment.communication, payment.bank_account) == ("lot A", "551")
    assert lines_of(match.entry) == [("499", eur("70.00")), ("4100", eur("-70.00"))]
    assert (match.kind, match.by_rule, match.matched_by) == ("holder", False, sophie)
    assert left(movement) == 0
    assert account_balances("499") == {"499": eur("0.00")}
    event = AuditEvent.objects.get(action="bank.matched")
    assert event.data == {"amount": "70.00", "parts": 1}
    assert findings() == []


def test_of_several_owners(acacias):
    movement = suspense("100.00")
    match_movement(movement, [holder("H1", "60.00"), holder("H2", "40.00")], by=None)
    assert list(
        Payment.objects.order_by("pk").values_list("holding__code", "amount")
    ) == [("H1", eur("60.00")), ("H2", eur("40.00"))]
    assert movement.matches.count() == 2


def test_paid_back_to_an_owner(acacias):
    imported(statement(moved("100.00", vcs=vcs("H1"))))
    movement = suspense("-30.00", opening="100.00")
    match_movement(movement, [holder("H1", "-30.00")], by=None)
    charge = AccountCharge.objects.get()
    assert (charge.kind, charge.working) == ("correction", eur("30.00"))
    pk = cast.holding("H1").pk
    assert settlements([pk])[pk].credit == eur("70.00")
    assert findings() == []
    undo_match(MovementMatch.objects.get(movement=movement), by=None)
    assert settlements([pk])[pk].credit == eur("100.00")
    assert findings() == []


def test_of_invoices(acacias):
    one = posted(a_line("100.00"), number="1", iban=OTIS, supplier=supplier("Otis"))
    two = posted(a_line("50.00"), number="2", supplier=supplier("Plumber"))
    movement = suspense("-120.00")
    parts = [InvoicePart(one, eur("-100.00")), InvoicePart(two, eur("-20.00"))]
    match_movement(movement, parts, by=None)
    assert one.payments.get().amount == eur("100.00")
    assert two.payments.get().amount == eur("20.00")
    assert account_balances("440", "499") == {
        "440": eur("-30.00"),
        "499": eur("0.00"),
    }
    assert findings() == []


def test_a_supplier_without_an_invoice(acacias):
    plumber = supplier("Plumber")
    movement = suspense("-120.00", name="Plumber")
    part = SupplierPart(plumber, eur("-120.00"))
    [match] = match_movement(movement, [part], by=None)
    owed = Line.objects.get(account__code="440")
    assert (owed.party_id, owed.debit) == (plumber.party_id, eur("120.00"))
    assert findings() == []
    undo_match(match, by=None)
    assert account_balances("440", "499")["499"] == eur("120.00")


def test_a_transfer_and_another_account(acacias):
    movement = suspense("-120.00")
    other = Account.objects.filter(code__startswith="416").first().code
    parts = [TransferPart(eur("-100.00")), OtherPart(eur("-20.00"), other)]
    match_movement(movement, parts, by=None)
    assert account_balances("58", other, "499") == {
        "58": eur("100.00"),
        other: eur("20.00"),
        "499": eur("0.00"),
    }


def test_a_cost_without_an_invoice(acacias):
    movement = suspense("-12.50", on=ago(1))
    part = CostPart(eur("-12.50"), a_cost(), "Account charges", by_shares())
    [match] = match_movement(movement, [part], by=None)
    cost = Cost.objects.get(entry=match.entry)
    assert (cost.amount, cost.label, cost.key.code) == (
        eur("12.50"),
        "Account charges",
        "shares",
    )
    assert match.entry.date == ago(1)
    undo_match(match, by=None)
    assert [row.amount for row in Cost.objects.order_by("pk")] == [
        eur("12.50"),
        eur("-12.50"),
    ]
    assert left(movement) == eur("-12.50")
    assert findings() == []


def test_a_cost_of_a_settled_period_is_booked_after_it(acacias):
    movement = suspense("-12.50", on=ago(40))
    settled(ago(60), ago(30))
    part = CostPart(eur("-12.50"), a_cost(), "Account charges", by_shares())
    [match] = match_movement(movement, [part], by=None)
    assert match.entry.date == ago(30)
    settled(ago(30), ago(20))
    with pytest.raises(PeriodShut) as found:
        undo_match(match, by=None)
    assert "a period that is settled or closed" in sentence(found.value)


def test_an_owners_payment_of_a_closed_year_has_the_first_day_after_it(acacias):
    year = today().year - 1
    movement = suspense("70.00", on=date(year, 12, 30))
    closed(year - 1)
    closed(year)
    match_movement(movement, [holder("H1", "70.00")], by=None)
    assert Payment.objects.get().date == date(year + 1, 1, 1)


# What is refused


def test_the_parts_are_what_is_in_suspense(acacias):
    movement = suspense("-100.00")
    invoice = posted(a_line("100.00"))
    for parts, refused, words in (
        ([InvoicePart(invoice, eur("-90.00"))], errors.PartsDiffer, "€10.00 less"),
        ([TransferPart(eur("-130.00"))], errors.PartsDiffer, "€30.00 more"),
        ([], errors.PartsDiffer, "€100.00 less"),
        ([TransferPart(eur("100.00"))], errors.WrongWay, "received where"),
        ([TransferPart(eur("0.00"))], errors.WrongWay, "received where"),
        ([OtherPart(eur("-100.00"), "440")], errors.NotOfItsOwn, "Account 440"),
        (
            [CostPart(eur("-100.00"), "4101", "x", by_shares())],
            errors.NotOfItsOwn,
            "Account 4101",
        ),
    ):
        with pytest.raises(refused) as found:
            match_movement(movement, parts, by=None)
        assert words in sentence(found.value)
    match_movement(movement, [InvoicePart(invoice, eur("-100.00"))], by=None)
    with pytest.raises(errors.NothingToMatch) as found:
        match_movement(movement, [TransferPart(eur("-100.00"))], by=None)
    assert "somebody else was perhaps faster" in sentence(found.value)


def test_what_an_invoice_takes(acacias):
    movement = suspense("-100.00")
    small, draft = posted(a_line("90.00"), number="1"), drafted(number="2")
    with pytest.raises(MoreThanOpen) as found:
        match_movement(movement, [InvoicePart(small, eur("-100.00"))], by=None)
    assert "€90.00" in sentence(found.value)
    with pytest.raises(NotOwed) as found:
        match_movement(movement, [InvoicePart(draft, eur("-100.00"))], by=None)
    assert "Only a posted invoice" in sentence(found.value)


def test_a_key_without_parts_that_day(acacias):
    movement = suspense("-100.00", on=date(2019, 6, 1))
    lift = AllocationKey.objects.get(code="lift")
    lift.versions.update(valid_from=date(2021, 1, 1))
    part = CostPart(eur("-100.00"), a_cost(), "Old", lift)
    with pytest.raises(KeyNotInForce) as found:
        match_movement(movement, [part], by=None)
    assert "Lift" in sentence(found.value)


# Taken back


def test_what_the_file_recognised_goes_back_into_suspense(acacias):
    issued(item("200.00", purpose="reserve"), item("100.00"))
    before = account_balances("4100", "4101")
    imported(statement(moved("150.00", vcs=vcs("H1"))))
    movement = BankMovement.objects.get()
    undo_match(movement.matches.get(), by=None)
    assert left(movement) == eur("150.00")
    assert account_balances("551", "499", "4100", "4101") == {
        "551": eur("150.00"),
        "499": eur("-150.00"),
        **before,
    }
    assert findings() == []
    match_movement(movement, [holder("H2", "150.00")], by=None)
    assert Payment.objects.standing().get().holding.code == "H2"
    assert in_suspense().count() == 0
    assert findings() == []


def test_an_invoice_is_open_again(acacias):
    invoice = posted(a_line("250.00"), supplier=supplier("Otis", iban=OTIS), iban=OTIS)
    imported(statement(moved("-250.00", iban=OTIS), opening="500.00"))
    match = MovementMatch.objects.get()
    undo_match(match, by=None)
    assert not invoice.payments.standing().exists()
    with pytest.raises(errors.AlreadyUndone) as found:
        undo_match(match, by=None)
    assert "already" in sentence(found.value)
    assert findings() == []


def test_in_a_closed_year_it_is_taken_back_on_the_first_day_after(acacias):
    year = today().year - 1
    imported(statement(moved("70.00", vcs=vcs("H1"), on=date(year, 12, 30))))
    closed(year)
    undo_match(MovementMatch.objects.get(), by=None)
    last = Entry.objects.order_by("-pk")[:2]
    assert {entry.date for entry in last} == {date(year + 1, 1, 1)}
    assert findings() == []


def test_a_closed_year_takes_no_cost_back(acacias):
    year = today().year - 1
    movement = suspense("-5.00", on=date(year, 12, 30))
    part = CostPart(eur("-5.00"), a_cost(), "Charges", by_shares())
    [match] = match_movement(movement, [part], by=None)
    closed(year)
    with pytest.raises(PeriodShut):
        undo_match(match, by=None)


def test_a_payment_of_the_bank_is_not_reversed_as_one_that_was_typed(acacias):
    imported(statement(moved("70.00", vcs=vcs("H1"))))
    with pytest.raises(errors.PaymentOfTheBank) as found:
        reverse_payment(Payment.objects.get(), by=None)
    assert "A statement of the bank" in sentence(found.value)


def test_a_payment_said_by_hand_may_be_reversed_as_well(acacias):
    movement = suspense("70.00")
    match_movement(movement, [holder("H1", "70.00")], by=None)
    reverse_payment(Payment.objects.get(), by=None)
    assert left(movement) == eur("70.00")
    assert findings() == []


def test_a_closed_year_is_named():
    assert "2020" in sentence(YearClosed(2020))


# Proposals


def proposals(movement):
    [found] = suspended([movements().get(pk=movement.pk)], cast.building())
    return found


def test_what_a_movement_may_be(acacias):
    invoice = posted(a_line("75.00"), supplier=supplier("Otis", iban=OTIS), iban=OTIS)
    movement = suspense("-75.00", name="Otis")
    imported(statement(moved("80.00", name="Omar Haddad"), opening="4925.00"))
    [proposal] = proposals(movement).proposals[:1]
    [share] = proposal.shares
    assert (share.invoice, share.value, proposal.can_be_booked) == (
        invoice,
        f"invoice {invoice.uuid} -75.00",
        True,
    )
    [by_name] = proposals(BankMovement.objects.latest("pk")).proposals
    assert by_name.shares[0].holding.uuid == cast.holding("H1").uuid
    named = proposals(movement).proposals[-1]
    assert (named.shares[0].supplier.name, named.can_be_booked) == ("Otis", False)


def test_what_became_certain_since(acacias):
    """The own account was added to the settings afterwards; an invoice came later."""
    movement = suspense("-75.00", iban=OTIS)
    assert proposals(movement).proposals == []
    posted(a_line("75.00"), supplier=supplier("Otis", iban=OTIS), iban=OTIS)
    [proposal] = proposals(movement).proposals
    assert proposal.shares[0].invoice.number == "2026/1"
    imported(statement(moved("1.00", iban="BE68539007547034"), iban=RESERVE))
    transfer = MovementMatch.objects.get()
    undo_match(transfer, by=None)
    assert proposals(transfer.movement).proposals[0].shares[0].value == "transfer"


def test_a_cost_is_booked_as_before(acacias):
    first = suspense("-12.50", name="KBC", message="Charges 03/2026")
    part = CostPart(eur("-12.50"), a_cost(), "Account charges", by_shares())
    match_movement(first, [part], by=None)
    imported(
        statement(
            moved("-13.00", name="KBC"),
            moved("13.00", name="KBC"),
            moved("-9.00", iban=OMAR),
            opening="4987.50",
        )
    )
    known, other_way, other = BankMovement.objects.order_by("-pk")[:3][::-1]
    again = proposals(known).as_before
    assert (again.account, again.label, again.key) == (
        a_cost(),
        "Account charges",
        by_shares(),
    )
    assert proposals(other_way).as_before is None
    assert proposals(other).as_before is None


def test_proposals_do_not_cost_more_for_more(acacias, django_assert_max_num_queries):
    issued()
    imported(statement(*(moved("7.00", name="Omar Haddad") for _ in range(10))))
    rows, building = list(in_suspense()), cast.building()
    with django_assert_max_num_queries(20) as asked:
        suspended(rows[:1], building)
    few = len(asked)
    with django_assert_max_num_queries(few):
        suspended(rows, building)
    assert suspended([], building) == []
