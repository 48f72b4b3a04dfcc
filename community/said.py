"""What forms say, as services take it. Pure."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Meeting:
    """When and where; ``seats``: for how many there is room; None: for all."""

    begins_at: datetime
    ends_at: datetime
    place: str
    seats: int | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """What it is and who gets it; ``wanted``: in exchange.

    ``asks_until``: the end of the asking before a draw.
    """

    category: str
    condition: str
    how: str
    wanted: str = ""
    asks_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ability:
    """What somebody can do; ``terms``: what it costs; ``languages``: in which."""

    categories: list[str]
    terms: str
    languages: str = ""
