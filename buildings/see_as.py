"""As which owner a person looks at a building: what his session remembers of it.

Half an hour at most, one building at a time; afterwards he is himself again.
"""

from collections.abc import MutableMapping
from datetime import datetime, timedelta
from uuid import UUID

__all__ = ["LONGEST", "STARTED", "STOPPED", "begin", "end", "seen"]

# What the audit calls it.
STARTED, STOPPED = "pages.looked_at", "pages.left"

LONGEST = timedelta(minutes=30)
KEY = "see_as"


def begin(session: MutableMapping, slug: str, owner: UUID, *, now: datetime) -> None:
    """Look at the pages of ``slug`` as ``owner`` from now on."""
    until = now + LONGEST
    session[KEY] = {"slug": slug, "owner": str(owner), "until": until.isoformat()}


def seen(session: MutableMapping, slug: str, *, now: datetime) -> UUID | None:
    """Return as whom the pages of ``slug`` are seen at this moment, or None."""
    kept = session.get(KEY)
    if kept is None or kept["slug"] != slug:
        return None
    if now >= datetime.fromisoformat(kept["until"]):
        return None
    return UUID(kept["owner"])


def end(session: MutableMapping) -> None:
    session.pop(KEY, None)
