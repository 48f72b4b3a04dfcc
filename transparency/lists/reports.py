"""Reports and goals as tables."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from koprogo.ui.exports import Table
from transparency.models import Goal, Report


def reports_table(rows: Iterable[Report]) -> Table:
    """``rows``: as of ``queries.reports.report_list``."""
    header = [
        _("Report"),
        _("Period"),
        _("Version"),
        _("What is corrected"),
        _("Made on"),
        _("Reviewed on"),
        _("Reviewed by"),
        _("Approved by the members"),
        _("Published on"),
        _("Published by"),
        _("Documents"),
    ]
    body = [
        (
            row.get_kind_display(),
            row.period,
            row.version,
            row.reason,
            row.created_at,
            row.reviewed_at,
            _who(row.reviewed_by),
            row.decision_text,
            row.published_at,
            _who(row.published_by),
            len(row.documents.all()),
        )
        for row in rows
    ]
    return Table("reports", _("Reports"), header, body)


def _who(user) -> str:
    return str(user) if user else ""


def goals_table(rows: Iterable[Goal]) -> Table:
    header = [_("Goal"), _("Until"), _("Target"), _("Measured"), _("Measured on")]
    body = [
        (row.get_name_display(), row.due, row.target, row.measured, row.measured_on)
        for row in rows
    ]
    return Table("goals", _("Goals"), header, body)
