"""The meeting as a fold of its events: docs/rules/meeting.md. Pure.

Screen, minutes, API and verifier ask this one function. The state at any moment is the
fold of the events up to it; a service appends an event only when ``Meeting.apply``
takes it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from governance.majorities import Majority
from governance.meeting.arithmetic import Powers, count_powers
from governance.meeting.attendance import (
    Change,
    Movement,
    Proxy,
    Representation,
)
from governance.meeting.events import Event, Way
from governance.meeting.opening import Opening, Quorum, quorum
from governance.meeting.proceedings import Bureau, End, Proceedings, Remark, Signature
from governance.meeting.progress import Ballot, Progress, State
from governance.meeting.result import Result, best_result, result
from governance.meeting.roll import Item, Kind, Roll


def fold(roll: Roll, events: Iterable[Event]) -> "Meeting":
    """Return the meeting after these events, the first of which has number 1.

    Raises:
        Refused: an event that cannot follow on those before it.
    """
    state = Proceedings.of(roll)
    for event in events:
        state.take(event)
    return Meeting(state)


@dataclass(frozen=True, slots=True, eq=False)
class Meeting:
    """A meeting at one moment. It never changes: ``apply`` returns another one."""

    _state: Proceedings

    def apply(self, event: Event) -> "Meeting":
        """Return the meeting after one more event.

        Raises:
            Refused: the event cannot follow; this meeting is as it was.
        """
        state = self._state.copy()
        state.take(event)
        return Meeting(state)

    @property
    def roll(self) -> Roll:
        return self._state.roll

    @property
    def number(self) -> int:
        """The number of the last event, 0 before the first."""
        return self._state.number

    @property
    def at(self) -> datetime | None:
        """The moment of the last event."""
        return self._state.at

    @property
    def bureau(self) -> Bureau | None:
        return self._state.bureau

    @property
    def opening(self) -> Opening | None:
        return self._state.opening

    @property
    def end(self) -> End | None:
        return self._state.end

    @property
    def ended_at(self) -> datetime | None:
        return self._state.ended_at

    @property
    def remarks(self) -> tuple[Remark, ...]:
        return self._state.remarks

    @property
    def signatures(self) -> tuple[Signature, ...]:
        return self._state.signatures

    # Attendance

    @property
    def present(self) -> Mapping[str, Way]:
        """The persons who are there, in the order in which they came, and how."""
        return MappingProxyType(self._state.attendance.present)

    @property
    def represented(self) -> Mapping[str, Representation]:
        """By head of the roll, in its order, who acts for it."""
        acting = self._state.attendance.represented
        return {head: acting[head] for head in self.roll.heads if head in acting}

    @property
    def absent(self) -> tuple[str, ...]:
        """The heads for which nobody acts, suspended ones included."""
        acting = self._state.attendance.represented
        return tuple(head for head in self.roll.heads if head not in acting)

    @property
    def proxies(self) -> tuple[Proxy, ...]:
        """All proxies that were registered, in that order, refused ones too."""
        return tuple(self._state.attendance.proxies.values())

    @property
    def quorum(self) -> Quorum:
        """The figures of now; those that decide are in ``opening``."""
        return quorum(self.roll, self._state.attendance.represented)

    def changes(self, head: str) -> tuple[Change, ...]:
        """Return from when on who acted for a head, or nobody."""
        return self._state.attendance.changes.get(head, ())

    def movements(self, person: str) -> tuple[Movement, ...]:
        """Return the arrivals and departures of a person."""
        return self._state.attendance.movements.get(person, ())

    # Items

    @property
    def items(self) -> tuple[Progress, ...]:
        """The items in the order of the agenda, and how far each is."""
        return tuple(self._state.ballots.progress.values())

    @property
    def open_item(self) -> str | None:
        return self._state.ballots.open

    def item(self, item: str) -> Progress:
        """Return an item of the roll.

        Raises:
            Refused: there is no such item.
        """
        return self._state.ballots.of(item)

    def ballots(self, item: str) -> Mapping[str, Ballot]:
        """Return the ballot that counts of each line; empty for a secret item."""
        return MappingProxyType(self._state.ballots.counted.get(item, {}))

    def voted(self, item: str) -> tuple[str, ...]:
        """Return the heads that voted on a secret item."""
        return self._state.ballots.voted.get(item, ())

    def powers(self, item: str) -> Powers:
        """Return what each head counts for that takes part; of a closed item, then.

        Raises:
            Refused: there is no such item.
        """
        progress = self.item(item)
        closing = progress.closing or self._state.ballots.closing(progress)
        return closing.powers(self.roll, progress.item)

    def result(self, item: str) -> Result | None:
        """Return the result of a closed item, of an open one as it would be now.

        None: it is not voted, not yet, or it is a secret one that is open.

        Raises:
            Refused: there is no such item.
        """
        progress = self.item(item)
        closing = progress.closing
        if closing is None and self._shows_its_votes(progress):
            closing = self._state.ballots.closing(progress)
        return None if closing is None else result(self.roll, progress.item, closing)

    def is_reachable(self, item: str) -> bool:
        """Return whether the item is adopted if all who take part now vote for it.

        Raises:
            Refused: there is no such item.
            NotVoted: it is information.
        """
        return self._reaches(self.item(item).item, self.powers(item))

    @property
    def reachable(self) -> tuple[Majority, ...]:
        """The majorities that all who are represented can reach by general votes."""
        holders = {head: by.holder for head, by in self.represented.items()}
        items = [Item("", 0, Kind.VOTE, majority) for majority in Majority]
        return tuple(
            item.asked
            for item in items
            if self._reaches(item, count_powers(self.roll, item, holders, ()))
        )

    def _reaches(self, item: Item, powers: Powers) -> bool:
        is_second = self._state.ballots.is_second
        return best_result(self.roll, item, powers, is_second=is_second)

    @staticmethod
    def _shows_its_votes(progress: Progress) -> bool:
        return (
            progress.state is State.OPEN
            and progress.is_voted
            and not progress.item.secret
        )
