"""The sentences for what was done in the fund; none says anything of a file."""

from koprogo import slots
from solidarity.history import base, committee, loans, money, public, requests

AREAS = (base, requests, committee, money, loans, public)


def register() -> None:
    """Add the words of this app to the history."""
    for area in AREAS:
        slots.audit_words.update(area.WORDS)
        slots.audit_targets.update(area.TARGETS)
        slots.audit_values.update(area.VALUES)
