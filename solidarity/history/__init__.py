"""The sentences for what was done in the fund; no file says anything of a request."""

from koprogo.slots import audit_targets, audit_values, audit_words
from solidarity.history import base, committee, loans, money, public, requests

PARTS = (base, requests, committee, money, loans, public)


def register() -> None:
    for part in PARTS:
        audit_words.update(part.WORDS)
        audit_targets.update(part.TARGETS)
        audit_values.update(part.VALUES)
