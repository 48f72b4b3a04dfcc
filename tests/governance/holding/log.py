"""What the log, the ballots and the history hold after a verb."""

import pytest

from governance.errors.meeting import EventRefused
from governance.models import CountedBallot, MeetingEvent
from koprogo.audit.models import AuditEvent


def log(assembly):
    rows = MeetingEvent.objects.filter(assembly=assembly).order_by("number")
    return list(rows.values_list("kind", "body"))


def last(assembly):
    return log(assembly)[-1]


def history(action):
    return AuditEvent.objects.filter(action=action).count()


def counted(item):
    ballots = CountedBallot.objects.filter(item=item).order_by("line__position")
    return dict(ballots.values_list("line__label", "choice"))


def refusal(act, *args, **kwargs):
    with pytest.raises(EventRefused) as error:
        act(*args, by=None, **kwargs)
    return error.value.code
