"""A meeting of the building entered, held at moments of its own."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from buildings.models import Holding, Owner
from governance.meeting.events import Way
from governance.models import AgendaItem, Assembly, MeetingEvent, RollLine
from governance.queries.meeting import meeting_of
from governance.services.ballots import cast_ballots
from governance.services.log import add_event
from governance.services.proxies import record_proxy
from governance.services.roll import take_roll
from governance.services.typing_in import all_for_except
from koprogo.accounts.models import User
from koprogo.audit.services import record

STEP = timedelta(seconds=20)


def at_hour(day: date, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def convene(assembly: Assembly, *, at: datetime, by: User) -> None:
    """Freeze the agenda at an earlier moment: its letters did not leave from here."""
    assembly.convened_at = at
    assembly.save(update_fields=["convened_at"])
    record("assembly.convened", target=assembly, by=by)


class Sitting:
    """Holdings by code. ``now``: the moment of what was noted last.

    ``operator``: who types what happens; ``origin``: of the site.
    """

    def __init__(
        self, assembly: Assembly, *, now: datetime, operator: User, origin: str
    ) -> None:
        self.assembly, self.now = assembly, now
        self._by, self._origin = operator, origin
        self._heads: dict[str, str] = {}
        self._persons: dict[str, str] = {}

    # Before it is opened

    def give_proxy(
        self,
        principal: str,
        holder: str,
        *,
        signed_on: date,
        instructions: str = "",
        is_syndic: bool = False,
    ) -> None:
        """Record a proxy on paper; ``holder``: the code of an owner, or a name."""
        proxy = record_proxy(
            self.assembly,
            holding=Holding.objects.get(code=principal),
            holder=Owner.objects.filter(code=holder).first() or holder,
            signed_on=signed_on,
            is_syndic=is_syndic,
            instructions=instructions,
            origin=self._origin,
            by=self._by,
        )
        self._persons[holder] = str(proxy.holder)

    def take_roll(self) -> list[str]:
        """Open the attendance list; return who votes, in the order of the deed."""
        self.assembly = take_roll(self.assembly, by=self._by, at=self.now)
        lines = RollLine.objects.filter(assembly=self.assembly)
        voters: dict[str, str] = {}
        for code, head, voter in lines.values_list("holding__code", "head", "voter"):
            self._heads[code] = str(head)
            if voter:
                voters[code] = str(voter)
        self._persons |= voters
        return list(voters)

    def arrive(self, *codes: str, way: Way = Way.ROOM) -> None:
        """Let the voters of these holdings come, or who has a proxy by his name."""
        for code in codes:
            self.note("arrived", person=self._persons[code], way=str(way))

    def leave(self, code: str) -> None:
        self.note("left", person=self._persons[code])

    def open(self, *, chair: str, secretary: str) -> None:
        self.note("bureau", chair=self._persons[chair], secretary=secretary)
        event = self.note("opened", session=self.assembly.session)
        self._turn("opened_at", event)
        record("assembly.opened", target=self.assembly, by=self._by)

    # Point after point

    def begin(self, item: AgendaItem) -> None:
        self.note("item-opened", item=str(item.uuid))

    def end(self, item: AgendaItem, *, minutes: int = 0) -> None:
        """Close a point after so many minutes."""
        self.now += timedelta(minutes=minutes)
        self.note("item-closed", item=str(item.uuid))

    def type_in(
        self, item: AgendaItem, choices: Mapping[str, str], *, channel: str = "room"
    ) -> None:
        """Type what these holdings choose."""
        cast_ballots(
            item,
            self._by_line(item, choices),
            channel=channel,
            operator=str(self._by),
            by=self._by,
            at=self._tick(),
        )

    def decide(self, item: AgendaItem, but: Mapping[str, str], *, minutes: int) -> None:
        """Vote on a point: all for, but these; or talk about it."""
        self.begin(item)
        if item.is_voted:
            all_for_except(
                item,
                self._by_line(item, but),
                operator=str(self._by),
                by=self._by,
                at=self._tick(),
            )
        self.end(item, minutes=minutes)

    def remark(self, item: AgendaItem, code: str, text: str) -> None:
        body = {"item": str(item.uuid), "person": self._persons[code], "text": text}
        self.note("remark", **body)

    def close(self) -> None:
        self._turn("closed_at", self.note("closed"))
        record("assembly.closed", target=self.assembly, by=self._by)

    # The log

    def note(self, kind: str, **body: object) -> MeetingEvent:
        """Add an event some seconds after the one before."""
        return add_event(self.assembly, kind, body, by=self._by, at=self._tick())

    def _tick(self) -> datetime:
        self.now += STEP
        return self.now

    def _turn(self, moment: str, event: MeetingEvent) -> None:
        """The row of the assembly tells of the same moment as its log."""
        setattr(self.assembly, moment, event.at)
        self.assembly.save(update_fields=[moment])

    def _by_line(self, item: AgendaItem, choices: Mapping[str, str]) -> dict[str, str]:
        meeting = meeting_of(self.assembly)
        key = meeting.item(str(item.uuid)).item.key
        return {
            line.id: choice
            for code, choice in choices.items()
            for line in meeting.roll.heads[self._heads[code]].lines
            if line.votes_by(key)
        }
