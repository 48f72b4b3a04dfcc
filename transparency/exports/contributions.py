"""Statements of contributions on paper, in the member's language."""

from datetime import date

from django.template.defaultfilters import date as in_words
from django.utils import translation
from django.utils.translation import gettext as _

from buildings.mailings import Letterhead
from buildings.mailings.files import file_name, plain
from finance.exports.letters import printed
from transparency.models import Contribution
from transparency.queries.contributions import StatementText, YearText

PDF = "application/pdf"


def statement_pdf(
    text: StatementText, *, head: Letterhead, language: str, on: date
) -> bytes:
    """Return the statement of a month: what to pay and how; then how it came about."""
    month = text.contribution.month
    with translation.override(language):
        return printed(
            "pdf/contribution_statement.html",
            head,
            title=_("Contribution of %(month)s – %(name)s")
            % {
                "month": in_words(month, "F Y"),
                "name": text.contribution.participation.name,
            },
            payment=text.payment,
            text=text,
            on=on,
        )


def year_pdf(text: YearText, *, head: Letterhead, language: str, on: date) -> bytes:
    """Return the summary of a year: every contribution and every payment."""
    with translation.override(language):
        return printed(
            "pdf/contribution_year.html",
            head,
            title=_("Contributions of %(year)s – %(name)s")
            % {"year": text.year, "name": text.participation.name},
            payment="",
            text=text,
            on=on,
        )


def statement_name(contribution: Contribution) -> str:
    """Return what its file is called: ``2026-04_Les-Acacias.pdf``."""
    return file_name(
        f"{contribution.month:%Y-%m}", plain(contribution.participation.name)
    )


def year_name(text: YearText) -> str:
    return file_name(str(text.year), plain(text.participation.name))
