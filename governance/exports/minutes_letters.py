"""The letter around the minutes, with all of them, in the reader's language."""

from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from buildings.mailings import Addressed, Letterhead
from buildings.mailings.files import printed
from buildings.wording import speaking_in
from governance.exports.minutes import minutes_context, minutes_title
from governance.models import Minutes
from governance.queries.minutes import sealed_documents
from governance.queries.proceedings import record_of


def letter_pdf(
    minutes: Minutes, reader: Addressed, *, head: Letterhead, on: date
) -> bytes:
    """Return the letter to one owner: a page to him, and the minutes."""
    kind = head.building.tenant.kind
    with translation.override(reader.language), speaking_in(kind):
        return printed(
            "pdf/minutes_letter.html",
            head,
            **{
                **minutes_context(
                    record_of(minutes.assembly), head.building, notes=minutes.notes
                ),
                "title": letter_title(minutes, head),
            },
            reader=reader,
            documents=sealed_documents(minutes),
            on=on,
        )


def letter_title(minutes: Minutes, head: Letterhead) -> str:
    """Return what the letter is about, in the active language."""
    values = {
        "minutes": minutes_title(minutes.assembly),
        "building": head.building.name,
    }
    return _("%(minutes)s – %(building)s") % values


def letter_stem(minutes: Minutes) -> str:
    """Return how the names of the files begin: with the day of the assembly."""
    return f"{minutes.assembly.day}_minutes"
