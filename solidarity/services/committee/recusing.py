"""Who takes no part in a request: found before anything is opened, or declared; final."""

from django.db import transaction
from django.utils import timezone

from koprogo.audit.services import record
from solidarity.deciding import Recusal as Reason
from solidarity.errors.committee import RecusedAlready, SeatEnded
from solidarity.models import Ballot, Recusal, Request, Seat
from solidarity.queries.committee import recusing as queries
from solidarity.queries.committee.seats import filled
from solidarity.services.committee.base import hold

__all__ = ["declare_recusal", "find_recusals"]


@transaction.atomic
def find_recusals(request: Request) -> list[Recusal]:
    """Write who of today's committee takes no part, from what the platform knows.

    Called before anything is opened and before each vote; who is known stays as he is.
    A ballot of his in an open vote is taken out.
    """
    found = hold(request)
    known = set(found.recusals.values_list("user", flat=True))
    reasons = queries.found(found, filled(timezone.localdate()))
    rows = [
        Recusal.objects.create(request=found, user_id=person, reason=reason, found=True)
        for person, reason in sorted(reasons.items())
        if person not in known
    ]
    for row in rows:
        _take_out(row)
        record("recusal.found", target=row.request, by=None)
    return rows


@transaction.atomic
def declare_recusal(request: Request, *, reason: Reason, seat: Seat, by) -> Recusal:
    """Take no part any more, for a reason that only oneself knows; it is final.

    Raises:
        RecusedAlready, SeatEnded: see there.
    """
    found = hold(request)
    if not Seat.objects.on(timezone.localdate()).filter(pk=seat.pk).exists():
        raise SeatEnded(seat)
    if found.recusals.filter(user=seat.user_id).exists():
        raise RecusedAlready(found)
    row = Recusal.objects.create(request=found, user_id=seat.user_id, reason=reason)
    _take_out(row)
    record("recusal.declared", target=row.request, by=by)
    return row


def _take_out(row: Recusal) -> None:
    open_ones = Ballot.objects.filter(
        vote__request=row.request_id, vote__closed_at=None, seat__user=row.user_id
    )
    open_ones.delete()
