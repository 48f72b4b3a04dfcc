"""Exact amounts of euro.

Money is a ``Decimal`` with two decimals; whoever splits it counts in whole cents.
Pure: no Django, no clock (architecture.md §3).
"""

import re
from decimal import Context, Decimal, Inexact, InvalidOperation

CENT = Decimal("0.01")

# 1234 · 1234,5 · 1234.50 · 1.234,50 · 1 234,50 · 1,234.50
_PLAIN = re.compile(r"(?P<euros>[0-9]+)(?:[.,](?P<cents>[0-9]+))?")
_GROUPED = re.compile(
    r"(?P<euros>[0-9]{1,3}(?P<mark>[.,])[0-9]{3}(?:(?P=mark)[0-9]{3})*)"
    r"(?!(?P=mark))[.,](?P<cents>[0-9]+)"
)

# The caller's decimal context must not decide how money is rounded: this one refuses
# to round at all, and to hold more digits than any account will ever need.
_EXACT = Context(prec=28, traps=[Inexact, InvalidOperation])


class InvalidAmount(ValueError):
    """``amount`` is not a sum of money that can be paid."""

    def __init__(self, amount: Decimal, reason: str) -> None:
        super().__init__(f"{reason}: {amount}")
        self.amount = amount


class NotAFiniteAmount(InvalidAmount):
    """Not a number, infinite, or of more digits than an account can hold."""

    def __init__(self, amount: Decimal) -> None:
        super().__init__(amount, "not a finite amount of money")


class FractionOfACent(InvalidAmount):
    """More than two decimals that count: nobody can pay a part of a cent."""

    def __init__(self, amount: Decimal) -> None:
        super().__init__(amount, "not a whole number of cents")


class NotAnAmount(ValueError):
    """The text is not an amount as people write it in Belgium."""


class TooManyDecimals(NotAnAmount):
    """More than two decimals, or perhaps thousands: “1.234” is not guessed."""


def read_amount(text: str) -> Decimal:
    """Return EUR with two decimals from what a person wrote or a program exported.

    Comma or point, thousands in groups when there are decimals, spaces, €, a minus in
    front or, as accounting programs print it, behind. Raises ``NotAnAmount`` or
    ``TooManyDecimals``.
    """
    compact = re.sub(r"[\s€]", "", text).replace("−", "-")
    digits = compact.removeprefix("-")
    if digits == compact:
        digits = compact.removesuffix("-")
    match = _GROUPED.fullmatch(digits) or _PLAIN.fullmatch(digits)
    if match is None:
        raise NotAnAmount(text)
    cents = match["cents"] or ""
    if len(cents) > 2:
        raise TooManyDecimals(text)
    euros = re.sub(r"[.,]", "", match["euros"])
    amount = Decimal(f"{euros}.{cents:0<2}")
    negative = digits != compact and amount != 0
    return amount.copy_negate() if negative else amount


def to_cents(amount: Decimal) -> int:
    """Return ``amount`` (EUR) in whole cents, never rounded.

    Raises ``FractionOfACent`` or ``NotAFiniteAmount``, both ``ValueError``.
    Zeros beyond the second decimal do not count: 1.500 is 150 cents.
    """
    if not amount.is_finite():
        raise NotAFiniteAmount(amount)
    try:
        return int(amount.quantize(CENT, context=_EXACT).scaleb(2, _EXACT))
    except Inexact:
        raise FractionOfACent(amount) from None
    except InvalidOperation:
        raise NotAFiniteAmount(amount) from None


def from_cents(cents: int) -> Decimal:
    """Return ``cents`` as EUR with exactly two decimals: 5 is 0.05, 100 is 1.00."""
    return Decimal(cents).scaleb(-2, _EXACT)
