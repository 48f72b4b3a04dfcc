"""Exact amounts of euro.

Money is a ``Decimal`` with two decimals; whoever splits it counts in whole cents.
Pure: no Django, no clock (architecture.md §3).
"""

from decimal import Context, Decimal, Inexact, InvalidOperation

CENT = Decimal("0.01")

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
