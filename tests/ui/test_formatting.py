from datetime import date
from decimal import Decimal

import pytest

from koprogo.ui import formatting

FLOAT = 12.5

MONEY = {
    "nl": ["€\u00a01.234,50", "€\u00a0−1.234.567,89", "€\u00a00,00", "€\u00a0999,05"],
    "fr": [
        "1\u202f234,50\u00a0€",
        "−1\u202f234\u202f567,89\u00a0€",
        "0,00\u00a0€",
        "999,05\u00a0€",
    ],
    "de": ["1.234,50\u00a0€", "−1.234.567,89\u00a0€", "0,00\u00a0€", "999,05\u00a0€"],
    "en": ["€1,234.50", "−€1,234,567.89", "€0.00", "€999.05"],
}
AMOUNTS = [Decimal("1234.5"), Decimal("-1234567.89"), Decimal("-0"), Decimal("999.05")]


@pytest.mark.parametrize("language", MONEY)
def test_money_in_each_language(language):
    written = [formatting.money(amount, language) for amount in AMOUNTS]
    assert written == MONEY[language]


@pytest.mark.parametrize("amount", [FLOAT, 12, None, "12.50"])
def test_money_is_a_decimal_or_an_error(amount):
    with pytest.raises(TypeError):
        formatting.money(amount, "nl")


def test_money_is_never_rounded_here():
    with pytest.raises(ValueError, match=r"0\.125"):
        formatting.money(Decimal("0.125"), "nl")


@pytest.mark.parametrize(
    ("language", "written"),
    [("nl", "10.000"), ("fr", "10\u202f000"), ("de", "10.000"), ("en", "10,000")],
)
def test_whole_numbers_in_each_language(language, written):
    assert formatting.number(10_000, language) == written
    assert formatting.number(-10_000, language) == f"−{written}"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("nl", "02/04/2026"),
        ("fr", "02/04/2026"),
        ("de", "02.04.2026"),
        ("en", "02/04/2026"),
    ],
)
def test_dates_in_each_language(language, written):
    assert formatting.day(date(2026, 4, 2), language) == written


@pytest.mark.parametrize("account", ["BE68539007547034", "BE68 5390 0754 7034"])
def test_accounts_in_groups_of_four(account):
    assert formatting.iban(account) == "BE68 5390 0754 7034"
