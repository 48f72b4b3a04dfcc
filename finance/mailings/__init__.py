"""What is told by letters, one to each holding: calls for funds, statements of charges.

Each kind says in a module of its own what it has of its own (``Mailing``); how letters
are made, sent and posted is said once, in services/letters.py.
"""

from finance.mailings.base import Mailing, Told, keep
from finance.mailings.calls import CALLS
from finance.mailings.charges import CHARGES
from finance.mailings.kept import (
    LetterState,
    documents_with_letter,
    documents_without_letter,
    letter_event,
    letter_state,
    letters_key,
    letters_of,
    mailing_of,
    runs_of,
)

__all__ = [
    "CALLS",
    "CHARGES",
    "LetterState",
    "Mailing",
    "Told",
    "documents_with_letter",
    "documents_without_letter",
    "keep",
    "letter_event",
    "letter_state",
    "letters_key",
    "letters_of",
    "mailing_of",
    "runs_of",
]
