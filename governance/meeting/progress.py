"""What the fold keeps of each item: how far it is, its ballots, how it ended. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from governance.meeting.arithmetic import Powers, count_powers
from governance.meeting.events import Choice, Event
from governance.meeting.roll import Item, Kind, Roll


class State(StrEnum):
    """How far an item is. A postponed one may still be opened."""

    WAITING = "waiting"
    OPEN = "open"
    CLOSED = "closed"
    POSTPONED = "postponed"


@dataclass(frozen=True, slots=True)
class Ballot:
    """The ballot of a line that counts; ``holder``: who acted for the head then.

    ``event``: its last one, with the moment, the channel and who typed it.
    """

    choice: Choice
    holder: str
    event: Event


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the closing of a secret item says; ``totals`` None: withheld.

    ``head``: of the chain over its ballots.
    """

    totals: Mapping[Choice, int] | None
    adopted: bool
    head: str


@dataclass(frozen=True, slots=True)
class Closing:
    """All that the result of an item follows from, as it was at one moment.

    ``holders``: by head that takes part, who holds its votes. ``barred``: persons and
    heads. ``is_second``: at a second session. ``ballots``: by line. Of a secret item,
    ``frozen``: what counted at its opening, ``voted``: the heads that voted since.
    """

    holders: Mapping[str, str]
    barred: frozenset[str]
    is_second: bool
    ballots: Mapping[str, Ballot]
    frozen: Powers | None = None
    voted: tuple[str, ...] = ()
    outcome: Outcome | None = None

    def powers(self, roll: Roll, item: Item) -> Powers:
        """Return what each head that takes part counts for."""
        if self.frozen is not None:
            return self.frozen
        return count_powers(roll, item, self.holders, self.barred)


@dataclass(frozen=True, slots=True)
class Note:
    """That something was done with an item, and why."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Who (a person or a head) may not vote on an item, and why."""

    at: datetime
    barred: str
    reason: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """Another text for an item, by language."""

    at: datetime
    text: Mapping[str, str]
    reason: str


@dataclass(frozen=True, slots=True)
class Progress:
    """An item and what happened to it so far."""

    item: Item
    state: State = State.WAITING
    opened_at: datetime | None = None
    conflicts: tuple[Conflict, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    reopenings: tuple[Note, ...] = ()
    postponed: Note | None = None
    #: of a secret item, what counted when it was opened
    frozen: Powers | None = None
    closed_at: datetime | None = None
    #: of an item that is voted and closed
    closing: Closing | None = None

    @property
    def barred(self) -> frozenset[str]:
        """Persons and heads with a conflict of interest."""
        return self.item.barred.union(each.barred for each in self.conflicts)

    @property
    def is_voted(self) -> bool:
        return self.item.kind is not Kind.INFORMATION
