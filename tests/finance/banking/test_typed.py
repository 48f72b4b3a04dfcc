"""A payment that somebody typed before the file came is not booked twice."""

from decimal import Decimal

from finance.models import BankMovement, Payment
from finance.movement_parts import HolderPart
from finance.services import reverse_payment
from finance.services.bank_matching import match_movement
from koprogo.ledger.queries import account_balances, findings
from tests import cast
from tests.finance.banking.statements import (
    RESERVE,
    ago,
    imported,
    moved,
    statement,
    vcs,
)
from tests.finance.factories import issued, late, payment


def test_the_movement_is_the_payment_that_was_typed(acacias):
    typed = payment("H1", "50.00", date=ago(4))
    [result] = imported(statement(moved("50.00", vcs=vcs("H1"))))
    assert dict(result.imported.counts) == {"holder": 1}
    movement = BankMovement.objects.get()
    assert movement.entry == typed.entry
    match = movement.matches.get()
    assert (match.payment, match.entry) == (typed, typed.entry)
    assert Payment.objects.count() == 1
    assert account_balances("551") == {"551": Decimal("50.00")}
    assert findings() == []


def test_each_typed_payment_is_one_movement(acacias):
    payment("H1", "50.00")
    imported(statement(*(moved("50.00", vcs=vcs("H1")) for _ in range(2))))
    assert Payment.objects.count() == 2
    assert account_balances("551") == {"551": Decimal("100.00")}


def test_it_must_be_near_of_this_amount_account_and_holder(acacias):
    payment("H1", "50.00", date=ago(6))
    payment("H1", "51.00")
    payment("H1", "50.00", bank_account="550")
    payment("H2", "50.00")
    reverse_payment(payment("H1", "50.00"), by=None)
    imported(statement(moved("50.00", vcs=vcs("H1"))))
    assert BankMovement.objects.get().matches.get().payment.match.by_rule
    assert Payment.objects.standing().count() == 5


def test_without_communication_one_proposal_is_enough(acacias):
    """Clara's name stands in the message, and somebody typed just that for her."""
    typed = payment("H2", "33.00", date=ago(1))
    payment("H1", "33.00")
    imported(statement(moved("33.00", name="Clara Élise"), moved("33.00", name="X")))
    first, second = BankMovement.objects.order_by("pk")
    assert first.entry == typed.entry
    assert second.matches.count() == 0


def test_a_typed_payment_gives_way_when_somebody_matches(acacias):
    imported(statement(moved("33.00")))
    typed = payment("H2", "33.00")
    other = payment("H2", "34.00")
    earlier = payment("H2", "33.00", date=ago(9))
    movement = BankMovement.objects.get()
    part = HolderPart(cast.holding("H2"), Decimal("33.00"))
    [match] = match_movement(movement, [part], by=None)
    assert list(Payment.objects.standing().order_by("pk")) == [
        other,
        earlier,
        match.payment,
    ]
    assert typed != match.payment
    assert account_balances("551", "499") == {
        "551": Decimal("100.00"),
        "499": Decimal("0.00"),
    }
    assert findings() == []


def test_the_reserve_account_has_its_own(acacias):
    late()
    issued()
    typed = payment("H1", "50.00", bank_account="550")
    imported(statement(moved("50.00", vcs=vcs("H1")), iban=RESERVE))
    assert BankMovement.objects.get().entry == typed.entry
