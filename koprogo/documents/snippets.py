"""A few words around a hit, with the hits marked."""

import re
from collections.abc import Iterator, Sequence
from unicodedata import combining, normalize

AROUND = 90
# Letters that Unicode does not take apart, as PostgreSQL's unaccent does.
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})


def fold(text: str) -> str:
    """Return ``text`` in lower case without accents."""
    apart = normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not combining(c)).translate(_LETTERS)


def snippet(text: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    """Return the text around the first hit in pieces: (piece, is it a hit).

    Case and accents do not count. Nothing when no word is found.
    """
    folded, places = _folded(text)
    pattern = re.compile("|".join(re.escape(fold(word)) for word in words if word))
    first = pattern.search(folded) if pattern.pattern else None
    if first is None:
        return []
    start, end = _window(text, places[first.start()])
    hits = [
        (places[hit.start()], places[hit.end() - 1] + 1)
        for hit in pattern.finditer(folded)
        if start <= places[hit.start()] and places[hit.end() - 1] < end
    ]
    return list(_pieces(text, start, end, hits))


def _folded(text: str) -> tuple[str, list[int]]:
    """Return the folded text, and for each of its letters the place in ``text``."""
    letters = [(part, place) for place, c in enumerate(text) for part in fold(c)]
    return "".join(part for part, _place in letters), [
        place for _part, place in letters
    ]


def _window(text: str, place: int) -> tuple[int, int]:
    """Return where the words around ``place`` begin and end."""
    start = max(0, place - AROUND)
    if start:
        space = text.find(" ", start, place)
        start = space + 1 if space >= 0 else start
    end = min(len(text), place + 2 * AROUND)
    if end < len(text):
        space = text.rfind(" ", place, end)
        end = space if space > place else end
    return start, end


def _pieces(
    text: str, start: int, end: int, hits: Sequence[tuple[int, int]]
) -> Iterator[tuple[str, bool]]:
    """Yield the text between ``start`` and ``end``; an ellipsis where it was cut."""
    here, before = start, "… " if start else ""
    for begin, stop in hits:
        if begin < here:  # two hits within one letter: ß, œ
            continue
        if before + text[here:begin]:
            yield before + text[here:begin], False
        yield text[begin:stop], True
        here, before = stop, ""
    if rest := text[here:end] + (" …" if end < len(text) else ""):
        yield rest, False
