"""How far each item is and which ballots count: the part of the fold on votes. Pure."""

from dataclasses import dataclass, field, replace
from typing import Any

from governance.meeting.attendance import Attendance
from governance.meeting.events import (
    NONE,
    OWN_CHANNELS,
    Choice,
    Code,
    Event,
    Refused,
)
from governance.meeting.progress import (
    Amendment,
    Ballot,
    Closing,
    Conflict,
    Note,
    Outcome,
    Progress,
    State,
)
from governance.meeting.result import result
from governance.meeting.roll import Item, Roll


@dataclass(slots=True)
class Ballots:
    """The state of the items; it changes, inside of the fold only."""

    roll: Roll
    attendance: Attendance
    progress: dict[str, Progress]
    is_second: bool = False
    #: the item that is open: one at a time
    open: str | None = None
    #: by item that is voted openly, by line
    counted: dict[str, dict[str, Ballot]] = field(default_factory=dict)
    #: by secret item, the heads that voted
    voted: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def copy(self, attendance: Attendance) -> "Ballots":
        return replace(
            self,
            attendance=attendance,
            progress=dict(self.progress),
            counted={item: dict(lines) for item, lines in self.counted.items()},
            voted=dict(self.voted),
        )

    def of(self, item: str) -> Progress:
        progress = self.progress.get(item)
        if progress is None:
            raise Refused(Code.UNKNOWN_ITEM)
        return progress

    def closing(self, progress: Progress) -> Closing:
        """Return what the result would follow from if the item were closed now."""
        item = progress.item.id
        return Closing(
            holders=self._holders(item),
            barred=progress.barred,
            is_second=self.is_second,
            ballots=dict(self.counted.get(item, {})),
            frozen=progress.frozen,
            voted=self.voted.get(item, ()),
        )

    def conflict(self, event: Event) -> None:
        progress = self._not_closed(event)
        if not progress.is_voted:
            raise Refused(Code.INFORMATION)
        if progress.frozen is not None:
            raise Refused(Code.SECRET_ITEM)
        person, head = event.maybe("person"), event.maybe("head")
        if (person is None) == (head is None):
            raise Refused(Code.MALFORMED)
        if head is not None and head not in self.roll.heads:
            raise Refused(Code.UNKNOWN_PERSON)
        conflict = Conflict(event.at, person or head or "", event.text("reason"))
        self._write(progress, conflicts=(*progress.conflicts, conflict))

    def amended(self, event: Event) -> None:
        progress = self._at_rest(event)
        amendment = Amendment(event.at, dict(event.body["text"]), event.text("reason"))
        self._write(progress, amendments=(*progress.amendments, amendment))

    def item_postponed(self, event: Event) -> None:
        progress = self._at_rest(event)
        if progress.state is State.POSTPONED:
            raise Refused(Code.ITEM_POSTPONED)
        note = Note(event.at, event.text("reason"))
        self._write(progress, state=State.POSTPONED, postponed=note)

    def item_opened(self, event: Event) -> None:
        progress = self.of(event.text("item"))
        self.none_is_open()
        if progress.state is State.CLOSED:
            raise Refused(Code.ITEM_CLOSED)
        item = progress.item
        powers = self.closing(progress).powers(self.roll, item) if item.secret else None
        self._write(progress, state=State.OPEN, opened_at=event.at, frozen=powers)
        self.open = item.id

    def ballot(self, event: Event) -> None:
        item = self._voting(event).item
        if item.secret:
            raise Refused(Code.SECRET_ITEM)
        is_own = event.body["channel"] in OWN_CHANNELS
        if not is_own and event.maybe("operator") is None:
            raise Refused(Code.NO_OPERATOR)
        counted = self.counted.setdefault(item.id, {})
        for line, choice in event.body["choices"].items():
            holder = self._holder(event, item, line, is_own=is_own)
            if choice == NONE:
                counted.pop(line, None)
                continue
            counted[line] = Ballot(Choice(choice), holder, event)

    def has_voted(self, event: Event) -> None:
        """Take that heads voted on a secret item: once, and nobody sees how."""
        progress = self._voting(event)
        powers = progress.frozen
        if powers is None:
            raise Refused(Code.NOT_SECRET)
        item = progress.item.id
        voted = self.voted.get(item, ())
        for head in event.body["heads"]:
            if head in voted:
                raise Refused(Code.TWICE)
            if head not in powers.votes or head not in self.attendance.represented:
                raise Refused(Code.LINE_ABSENT)
            if powers.counted[head] == 0:
                raise Refused(Code.NO_VOTES)
        self.voted[item] = (*voted, *event.body["heads"])

    def item_closed(self, event: Event) -> None:
        progress = self._open(event)
        closing = self.closing(progress) if progress.is_voted else None
        outcome = self._outcome(event, progress)
        if closing is not None and outcome is not None:
            closing = replace(closing, outcome=outcome)
            self._check_outcome(progress.item, closing, outcome)
        self._write(progress, state=State.CLOSED, closed_at=event.at, closing=closing)
        self.open = None

    def item_reopened(self, event: Event) -> None:
        progress = self.of(event.text("item"))
        if progress.state is not State.CLOSED:
            raise Refused(Code.ITEM_NOT_CLOSED)
        if not progress.is_voted:
            raise Refused(Code.INFORMATION)
        if progress.item.secret:
            raise Refused(Code.SECRET_ITEM)
        self.none_is_open()
        note = Note(event.at, event.text("reason"))
        self._write(
            progress,
            state=State.OPEN,
            reopenings=(*progress.reopenings, note),
            closed_at=None,
            closing=None,
        )
        self.open = progress.item.id

    def none_is_open(self) -> None:
        if self.open is not None:
            raise Refused(Code.ANOTHER_OPEN)

    def _write(self, progress: Progress, **changes: Any) -> None:
        self.progress[progress.item.id] = replace(progress, **changes)

    def _not_closed(self, event: Event) -> Progress:
        progress = self.of(event.text("item"))
        if progress.state is State.CLOSED:
            raise Refused(Code.ITEM_CLOSED)
        return progress

    def _at_rest(self, event: Event) -> Progress:
        progress = self._not_closed(event)
        if progress.state is State.OPEN:
            raise Refused(Code.ITEM_OPEN)
        return progress

    def _open(self, event: Event) -> Progress:
        progress = self.of(event.text("item"))
        if progress.state is not State.OPEN:
            raise Refused(Code.ITEM_NOT_OPEN)
        return progress

    def _voting(self, event: Event) -> Progress:
        progress = self._open(event)
        if not progress.is_voted:
            raise Refused(Code.INFORMATION)
        return progress

    def _holder(self, event: Event, item: Item, line_id: str, *, is_own: bool) -> str:
        """Return who acts for a line now; for one that is taken back, who did."""
        line = self.roll.line_by_id.get(line_id)
        if line is None:
            raise Refused(Code.UNKNOWN_LINE)
        if line.votes_by(item.key) == 0:
            raise Refused(Code.NOT_IN_KEY)
        by = self.attendance.represented.get(line.head)
        if line.voter is not None and by is not None:
            if is_own and event.maybe("person") != by.holder:
                raise Refused(Code.NOT_YOURS)
            return by.holder
        ballot = self.counted[item.id].get(line_id)
        if ballot is None or is_own or event.body["choices"][line_id] != NONE:
            raise Refused(Code.LINE_ABSENT)
        return ballot.holder

    def _holders(self, item: str) -> dict[str, str]:
        """Return by head that takes part who acts for it.

        Who did when the last of its ballots that count was cast; of a head without a
        ballot, who does now.
        """
        acting = {head: by.holder for head, by in self.attendance.represented.items()}
        ballots = self.counted.get(item, {})
        for line, ballot in sorted(
            ballots.items(), key=lambda pair: pair[1].event.number
        ):
            acting[self.roll.line_by_id[line].head] = ballot.holder
        return acting

    def _outcome(self, event: Event, progress: Progress) -> Outcome | None:
        totals, adopted = event.body.get("totals"), event.body.get("adopted")
        head = event.maybe("head")
        if not progress.item.secret:
            if (totals, adopted, head) != (None, None, None):
                raise Refused(Code.NOT_SECRET)
            return None
        if adopted is None or head is None:
            raise Refused(Code.NO_OUTCOME)
        counts = totals and {Choice(choice): n for choice, n in totals.items()}
        return Outcome(counts, adopted, head)

    def _check_outcome(self, item: Item, closing: Closing, outcome: Outcome) -> None:
        """Refuse totals that nobody can have cast, and what does not follow from them."""
        counted = closing.powers(self.roll, item).counted
        cast = sum(counted[head] for head in closing.voted)
        if outcome.totals is not None and sum(outcome.totals.values()) != cast:
            raise Refused(Code.WRONG_TOTALS)
        found = result(self.roll, item, closing)
        if found.adopted != outcome.adopted or (found.adopted and cast == 0):
            raise Refused(Code.WRONG_OUTCOME)
