"""What follows when an aid is paid out: it comes back, or its request is closed."""

from datetime import date

from django.utils import timezone

from koprogo.audit.services import record
from solidarity.models import Aid, Request
from solidarity.services.plans import begin

__all__ = ["finish", "resume"]


def finish(aid: Aid, *, on: date, by) -> None:
    """Begin the plan of what comes back; close what does not. The caller holds the aid.

    ``on``: the day of the last payment.
    """
    if aid.comes_back:
        begin(aid, on=on, by=by)
        return
    now = timezone.now()
    aid.state, aid.ended_at = Aid.State.CLOSED, now
    aid.save(update_fields=["state", "ended_at"])
    request = _request(aid)
    request.state, request.ended_at = Request.State.CLOSED, now
    request.save(update_fields=["state", "ended_at", "changed_at"])
    record("aid.paid-out", target=aid, by=by, amount=str(aid.paid))


def resume(aid: Aid) -> None:
    """Open again what was finished: a transfer came back. The caller holds the aid."""
    aid.state, aid.ended_at = Aid.State.SIGNED, None
    request = _request(aid)
    if request.state == Request.State.CLOSED:
        request.state, request.ended_at = Request.State.ACCEPTED, None
        request.save(update_fields=["state", "ended_at", "changed_at"])


def _request(aid: Aid) -> Request:
    return Request.objects.select_for_update().get(pk=aid.request_id)
