"""Which vouchers the auditor of the accounts looks at (finance.md §1). Pure.

Five reasons, each explained on the page of the sample. The random part needs no
generator whose algorithm a library may change: the vouchers with the smallest SHA-256
of ``seed``, a line feed and the number, in UTF-8, are drawn. So anybody can redo the
draw with any program, nobody can choose the vouchers once the seed is known to have
been fixed, a larger sample contains the smaller one, and a voucher booked later moves
at most one other out of it.

All amounts are EUR with two decimals.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

from koprogo.money import to_cents


class SamplingError(ValueError):
    """No sample can be taken."""


class SameNumber(SamplingError):
    """Two vouchers have the number ``number``: a finding would name neither."""

    def __init__(self, number: str) -> None:
        super().__init__(f"two vouchers have the number {number!r}")
        self.number = number


class WrongCriteria(SamplingError):
    """A size below zero, or an amount that is not above zero."""


class Reason(StrEnum):
    """Why a voucher is in the sample."""

    #: drawn by the seed
    RANDOM = "random"
    #: among the largest amounts, payable or receivable
    LARGEST = "largest"
    #: a round amount, such as an estimate or an advance
    ROUND = "round"
    #: same supplier, same amount, a few days apart
    DUPLICATE = "duplicate"
    #: one of several below the threshold that together reach it
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Voucher:
    """An invoice, or a credit note below zero; ``number`` is unique."""

    number: str
    supplier: str
    on: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Criteria:
    """How many vouchers, and what is unusual."""

    random: int = 10
    largest: int = 10
    #: EUR, what a round amount is a multiple of
    round_to: Decimal = Decimal("100.00")
    #: two equal invoices this many days apart are perhaps one; a monthly one is not
    duplicate_days: int = 14
    #: EUR, from which the assembly asks for competing quotes; None: not fixed
    threshold: Decimal | None = None
    split_days: int = 30

    def __post_init__(self) -> None:
        sizes = (self.random, self.largest, self.duplicate_days, self.split_days)
        amounts = (self.round_to, self.threshold)
        if min(sizes) < 0 or any(one is not None and one <= 0 for one in amounts):
            raise WrongCriteria(self)


@dataclass(frozen=True, slots=True)
class Sampled:
    """A voucher of the sample, with its reasons in the order of ``Reason``."""

    voucher: Voucher
    reasons: tuple[Reason, ...]


def sample(
    vouchers: Iterable[Voucher], *, seed: str, criteria: Criteria
) -> list[Sampled]:
    """Return the vouchers to look at, by date and number.

    The same vouchers, seed and criteria give the same sample, in whatever order the
    vouchers come.

    Raises:
        SameNumber: two vouchers have one number.
        InvalidAmount: an amount is not a whole number of cents.
    """
    in_order = sorted(vouchers, key=lambda one: (one.on, one.number))
    _check_numbers(in_order)
    chosen = {
        Reason.RANDOM: _drawn(in_order, seed, criteria.random),
        Reason.LARGEST: _largest(in_order, criteria.largest),
        Reason.ROUND: _round(in_order, criteria.round_to),
        Reason.DUPLICATE: _duplicates(in_order, criteria.duplicate_days),
        Reason.SPLIT: _split(in_order, criteria.threshold, criteria.split_days),
    }
    sampled = [
        Sampled(
            voucher,
            tuple(why for why, numbers in chosen.items() if voucher.number in numbers),
        )
        for voucher in in_order
    ]
    return [one for one in sampled if one.reasons]


def _check_numbers(vouchers: Sequence[Voucher]) -> None:
    seen: set[str] = set()
    for voucher in vouchers:
        if voucher.number in seen:
            raise SameNumber(voucher.number)
        seen.add(voucher.number)


def _drawn(vouchers: Sequence[Voucher], seed: str, count: int) -> set[str]:
    by_lot = sorted(
        (sha256(f"{seed}\n{voucher.number}".encode()).hexdigest(), voucher.number)
        for voucher in vouchers
    )
    return {number for _digest, number in by_lot[:count]}


def _largest(vouchers: Sequence[Voucher], count: int) -> set[str]:
    # A stable sort: of equal amounts, the earlier voucher.
    by_size = sorted(vouchers, key=lambda one: abs(one.amount), reverse=True)
    return {voucher.number for voucher in by_size[:count]}


def _round(vouchers: Sequence[Voucher], unit: Decimal) -> set[str]:
    unit_cents = to_cents(unit)
    return {
        voucher.number
        for voucher in vouchers
        if (cents := to_cents(voucher.amount)) and cents % unit_cents == 0
    }


def _duplicates(vouchers: Sequence[Voucher], days: int) -> set[str]:
    alike = defaultdict(list)
    for voucher in vouchers:
        if voucher.amount:
            alike[voucher.supplier, voucher.amount].append(voucher)
    return {
        voucher.number
        for group in alike.values()
        for near in _windows(group, days)
        if len(near) > 1
        for voucher in near
    }


def _split(
    vouchers: Sequence[Voucher], threshold: Decimal | None, days: int
) -> set[str]:
    if threshold is None:
        return set()
    below = defaultdict(list)
    for voucher in vouchers:
        if 0 < voucher.amount < threshold:
            below[voucher.supplier].append(voucher)
    return {
        voucher.number
        for group in below.values()
        for near in _windows(group, days)
        if sum(to_cents(one.amount) for one in near) >= to_cents(threshold)
        for voucher in near
    }


def _windows(vouchers: Sequence[Voucher], days: int) -> Iterator[Sequence[Voucher]]:
    """For each voucher, in order of time: it and those up to ``days`` days later."""
    end = 0
    for start, voucher in enumerate(vouchers):
        last_day = voucher.on + timedelta(days=days)
        while end < len(vouchers) and vouchers[end].on <= last_day:
            end += 1
        yield vouchers[start:end]
