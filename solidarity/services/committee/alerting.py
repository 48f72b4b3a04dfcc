"""Telling the committee that a deadline comes: five and two days before, and when over."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from koprogo.notifications.services import queue
from solidarity.deadlines import Deadline
from solidarity.models import Recusal, Request
from solidarity.notices_committee import deadline_mails
from solidarity.queries.committee.seats import filled

__all__ = ["alert", "stage_of"]

DAYS = (2, 5)


@transaction.atomic
def alert(now: datetime, *, origin: str = "") -> int:
    """Tell every member of each deadline that comes, by pseudonym; each stage once.

    Who takes no part in a request is not told of it. Run each day, or as often as one
    likes; what is urgent is told the first time it is seen. Return how many requests.
    """
    requests = Request.objects.filter(state=Request.State.COMPLETE)
    due = [(one, stage) for one in requests if (stage := stage_of(one, now))]
    seats = filled(timezone.localdate(now))
    rows = Recusal.objects.filter(request__in=[one.pk for one, _stage in due])
    away = set(rows.values_list("request", "user"))
    mails = [
        mail
        for one, stage in due
        for mail in deadline_mails(
            one,
            [seat for seat in seats if (one.pk, seat.user_id) not in away],
            stage=stage,
            origin=origin,
        )
    ]
    queue(mails, by=None)
    return len(due)


def stage_of(request: Request, now: datetime) -> str:
    """Return which alert is due: urgent, 5, 2 or over; nothing while there is time."""
    local = timezone.localtime(now)
    if Deadline(request.decide_by, request.decide_at).is_over(local):
        return "over"
    if request.decide_at is not None:
        return "urgent"
    left = (request.decide_by - local.date()).days
    return next((str(days) for days in DAYS if left <= days), "")
