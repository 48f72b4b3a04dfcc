"""Letters to people of the register: calls, statements of charges, convocations, minutes.

Each kind says in its own app what it has of its own (``Mailing``) and registers it when
the app is ready; how letters are made, sent and posted is said once, in
services/letters.py.
"""

from buildings.mailings.base import (
    Addressed,
    Expected,
    LetterActions,
    Letterhead,
    Mailing,
    Told,
    addressed,
    keep,
    letterhead,
    mailing_of,
    reach,
    register,
)
from buildings.mailings.kept import (
    LetterState,
    letter_event,
    letter_state,
    letters_key,
    letters_of,
    runs_of,
)
from buildings.mailings.ways import (
    Way,
    WhyPost,
    noted_by,
    on_their_way,
    to_be_posted,
    waiting_for_somebody,
    ways,
    why_post,
)

__all__ = [
    "Addressed",
    "Expected",
    "LetterActions",
    "LetterState",
    "Letterhead",
    "Mailing",
    "Told",
    "Way",
    "WhyPost",
    "addressed",
    "keep",
    "letter_event",
    "letter_state",
    "letterhead",
    "letters_key",
    "letters_of",
    "mailing_of",
    "noted_by",
    "on_their_way",
    "reach",
    "register",
    "runs_of",
    "to_be_posted",
    "waiting_for_somebody",
    "ways",
    "why_post",
]
