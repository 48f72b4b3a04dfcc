"""When and where neighbours meet. Pure."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Meeting:
    """``seats``: for how many there is room; None: for all."""

    begins_at: datetime
    ends_at: datetime
    place: str
    seats: int | None = None
