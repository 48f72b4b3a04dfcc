"""What of the working fund is a lot's: given back to its seller (art. 3.94 §5). Pure."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeVar

from finance.allocation import allocate

K = TypeVar("K")
ZERO = Decimal("0.00")


def lot_parts(
    fund: Decimal, *, called: Mapping[K, Decimal], shares: Mapping[K, int]
) -> dict[K, Decimal]:
    """Return the part of every lot in the fund, EUR: together the fund, to the cent.

    ``called``: what each lot was called for it. Whatever of the ``fund`` was not called
    here (it came with the opening balances) divides by the ``shares``, in the order of
    the deed. Raises what ``allocate`` raises.
    """
    rest = fund - sum(called.values(), ZERO)
    parts = allocate(rest, shares) if rest else dict.fromkeys(shares, ZERO)
    for lot, amount in called.items():
        parts[lot] = parts.get(lot, ZERO) + amount
    return parts
