"""Letters about an account as PDF."""

import io
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from buildings.mailings import Addressed, Letterhead, files
from buildings.mailings.files import file_name, plain
from buildings.models import Holding
from finance.models import Call
from finance.queries.letters import Letter
from koprogo.pdf import picture

PDF = "application/pdf"
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
    code = picture(qr_code(payment)) if payment else ""
    return files.printed(template, head, title=title, code=code, **text)


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
    return file_name(stem, plain(holding.code), plain(who.last_name), *more)


def call_stem(call: Call) -> str:
    """Return how the names of the files of a call begin: with its number, 2026-04."""
    return f"{call.entry.year}-{call.entry.number:02}"
