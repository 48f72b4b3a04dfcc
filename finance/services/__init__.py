"""Everything that changes the books of a building."""

from finance.services.books import open_books
from finance.services.calls import (
    Item,
    cancel_call,
    discard_draft,
    draft_call,
    issue_call,
    redraft_call,
)
from finance.services.payments import record_payment, reverse_payment

__all__ = [
    "Item",
    "cancel_call",
    "discard_draft",
    "draft_call",
    "issue_call",
    "open_books",
    "record_payment",
    "redraft_call",
    "reverse_payment",
]
