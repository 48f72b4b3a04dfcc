"""Convocations, letters that call off, and the notice for the entrance hall, as PDF."""

from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from buildings.mailings import Addressed, Letterhead
from buildings.mailings.files import printed
from governance.models import Assembly, Cancellation
from governance.queries.agenda import languages_of
from governance.queries.convocations import ConvocationText
from koprogo.pdf import render_pdf


def convocation_pdf(text: ConvocationText, *, head: Letterhead, on: date) -> bytes:
    """Return the convocation of one owner in his language, with a form for a proxy."""
    with translation.override(text.reader.language):
        title = convocation_title(text.assembly, head)
        return printed("pdf/convocation.html", head, title=title, text=text, on=on)


def cancellation_pdf(
    cancellation: Cancellation, reader: Addressed, *, head: Letterhead, on: date
) -> bytes:
    """Return the letter to one owner, in his language, that nobody meets."""
    with translation.override(reader.language):
        return printed(
            "pdf/assembly_called_off.html",
            head,
            title=cancellation_title(cancellation, head),
            reader=reader,
            cancellation=cancellation,
            assembly=cancellation.assembly,
            on=on,
        )


def hall_notice(assembly: Assembly, head: Letterhead) -> bytes:
    """Return what is posted for occupants (art. 3.89 §5 6°): a page in each language."""
    languages = languages_of(head.building)
    with translation.override(languages[0]):
        context = {
            "title": _("Notice of the general assembly"),
            "author": head.firm.name,
            "languages": languages,
            "assembly": assembly,
            "building": head.building,
            "firm": head.firm,
        }
        return render_pdf("pdf/hall_notice.html", context, language=languages[0])


def convocation_title(assembly: Assembly, head: Letterhead) -> str:
    """Return what a convocation is about, in the active language."""
    values = {"assembly": assembly.title, "building": head.building.name}
    return _("Convocation – %(assembly)s – %(building)s") % values


def cancellation_title(cancellation: Cancellation, head: Letterhead) -> str:
    values = {"title": cancellation.title, "building": head.building.name}
    return _("%(title)s – %(building)s") % values


def convocation_stem(assembly: Assembly) -> str:
    """Return how the names of the files of an assembly begin: with its day."""
    return f"{assembly.day}_convocation"


def cancellation_stem(cancellation: Cancellation) -> str:
    return f"{cancellation.assembly.day}_called-off"
