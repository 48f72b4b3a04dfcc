"""Statements of one account follow each other: what is missing, known, or in the way. Pure.

Balances are EUR. A statement "continues" another when it begins with its closing
balance; what a new one says about days that are taken already is never booked twice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from operator import attrgetter
from typing import Generic, Protocol, TypeVar

from finance.bank.leaves import Leaf
from koprogo.money import from_cents

ZERO = from_cents(0)


class Linked(Protocol):
    """A statement as a link of the chain."""

    @property
    def closed_on(self) -> date: ...
    @property
    def opening(self) -> Decimal: ...
    @property
    def closing(self) -> Decimal: ...


class Dated(Linked, Protocol):
    """``first_day``: of its movements; of an empty statement, ``closed_on``."""

    @property
    def first_day(self) -> date: ...


L = TypeVar("L", bound=Linked)


@dataclass(frozen=True, slots=True)
class Link:
    first_day: date
    closed_on: date
    opening: Decimal
    closing: Decimal


@dataclass(frozen=True, slots=True)
class Gap(Generic[L]):
    """Between two statements that are here, others moved ``difference`` EUR."""

    after: L
    before: L

    @property
    def difference(self) -> Decimal:
        return self.before.opening - self.after.closing


@dataclass(frozen=True, slots=True)
class Run:
    """The movements that are new, and the balances before and after them."""

    leaves: tuple[Leaf, ...]
    opening: Decimal
    closing: Decimal


class Interleaved(ValueError):
    """New movements lie before and after some that are known: nothing explains them."""


def in_order(statements: Sequence[L]) -> list[L]:
    """Return them by day; those of one day as their balances follow each other."""
    left = sorted(statements, key=attrgetter("closed_on"))
    ordered: list[L] = []
    while left:
        same_day = [one for one in left if one.closed_on == left[0].closed_on]
        following = _first(same_day, ordered[-1].closing if ordered else None)
        left.remove(following)
        ordered.append(following)
    return ordered


def _first(same_day: Sequence[L], balance: Decimal | None) -> L:
    """Return the one that begins with ``balance``; else one that follows no other."""
    closings = {one.closing for one in same_day if one.closing != one.opening}
    continuing = [one for one in same_day if one.opening == balance]
    heads = [one for one in same_day if one.opening not in closings]
    return (continuing or heads or same_day)[0]


def gaps(statements: Sequence[L]) -> list[Gap[L]]:
    """Return where statements are missing, the oldest first."""
    pairs = pairwise(in_order(statements))
    return [Gap(one, two) for one, two in pairs if one.closing != two.opening]


def continues(new: Link, last: Linked | None) -> bool:
    """Whether ``new`` begins where the last statement ends, or is the first of all."""
    if last is None:
        return True
    return new.opening == last.closing and new.first_day >= last.closed_on


def missing(new: Link, last: Linked | None) -> Decimal:
    """Return what moved between the last statement and ``new``, if that comes later."""
    if last is None or new.first_day < last.closed_on:
        return ZERO
    return new.opening - last.closing


def is_in_the_way(new: Link, kept: Iterable[Dated]) -> bool:
    """Whether the days of ``new`` are told by statements that are here.

    A day may be shared by statements whose balances follow each other.
    """
    touching = []
    for one in kept:
        if new.first_day > one.closed_on or new.closed_on < one.first_day:
            continue
        if new.first_day != one.closed_on and new.closed_on != one.first_day:
            return True
        touching.append(one)
    follows = [
        one
        for one in touching
        if new.opening == one.closing or new.closing == one.opening
    ]
    return bool(touching) and not follows


def new_run(leaves: Sequence[Leaf], known: Sequence[bool], *, opening: Decimal) -> Run:
    """Return what is new of a statement that is known in part.

    ``known``: of each movement, whether it is here. On the first new day what is known
    came before, on a later last one after. Raises ``Interleaved``.
    """
    told = [leaf for leaf, here in zip(leaves, known, strict=True) if here]
    fresh = [leaf for leaf, here in zip(leaves, known, strict=True) if not here]
    first = min(leaf.booked_on for leaf in fresh)
    last = max(leaf.booked_on for leaf in fresh)
    if any(first < leaf.booked_on < last for leaf in told):
        raise Interleaved
    before = sum((one.amount for one in told if one.booked_on <= first), ZERO)
    begun = opening + before
    moved = sum((leaf.amount for leaf in fresh), ZERO)
    return Run(tuple(fresh), begun, begun + moved)
