"""The sentences for what happens in assemblies, and what their rows are called.

Each area has a module with ``WORDS``, and ``TARGETS`` and ``VALUES`` where it has any.
"""

from types import ModuleType

from governance.history import (
    assemblies,
    contracts,
    convocations,
    council,
    meeting,
    minutes,
    proxies,
    tenders,
    written,
)
from koprogo import slots

AREAS: tuple[ModuleType, ...] = (
    assemblies,
    contracts,
    convocations,
    council,
    meeting,
    minutes,
    proxies,
    tenders,
    written,
)


def register() -> None:
    """Add the words of this app to the history."""
    for area in AREAS:
        slots.audit_words.update(area.WORDS)
        slots.audit_targets.update(getattr(area, "TARGETS", {}))
        slots.audit_values.update(getattr(area, "VALUES", {}))
