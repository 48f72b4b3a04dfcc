"""The sentences for what happens in the books, and what their rows are called.

Each area has a module with ``WORDS``, and ``TARGETS`` and ``VALUES`` where it has any.
"""

from finance.history import (
    auditing,
    bank,
    books,
    budgets,
    calls,
    charge_statements,
    contests,
    invoices,
    orders,
    reminders,
    sales,
)
from koprogo import slots

AREAS = (
    auditing,
    bank,
    books,
    budgets,
    calls,
    charge_statements,
    contests,
    invoices,
    orders,
    reminders,
    sales,
)


def register() -> None:
    """Add the words of this app to the history."""
    for area in AREAS:
        slots.audit_words.update(area.WORDS)
        slots.audit_targets.update(getattr(area, "TARGETS", {}))
        slots.audit_values.update(getattr(area, "VALUES", {}))
