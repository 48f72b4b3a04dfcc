"""What the books refuse, told to programs: each area adds its refusals."""

from finance.api.problems import (
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

__all__ = [
    "auditing",
    "bank",
    "books",
    "budgets",
    "calls",
    "charge_statements",
    "contests",
    "invoices",
    "orders",
    "reminders",
    "sales",
]
