"""Letters as PDF, and many of them as one ZIP."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable
from datetime import date
from typing import IO

from django.utils import translation
from django.utils.translation import gettext as _

from buildings.models import Holding
from finance.models import Call
from finance.queries.letters import Addressed, AnyLetter, Letter, Letterhead
from koprogo.documents import services as documents
from koprogo.pdf import picture, render_pdf

PDF, ZIP = "application/pdf", "application/zip"
PIXELS_PER_MODULE = 8


def letter_pdf(letter: Letter, *, call: Call, head: Letterhead, on: date) -> bytes:
    """Return the call letter of one holding: what to pay and how; then the arithmetic."""
    with translation.override(letter.language):
        return printed(
            "pdf/call_letter.html",
            head,
            title=letter_title(call, head),
            payment=letter.payment,
            letter=letter,
            call=call,
            on=on,
        )


def printed(
    template: str, head: Letterhead, *, title: str, payment: str, **text
) -> bytes:
    """Return a letter as PDF, in the active language.

    ``payment``: the text of its QR code; empty: it has none.
    """
    context = {
        "title": title,
        "author": head.firm.name,
        "building": head.building,
        "firm": head.firm,
        "logo": picture(head.logo),
        "code": picture(qr_code(payment)) if payment else "",
        **text,
    }
    return render_pdf(template, context, language=translation.get_language())


def letter_title(call: Call, head: Letterhead) -> str:
    """Return what a letter is about, in the active language."""
    values = {"title": call.title, "building": head.building.name}
    return _("Call for funds “%(title)s” – %(building)s") % values


def qr_code(payload: str) -> bytes:
    """Draw an EPC payload as PNG: level M, UTF-8 without ECI, no margin (EPC069-12)."""
    import segno

    code = segno.make(
        payload,
        error="m",
        boost_error=False,
        micro=False,
        mode="byte",
        encoding="utf-8",
    )
    drawn = io.BytesIO()
    code.save(drawn, kind="png", scale=PIXELS_PER_MODULE, border=0)
    return drawn.getvalue()


def letter_name(stem: str, holding: Holding, reader: Addressed, *more: str) -> str:
    """Return the name of a file: stem, account, who: 2026-04_H1_Haddad.pdf."""
    who = reader.addressee or holding.members.all()[0].owner
    parts = (stem, plain(holding.code), plain(who.last_name), *more)
    return "_".join(filter(None, parts))[:140] + ".pdf"


def call_stem(call: Call) -> str:
    """Return how the names of the files of a call begin: with its number, 2026-04."""
    return f"{call.entry.year}-{call.entry.number:02}"


def plain(text: str) -> str:
    """Return ``text`` in letters that every file system knows."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", ascii_only).strip("-")


def write_zip(letters: Iterable[AnyLetter], target: IO[bytes]) -> None:
    """Put the PDF of each letter into a ZIP, one at a time; names stay unique."""
    taken: set[str] = set()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for letter in letters:
            name = _unused(letter.file.name, taken)
            made = letter.made_at.timetuple()[:6]
            archive.writestr(zipfile.ZipInfo(name, made), documents.read(letter.file))


def zip_to_send(letters: Iterable[AnyLetter]) -> IO[bytes]:
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
