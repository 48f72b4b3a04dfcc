"""Find words in bytes, also where they are written otherwise or packed; and in logs."""

import logging
import re
import zlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from zipfile import ZipFile, is_zipfile

#: shorter stretches of base64 are found by chance
SHORTEST = 6
ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")


def found_in(data: bytes, words: Iterable[str]) -> list[str]:
    """Return the words that ``data`` holds: plain, in hex, base64 or UTF-16, packed."""
    layers = [layer.lower() for layer in unpacked(data)]
    exact = [data, *unpacked(data)]
    return sorted(
        word
        for word in words
        if any(form.lower() in layer for form in _forms(word) for layer in layers)
        or any(form in layer for form in _base64(word) for layer in exact)
    )


def read_in(data: bytes, words: Iterable[str]) -> list[str]:
    """Return the words that a person reads in ``data``, or in a ZIP: quicker."""
    layers = [layer.lower() for layer in unpacked(data)]
    return sorted(
        word
        for word in words
        if any(form in layer for form in _lowered(word) for layer in layers)
    )


@cache
def _lowered(word: str) -> tuple[bytes, ...]:
    return tuple(text.lower().encode() for text in _written(word))


def _forms(word: str) -> Iterator[bytes]:
    for text in _written(word):
        yield from (
            text.encode(),
            text.encode().hex().encode(),
            text.encode("utf-16-le"),
            text.encode("utf-16-be"),
        )


def _written(word: str) -> Iterator[str]:
    """Yield a word as people and programs write it: amounts, days, accounts."""
    yield word
    if re.fullmatch(r"\d+\.\d\d", word):
        euros, _dot, cents = word.partition(".")
        yield f"{euros},{cents}"
        if len(euros) > 3:
            for sign in ",.\N{NARROW NO-BREAK SPACE}\N{NO-BREAK SPACE} ":
                yield f"{euros[:-3]}{sign}{euros[-3:]}{',' if sign != ',' else '.'}{cents}"
    elif re.fullmatch(r"\d{4}-\d\d-\d\d", word):
        year, month, day = word.split("-")
        yield from (f"{day}/{month}/{year}", f"{day}.{month}.{year}")
    elif re.fullmatch(r"BE\d{14}", word):
        yield " ".join(word[at : at + 4] for at in range(0, len(word), 4))


def _base64(word: str) -> Iterator[bytes]:
    """Yield what base64 makes of a word, wherever in a text it stands."""
    for before in range(3):
        data = b"\0" * before + word.encode()
        coded = b64encode(data).rstrip(b"=")
        inner = coded[(before * 8 + 5) // 6 : len(data) * 8 // 6]
        if len(inner) > SHORTEST:
            yield inner


def unpacked(data: bytes) -> Iterator[bytes]:
    """Yield data, and what is packed in it: ZIP, gzip and streams of zlib (PDF)."""
    yield data
    if is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from unpacked(archive.read(name))
        return
    if data.startswith(b"\x1f\x8b"):
        yield zlib.decompress(data, wbits=31)
        return
    if data.startswith(b"%PDF"):
        for start in ZLIB.finditer(data):
            try:
                yield zlib.decompressobj().decompress(data[start.start() :])
            except zlib.error:
                continue


@contextmanager
def logged() -> Iterator[list[str]]:
    """Collect what is logged, as it is written."""
    lines: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record):
            lines.append(logging.Formatter().format(record))

    root, handler = logging.getLogger(), Collector(logging.DEBUG)
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        root.removeHandler(handler)
        root.setLevel(before)
