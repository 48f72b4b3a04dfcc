"""Who is excluded: by his account, or recognised by a mark that names nobody."""

import hashlib
import hmac
import unicodedata
from base64 import b64decode
from datetime import date

from django.conf import settings
from django.db.models import QuerySet

from koprogo.encryption import Keyring
from solidarity.answers import Answers
from solidarity.models import Exclusion
from solidarity.vault import Forgotten, open_vault

__all__ = [
    "exclusion_list",
    "exclusion_of",
    "is_excluded",
    "is_known_fraud",
    "keyring",
    "mark_of",
    "reasons_of",
    "salt_place",
]

PURPOSE = "solidarity-exclusion"


def is_excluded(user) -> bool:
    """Tell whether a person gets no help any more: one statement."""
    return exclusion_of(user) is not None


def exclusion_of(user) -> Exclusion | None:
    rows = Exclusion.objects.filter(user=user.pk, state=Exclusion.State.STANDING)
    return rows.select_related("request").first()


def reasons_of(exclusion: Exclusion) -> str:
    """Return the reasons, opened for the person; nothing, once they are forgotten."""
    place = f"solidarity_exclusion.reasons.{exclusion.uuid}"
    try:
        return open_vault(exclusion.request).open(exclusion.reasons, place=place)
    except Forgotten:
        return ""


def exclusion_list() -> QuerySet[Exclusion]:
    return Exclusion.objects.select_related("request")


def is_known_fraud(user, answers: Answers) -> bool:
    """Tell whether whoever says this is excluded, under this account or another.

    One statement; exclusions are few, and each has a key of its own.
    """
    standing = list(Exclusion.objects.filter(state=Exclusion.State.STANDING))
    if any(one.user_id == user.pk for one in standing):
        return True
    if not answers.name or answers.born_on is None:
        return False
    keys = keyring()
    return any(
        hmac.compare_digest(
            one.mark,
            mark_of(
                answers.name,
                answers.born_on,
                salt=keys.decrypt(one.salt, purpose=PURPOSE, context=salt_place(one)),
            ),
        )
        for one in standing
    )


def mark_of(name: str, born_on: date, *, salt: str) -> str:
    """Return the mark of a name and a day of birth; ``salt``: 32 bytes in base64.

    Capitals, accents, hyphens and the order of the names make no difference.
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    signs = "".join(sign if sign.isalpha() else " " for sign in _bare(plain))
    text = f"{' '.join(sorted(signs.split()))}|{born_on.isoformat()}"
    return hmac.new(b64decode(salt), text.encode(), hashlib.sha256).hexdigest()


def _bare(text: str) -> str:
    return "".join(sign for sign in text if not unicodedata.combining(sign))


def keyring() -> Keyring:
    return Keyring.parse(settings.ENCRYPTION_KEYS)


def salt_place(exclusion: Exclusion) -> str:
    return f"solidarity_exclusion.salt.{exclusion.uuid}"
