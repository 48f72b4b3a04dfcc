"""What closes a fiscal year: every account of its result ends at zero. Pure.

docs/rules/year-end.md. Amounts are EUR with two decimals, debit minus credit.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from finance.account_codes import (
    RESERVE_CALLED,
    RESERVE_CARRIED,
    RESERVE_FUND,
    RESULT,
    WORKS_CALLED,
    WORKS_CARRIED,
)

ZERO = Decimal("0.00")
WORKS_COSTS = "67"
OF_RESERVE = (RESERVE_CALLED, RESERVE_CARRIED)
OF_WORKS = (WORKS_CALLED, WORKS_COSTS)


@dataclass(frozen=True, slots=True)
class Closing:
    """The lines (account, amount) that close a year; they sum to zero.

    ``ordinary``: what the statements of charges left over: a loss above zero. ``reserve``:
    what goes to the reserve fund. ``works``: called for works and not spent on them;
    below zero: spent and not called.
    """

    lines: Sequence[tuple[str, Decimal]]
    ordinary: Decimal
    reserve: Decimal
    works: Decimal


def is_ordinary(code: str) -> bool:
    """Whether an account of class 6 or 7 is settled by statements of charges."""
    return code[:1] in ("6", "7") and not code.startswith((*OF_RESERVE, *OF_WORKS))


def close(balances: Mapping[str, Decimal]) -> Closing:
    """Return what closes the year whose accounts have these balances on its last day.

    Accounts of other classes may be among them and are left alone.
    """
    ordinary = _of(balances, is_ordinary)
    reserve = _of(balances, lambda code: code.startswith(OF_RESERVE))
    works = _of(balances, lambda code: code.startswith(OF_WORKS))
    lines = [*_through_result(ordinary), *_to_reserve(reserve), *_to_works(works)]
    return Closing(
        lines=[(code, amount) for code, amount in lines if amount],
        ordinary=_sum(ordinary),
        reserve=-_sum(reserve),
        works=-_sum(works),
    )


def _of(
    balances: Mapping[str, Decimal], belongs: Callable[[str], bool]
) -> dict[str, Decimal]:
    return {code: balances[code] for code in sorted(balances) if belongs(code)}


def _through_result(balances: Mapping[str, Decimal]) -> list[tuple[str, Decimal]]:
    """Costs and income meet on the result of the year, each on its own side."""
    costs = sum((net for net in balances.values() if net > 0), ZERO)
    income = sum((net for net in balances.values() if net < 0), ZERO)
    return [*_emptied(balances), (RESULT, costs), (RESULT, income)]


def _to_reserve(balances: Mapping[str, Decimal]) -> list[tuple[str, Decimal]]:
    """What was called goes through 693 to the reserve fund."""
    called = {
        code: net
        for code, net in balances.items()
        if not code.startswith(RESERVE_CARRIED)
    }
    on_the_way = {code: net for code, net in balances.items() if code not in called}
    total = _sum(balances)
    return [
        *_emptied(called),
        (RESERVE_CARRIED, _sum(called)),
        *_emptied(on_the_way),
        (RESERVE_CARRIED, -_sum(called)),
        (RESERVE_FUND, total),
    ]


def _to_works(balances: Mapping[str, Decimal]) -> list[tuple[str, Decimal]]:
    """Works go on over the years: what is left of them waits on 12."""
    return [*_emptied(balances), (WORKS_CARRIED, _sum(balances))]


def _emptied(balances: Mapping[str, Decimal]) -> list[tuple[str, Decimal]]:
    return [(code, -net) for code, net in balances.items()]


def _sum(balances: Mapping[str, Decimal]) -> Decimal:
    return sum(balances.values(), ZERO)
