"""Amounts, accounts and references as both formats write them."""

from datetime import date
from decimal import Decimal, localcontext

import pytest

from finance.bank import coda, coda_writing
from finance.bank.statement import BankStatement, Movement
from finance.bank.values import (
    account_number,
    amount_of,
    first_account,
    one_line,
    reference_in,
)
from tests.finance.bank.files import STATEMENT

DAY = date(2025, 3, 14)


@pytest.mark.parametrize(
    ("whole", "fraction", "amount"),
    [
        ("000000617", "290", "617.29"),
        ("5", "", "5.00"),
        ("5", "1", "5.10"),
        ("5", "123", "5.123"),
        ("5", "12345", "5.12345"),
        ("5", "10000", "5.10"),
    ],
)
def test_amounts_have_two_decimals_or_more_that_count(whole, fraction, amount):
    assert str(amount_of(whole, fraction, negative=False)) == amount
    assert str(amount_of(whole, fraction, negative=True)) == f"-{amount}"


def test_nothing_is_never_below_zero():
    assert str(amount_of("0", "000", negative=True)) == "0.00"


@pytest.mark.parametrize(
    ("written", "account"),
    [
        ("BE68 5390 0754 7034", "BE68539007547034"),
        ("be68539007547034", "BE68539007547034"),
        ("539007547034", "BE68539007547034"),  # an old number becomes an IBAN
        ("539007547035", "539007547035"),  # unless its check digits are wrong
        ("000000009797", "BE54000000009797"),  # 97 where the remainder is 0
        ("000000000000", ""),
        ("", ""),
        ("20-12-34 56789", "20-12-3456789"),
    ],
)
def test_accounts_are_compared_as_ibans(written, account):
    assert account_number(written) == account


@pytest.mark.parametrize(
    ("zone", "account"),
    [
        ("539007547034 EUR0BE", "BE68539007547034"),
        ("BE68539007547034   EXTENSION", "BE68539007547034"),
        ("12 345 678", "12345678"),
        ("      ", ""),
    ],
)
def test_the_first_account_of_a_zone(zone, account):
    assert first_account(zone) == account


@pytest.mark.parametrize(
    ("message", "reference"),
    [
        ("+++010/8068/17183+++", "010806817183"),
        ("***010/8068/17183***", "010806817183"),
        ("010806817183", "010806817183"),
        ("Provision +++010/8068/17183+++ thank you", "010806817183"),
        ("+++010/8068/17183+++ +++010/8068/17183+++", "010806817183"),
        # not guessed: bare digits in a text, wrong check digits, two of them
        ("Provision 010806817183", ""),
        ("+++010/8068/17184+++", ""),
        ("+++010/8068/17183+++ +++000/0000/00196+++", "010806817183"),
        ("+++010/8068/17183+++ and +++000/0000/00101+++", ""),
        ("", ""),
    ],
)
def test_a_reference_that_was_typed_as_a_message(message, reference):
    assert reference_in(message) == reference


def test_one_line():
    assert one_line("  two\twords \r\n and  more ") == "two words and more"


def test_totals_are_exact_whatever_the_context():
    data = coda_writing.write([STATEMENT])
    with localcontext(prec=4):
        assert coda.parse(data) == [STATEMENT]


def test_a_gap_is_exact_whatever_the_context():
    """The caller's context would round to four digits."""
    movement = Movement(Decimal("123456789012.34567"), DAY, DAY)
    statement = BankStatement(
        account="BE68539007547034",
        currency="EUR",
        opening_balance=Decimal("0.00"),
        closing_balance=Decimal("123456789012.34"),
        movements=(movement,),
    )
    with localcontext(prec=4):
        assert statement.gap == Decimal("-0.00567")
