"""What a payment can never be, whoever sends the SQL."""

from decimal import Decimal

import pytest
from django.utils import timezone

from finance.models import Payment
from koprogo.ledger import services as ledger
from tests import cast
from tests.finance.factories import issued
from tests.sql import refused

TEN = Decimal("10.00")
ZERO = Decimal("0.00")


def pay(entry, **fields):
    return Payment.objects.create(
        **{
            "holding": cast.holding("H1"),
            "date": timezone.localdate(),
            "amount": TEN,
            "working": TEN,
            "reserve": ZERO,
            "entry": entry,
            **fields,
        }
    )


def post_receipt(amount="10.00", holding="H1"):
    return ledger.post(
        journal="bank",
        year=2026,
        date=timezone.localdate(),
        text="SQL",
        lines=[
            ledger.debit("551", Decimal(amount)),
            ledger.credit(
                "4101", Decimal(amount), party_id=cast.holding(holding).party_id
            ),
        ],
        by=None,
    )


def test_sql_can_record_what_was_posted(acacias):
    assert pay(post_receipt()).amount == TEN


@pytest.mark.parametrize(
    ("amount", "holding"), [("9.99", "H1"), ("10.01", "H1"), ("10.00", "H2")]
)
def test_a_payment_is_what_was_posted(acacias, amount, holding):
    with refused("payment: it is not what was posted"):
        pay(post_receipt(amount, holding))


def test_a_call_is_no_payment(acacias):
    with refused("payment: it is not what was posted"):
        pay(issued().entry)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"working": ZERO, "reserve": ZERO, "amount": ZERO}, "payment_positive"),
        ({"working": Decimal("9.99")}, "payment_split_sums"),
        ({"working": Decimal("11"), "reserve": Decimal("-1")}, "payment_split_sums"),
        ({"bank_account": "999"}, "payment_bank_account"),
    ],
)
def test_payment(acacias, fields, constraint):
    entry = post_receipt()
    with refused(constraint):
        pay(entry, **fields)
