"""Incomplete requests for which nothing new arrives: warned, then ended."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from koprogo.notifications.services import queue
from solidarity import notices
from solidarity.models import Request
from solidarity.queries.requests import LAPSE_DAYS, lapses_on
from solidarity.services.requests.writing import noted

__all__ = ["lapse_due", "warn_due"]

WARNED_BEFORE = 7
BATCH = 100


@transaction.atomic
def lapse_due(*, now: datetime) -> int:
    """End what waited too long, a batch at most; return how many."""
    due = list(_untouched(now, LAPSE_DAYS)[:BATCH])
    for row in due:
        row.state, row.ended_at = Request.State.LAPSED, now
        row.save()
        noted("fund_request.lapsed", row)
    queue([notices.news(row, "lapsed") for row in due], by=None)
    return len(due)


@transaction.atomic
def warn_due(*, now: datetime) -> int:
    """Tell who has seven days left, once for each silence; return how many."""
    due = list(_untouched(now, LAPSE_DAYS - WARNED_BEFORE))
    queue(
        [
            notices.waiting(
                row,
                until=lapses_on(row),
                event=f"waiting-{timezone.localdate(row.changed_at):%Y%m%d}",
            )
            for row in due
        ],
        by=None,
    )
    return len(due)


def _untouched(now: datetime, days: int):
    """Return the incomplete requests whose last news is so many days old, locked."""
    return (
        Request.objects.filter(
            state=Request.State.INCOMPLETE, changed_at__lte=now - timedelta(days=days)
        )
        .select_related("applicant")
        .select_for_update(of=["self"], skip_locked=True)
        .order_by("pk")
    )
