"""The roll of a meeting: who votes, for how much, on what, by which rules. Pure.

The server freezes it from ownership or membership before anybody arrives, and it is the
first thing that the chain seals; nothing in it comes from a client.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Literal

from governance.majorities import Majority


class WrongRoll(ValueError):
    """A roll that no meeting can have; ``code`` says why, ``where`` in which row.

    Codes: line-twice, item-twice, two-voters, negative-votes, needs-majority,
    needs-no-majority, unknown-key, never-secret, not-unanimity, not-a-fraction.
    """

    def __init__(self, code: str, where: str) -> None:
        super().__init__(f"{code}: {where}")
        self.code = code
        self.where = where


class NotVoted(ValueError):
    """No votes are asked on a piece of information."""


class Kind(StrEnum):
    """What is done with an item; one person is elected at a time."""

    VOTE = "vote"
    ELECTION = "election"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True)
class Line:
    """One lot, or one member of the ASBL.

    ``head``: the holding, however many lots it has. ``voter``: the person who votes for
    it by right: the owner, or the one whom its holders named. None: they named nobody,
    and the vote of the lot is suspended (art. 3.87 §1).
    ``votes``: general shares. ``parts``: by the code of a special key.
    """

    id: str
    label: str
    head: str
    voter: str | None
    votes: int
    parts: Mapping[str, int] = field(default_factory=dict)

    def votes_by(self, key: str | None) -> int:
        """Return the votes in a special key, or the general ones."""
        return self.votes if key is None else self.parts.get(key, 0)


@dataclass(frozen=True, slots=True)
class Head:
    """A holding: one head at the quorum. ``lines``: those that are not suspended."""

    id: str
    voter: str | None
    lines: tuple[Line, ...]

    @property
    def votes(self) -> int:
        """The general votes that can be cast for it."""
        return self.votes_by(None)

    def votes_by(self, key: str | None) -> int:
        return sum(line.votes_by(key) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Rules:
    """By which rules a meeting decides.

    ``quorum``: heads and shares (art. 3.87 §5), or none. ``cap``: nobody counts for
    more than the others together (§6). ``proxy_limit``: three, or with "shares" more up
    to a tenth of all votes (§7). ``outsiders``: who is no voter may hold a proxy.
    """

    name: str
    quorum: Literal["shares", "none"]
    cap: bool
    proxy_limit: Literal["shares", "three"]
    outsiders: bool


#: a building: the Civil Code; and the ASBL, whose members have one vote each
BUILDING = Rules(
    "building", quorum="shares", cap=True, proxy_limit="shares", outsiders=True
)
ASBL = Rules("asbl", quorum="none", cap=False, proxy_limit="three", outsiders=False)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the agenda.

    ``key``: the special key by which it is voted. ``present_only``: unanimity of those
    present or represented (the new meeting of art. 3.88 §4). ``presence``: the part of
    the heads that must be present or represented, unless it is a second session.
    ``barred``: persons or heads with a conflict of interest (art. 3.87 §9).
    """

    id: str
    number: int
    kind: Kind
    majority: Majority | None = Majority.ABSOLUTE
    key: str | None = None
    secret: bool = False
    present_only: bool = False
    presence: tuple[int, int] | None = None
    barred: frozenset[str] = frozenset()

    @property
    def asked(self) -> Majority:
        """The majority that a vote needs.

        Raises:
            NotVoted: information is not voted.
        """
        if self.majority is None:
            raise NotVoted(self.id)
        return self.majority


@dataclass(frozen=True, slots=True)
class Roll:
    """The lines in the order of the deed and the items in the order of the agenda.

    Raises:
        WrongRoll: see there.
    """

    rules: Rules
    lines: tuple[Line, ...]
    items: tuple[Item, ...]
    #: found from the lines and items: by id, in their order
    heads: Mapping[str, Head] = field(init=False, repr=False, compare=False)
    line_by_id: Mapping[str, Line] = field(init=False, repr=False, compare=False)
    item_by_id: Mapping[str, Item] = field(init=False, repr=False, compare=False)
    #: the heads that each person votes for by right
    heads_of: Mapping[str, tuple[Head, ...]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        _check_once("line-twice", (line.id for line in self.lines))
        _check_once("item-twice", (item.id for item in self.items))
        for line in self.lines:
            if min([line.votes, *line.parts.values()]) < 0:
                raise WrongRoll("negative-votes", line.id)
        keys = {key for line in self.lines for key, part in line.parts.items() if part}
        for item in self.items:
            _check_item(item, self.rules, keys)
        heads = _heads(self.lines)
        found = {
            "heads": heads,
            "line_by_id": {line.id: line for line in self.lines},
            "item_by_id": {item.id: item for item in self.items},
            "heads_of": _by_voter(heads.values()),
        }
        for name, value in found.items():
            object.__setattr__(self, name, value)

    @property
    def votes(self) -> int:
        """All general votes, suspended ones included."""
        return self.votes_by(None)

    def votes_by(self, key: str | None) -> int:
        return sum(line.votes_by(key) for line in self.lines)


def _check_once(code: str, ids: Iterable[str]) -> None:
    seen = set()
    for id_ in ids:
        if id_ in seen:
            raise WrongRoll(code, id_)
        seen.add(id_)


def _check_item(item: Item, rules: Rules, keys: set[str]) -> None:
    votes = item.kind is not Kind.INFORMATION
    wrong = {
        "needs-majority": votes and item.majority is None,
        "needs-no-majority": not votes and item.majority is not None,
        "unknown-key": item.key is not None and item.key not in keys,
        # Names go into the minutes (art. 3.87 §10), but where a person is elected.
        "never-secret": item.secret
        and item.kind is not Kind.ELECTION
        and not (votes and rules.name == ASBL.name),
        "not-unanimity": item.present_only and item.majority is not Majority.UNANIMITY,
        "not-a-fraction": item.presence is not None
        and not 0 < item.presence[0] <= item.presence[1],
    }
    for code, is_wrong in wrong.items():
        if is_wrong:
            raise WrongRoll(code, item.id)


def _heads(lines: Iterable[Line]) -> dict[str, Head]:
    heads: dict[str, Head] = {}
    for line in lines:
        head = heads.get(line.head, Head(line.head, None, ()))
        if line.voter is not None:
            if head.voter not in (None, line.voter):
                raise WrongRoll("two-voters", line.head)
            head = Head(line.head, line.voter, (*head.lines, line))
        heads[line.head] = head
    return heads


def _by_voter(heads: Iterable[Head]) -> dict[str, tuple[Head, ...]]:
    found: dict[str, tuple[Head, ...]] = {}
    for head in heads:
        if head.voter is not None:
            found[head.voter] = (*found.get(head.voter, ()), head)
    return found


def roll_to_json(roll: Roll) -> dict[str, Any]:
    """Return the roll as JSON: what is exported, frozen in a row, and sealed first."""
    return {
        "rules": asdict(roll.rules),
        "lines": [_line_to_json(line) for line in roll.lines],
        "items": [_item_to_json(item) for item in roll.items],
    }


def _line_to_json(line: Line) -> dict[str, Any]:
    return {
        "id": line.id,
        "label": line.label,
        "head": line.head,
        "voter": line.voter,
        "votes": line.votes,
        "parts": dict(line.parts),
    }


def _item_to_json(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "number": item.number,
        "kind": item.kind.value,
        "majority": item.majority and item.majority.value,
        "key": item.key,
        "secret": item.secret,
        "present_only": item.present_only,
        "presence": item.presence and list(item.presence),
        "barred": sorted(item.barred),
    }
