"""The sentences for what neighbours and their council did."""

from community.history import bookings, hours, impact, neighbours
from koprogo import slots

AREAS = (neighbours, hours, bookings, impact)


def register() -> None:
    """Add the words of this app to the history."""
    for area in AREAS:
        slots.audit_words.update(area.WORDS)
        slots.audit_targets.update(area.TARGETS)
        slots.audit_values.update(area.VALUES)
