"""The clock of a breach: 72 hours to tell the authority (GDPR art. 33 §1)."""

from datetime import datetime, timedelta

__all__ = ["deadline", "hours_left"]

TIME_TO_TELL = timedelta(hours=72)


def deadline(found_at: datetime) -> datetime:
    """Return the last moment to tell the authority of what was found at ``found_at``."""
    return found_at + TIME_TO_TELL


def hours_left(found_at: datetime, *, now: datetime) -> int:
    """Return the whole hours that remain; below 0 when the time is over."""
    return (deadline(found_at) - now) // timedelta(hours=1)
