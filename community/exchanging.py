"""The steps of an exchange of hours between two neighbours, from asking to its end.

One asks on what the other offers or looks for; he accepts; they do it; one says how long
it took, and the other confirms. Only then do their balances move (docs/rules/sel.md).

Pure: no Django, no clock.
"""

from datetime import datetime, timedelta
from enum import StrEnum

#: how long the other may stay silent before what one said counts
SILENCE = timedelta(days=14)
#: when he is reminded of it
REMINDER = timedelta(days=7)
#: the longest exchange, in minutes: more is more than one exchange
LONGEST = 24 * 60


class State(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    DONE = "done"  # one of both said how long it took
    CONFIRMED = "confirmed"  # by both, or by silence
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    DISPUTED = "disputed"
    MEDIATED = "mediated"


class Act(StrEnum):
    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    SAY_DONE = "say_done"
    CONFIRM = "confirm"
    DISPUTE = "dispute"
    MEDIATE = "mediate"
    UNDO = "undo"


#: whose turn an exchange waits for, or that may still change
OPEN = (State.ASKED, State.ACCEPTED, State.DONE, State.DISPUTED)
#: hours were counted, if there were any
COUNTED = (State.CONFIRMED, State.MEDIATED)


def acts(state: State, *, is_author: bool, has_confirmed: bool) -> frozenset[Act]:
    """Return what one of both may do now.

    ``is_author``: the post is his; the other one asked. ``has_confirmed``: what was said
    last about the minutes is his own word.
    """
    if state == State.ASKED:
        return frozenset({Act.ACCEPT, Act.DECLINE} if is_author else {Act.WITHDRAW})
    if state == State.ACCEPTED:
        return frozenset({Act.SAY_DONE, Act.WITHDRAW})
    if state == State.DONE:
        # Whoever was asked to confirm may name other minutes; then the other confirms.
        theirs = set() if has_confirmed else {Act.CONFIRM}
        return frozenset({Act.SAY_DONE, Act.DISPUTE} | theirs)
    return frozenset({Act.UNDO} if state in COUNTED else ())


def counts_from(said_at: datetime) -> datetime:
    """Return from when on silence confirms what one said about the minutes."""
    return said_at + SILENCE


def reminded_from(said_at: datetime) -> datetime:
    """Return from when on who stays silent is reminded."""
    return said_at + REMINDER
