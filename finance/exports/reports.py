"""Reports of the books on paper, under the letterhead of the syndic."""

from datetime import date

from django.utils.translation import get_language

from buildings.models import Building
from buildings.queries import syndic_of
from finance.reports import Report
from koprogo.pdf import picture, render_pdf

PDF = "application/pdf"
# A page of the site waits for so many lines; the worker makes longer ones.
AT_ONCE = 150
# Nobody reads more on paper: then a shorter period, or a table, is the better way.
MOST = 5_000


def report_pdf(report: Report, building: Building, *, on: date) -> bytes:
    """Return a report in the active language; ``on``: the day it is made."""
    firm = syndic_of(building.pk, on=on)
    context = {
        "title": f"{report.title} – {building.name}",
        "author": str(firm or building.name),
        "report": report,
        "building": building,
        "firm": firm,
        "logo": picture(bytes(firm.logo.png)) if hasattr(firm, "logo") else "",
        "on": on,
        "most": MOST,
        "is_cut": report.size >= MOST,
    }
    return render_pdf("pdf/report.html", context, language=get_language())


def report_name(report: Report, building: Building) -> str:
    """Return the name of the file: ``acacias-trial-balance-2026-03-31.pdf``."""
    return f"{building.slug}-{report.name}-{report.until}.pdf"
