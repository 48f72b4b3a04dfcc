"""What reports and ways of taking part are called, in the active language."""

from django.utils.translation import gettext as _

from buildings.models import Participation, ParticipationPeriod
from transparency.models import Report


def report_title(report: Report) -> str:
    """Return ``Quarterly report 2026 Q1`` or ``Yearly accounts 2026``."""
    if report.kind == Report.Kind.YEAR:
        return _("Yearly accounts %(year)s") % {"year": report.year}
    return _("Quarterly report %(year)s, quarter %(quarter)s") % {
        "year": report.year,
        "quarter": report.quarter,
    }


def way_of(row: Participation) -> str:
    """Return in which way a participation (``with_state``) takes part today.

    A person has one way only; without one it is inactive.
    """
    if not row.way:
        return _("Inactive")
    if row.kind == Participation.Kind.PERSON:
        return str(row.get_kind_display())
    return str(ParticipationPeriod.Way(row.way).label)
