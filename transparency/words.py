"""What reports are called, in the active language."""

from django.utils.translation import gettext as _

from transparency.models import Report


def report_title(report: Report) -> str:
    """Return ``Quarterly report 2026 Q1`` or ``Yearly accounts 2026``."""
    if report.kind == Report.Kind.YEAR:
        return _("Yearly accounts %(year)s") % {"year": report.year}
    return _("Quarterly report %(year)s, quarter %(quarter)s") % {
        "year": report.year,
        "quarter": report.quarter,
    }
