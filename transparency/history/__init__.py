"""The sentences for what happens in the ASBL, and what its rows are called.

Each area has a module with ``WORDS``, and ``TARGETS`` and ``VALUES`` where it has any.
"""

from types import ModuleType

from koprogo import slots
from transparency.history import books, budget, membership, reports

AREAS: tuple[ModuleType, ...] = (books, budget, membership, reports)


def register() -> None:
    """Add the words of this app to the history."""
    for area in AREAS:
        slots.audit_words.update(area.WORDS)
        slots.audit_targets.update(getattr(area, "TARGETS", {}))
        slots.audit_values.update(getattr(area, "VALUES", {}))
