"""What of assemblies the office should act on, told on a building's overview.

One statement asks whether anything waits; more are made only where it does.
"""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from buildings.access import Permission
from governance.council import council_is_mandatory
from governance.deadlines import mandate_alerts
from governance.home_between import assemblies_to_convene
from governance.home_contracts import notices_to_give
from governance.home_mandates import mandate_that_ends
from governance.home_minutes import minutes_to_send
from governance.queries.contracts import notices_near
from governance.queries.waiting import Waiting, what_waits
from koprogo.slots import Notice


def notices(request) -> Iterator[Notice]:
    """Tell the office what it must do."""
    if not request.access.allows(Permission.PREPARE_ASSEMBLIES):
        return
    today = timezone.localdate()
    waiting = what_waits(today)
    if waiting.minutes:
        yield from minutes_to_send(today)
    if waiting.requests:
        yield from assemblies_to_convene()
    if waiting.last_mandate and today >= min(mandate_alerts(waiting.last_mandate)):
        yield from mandate_that_ends(today)
    if council_is_mandatory(waiting.lots, on=today) and not waiting.has_council:
        yield Notice(
            "warn",
            _("This building must have a council of co-ownership, and has none."),
        )
    yield from notices_to_give([*notices_near(waiting.renewing, today)])
    yield from _counted(waiting)


def _counted(waiting: Waiting) -> Iterator[Notice]:
    if count := waiting.late_tasks:
        text = ngettext(
            "%(count)s task that follows from a decision is overdue.",
            "%(count)s tasks that follow from decisions are overdue.",
            count,
        )
        yield Notice("warn", text % {"count": count})
    if count := waiting.proposals:
        text = ngettext(
            "%(count)s proposal of a co-owner for the agenda waits.",
            "%(count)s proposals of co-owners for the agenda wait.",
            count,
        )
        yield Notice("info", text % {"count": count})
    if count := waiting.unwritten:
        text = ngettext(
            "The minutes of %(count)s written decision are to be drawn up.",
            "The minutes of %(count)s written decisions are to be drawn up.",
            count,
        )
        yield Notice("info", text % {"count": count})
