"""The letter of a reminder as PDF; a formal notice shows how its interest is computed."""

from django.utils import translation
from django.utils.translation import gettext as _

from buildings.mailings import Letterhead
from finance.exports.letters import printed
from finance.queries.reminders import Notice


def reminder_pdf(notice: Notice, *, head: Letterhead) -> bytes:
    """Return the letter in the language of its addressee."""
    with translation.override(notice.reader.language):
        return printed(
            "pdf/reminder_letter.html",
            head,
            title=reminder_title(notice, head),
            payment=notice.payment,
            notice=notice,
        )


def reminder_title(notice: Notice, head: Letterhead) -> str:
    """Return what the letter is about, in the active language."""
    values = {"subject": notice.wording.subject, "building": head.building.name}
    return _("%(subject)s – %(building)s") % values
