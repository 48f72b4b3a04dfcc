"""Sending a request, and its becoming complete."""

from django.db import transaction
from django.utils import timezone

from koprogo.notifications.services import queue
from solidarity import notices
from solidarity.errors.requests import AlreadySent, NotSaidYet
from solidarity.models import Question, Request
from solidarity.services.requests.writing import (
    Opened,
    lacks,
    lock,
    look_again,
    noted,
    settle,
)

__all__ = ["check_again", "send_request"]

State = Request.State


@transaction.atomic
def send_request(request: Request, *, origin: str, by) -> Request:
    """Send a draft to the committee, once, and confirm it by mail.

    What is found about it is told, and refuses nothing. While documents are missing it
    waits for them. ``origin``: of the site, for the link in the mail.

    Raises:
        AlreadySent: it was sent before, perhaps this very moment.
        NotSaidYet: an answer or a consent is missing.
    """
    opened = lock(request)
    if opened.row.state != State.DRAFT:
        raise AlreadySent
    missing = lacks(opened)
    if not missing.may_be_sent:
        raise NotSaidYet(missing.sections, missing.consents)
    opened.row.submitted_at = now = timezone.now()
    look_again(opened)
    settle(opened, now=now)
    opened.row.save()
    noted("fund_request.sent", opened.row)
    queue([notices.receipt(opened.row, origin=origin)], by=None)
    return opened.row


def check_again(opened: Opened, *, origin: str) -> None:
    """Let an incomplete request become complete when nothing is missing any more.

    A question of the committee that nobody answered keeps it waiting. The caller holds its lock, and brought something new.
    """
    row, now = opened.row, timezone.now()
    asked = Question.objects.filter(request=row, answered_at=None)
    if row.state != State.INCOMPLETE or asked.exists():
        return
    settle(opened, now=now)
    row.save()
    if row.state == State.COMPLETE:
        noted("fund_request.complete", row)
        what = f"complete-{now:%Y%m%d%H%M%S}"
        queue([notices.news(row, what, origin=origin)], by=None)
