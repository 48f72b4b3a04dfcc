"""The course of the meeting: it takes one event after the other, or refuses it. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from governance.meeting.attendance import Attendance
from governance.meeting.ballots import Ballots
from governance.meeting.events import Code, Event, Refused
from governance.meeting.opening import Opening, quorum
from governance.meeting.progress import Progress
from governance.meeting.roll import Roll


class End(StrEnum):
    """How a meeting ended."""

    CLOSED = "closed"
    ADJOURNED = "adjourned"


@dataclass(frozen=True, slots=True)
class Bureau:
    """Who presides, and who writes the minutes."""

    at: datetime
    chair: str
    secretary: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A reservation for the minutes, on an item or on the meeting."""

    at: datetime
    item: str | None
    person: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed the minutes, as what, and how."""

    at: datetime
    name: str
    role: str
    person: str | None
    way: str


@dataclass(slots=True)
class Proceedings:
    """The state of a meeting; it changes, inside of the fold only."""

    roll: Roll
    attendance: Attendance
    ballots: Ballots
    number: int = 0
    at: datetime | None = None
    bureau: Bureau | None = None
    opening: Opening | None = None
    end: End | None = None
    ended_at: datetime | None = None
    remarks: tuple[Remark, ...] = ()
    signatures: tuple[Signature, ...] = ()

    @classmethod
    def of(cls, roll: Roll) -> "Proceedings":
        """Return the state before the first event."""
        attendance = Attendance(roll)
        progress = {item.id: Progress(item) for item in roll.items}
        return cls(roll, attendance, Ballots(roll, attendance, progress))

    def copy(self) -> "Proceedings":
        attendance = self.attendance.copy()
        return replace(
            self, attendance=attendance, ballots=self.ballots.copy(attendance)
        )

    def take(self, event: Event) -> None:
        """Change the state by one event.

        Raises:
            Refused: the event cannot follow; the state may be half changed.
        """
        if event.number != self.number + 1:
            raise Refused(Code.WRONG_NUMBER)
        if self.at is not None and event.at < self.at:
            raise Refused(Code.BACK_IN_TIME)
        if self.end is not None and event.kind != "signed":
            raise Refused(Code.ALREADY_CLOSED)
        _TAKES[event.kind](self, event)
        self.number, self.at = event.number, event.at

    def named(self, event: Event) -> None:
        """Take the bureau: the chair is a co-owner who is there (art. 3.87 §5)."""
        chair = event.text("chair")
        if chair not in self.roll.heads_of:
            raise Refused(Code.CHAIR_NOT_CO_OWNER)
        if chair not in self.attendance.present:
            raise Refused(Code.NOT_PRESENT)
        self.bureau = Bureau(event.at, chair, event.text("secretary"))

    def opened(self, event: Event) -> None:
        if self.opening is not None:
            raise Refused(Code.ALREADY_OPEN)
        figures = quorum(self.roll, self.attendance.represented)
        self.opening = Opening(event.at, event.body["session"], figures)
        self.ballots.is_second = self.opening.is_second

    def adjourned(self, event: Event) -> None:
        if self._opening().may_decide:
            raise Refused(Code.HAS_QUORUM)
        self._end(End.ADJOURNED, event.at)

    def closed(self, event: Event) -> None:
        self._deciding()
        self.ballots.none_is_open()
        self._end(End.CLOSED, event.at)

    def item_opened(self, event: Event) -> None:
        self._deciding()
        self.ballots.item_opened(event)

    def remarked(self, event: Event) -> None:
        item = event.maybe("item")
        if item is not None:
            self.ballots.of(item)
        remark = Remark(event.at, item, event.maybe("person"), event.text("text"))
        self.remarks = (*self.remarks, remark)

    def signed(self, event: Event) -> None:
        if self.end is None:
            raise Refused(Code.NOT_CLOSED)
        signature = Signature(
            event.at,
            event.text("name"),
            event.text("role"),
            event.maybe("person"),
            event.text("way"),
        )
        self.signatures = (*self.signatures, signature)

    def _end(self, end: End, at: datetime) -> None:
        self.end, self.ended_at = end, at

    def _opening(self) -> Opening:
        if self.opening is None:
            raise Refused(Code.NOT_OPEN)
        return self.opening

    def _deciding(self) -> None:
        if not self._opening().may_decide:
            raise Refused(Code.NO_QUORUM)


_TAKES: Mapping[str, Callable[[Proceedings, Event], None]] = MappingProxyType(
    {
        "arrived": lambda state, event: state.attendance.arrived(event),
        "left": lambda state, event: state.attendance.left(event),
        "returned": lambda state, event: state.attendance.returned(event),
        "proxy-registered": lambda state, event: state.attendance.registered(event),
        "proxy-withdrawn": lambda state, event: state.attendance.withdrawn(event),
        "bureau": Proceedings.named,
        "opened": Proceedings.opened,
        "adjourned": Proceedings.adjourned,
        "conflict": lambda state, event: state.ballots.conflict(event),
        "amended": lambda state, event: state.ballots.amended(event),
        "item-opened": Proceedings.item_opened,
        "ballot": lambda state, event: state.ballots.ballot(event),
        "voted": lambda state, event: state.ballots.has_voted(event),
        "item-closed": lambda state, event: state.ballots.item_closed(event),
        "item-reopened": lambda state, event: state.ballots.item_reopened(event),
        "item-postponed": lambda state, event: state.ballots.item_postponed(event),
        "remark": Proceedings.remarked,
        "closed": Proceedings.closed,
        "signed": Proceedings.signed,
    }
)
