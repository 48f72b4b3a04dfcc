"""Whether the log of every meeting, its ballots and its seals are what they were."""

from collections.abc import Iterator
from itertools import pairwise

from governance.meeting.chain import SecretBallot, first_break, secret_head
from governance.meeting.events import Event, Refused
from governance.meeting.fold import Meeting, fold
from governance.meeting.progress import State
from governance.meeting.roll import Roll, WrongRoll
from governance.models import (
    Assembly,
    CountedBallot,
    Decision,
    MeetingEvent,
    SecretVoter,
)
from governance.models import SecretBallot as SecretRow
from governance.queries.meeting import as_event
from governance.queries.proceedings import FIGURES
from governance.queries.roll import frozen_roll
from koprogo.slots import Finding

CHAIN = "meeting-chain"
LOG = "meeting-log"
BALLOTS = "counted-ballots"
SECRET = "secret-ballots"  # noqa: S105 (a rule, no password)
END = "meeting-end"
REGISTER = "register-of-decisions"
RULES = (CHAIN, LOG, BALLOTS, SECRET, END, REGISTER)


def findings() -> Iterator[Finding]:
    """Yield what is wrong in the meetings of the tenant entered; nothing is sound."""
    taken = Assembly.objects.filter(roll_taken_at__isnull=False).order_by("pk")
    for assembly in taken.select_related("tenant"):
        for rule, what in _of_meeting(assembly):
            yield Finding(rule, f"{assembly}: {what}")


def _of_meeting(assembly: Assembly) -> Iterator[tuple[str, str]]:
    rows = list(MeetingEvent.objects.filter(assembly=assembly).order_by("number"))
    try:
        roll = frozen_roll(assembly)
        events = [as_event(row) for row in rows]
    except (WrongRoll, Refused) as error:
        yield LOG, str(error)
        return
    broken = first_break(roll, events, [row.digest for row in rows])
    if broken is not None:
        yield CHAIN, f"event {broken} is not what was sealed"
    yield from _unchained(rows)
    meeting = _folded(roll, events)
    if isinstance(meeting, str):
        yield LOG, meeting
        return
    yield from _ballots(assembly, meeting)
    yield from _secret(assembly, meeting)
    yield from _ended(assembly, meeting)
    yield from _registered(assembly, meeting)


def _unchained(rows: list[MeetingEvent]) -> Iterator[tuple[str, str]]:
    for before, row in pairwise(rows):
        if row.previous != before.digest:
            yield CHAIN, f"event {row.number} does not follow on the one before"


def _folded(roll: Roll, events: list[Event]) -> Meeting | str:
    """Return the meeting, or at which event it cannot be what happened."""
    meeting = fold(roll, [])
    for event in events:
        try:
            meeting = meeting.apply(event)
        except Refused as error:
            return f"event {event.number} cannot follow: {error.code}"
    return meeting


def _ballots(assembly: Assembly, meeting: Meeting) -> Iterator[tuple[str, str]]:
    """Compare the ballots that count with those that follow from the log."""
    rows = CountedBallot.objects.filter(item__assembly=assembly)
    found = {
        (str(item), str(line)): (choice, number)
        for item, line, choice, number in rows.values_list(
            "item__uuid", "line__uuid", "choice", "event__number"
        )
    }
    expected = {
        (progress.item.id, line): (str(ballot.choice), ballot.event.number)
        for progress in meeting.items
        for line, ballot in meeting.ballots(progress.item.id).items()
    }
    differ = {pair for pair, _ in found.items() ^ expected.items()}
    for progress in meeting.items:
        lines = sorted(
            meeting.roll.line_by_id[line].label
            for item, line in differ
            if item == progress.item.id
        )
        if lines:
            number = progress.item.number
            yield BALLOTS, f"point {number}: {', '.join(lines)} differ from the log"


def _secret(assembly: Assembly, meeting: Meeting) -> Iterator[tuple[str, str]]:
    """Compare secret ballots with their seal, and who voted with the log."""
    ballots: dict[str, list[SecretBallot]] = {}
    for row in SecretRow.objects.filter(item__assembly=assembly).select_related("item"):
        ballot = SecretBallot(str(row.id), row.choice, row.votes)
        ballots.setdefault(str(row.item.uuid), []).append(ballot)
    voters: dict[str, set[str]] = {}
    heads = SecretVoter.objects.filter(item__assembly=assembly)
    for item, head in heads.values_list("item__uuid", "head"):
        voters.setdefault(str(item), set()).add(str(head))
    for progress in meeting.items:
        item = progress.item.id
        if voters.get(item, set()) != set(meeting.voted(item)):
            yield SECRET, f"point {progress.item.number}: other voters than in the log"
        outcome = progress.closing and progress.closing.outcome
        if outcome and secret_head(item, ballots.get(item, [])) != outcome.head:
            yield (
                SECRET,
                f"point {progress.item.number}: other ballots than were sealed",
            )


def _ended(assembly: Assembly, meeting: Meeting) -> Iterator[tuple[str, str]]:
    """The row of the assembly and the log tell of the same end."""
    said = {"closed": assembly.closed_at, "adjourned": assembly.adjourned_at}
    told = next((how for how, moment in said.items() if moment), None)
    if told != (meeting.end and str(meeting.end)):
        yield END, f"the assembly says {told}, its log {meeting.end}"


def _registered(assembly: Assembly, meeting: Meeting) -> Iterator[tuple[str, str]]:
    """What the register says of a point is what follows from the log."""
    entered = Decision.objects.filter(item__assembly=assembly).select_related("item")
    for decision in entered:
        item = str(decision.item.uuid)
        closed = meeting.item(item).state is State.CLOSED
        found = meeting.result(item) if closed else None
        expected = found.to_json() if found else {}
        kept = {name: decision.result.get(name) for name in FIGURES}
        if kept != expected or decision.is_adopted != expected.get("adopted"):
            yield REGISTER, f"decision {decision.number} is not what was voted"
