"""The yearly report of the council as a file of the library."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from buildings.models import Building
from koprogo.documents.intake import Intake
from koprogo.pdf import render_pdf


def report_title(year: int) -> str:
    """Return the title of a report in the library, in the language of its writer."""
    return _("Report of the council of co-ownership %(year)s") % {"year": year}


def report_file(
    building: Building,
    *,
    year: int,
    text: str,
    file: Intake | None,
    author: str,
    today: date,
) -> Intake:
    """Return the file of a report, or else its words as PDF/UA.

    In the language of its writer.
    """
    if file is not None:
        return file
    context = {
        "title": report_title(year),
        "author": author,
        "building": building,
        "text": text,
        "today": today,
    }
    data = render_pdf(
        "pdf/council_report.html", context, language=get_language() or "en"
    )
    return Intake(f"council-{year}.pdf", "application/pdf", data)
