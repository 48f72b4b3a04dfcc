"""The evaluation report of the contracts on paper, in a language of the building."""

from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from buildings.models import Building
from buildings.queries import syndic_of
from governance.exports.minutes import PDF, minutes_languages
from governance.queries.contract_reviews import YearOfContracts
from governance.queries.making import LibraryPaper
from koprogo.documents.intake import Intake
from koprogo.pdf import render_pdf


def report_title(found: YearOfContracts) -> str:
    """Return the title in the active language."""
    return _("Evaluation of the supply contracts %(year)s") % {"year": found.name}


def report_name(found: YearOfContracts, building: Building, language: str) -> str:
    """Return the name of the file: ``acacias-contracts-2025-fr.pdf``."""
    return f"{building.slug}-contracts-{found.year}-{language}.pdf"


def report_pdf(
    found: YearOfContracts, building: Building, *, language: str, on: date
) -> bytes:
    """Return the report on a year as it stands: tagged PDF.

    One that is not finished yet says so on each page.
    """
    with translation.override(language):
        heading = report_title(found)
        context = {
            "title": f"{heading} – {building.name}",
            "heading": heading,
            "author": building.name,
            "building": building,
            "firm": syndic_of(building.pk, on=on),
            "found": found,
            "on": on,
        }
        return render_pdf("pdf/contracts_report.html", context, language=language)


def report_papers(
    found: YearOfContracts, building: Building, *, on: date
) -> list[LibraryPaper]:
    """Return the report in each language of the building."""
    return [
        _paper(found, building, language, on)
        for language in minutes_languages(building)
    ]


def _paper(found: YearOfContracts, building: Building, language: str, on: date):
    with translation.override(language):
        title = report_title(found)
    name = report_name(found, building, language)
    data = report_pdf(found, building, language=language, on=on)
    return LibraryPaper(language, title, Intake(name, PDF, data))
