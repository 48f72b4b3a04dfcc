"""The statement of charges on paper: for the holder, and an annex for the occupant."""

from datetime import date, timedelta

from django.utils import translation
from django.utils.translation import gettext as _

from finance.exports.letters import plain, qr_code
from finance.models import ChargeStatement
from finance.queries.charge_letters import ChargeText
from finance.queries.letters import Letterhead
from koprogo.pdf import picture, render_pdf


def charge_pdf(text: ChargeText, *, head: Letterhead, on: date) -> bytes:
    """Return the letter of one holding: its balance and how to pay; then every cost."""
    return _pdf("pdf/charge_letter.html", text, head, on)


def annex_pdf(text: ChargeText, *, head: Letterhead, on: date) -> bytes:
    """Return what the occupants of its lots bear, cost by cost, for the holder to hand
    on.
    """
    return _pdf("pdf/charge_annex.html", text, head, on)


def _pdf(template: str, text: ChargeText, head: Letterhead, on: date) -> bytes:
    statement, language = text.document.statement, text.reader.language
    with translation.override(language):
        title = charge_title(statement, head)
    context = {
        "title": title,
        "author": head.firm.name,
        "text": text,
        "statement": statement,
        "last_day": statement.until - timedelta(days=1),
        "building": head.building,
        "firm": head.firm,
        "logo": picture(head.logo),
        "code": picture(qr_code(text.payment)) if text.payment else "",
        "on": on,
    }
    return render_pdf(template, context, language=language)


def charge_title(statement: ChargeStatement, head: Letterhead) -> str:
    """Return what a letter is about, in the active language."""
    values = {"title": statement.title, "building": head.building.name}
    return _("Statement of charges “%(title)s” – %(building)s") % values


def charge_name(text: ChargeText, *, annex: bool = False) -> str:
    """Return the name of the file: last day, account, who: 2025-12-31_H1_Haddad.pdf."""
    who = text.reader.addressee or text.shown.holding.members.all()[0].owner
    last_day = text.document.statement.until - timedelta(days=1)
    parts = (
        str(last_day),
        plain(text.shown.holding.code),
        plain(who.last_name),
        "annex" if annex else "",
    )
    return "_".join(filter(None, parts))[:140] + ".pdf"


def charge_zip_name(statement: ChargeStatement, what: str) -> str:
    """Return the name of a ZIP of this statement: 2025-12-31_letters.zip."""
    return f"{statement.until - timedelta(days=1)}_{what}.zip"
