"""How numbers, money, dates and accounts are written in each language. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from koprogo.money import to_cents

NBSP = "\N{NO-BREAK SPACE}"
THIN = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Conventions:
    thousands: str
    decimal_mark: str
    money: str
    date: str


CONVENTIONS = {
    "nl": Conventions(".", ",", f"€{NBSP}{{sign}}{{number}}", "%d/%m/%Y"),
    "fr": Conventions(THIN, ",", f"{{sign}}{{number}}{NBSP}€", "%d/%m/%Y"),
    "de": Conventions(".", ",", f"{{sign}}{{number}}{NBSP}€", "%d.%m.%Y"),
    "en": Conventions(",", ".", "{sign}€{number}", "%d/%m/%Y"),
}


def money(amount: Decimal, language: str) -> str:
    """Write euros with two decimals, a real minus sign and spaces that do not break.

    Raises:
        TypeError: the amount is not a Decimal.
        ValueError: it has more than two decimals: a total was not rounded by a rule.
    """
    if not isinstance(amount, Decimal):
        raise TypeError(f"an amount of money is a Decimal, not {amount!r}")
    rules = CONVENTIONS[language]
    cents = to_cents(amount)
    euros, rest = divmod(abs(cents), 100)
    return rules.money.format(
        sign=MINUS if cents < 0 else "",
        number=f"{_grouped(euros, rules)}{rules.decimal_mark}{rest:02}",
    )


def number(value: int, language: str) -> str:
    """Write a whole number (shares, lots) with its thousands grouped."""
    sign = MINUS if value < 0 else ""
    return sign + _grouped(abs(value), CONVENTIONS[language])


def decimal(value: Decimal, language: str) -> str:
    """Write a measure (per cent, grams) with the decimals that it has."""
    rules = CONVENTIONS[language]
    whole, _point, part = f"{abs(value):f}".partition(".")
    sign = MINUS if value < 0 else ""
    return (
        f"{sign}{_grouped(int(whole), rules)}{rules.decimal_mark if part else ''}{part}"
    )


def day(value: date, language: str) -> str:
    """Write a date in figures: day, month, year."""
    return value.strftime(CONVENTIONS[language].date)


def iban(account: str) -> str:
    """Write an account number in groups of four, as on a bank statement."""
    compact = account.replace(" ", "")
    return " ".join(compact[i : i + 4] for i in range(0, len(compact), 4))


def _grouped(value: int, rules: Conventions) -> str:
    return f"{value:,}".replace(",", rules.thousands)
