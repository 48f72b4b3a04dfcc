"""The letter of a reminder as PDF; a formal notice shows how its interest is computed."""

from django.utils import translation
from django.utils.translation import gettext as _

from finance.exports.letters import plain, qr_code
from finance.queries.letters import Letterhead
from finance.queries.reminders import Notice
from koprogo.pdf import picture, render_pdf


def reminder_pdf(notice: Notice, *, head: Letterhead) -> bytes:
    """Return the letter in the language of its addressee."""
    language = notice.reader.language
    with translation.override(language):
        title = reminder_title(notice, head)
    context = {
        "title": title,
        "author": head.firm.name,
        "notice": notice,
        "building": head.building,
        "firm": head.firm,
        "logo": picture(head.logo),
        "code": picture(qr_code(notice.payment)),
    }
    return render_pdf("pdf/reminder_letter.html", context, language=language)


def reminder_title(notice: Notice, head: Letterhead) -> str:
    """Return what the letter is about, in the active language."""
    values = {"subject": notice.wording.subject, "building": head.building.name}
    return _("%(subject)s – %(building)s") % values


def reminder_name(notice: Notice) -> str:
    """Return the name of the file: day, account, who: 2026-03-02_H1_Haddad.pdf."""
    who = notice.reader.addressee or notice.holding.members.all()[0].owner
    parts = (str(notice.on), plain(notice.holding.code), plain(who.last_name))
    return "_".join(filter(None, parts))[:140] + ".pdf"
