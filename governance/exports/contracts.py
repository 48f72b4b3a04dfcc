"""The evaluation report of the contracts on paper, in a language of the building."""

from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from buildings.models import Building
from buildings.queries import syndic_of
from governance.queries.contract_reviews import YearOfContracts
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
