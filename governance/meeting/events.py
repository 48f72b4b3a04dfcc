"""What can happen at a meeting, one event after the other. Pure.

An event is a number, a moment, a kind and a body of plain JSON without fractions, so
that it is the same after the database and in the hands of a stranger.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeAlias, cast

Body: TypeAlias = Mapping[str, Any]
_Check: TypeAlias = Callable[[object], bool]


class Code(StrEnum):
    """Why an event cannot follow on those before it."""

    MALFORMED = "malformed"
    WRONG_NUMBER = "wrong-number"
    BACK_IN_TIME = "back-in-time"
    ALREADY_CLOSED = "already-closed"
    NOT_CLOSED = "not-closed"

    UNKNOWN_PERSON = "unknown-person"
    ALREADY_PRESENT = "already-present"
    NOT_PRESENT = "not-present"
    NEVER_ARRIVED = "never-arrived"
    UNKNOWN_PRINCIPAL = "unknown-principal"
    KNOWN_PROXY = "known-proxy"
    UNKNOWN_PROXY = "unknown-proxy"

    CHAIR_NOT_CO_OWNER = "chair-not-co-owner"
    ALREADY_OPEN = "already-open"
    NOT_OPEN = "not-open"
    NO_QUORUM = "no-quorum"
    HAS_QUORUM = "has-quorum"

    UNKNOWN_ITEM = "unknown-item"
    ANOTHER_OPEN = "another-open"
    ITEM_OPEN = "item-open"
    ITEM_NOT_OPEN = "item-not-open"
    ITEM_CLOSED = "item-closed"
    ITEM_NOT_CLOSED = "item-not-closed"
    ITEM_POSTPONED = "item-postponed"
    INFORMATION = "information"
    SECRET_ITEM = "secret-item"  # noqa: S105 (a code, no password)
    NOT_SECRET = "not-secret"  # noqa: S105 (a code, no password)

    UNKNOWN_LINE = "unknown-line"
    NOT_IN_KEY = "not-in-key"
    LINE_ABSENT = "line-absent"
    NOT_YOURS = "not-yours"
    NO_OPERATOR = "no-operator"
    TWICE = "twice"
    NO_VOTES = "no-votes"
    NO_OUTCOME = "no-outcome"
    WRONG_TOTALS = "wrong-totals"
    WRONG_OUTCOME = "wrong-outcome"


class Refused(ValueError):
    """An event that cannot follow on those before it; ``code`` says why."""

    def __init__(self, code: Code) -> None:
        super().__init__(code.value)
        self.code = code


class Choice(StrEnum):
    """What a counted ballot says; only the first two are votes cast."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    BLANK = "blank"


#: takes a ballot back
NONE = "none"


class Way(StrEnum):
    """How somebody takes part."""

    ROOM = "room"
    REMOTE = "remote"


class Channel(StrEnum):
    """How a ballot came: from the voter himself, or typed by an operator."""

    PHONE = "phone"
    REMOTE = "remote"
    ROOM = "room"
    PAPER = "paper"


#: who sends these is the voter; the others an operator types
OWN_CHANNELS = frozenset({Channel.PHONE, Channel.REMOTE})


def _text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _flag(value: object) -> bool:
    return isinstance(value, bool)


def _session(value: object) -> bool:
    return type(value) is int and value in (1, 2)


def _count(value: object) -> bool:
    return type(value) is int and value >= 0


def _one_of(words: type[StrEnum]) -> _Check:
    known = frozenset(words)
    return lambda value: isinstance(value, str) and value in known


def _may_lack(check: _Check) -> _Check:
    return lambda value: value is None or check(value)


def _texts(value: object) -> bool:
    return (
        isinstance(value, list | tuple)
        and all(map(_text, value))
        and len(value) == len(set(value)) > 0
    )


def _words(value: object) -> bool:
    return (
        isinstance(value, Mapping)
        and len(value) > 0
        and all(_text(each) for pair in value.items() for each in pair)
    )


def _choices(value: object) -> bool:
    return _words(value) and _CHOICES.issuperset(cast(Body, value).values())


def _totals(value: object) -> bool:
    return (
        isinstance(value, Mapping)
        and value.keys() == frozenset(Choice)
        and all(map(_count, value.values()))
    )


_CHOICES = frozenset({*Choice, NONE})
_WAY, _CHANNEL = _one_of(Way), _one_of(Channel)

#: what the body of each kind has; what may lack may also be null; nothing else
BODIES: Mapping[str, Mapping[str, _Check]] = MappingProxyType(
    {
        "arrived": {"person": _text, "way": _WAY},
        "left": {"person": _text},
        "returned": {"person": _text},
        "proxy-registered": {
            "proxy": _text,
            "principal": _text,
            "holder": _text,
            "syndic": _flag,
        },
        "proxy-withdrawn": {"proxy": _text, "reason": _text},
        "bureau": {"chair": _text, "secretary": _text},
        "opened": {"session": _session},
        "adjourned": {},
        "conflict": {
            "item": _text,
            "person": _may_lack(_text),
            "head": _may_lack(_text),
            "reason": _text,
        },
        "amended": {"item": _text, "text": _words, "reason": _text},
        "item-opened": {"item": _text},
        "ballot": {
            "item": _text,
            "choices": _choices,
            "person": _may_lack(_text),
            "channel": _CHANNEL,
            "operator": _may_lack(_text),
            "reason": _may_lack(_text),
        },
        "voted": {"item": _text, "heads": _texts, "channel": _CHANNEL},
        "item-closed": {
            "item": _text,
            "totals": _may_lack(_totals),
            "adopted": _may_lack(_flag),
            "head": _may_lack(_text),
        },
        "item-reopened": {"item": _text, "reason": _text},
        "item-postponed": {"item": _text, "reason": _text},
        "remark": {
            "item": _may_lack(_text),
            "person": _may_lack(_text),
            "text": _text,
        },
        "closed": {},
        "signed": {
            "name": _text,
            "role": _text,
            "person": _may_lack(_text),
            "way": _text,
        },
    }
)


@dataclass(frozen=True, slots=True)
class Event:
    """One event: numbered from 1 without a gap, at a moment that never goes back.

    Raises:
        Refused: malformed, when the kind is unknown, its body has not what ``BODIES``
            says, or the moment has no time zone.
    """

    number: int
    at: datetime
    kind: str
    body: Body

    def __post_init__(self) -> None:
        fields = BODIES.get(self.kind)
        if (
            fields is None
            or self.at.utcoffset() is None
            or not fields.keys() >= self.body.keys()
            or not all(check(self.body.get(name)) for name, check in fields.items())
        ):
            raise Refused(Code.MALFORMED)

    def text(self, name: str) -> str:
        """Return a text that every body of this kind has."""
        return cast(str, self.body[name])

    def maybe(self, name: str) -> str | None:
        """Return a text that may lack."""
        return cast("str | None", self.body.get(name))
