"""Meetings for tests, told event by event."""

from datetime import UTC, datetime, timedelta

import pytest

from governance.majorities import Majority
from governance.meeting.events import Event, Refused
from governance.meeting.fold import fold
from governance.meeting.roll import BUILDING, Item, Kind, Line, Roll

START = datetime(2026, 3, 19, 18, 0, tzinfo=UTC)


def lots(*votes):
    """Return a lot for each: lot 1 of head h1, for whom p1 votes, and so on."""
    return tuple(
        Line(f"l{n}", f"Lot {n}", f"h{n}", f"p{n}", votes)
        for n, votes in enumerate(votes, start=1)
    )


def vote(id_="i1", majority=Majority.ABSOLUTE, **changes):
    return Item(id_, 1, Kind.VOTE, majority, **changes)


def building(*votes, items=None, rules=BUILDING):
    return Roll(rules, lots(*votes), tuple(items or [vote()]))


class Sitting:
    """A meeting in progress; every event is a minute after the one before."""

    def __init__(self, roll):
        self.roll = roll
        self.events = []
        self.meeting = fold(roll, [])

    def event(self, kind, **body):
        number = self.meeting.number + 1
        return Event(number, START + timedelta(minutes=number), kind, body)

    def does(self, kind, **body):
        event = self.event(kind, **body)
        self.meeting = self.meeting.apply(event)
        self.events.append(event)
        return self

    def refusal(self, kind, **body):
        """Return the code with which the meeting refuses this event."""
        with pytest.raises(Refused) as refused:
            self.meeting.apply(self.event(kind, **body))
        return refused.value.code

    def arrive(self, *persons):
        for person in persons:
            self.does("arrived", person=person, way="room")
        return self

    def proxy(self, principal, holder, *, syndic=False):
        """Register a proxy; return why it gives no power."""
        id_ = f"proxy-{self.meeting.number}"
        self.does(
            "proxy-registered",
            proxy=id_,
            principal=principal,
            holder=holder,
            syndic=syndic,
        )
        return self.meeting.proxies[-1].refused

    def open(self, item="i1"):
        if self.meeting.opening is None:
            self.does("opened", session=1)
        return self.does("item-opened", item=item)

    def ballot(self, person, _item="i1", **choices):
        """Send a ballot by phone."""
        return self.does("ballot", **by_phone(person, _item, **choices))

    def close(self, item="i1", **outcome):
        return self.does("item-closed", item=item, **outcome)

    def result(self, item="i1"):
        return self.meeting.result(item)

    def voted(self, item="i1"):
        """Return what counted for, against, as abstained and blank."""
        figures = self.result(item).to_json()
        return tuple(figures[each] for each in ("for", "against", "abstain", "blank"))


def by_phone(person, item="i1", **choices):
    return {"item": item, "choices": choices, "person": person, "channel": "phone"}


def typed(item="i1", operator="secretary", **choices):
    return {
        "item": item,
        "choices": choices,
        "person": None,
        "channel": "room",
        "operator": operator,
        "reason": "all for except",
    }
