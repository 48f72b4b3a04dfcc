"""Who is late, and the letters for the post, as tables."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from finance.models import ReminderLetter
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


def post_table(letters: Iterable[ReminderLetter]) -> Table:
    """The list for the post office."""
    header = [
        _("Account"),
        _("Addressee"),
        _("Postal address"),
        _("Registered letter"),
        _("File"),
        _("SHA-256 of the file"),
    ]
    rows = [
        (
            letter.holding.code,
            letter.name,
            letter.address,
            _("Yes") if letter.is_registered else _("No"),
            letter.file.name,
            letter.file.sha256,
        )
        for letter in letters
    ]
    return Table("reminders", _("Reminders by post"), header, rows)
