"""Mutual credit between neighbours: what one gives, another receives, in minutes.

An hour is an hour, whoever gives it (community.md, SEL). Who gives an hour of his time
is owed an hour by all the others together: his balance rises, that of who received it
falls, and the sum of all balances of a building is 0 at every moment.

Pure: no Django, no clock. The database holds the same limits (docs/rules/sel.md).
"""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)

HOUR = 60


class WrongTransfer(ValueError):
    """``code``: minutes (less than one, or no whole number) or self (to oneself)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class WrongLimits(ValueError):
    """The floor must lie below 0, and the ceiling above."""


@dataclass(frozen=True, slots=True)
class Transfer(Generic[K]):
    """``giver`` gave ``receiver`` so many minutes of his time; it never changes.

    Raises:
        WrongTransfer: less than a minute, or to oneself.
    """

    giver: K
    receiver: K
    minutes: int

    def __post_init__(self) -> None:
        if type(self.minutes) is not int or self.minutes < 1:
            raise WrongTransfer("minutes")
        if self.giver == self.receiver:
            raise WrongTransfer("self")

    def legs(self) -> Iterator[tuple[K, int]]:
        """Yield whose balance changes by how many minutes: together they are 0."""
        yield self.giver, self.minutes
        yield self.receiver, -self.minutes


def balances(transfers: Iterable[Transfer[K]]) -> dict[K, int]:
    """Return the balance of everybody who took part, in minutes: their sum is 0.

    Above 0: he gave more than he received.
    """
    found: dict[K, int] = {}
    for transfer in transfers:
        for account, minutes in transfer.legs():
            found[account] = found.get(account, 0) + minutes
    return found


def mirror(transfer: Transfer[K]) -> Transfer[K]:
    """Return what undoes a transfer: nothing is rewritten, both stay to be read."""
    return Transfer(transfer.receiver, transfer.giver, transfer.minutes)


def written_off(account: K, balance: int, *, common: K) -> Transfer[K] | None:
    """Return what settles the balance of somebody who leaves; None where it is 0.

    What he is owed the building's common account takes over, and what he owes too: the
    sum stays 0, and no neighbour pays for it alone.
    """
    if not balance:
        return None
    if balance > 0:
        return Transfer(common, account, balance)
    return Transfer(account, common, -balance)


class Reach(StrEnum):
    """How far a balance would be from the limits."""

    FREE = "free"
    NEAR = "near"  # allowed, and he is warned
    BEYOND = "beyond"  # refused


@dataclass(frozen=True, slots=True)
class Limits:
    """Between which balances a neighbour stays, in minutes; the council sets them.

    ``near``: from how many minutes before a limit on he is warned.

    Raises:
        WrongLimits: the floor is not below 0, the ceiling not above, or ``near`` is
            below 0.
    """

    floor: int = -12 * HOUR
    ceiling: int = 40 * HOUR
    near: int = 3 * HOUR

    def __post_init__(self) -> None:
        if not self.floor < 0 < self.ceiling or self.near < 0:
            raise WrongLimits

    def reach(self, before: int, change: int) -> Reach:
        """Tell what a change of a balance would lead to.

        Whoever is beyond a limit already, because it was drawn nearer, may move towards
        it and no further away.
        """
        after = before + change
        if change < 0:
            return self._on_the_way(after - self.floor)
        return self._on_the_way(self.ceiling - after)

    def _on_the_way(self, room: int) -> Reach:
        if room < 0:
            return Reach.BEYOND
        return Reach.NEAR if room < self.near else Reach.FREE
