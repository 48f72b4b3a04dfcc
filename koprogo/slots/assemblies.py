"""Who votes in an assembly, and what its decisions cause."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Model
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Voter:
    """A line of the list of voters: a lot with its shares, or a member with one vote.

    ``head``: who counts as one at the quorum; ``voter``: the person who votes for it,
    none while several holders have named nobody. ``parts``: by special key. ``lot``,
    ``holding`` and ``owner`` are rows, where there are such.
    """

    label: str
    head: UUID
    head_name: str
    voter: UUID | None
    voter_name: str
    votes: int
    parts: Mapping[Model, int] = field(default_factory=dict)
    lot: Model | None = None
    holding: Model | None = None
    owner: Model | None = None


# Who votes in the assembly of a tenant of this kind: from the special keys that its
# agenda votes by, and the day.
roll_source: dict[str, Callable[[list[Model], date], Iterable[Voter]]] = {}


class EffectRefused(Exception):
    """It cannot be carried out; the message says why to people."""


@dataclass(frozen=True, slots=True)
class DecisionRef:
    """A decision of an assembly; ``text``: how books and letters name it."""

    uuid: UUID
    text: str
    date: date


@dataclass(frozen=True, slots=True)
class Effect:
    """``form`` asks for what a decision leaves open, ``describe`` says what its answers
    cause; ``carry_out(decision, answers, by=)`` does it and returns what it did in words.
    """

    label: str | Promise
    form: Callable[[], type]
    describe: Callable[[DecisionRef, Mapping[str, object]], Sequence[str]]
    carry_out: Callable[..., str]


# What a decision of an assembly can cause, by the code that a point of an agenda names.
decision_effects: dict[str, Effect] = {}

# What an app puts on the agenda of an assembly that has just been begun.
assembly_begun: list[Callable[[Model], object]] = []
