"""One's own statement of hours as a table."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from community.queries.hours.accounts import Line
from koprogo.ui.exports import Table

__all__ = ["statement_table"]


def statement_table(lines: Iterable[Line]) -> Table:
    """Every line of a statement, the latest first, in minutes."""
    header = [
        _("Day"),
        _("What"),
        _("Neighbour"),
        _("About"),
        _("In minutes"),
        _("Balance (minutes)"),
    ]
    body = [
        (
            line.made_at,
            line.label,
            line.other or _("The building"),
            line.title,
            line.minutes,
            line.balance,
        )
        for line in lines
    ]
    return Table("hours", _("Your hours"), header, body)
