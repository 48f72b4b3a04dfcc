"""A report on paper, in one language: made from what is frozen in it, and nothing else."""

from django.utils import translation

from buildings.models import Building
from buildings.wording import speaking_in
from koprogo.pdf import render_pdf
from transparency.exports.report_sections import sections, told
from transparency.models import Report
from transparency.public.figures import Figures
from transparency.public.stored import read
from transparency.words import report_title

__all__ = ["PDF", "report_name", "report_pdf"]

PDF = "application/pdf"


def report_name(report: Report, association: Building, language: str) -> str:
    """Return the name of the file: ``koprogo-2026-Q1-v1-fr.pdf``."""
    return f"{association.slug}-{report.period}-v{report.version}-{language}.pdf"


def report_pdf(report: Report, association: Building, *, language: str) -> bytes:
    """Return the report: tagged PDF with charts, and a table beside each."""
    with translation.override(language), speaking_in(association.tenant.kind):
        return render_pdf(
            "pdf/open_report.html",
            report_context(report, association, language=language),
            language=language,
        )


def report_context(
    report: Report, association: Building, *, language: str
) -> dict[str, object]:
    """Return what its template reads, in the active language."""
    heading = report_title(report)
    found = told(report)
    return {
        "title": f"{heading} – {association.name}",
        "heading": heading,
        "author": association.name,
        "building": association,
        "report": report,
        "corrected": _corrected(report, language),
        "sections": sections(found, name=association.name),
        "digest": read(Figures, report.figures).digest,
    }


def _corrected(report: Report, language: str) -> dict[str, object] | None:
    """Return what a correction replaces: version, day and hash in the same language."""
    old = report.replaces
    if old is None:
        return None
    document = old.documents.select_related("file").get(language=language)
    return {
        "version": old.version,
        "published_at": old.published_at,
        "sha256": document.file.sha256,
        "reason": report.reason,
    }
