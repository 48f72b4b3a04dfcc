"""The sub-ledgers beside the accounts: the owner switches the triggers off and tampers."""

from decimal import Decimal

import pytest

from finance.models import BankMovement, BankStatement, MovementMatch
from finance.movement_parts import TransferPart
from finance.queries.integrity import findings
from finance.services.bank_matching import match_movement, undo_match
from koprogo.ledger import services as ledger
from koprogo.ledger.models import Journal
from koprogo.ledger.queries import findings as all_findings
from koprogo.slots import Finding
from koprogo.tenancy import enter
from tests import cast
from tests.finance.banking.statements import (
    OTIS,
    imported,
    moved,
    statement,
    today,
    vcs,
)
from tests.finance.factories import issued, item, opened, payment
from tests.finance.invoices.making import a_line, posted, supplier
from tests.sql import owner_of


def a_year():
    """Something of everything that the checks look at."""
    opened(H1=("30.00", "20.00"), H2=("0.00", "0.00", "15.00"))
    issued(item("500.00"), item("100.00", purpose="reserve"))
    posted(a_line("250.00"), supplier=supplier("Otis", iban=OTIS), iban=OTIS)
    imported(
        statement(
            moved("300.00", vcs=vcs("H1")),
            moved("-250.00", iban=OTIS),
            moved("12.00"),
            opening="100.00",
        )
    )
    payment("H2", "30.00")


@pytest.fixture
def books(acacias):
    a_year()


def by_hand(*sides):
    """Post (account, debit minus credit, account holder) as somebody may."""
    ledger.post(
        journal=Journal.Code.MISC,
        year=today().year,
        date=today(),
        text="By hand",
        lines=[
            (ledger.debit if amount > 0 else ledger.credit)(
                account,
                Decimal(abs(amount)),
                party_id=cast.holding(holder).party_id if holder else None,
            )
            for account, amount, holder in sides
        ],
        by=None,
    )


def test_sound_books_have_no_findings(books):
    assert list(findings()) == []
    movement = BankMovement.objects.get(amount=12)
    match_movement(movement, [TransferPart(Decimal("12.00"))], by=None)
    assert list(findings()) == []
    for match in MovementMatch.objects.all():
        undo_match(match, by=None)
    assert list(findings()) == []
    assert all_findings() == []


@pytest.mark.parametrize(
    ("sides", "finding"),
    [
        ([("4101", 5, "H2"), ("499", -5, "")], Finding("owner", "H2")),
        ([("4100", 5, "H2"), ("4101", -5, "H2")], Finding("owner-reserve", "H2")),
        ([("4101", 5, ""), ("499", -5, "")], Finding("owner", "410")),
    ],
)
def test_what_no_call_and_no_payment_explains(books, sides, finding):
    by_hand(*sides)
    assert list(findings()) == [finding]


def test_a_movement_that_was_mirrored_behind_its_back(books):
    movement = BankMovement.objects.get(amount=12)
    ledger.mirror(
        movement.entry, year=today().year, date=today(), text="Behind", by=None
    )
    assert list(findings()) == [Finding("suspense", "499")]


def statement_of_the_bank():
    return Finding("bank-statement", str(BankStatement.objects.get().uuid))


def movement(amount):
    return Finding("bank-movement", str(BankMovement.objects.get(amount=amount).uuid))


def otis():
    return Finding("supplier", str(supplier("Otis").uuid))


TAMPERED = {
    "UPDATE finance_bankstatement SET closing = closing + 1": lambda: [
        statement_of_the_bank()
    ],
    "UPDATE finance_bankmovement SET amount = 13 WHERE amount = 12": lambda: [
        statement_of_the_bank(),
        movement(13),
        Finding("suspense", "499"),
    ],
    "UPDATE finance_invoicepayment SET amount = 249": lambda: [otis()],
    "UPDATE finance_payment SET amount = 301, working = working + 1"
    " WHERE amount = 300": lambda: [Finding("owner", "H1")],
    "DELETE FROM finance_movementmatch WHERE kind = 'supplier'": lambda: [
        Finding("suspense", "499")
    ],
}


@pytest.mark.parametrize("tampering", TAMPERED)
def test_each_tampering_is_found(own_database, tampering):
    with enter(cast.tenant().pk, by=None):
        a_year()
    with owner_of(own_database) as owner:
        for table in ("bankstatement", "bankmovement", "invoicepayment", "payment"):
            owner.execute(f"ALTER TABLE finance_{table} DISABLE TRIGGER USER")
        owner.execute("ALTER TABLE finance_movementmatch DISABLE TRIGGER USER")
        owner.execute(tampering)
    with enter(cast.tenant().pk, by=None):
        assert list(findings()) == TAMPERED[tampering]()
