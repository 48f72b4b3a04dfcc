"""The log of a meeting as a table."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from governance.event_words import Names, say
from governance.models import MeetingEvent
from koprogo.ui.exports import Table


def log_table(events: Iterable[MeetingEvent], names: Names) -> Table:
    """``events``: in their order; each with the digest that seals all before it."""
    header = [_("Number"), _("Moment"), _("What happened"), _("Kind"), _("Digest")]
    rows = [
        (
            event.number,
            timezone.localtime(event.at),
            say(event, names),
            event.kind,
            event.digest,
        )
        for event in events
    ]
    return Table("meeting-log", _("Log of the meeting"), header, rows)
