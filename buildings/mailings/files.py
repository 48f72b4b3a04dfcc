"""Letters as PDF, and many of them as one ZIP."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable
from typing import IO

from django.utils import translation

from buildings.mailings.base import Letterhead
from buildings.models.letters import Letter
from buildings.wording import speaking_in
from koprogo.documents import services as documents
from koprogo.pdf import picture, render_pdf

ZIP = "application/zip"


def printed(template: str, head: Letterhead, *, title: str, **text) -> bytes:
    """Return a letter as PDF, in the active language, under the letterhead."""
    context = {
        "title": title,
        "author": head.firm.name,
        "building": head.building,
        "firm": head.firm,
        "logo": picture(head.logo),
        **text,
    }
    with speaking_in(head.building.tenant.kind):
        return render_pdf(template, context, language=translation.get_language())


def file_name(*parts: str) -> str:
    """Return the name of a PDF made of what is not empty: 2026-04_H1_Haddad.pdf."""
    return "_".join(filter(None, parts))[:140] + ".pdf"


def plain(text: str) -> str:
    """Return ``text`` in letters that every file system knows."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", ascii_only).strip("-")


def write_zip(letters: Iterable[Letter], target: IO[bytes]) -> None:
    """Put the PDF of each letter into a ZIP, one at a time; names stay unique."""
    taken: set[str] = set()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for letter in letters:
            name = _unused(letter.file.name, taken)
            made = letter.made_at.timetuple()[:6]
            archive.writestr(zipfile.ZipInfo(name, made), documents.read(letter.file))


def zip_to_send(letters: Iterable[Letter]) -> IO[bytes]:
    """Return a ZIP of a few letters, open, in memory: nobody keeps it."""
    target = io.BytesIO()
    write_zip(letters, target)
    return target


def _unused(name: str, taken: set[str]) -> str:
    stem, _point, ending = name.rpartition(".")
    free, number = name, 2
    while free.lower() in taken:
        free, number = f"{stem}_{number}.{ending}", number + 1
    taken.add(free.lower())
    return free
