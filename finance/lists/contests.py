"""Contested lines as a table."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from finance.models import Contest
from finance.queries.contests import Status
from koprogo.ui.exports import Table


def contests_table(contests: Iterable[Contest]) -> Table:
    """``contests``: as of ``queries.contests.contest_list``, with the names of holders."""
    header = [
        _("Contested on"),
        _("Account"),
        _("Account holder"),
        _("Call or statement"),
        _("Line"),
        _("Status"),
        pgettext("contested line", "Closed on"),
        _("Reason"),
    ]
    rows = [
        (
            one.opened_at,
            one.holding.code,
            str(one.holding),
            one.title,
            one.label,
            str(Status(one.status).label),
            one.closed_at,
            one.text,
        )
        for one in contests
    ]
    return Table("contests", _("Contested lines"), header, rows)
