"""How an owner's lots were counted: what he finds after a point, and after the meeting."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from buildings.models import Holding, Owner
from governance.meeting.events import Choice
from governance.meeting.fold import Meeting
from governance.meeting.result import LineResult
from governance.queries.voting import Stage


@dataclass(frozen=True, slots=True)
class MyVote:
    """How a lot of mine was counted on a closed point.

    ``choice``: as its ballot says; "voted" in a secret one, "none" without a ballot,
    "absent" when nobody acted for it, "barred" with a conflict of interest. ``by``: who
    voted for it, if somebody else did. ``whose``: of a lot that I voted for by proxy.
    """

    stage: Stage
    lot: str
    votes: int
    counted: int
    choice: str
    by: str
    whose: str

    @property
    def is_counted(self) -> bool:
        """Whether a ballot with a name says what it counted for."""
        return self.choice in set(Choice) or self.choice == "barred"


def my_votes(
    meeting: Meeting,
    found: Sequence[Stage],
    owner: Owner,
    *,
    names: Mapping[str, str],
    held: frozenset[str] = frozenset(),
) -> list[MyVote]:
    """Return the lots of a person on every closed vote, in the order of the agenda.

    ``held``: heads of which he is a holder, also where somebody else votes.
    """
    person = str(owner.uuid)
    own = {head.id for head in meeting.roll.heads_of.get(person, ())} | held
    return [
        vote
        for stage in found
        if stage.result is not None
        for vote in _votes_on(meeting, stage, person, own, names)
    ]


def _votes_on(
    meeting: Meeting, stage: Stage, person: str, own, names
) -> Iterator[MyVote]:
    roll, item = meeting.roll, stage.progress.item
    results = {line.line: line for line in stage.result.lines}
    voted = meeting.voted(item.id)
    for line in roll.lines:
        votes, part = line.votes_by(item.key), results.get(line.id)
        mine = line.head in own
        if not votes or not (mine or (part and part.holder == person)):
            continue
        by = part.holder if part and part.choice else person
        choice = _choice(part, secret=item.secret, voted=line.head in voted)
        yield MyVote(
            stage=stage,
            lot=line.label,
            votes=votes,
            counted=part.counted if part and choice != "none" else 0,
            choice=choice,
            by="" if by == person else names.get(by, ""),
            whose="" if mine else names[line.head],
        )


def _choice(part: LineResult | None, *, secret: bool, voted: bool) -> str:
    if part is None:
        return "absent"
    if part.is_barred:
        return "barred"
    if secret:
        return "voted" if voted else "none"
    return part.choice.value if part.choice else "none"


def heads_held(owner: Owner) -> frozenset[str]:
    """Return the holdings in which an owner has a right, alone or with others."""
    rows = Holding.objects.filter(members__owner=owner).values_list("uuid", flat=True)
    return frozenset(map(str, rows))
