"""A report on paper, in one language: made from what is frozen in it, nothing else."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from koprogo.pdf import render_pdf
from solidarity.exports.tables import (
    amount_bars,
    kind_rows,
    money_facts,
    request_facts,
)
from solidarity.exports.yearly import goal_rows, impact_facts
from solidarity.models import FundReport
from solidarity.words_public import quarters_label

__all__ = ["PDF", "report_context", "report_name", "report_pdf", "report_title"]

PDF = "application/pdf"


def report_title(report: FundReport) -> str:
    """Return what a report is called, in the active language."""
    if report.kind == FundReport.Kind.YEAR:
        return _("Solidarity fund: the year %(year)s") % {"year": report.year}
    return _("Solidarity fund: %(quarters)s") % {
        "quarters": quarters_label(report.quarters)
    }


def report_name(report: FundReport, language: str) -> str:
    """Return the name of the file: ``solidarity-2026-Q1-fr.pdf``."""
    return f"solidarity-{report.period}-{language}.pdf"


def report_pdf(report: FundReport, *, language: str) -> bytes:
    """Return the report: tagged PDF with a chart, and a table beside it."""
    with translation.override(language):
        return render_pdf(
            "pdf/solidarity_report.html", report_context(report), language=language
        )


def report_context(report: FundReport) -> dict[str, object]:
    """Return what its template reads, in the active language."""
    heading = report_title(report)
    rows = kind_rows(report.cells)
    impact = report.cells.get("impact")
    return {
        "title": heading,
        "heading": heading,
        "author": settings.ORGANISATION_NAME,
        "report": report,
        "facts": [*request_facts(report.cells), *money_facts(report.cells)],
        "rows": rows,
        "chart": amount_bars("granted", rows),
        "impact": impact_facts(impact) if impact else (),
        "goals": goal_rows(impact) if impact else (),
    }
