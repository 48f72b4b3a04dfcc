"""Everything that writes in the books."""

from koprogo.ledger.services.accounts import add_account, open_books, rename_account
from koprogo.ledger.services.posting import (
    Draft,
    EntryDraft,
    credit,
    debit,
    hold_books,
    mirror,
    post,
    post_many,
)
from koprogo.ledger.services.years import close_year, open_year, reopen_year

__all__ = [
    "Draft",
    "EntryDraft",
    "add_account",
    "close_year",
    "credit",
    "debit",
    "hold_books",
    "mirror",
    "open_books",
    "open_year",
    "post",
    "post_many",
    "rename_account",
    "reopen_year",
]
