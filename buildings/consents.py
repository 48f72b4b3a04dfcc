"""What owners accept, word for word. A new wording is a new version: what somebody
accepted stays readable as he accepted it.

The texts are lists by purpose: the first is version 1, the last is asked today.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from buildings.models import Consent

__all__ = ["current_version", "text_of"]

Purpose = Consent.Purpose

TEXTS: dict[str, list[Promise]] = {
    Purpose.LETTERS: [
        _(
            "I accept to receive calls for funds, statements and other letters of the "
            "association by e-mail instead of by post. I can withdraw this at any time."
        ),
    ],
    Purpose.CONVOCATIONS: [
        _(
            "I accept, individually and explicitly, to receive the convocations to the "
            "general assemblies by e-mail instead of by registered letter (art. 3.87 §3 "
            "of the Civil Code). I can withdraw this at any time."
        ),
    ],
}


def current_version(purpose: str) -> int:
    """Return the version of the text that is asked today."""
    return len(TEXTS[purpose])


def text_of(purpose: str, version: int) -> Promise:
    """Return the text of this version, from 1."""
    return TEXTS[purpose][version - 1]
