"""What of the fund a person has open: his session remembers it for a quarter of an hour.

Each opening is on record before it stands here; afterwards it is opened again.
"""

from collections.abc import MutableMapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

__all__ = ["LONGEST", "close", "open_since", "remember"]

LONGEST = timedelta(minutes=15)
KEY = "fund_opened"


def remember(session: MutableMapping[str, Any], what: UUID, *, now: datetime) -> None:
    """Keep something open from now on; what was open for too long is forgotten."""
    kept = session.get(KEY, {})
    still = {name: since for name, since in kept.items() if _is_open(since, now)}
    session[KEY] = still | {str(what): now.isoformat()}


def open_since(
    session: MutableMapping[str, Any], what: UUID, *, now: datetime
) -> datetime | None:
    """Return since when something is open at this moment; None: it is not."""
    since = session.get(KEY, {}).get(str(what))
    return datetime.fromisoformat(since) if since and _is_open(since, now) else None


def close(session: MutableMapping[str, Any], what: UUID) -> None:
    """Forget that something is open: who takes no part any more reads no more."""
    kept = session.get(KEY, {})
    session[KEY] = {name: since for name, since in kept.items() if name != str(what)}


def _is_open(since: str, now: datetime) -> bool:
    return now < datetime.fromisoformat(since) + LONGEST
