"""A meeting as one JSON, from which anybody can count it again. Pure.

docs/rules/recount.md describes it; governance/recount/recount.py reads it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from governance.meeting.chain import SecretBallot, beginning, moment
from governance.meeting.events import Event
from governance.meeting.fold import fold
from governance.meeting.progress import State
from governance.meeting.roll import Roll, roll_to_json

FORMAT = "koprogo-meeting-1"


def export(
    *,
    association: Mapping[str, str],
    assembly: Mapping[str, str],
    roll: Roll,
    events: Sequence[tuple[Event, str]],
    names: Mapping[str, str],
    titles: Mapping[str, str],
    secret: Mapping[str, Iterable[SecretBallot]],
) -> dict[str, Any]:
    """Return the export.

    ``association``: name, number. ``assembly``: id, title, day (ISO). ``events``: each
    with the digest that was kept. ``names``: of persons and heads. ``titles``: of items.
    ``secret``: the ballots of each secret item that may be published.

    Raises:
        Refused: the events cannot follow on each other.
    """
    meeting = fold(roll, [event for event, _digest in events])
    sealed = roll_to_json(roll)
    results = {
        progress.item.id: meeting.result(progress.item.id)
        for progress in meeting.items
        if progress.state is State.CLOSED
    }
    return {
        "format": FORMAT,
        "association": dict(association),
        "assembly": dict(assembly),
        **sealed,
        "items": [{**item, "title": titles[item["id"]]} for item in sealed["items"]],
        "names": dict(names),
        "events": [_event(event, digest) for event, digest in events],
        "secret": {
            item: [
                {"id": one.id, "choice": one.choice, "votes": one.votes}
                for one in sorted(ballots, key=lambda one: one.id)
            ]
            for item, ballots in secret.items()
        },
        "results": {
            item: result.to_json() for item, result in results.items() if result
        },
        "head": events[-1][1] if events else beginning(sealed),
    }


def _event(event: Event, digest: str) -> dict[str, Any]:
    return {
        "number": event.number,
        "at": moment(event.at),
        "kind": event.kind,
        "body": dict(event.body),
        "digest": digest,
    }
