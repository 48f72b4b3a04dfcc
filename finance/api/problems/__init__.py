"""What the books refuse, told to programs: each area adds its refusals."""

from finance.api.problems import (
    bank,
    books,
    budgets,
    calls,
    charge_statements,
    invoices,
    reminders,
    sales,
)

__all__ = [
    "bank",
    "books",
    "budgets",
    "calls",
    "charge_statements",
    "invoices",
    "reminders",
    "sales",
]
