"""Reports, accounts and entries of one's own as tables."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from finance import chart
from finance.reports import Report
from finance.reports.layout import LABELS
from koprogo.ledger.models import Account
from koprogo.ui.exports import Table


def report_table(report: Report) -> Table:
    """Return every line of a report; where it has several parts, each says its own."""
    columns = report.columns()
    parts = len(report.sections) > 1
    header = [*([_("Part")] if parts else []), *(LABELS[name] for name in columns)]
    rows = [
        [
            *([section.title] if parts else []),
            *(row.cells.get(name) for name in columns),
        ]
        for section, row, is_total in report.cells()
        if not is_total
    ]
    return Table(report.name, report.title, header, rows)


def chart_table(accounts: Iterable[Account], names: Mapping[str, str]) -> Table:
    header = [_("Account"), _("Name"), _("Occupant, %")]
    rows = [
        (one.code, names[one.code], chart.occupant_percent(one.code))
        for one in accounts
    ]
    return Table("chart-of-accounts", _("Chart of accounts"), header, rows)
