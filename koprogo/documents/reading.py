"""The words of a document, for the search."""

import html
import io
import re
import zipfile

from koprogo.documents.kinds import Kind
from koprogo.documents.sniffing import decoded

MAX_PAGES = 200
MAX_TEXT_BYTES = 500_000
_MAX_PART_BYTES = 20 * 1024 * 1024
_TAG = re.compile(r"<[^>]*>")
# Where the words of an archive are.
_PARTS = {
    Kind.DOCX: re.compile(r"word/(document|footnotes|header|footer)\d*\.xml"),
    Kind.XLSX: re.compile(r"xl/sharedStrings\.xml"),
    Kind.ODT: re.compile(r"content\.xml"),
    Kind.ODS: re.compile(r"content\.xml"),
}


def text_of(kind: Kind, data: bytes) -> str:
    """Return the words of the first 200 pages on one line, 500 kB of UTF-8 at most.

    Nothing for pictures. Call it in the sandbox: the file may be hostile, and the
    library that reads it may hang, run out of memory or raise anything.
    """
    if kind is Kind.PDF:
        return tidy(_of_pdf(data))
    if kind in _PARTS:
        return tidy(_of_archive(_PARTS[kind], data))
    if kind is Kind.XML:
        return tidy(_of_markup(data))
    return tidy(decoded(data) or "")


def tidy(text: str) -> str:
    """Return ``text`` on one line without what cannot be kept or seen, cut to size."""
    cut = text.encode("utf-8", "ignore")[:MAX_TEXT_BYTES].decode("utf-8", "ignore")
    return " ".join("".join(c if c.isprintable() else " " for c in cut).split())


def _of_pdf(data: bytes) -> str:
    from pypdf import PdfReader

    pages = PdfReader(io.BytesIO(data)).pages
    found: list[str] = []
    size = 0
    for number in range(min(len(pages), MAX_PAGES)):
        found.append(pages[number].extract_text())
        size += len(found[-1])
        if size > MAX_TEXT_BYTES:
            break
    return "\n".join(found)


def _of_archive(wanted: re.Pattern[str], data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if wanted.fullmatch(name)]
        return " ".join(_part(archive, name) for name in names)


def _part(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as part:
        return _of_markup(part.read(_MAX_PART_BYTES))


def _of_markup(data: bytes) -> str:
    return html.unescape(_TAG.sub(" ", data.decode("utf-8", "ignore")))
