"""Who is late, as a table."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from finance.queries.lateness import LateHolding
from koprogo.ui.exports import Table


def arrears_table(late: Iterable[LateHolding]) -> Table:
    header = [
        _("Account"),
        _("Account holder"),
        _("Open since"),
        _("Overdue"),
        _("Last level"),
        _("Sent on"),
        _("Next level"),
        _("On"),
        _("Paused until"),
        _("Instalment plan"),
    ]
    rows = [
        (
            row.holding.code,
            str(row.holding),
            row.since,
            row.overdue,
            row.last.position if row.last else None,
            row.last.on if row.last else None,
            row.coming.level.position if row.coming else None,
            row.coming.on if row.coming else None,
            row.holding.paused_until,
            row.holding.plan_amount,
        )
        for row in late
    ]
    return Table("arrears", _("Arrears"), header, rows)
