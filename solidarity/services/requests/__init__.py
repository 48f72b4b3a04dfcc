"""The path of a request, as far as the person walks it."""

from solidarity.services.requests.afterwards import (
    REVOCABLE,
    answer_question,
    withdraw_consent,
    withdraw_request,
)
from solidarity.services.requests.drafts import (
    begin_request,
    discard_draft,
    give_consents,
    save_section,
)
from solidarity.services.requests.lapsing import lapse_due, warn_due
from solidarity.services.requests.sending import send_request

__all__ = [
    "REVOCABLE",
    "answer_question",
    "begin_request",
    "discard_draft",
    "give_consents",
    "lapse_due",
    "save_section",
    "send_request",
    "warn_due",
    "withdraw_consent",
    "withdraw_request",
]
