"""The lists of the books as tables (koprogo/ui/exports.py).

A table has what its page shows to the same person, and no more.
"""

from finance.lists.calls import (
    accounts_table,
    call_table,
    calls_table,
    payments_table,
    statement_table,
)

__all__ = [
    "accounts_table",
    "call_table",
    "calls_table",
    "payments_table",
    "statement_table",
]
