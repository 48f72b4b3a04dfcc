"""One spelling for what people type: spaces, accents and case carry no meaning."""

import re
from functools import lru_cache
from unicodedata import category, combining, normalize

_WORD = re.compile(r"[^\W_]+")


def clean(text: str) -> str:
    """Return ``text`` as one line: single spaces, composed accents, nothing unseen.

    Spreadsheets hide no-break spaces, soft hyphens and line breaks in cells.
    """
    if not (text.isascii() and text.isprintable()):
        text = "".join(map(_visible, normalize("NFC", text)))
    return " ".join(text.split())


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    return "" if category(character) == "Cf" else " "


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return the words of ``text`` in lower case without accents or punctuation.

    ``N° de Clé`` becomes ``n de cle``: headers, and words such as *apartment*, are
    compared in this form.
    """
    letters = normalize("NFKD", text.casefold())
    return " ".join(_WORD.findall("".join(c for c in letters if not combining(c))))


def fold(code: str) -> str:
    """Return the form under which two codes are the same code: ``A1`` and ``a1``."""
    return clean(code).casefold()


def slug(name: str) -> str:
    """Return a code made from a name: ``Anaïs De Smet`` becomes ``anais-de-smet``."""
    return plain(name).replace(" ", "-")
