"""The rows that the ASBL publishes: each cell with its type and what it means.

Amounts are EUR. Nothing in them names a building or a person. Pure.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, NewType

from transparency.public.months import Month, Quarter

Day = date
#: a moment as "2026-03-01T02:00:00Z"
Moment = NewType("Moment", str)

AUDIENCES = ("co-ownership", "person", "ai", "iot", "anchoring", "energy")
CAUSES = ("founding", "crossing", "vote")
SCHEDULES = ("grid", "voted")
COSTS = (
    *("servers", "bandwidth", "storage", "staff"),
    *("add-ons", "bank", "insurance", "other"),
)
REVENUES = ("contributions", "persons", "add-ons", "gifts", "other")
SIDES = ("assets", "liabilities")
REPORTS = ("quarter", "year")
LANGUAGES = ("nl", "fr", "de", "en")


def gettext_noop(text: str) -> str:
    """Mark a text for the translators: files have it in English, pages translate it."""
    return text


_ = gettext_noop


@dataclass(frozen=True, slots=True)
class About:
    """What a cell means. ``choices``: the only texts that it may have.

    ``group``: it counts co-ownerships or people; below five it is published empty.
    """

    text: str
    choices: tuple[str, ...] = ()
    group: bool = False


class Row:
    """A row of a published table."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Participants(Row):
    month: Annotated[Month, About(_("month"))]
    participants: Annotated[
        int | None, About(_("co-ownerships with a running contribution"), group=True)
    ]


@dataclass(frozen=True, slots=True)
class Price(Row):
    since: Annotated[Day, About(_("first day"))]
    audience: Annotated[str, About(_("who or what pays it"), AUDIENCES)]
    price: Annotated[Decimal, About(_("EUR a month"))]
    participants: Annotated[
        int | None, About(_("how many there were, as its reason"), group=True)
    ]
    cause: Annotated[str, About(_("why it changed"), CAUSES)]
    decision: Annotated[str, About(_("the decision, where there is one"))]
    place: Annotated[
        int, About(_("of one day, the order in which it was written: the last holds"))
    ] = 1


@dataclass(frozen=True, slots=True)
class GridTier(Row):
    since: Annotated[Day, About(_("first day of the schedule"))]
    kind: Annotated[str, About(_("grid, or one price that was voted"), SCHEDULES)]
    from_participants: Annotated[int, About(_("from so many participants on"))]
    price: Annotated[Decimal, About(_("EUR a month for one co-ownership"))]


@dataclass(frozen=True, slots=True)
class Cost(Row):
    month: Annotated[Month, About(_("month that bears it"))]
    kind: Annotated[str, About(_("what for"), COSTS)]
    supplier: Annotated[str, About(_("who is paid"))]
    description: Annotated[str, About(_("for what"))]
    amount: Annotated[Decimal, About(_("EUR; a credit is below 0"))]


@dataclass(frozen=True, slots=True)
class Revenue(Row):
    month: Annotated[Month, About(_("month"))]
    kind: Annotated[str, About(_("where it comes from"), REVENUES)]
    amount: Annotated[Decimal, About(_("EUR"))]


@dataclass(frozen=True, slots=True)
class ReserveMovement(Row):
    date: Annotated[Day, About(_("day"))]
    description: Annotated[str, About(_("what for"))]
    amount: Annotated[Decimal, About(_("EUR; below 0 it leaves the reserve"))]


@dataclass(frozen=True, slots=True)
class Endowment(Row):
    date: Annotated[Day, About(_("day"))]
    description: Annotated[str, About(_("what it comes from"))]
    amount: Annotated[Decimal, About(_("EUR given to the solidarity fund"))]


@dataclass(frozen=True, slots=True)
class BalanceLine(Row):
    account: Annotated[str, About(_("number of the account"))]
    name: Annotated[str, About(_("its name"))]
    side: Annotated[str, About(_("side of the balance sheet"), SIDES)]
    amount: Annotated[Decimal, About(_("EUR"))]


@dataclass(frozen=True, slots=True)
class BudgetLine(Row):
    decided: Annotated[Day, About(_("day of the vote"))]
    line: Annotated[str, About(_("line of the participatory budget"))]
    title: Annotated[str, About(_("what is done"))]
    percent: Annotated[Decimal, About(_("part of the surplus, in per cent"))]
    amount: Annotated[Decimal, About(_("EUR that were voted"))]
    spent: Annotated[Decimal, About(_("EUR spent of it"))]


@dataclass(frozen=True, slots=True)
class Decision(Row):
    date: Annotated[Day, About(_("day of the assembly"))]
    title: Annotated[str, About(_("what was put to the vote"))]
    outcome: Annotated[str, About(_("what came of it"))]
    votes_for: Annotated[
        int | None, About(_("votes for; empty where they stay secret"))
    ]
    votes_against: Annotated[int | None, About(_("votes against"))]
    abstentions: Annotated[int | None, About(_("abstentions"))]


@dataclass(frozen=True, slots=True)
class ClosedQuarter(Row):
    quarter: Annotated[Quarter, About(_("quarter"))]
    closed_on: Annotated[Day, About(_("day on which its books were closed"))]


@dataclass(frozen=True, slots=True)
class Report(Row):
    period: Annotated[str, About(_("quarter or year"))]
    kind: Annotated[str, About(_("quarterly report or yearly accounts"), REPORTS)]
    version: Annotated[int, About(_("1, and one more for each correction"))]
    published_on: Annotated[Day, About(_("day"))]
    language: Annotated[str, About(_("language"), LANGUAGES)]
    sha256: Annotated[str, About(_("SHA-256 of the PDF"))]
    path: Annotated[str, About(_("where the PDF is"))]
    replaces: Annotated[int | None, About(_("the version that it corrects"))]


@dataclass(frozen=True, slots=True)
class Check(Row):
    name: Annotated[str, About(_("what is checked every night"))]
    sound: Annotated[bool, About(_("whether it was as it should be"))]
    checked_at: Annotated[Moment | None, About(_("when it was checked last"))]


@dataclass(frozen=True, slots=True)
class Measured(Row):
    month: Annotated[Month, About(_("month"))]
    requests: Annotated[int, About(_("requests that were answered"))]
    cpu_seconds: Annotated[
        Decimal, About(_("processor time of the servers, in seconds"))
    ]
    bytes_sent: Annotated[int, About(_("bytes sent"))]
    minutes_up: Annotated[int, About(_("minutes in which the site answered"))]
    minutes_possible: Annotated[int, About(_("minutes of the month so far"))]


@dataclass(frozen=True, slots=True)
class Total(Row):
    area: Annotated[str, About(_("solidarity fund or part of the community"))]
    name: Annotated[str, About(_("what is counted"))]
    value: Annotated[
        Decimal | None, About(_("empty where fewer than five stand for it"))
    ]


@dataclass(frozen=True, slots=True)
class Goal(Row):
    name: Annotated[str, About(_("what is aimed at"))]
    due: Annotated[Day, About(_("by which day"))]
    target: Annotated[Decimal, About(_("how much is aimed at"))]
    measured: Annotated[Decimal | None, About(_("how much there is"))]
