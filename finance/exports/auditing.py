"""The report of the auditor of the accounts on paper, in the building's language."""

from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from buildings.models import Building
from finance import audit_words, checklist
from finance.fiscal_year import year_name
from finance.models import AccountsCheck
from finance.queries.auditing import Report
from koprogo.pdf import render_pdf

PDF = "application/pdf"


def report_language(building: Building) -> str:
    """Return the first language of the building; French, where none is known."""
    return next(iter(building.languages), "fr")


def report_title(check: AccountsCheck, building: Building) -> str:
    """Return the title, in the building's language."""
    with translation.override(report_language(building)):
        return _("Report of the auditor of the accounts, %(year)s") % {
            "year": _year(check)
        }


def report_name(check: AccountsCheck, building: Building) -> str:
    """Return the name of the file: ``acacias-auditor-2025.pdf``."""
    return f"{building.slug}-auditor-{check.year}.pdf"


def report_pdf(found: Report, building: Building, *, on: date) -> bytes:
    """Return the report as it is signed on a day: tagged PDF.

    ``found``: everything that it holds; without an opinion it is a draft.
    """
    language = report_language(building)
    title = report_title(found.check, building)
    with translation.override(language):
        context = {
            "title": f"{title} – {building.name}",
            "heading": title,
            "author": str(found.check.auditor or building.name),
            "building": building,
            "check": found.check,
            "found": found,
            "sample": audit_words.told(found.vouchers),
            "findings": audit_words.told(found.findings),
            "checklist": checklist.told(found.ending),
            "on": on,
        }
        return render_pdf("pdf/auditor_report.html", context, language=language)


def _year(check: AccountsCheck) -> str:
    return year_name(check.year.since, check.year.until)
