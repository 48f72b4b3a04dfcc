"""The statement of charges on paper: for the holder, and an annex for the occupant."""

from datetime import date, timedelta

from django.utils import translation
from django.utils.translation import gettext as _

from buildings.mailings import Letterhead
from finance.exports.letters import printed
from finance.models import ChargeStatement
from finance.queries.charge_letters import ChargeText


def charge_pdf(text: ChargeText, *, head: Letterhead, on: date) -> bytes:
    """Return the letter of one holding: its balance and how to pay; then every cost."""
    return _pdf("pdf/charge_letter.html", text, head, on)


def annex_pdf(text: ChargeText, *, head: Letterhead, on: date) -> bytes:
    """Return what the occupants of its lots bear, cost by cost, for the holder to hand
    on.
    """
    return _pdf("pdf/charge_annex.html", text, head, on)


def _pdf(template: str, text: ChargeText, head: Letterhead, on: date) -> bytes:
    statement = text.document.statement
    with translation.override(text.reader.language):
        return printed(
            template,
            head,
            title=charge_title(statement, head),
            payment=text.payment,
            text=text,
            statement=statement,
            last_day=statement.until - timedelta(days=1),
            on=on,
        )


def charge_title(statement: ChargeStatement, head: Letterhead) -> str:
    """Return what a letter is about, in the active language."""
    values = {"title": statement.title, "building": head.building.name}
    return _("Statement of charges “%(title)s” – %(building)s") % values


def charge_stem(statement: ChargeStatement) -> str:
    """Return how the names of its files begin: with its last day, 2025-12-31."""
    return str(statement.until - timedelta(days=1))
