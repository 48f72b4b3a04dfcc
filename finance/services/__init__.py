"""Everything that changes the books of a building."""

from buildings.services.letters import make_letters, send_letters
from finance.services.books import open_books
from finance.services.calls import (
    Item,
    cancel_call,
    discard_draft,
    draft_call,
    issue_call,
    redraft_call,
)
from finance.services.opening import (
    check_opening,
    open_balances,
    reverse_opening,
)
from finance.services.payments import record_payment, reverse_payment

__all__ = [
    "Item",
    "cancel_call",
    "check_opening",
    "discard_draft",
    "draft_call",
    "issue_call",
    "make_letters",
    "open_balances",
    "open_books",
    "record_payment",
    "redraft_call",
    "reverse_opening",
    "reverse_payment",
    "send_letters",
]
