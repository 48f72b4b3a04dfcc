"""Written decisions on paper: what each holding is sent, and the syndic's minutes."""

from datetime import date

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from buildings.mailings import Addressed, Letterhead
from buildings.mailings.files import printed
from buildings.models import Building
from buildings.queries import syndic_of
from governance.models import WrittenDecision
from governance.queries.written import Progress, WrittenText, documents_of
from governance.subjects import Subject
from governance.words import SUBJECTS
from koprogo.pdf import render_pdf


def letter_pdf(
    text: WrittenText, reader: Addressed, *, head: Letterhead, on: date
) -> bytes:
    """Return the letter to one holding in its language, with the form to send back."""
    with translation.override(reader.language):
        return printed(
            "pdf/written_letter.html",
            head,
            title=letter_title(text.decision, head),
            reader=reader,
            text=text,
            decision=text.decision,
            on=on,
        )


def letter_title(decision: WrittenDecision, head: Letterhead) -> str:
    """Return what a letter is about, in the active language."""
    values = {"title": decision.title, "building": head.building.name}
    return _("Written decision “%(title)s” – %(building)s") % values


def stem(decision: WrittenDecision) -> str:
    """Return how the names of its files begin: with its last day."""
    return f"{decision.until}_written"


def minutes_title(decision: WrittenDecision) -> str:
    """Return the title of the minutes, in the active language."""
    return _("Minutes of the written decision “%(title)s”") % {"title": decision.title}


def minutes_name(decision: WrittenDecision, building: Building, language: str) -> str:
    on = timezone.localdate(decision.ended_at)
    return f"{building.slug}-written-{on}-{language}.pdf"


def minutes_pdf(
    decision: WrittenDecision,
    progress: Progress,
    building: Building,
    *,
    number: int,
    language: str,
) -> bytes:
    """Return the minutes that the syndic draws up: tagged PDF.

    ``number``: of its line in the register.
    """
    with translation.override(language):
        title = minutes_title(decision)
        context = {
            "title": f"{title} – {building.name}",
            "heading": title,
            "author": building.name,
            "building": building,
            "firm": syndic_of(building.pk, on=timezone.localdate()),
            "decision": decision,
            "subject": SUBJECTS[Subject(decision.subject)],
            "progress": progress,
            "documents": documents_of(decision),
            "number": number,
        }
        return render_pdf("pdf/written_minutes.html", context, language=language)
