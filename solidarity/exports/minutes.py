"""The minutes of a session on paper: by pseudonym, from rows that closing froze."""

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from koprogo.pdf import render_pdf
from koprogo.ui.formatting import day
from solidarity.models import Session
from solidarity.queries.committee.sessions import Minutes

__all__ = ["PDF", "minutes_name", "minutes_pdf"]

PDF = "application/pdf"


def minutes_name(session: Session) -> str:
    """Return the name of the file: ``committee-2026-04-01.pdf``."""
    return f"committee-{timezone.localdate(session.begins_at):%Y-%m-%d}.pdf"


def minutes_pdf(found: Minutes, *, place: str, language: str) -> bytes:
    """Return the minutes: tagged PDF. ``place``: the name of the fund."""
    with translation.override(language):
        begins = timezone.localdate(found.session.begins_at)
        heading = _("Minutes of the committee of %(day)s") % {
            "day": day(begins, language)
        }
        context = {
            "title": f"{heading} – {place}",
            "heading": heading,
            "author": place,
            "place": place,
            "minutes": found,
        }
        return render_pdf("pdf/solidarity_minutes.html", context, language=language)
