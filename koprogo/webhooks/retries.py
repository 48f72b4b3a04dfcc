"""When a message that was not taken is sent again. Pure."""

from datetime import datetime, timedelta

__all__ = ["FAILING_FOR", "next_attempt"]

WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=24),
)
# So long without anything arriving, and the webhook is paused.
FAILING_FOR = timedelta(days=5)


def next_attempt(attempts: int, *, now: datetime) -> datetime | None:
    """Return when to try again after so many ``attempts`` (from 1); None: never."""
    return now + WAITS[attempts - 1] if attempts <= len(WAITS) else None
