"""What is printed for a meeting: a sheet for each holding or lot, and the list to sign."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from buildings.models import AllocationKey, Building
from governance.models import AgendaItem, Assembly, RollLine

HOLDING, LOT = "holding", "lot"


@dataclass(frozen=True, slots=True)
class Point:
    """A point that is voted on the sheet; ``votes``: those of its lots on it."""

    item: AgendaItem
    votes: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The ballot paper of a holding, or of one lot of it. ``language``: the voter's."""

    name: str
    voter: str
    language: str
    lines: tuple[RollLine, ...]
    points: tuple[Point, ...]

    @property
    def votes(self) -> int:
        return sum(line.votes for line in self.lines)


def first_language(building: Building) -> str:
    """Return the first language of the building; French, where none is known."""
    return next(iter(building.languages), "fr")


def sheets_of(assembly: Assembly, building: Building, *, per: str) -> list[Sheet]:
    """Return the sheets in the order of the deed; suspended lots have none."""
    items = votable(assembly)
    rows = assembly.roll.filter(voter__isnull=False).select_related("owner")
    found: dict[object, list[RollLine]] = {}
    for line in rows.prefetch_related("parts"):
        found.setdefault(line.head if per == HOLDING else line.pk, []).append(line)
    return [
        Sheet(
            name=lines[0].head_name,
            voter=lines[0].voter_name,
            language=lines[0].owner.language
            if lines[0].owner
            else first_language(building),
            lines=tuple(lines),
            points=tuple(_points(lines, items)),
        )
        for lines in found.values()
    ]


def votable(assembly: Assembly) -> list[AgendaItem]:
    """Return the points that paper with a name on it can vote on: no secret ones."""
    voted = assembly.items.exclude(kind=AgendaItem.Kind.INFORMATION)
    return list(voted.filter(is_secret=False).select_related("key"))


def secret_points(assembly: Assembly) -> list[AgendaItem]:
    """Return the points whose papers bear no name."""
    return list(assembly.items.filter(is_secret=True))


def _points(lines: Sequence[RollLine], items: Sequence[AgendaItem]) -> Iterator[Point]:
    for item in items:
        votes = sum(_votes(line, item) for line in lines)
        if votes:
            yield Point(item, votes)


def _votes(line: RollLine, item: AgendaItem) -> int:
    if item.key is None or item.key.kind == AllocationKey.Kind.SHARES:
        return line.votes
    parts = {part.key_id: part.parts for part in line.parts.all()}
    return parts.get(item.key_id, 0)


@dataclass(frozen=True, slots=True)
class Signing:
    """A line of the list to sign: a holding with its lots and who may sign for it."""

    name: str
    voter: str
    lots: str
    votes: int
    proxy: str


def to_sign(assembly: Assembly, proxies: dict[str, str]) -> list[Signing]:
    """Return a line for each holding. ``proxies``: by head, who holds one that counts."""
    found: dict[object, list[RollLine]] = {}
    for line in assembly.roll.all():
        found.setdefault(line.head, []).append(line)
    return [
        Signing(
            name=lines[0].head_name,
            voter=next((line.voter_name for line in lines if line.voter), ""),
            lots=", ".join(line.label for line in lines),
            votes=sum(line.votes for line in lines),
            proxy=proxies.get(str(head), ""),
        )
        for head, lines in found.items()
    ]
