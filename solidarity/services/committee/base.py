"""What every act on a file begins with: its row is held, and who acts may act."""

from uuid import UUID

from django.utils import timezone

from solidarity.errors.committee import NotBefore, NotOpened, Recused, SeatEnded
from solidarity.models import Opening, Recusal, Request, Seat

__all__ = ["check_member", "check_opened", "hold", "hold_complete"]

State = Request.State


def hold(request: Request) -> Request:
    """Return the row, which nobody else changes until the commit.

    Whatever is done on a file holds it first: ballots, closings, recusals, questions
    and answers come one after the other.
    """
    return Request.objects.select_for_update(of=["self"]).get(pk=request.pk)


def hold_complete(request: Request) -> Request:
    """Return the row held, while the request is before the committee.

    Raises:
        NotBefore: it is not.
    """
    found = hold(request)
    if found.state != State.COMPLETE:
        raise NotBefore(found)
    return found


def check_member(request: Request, seat: Seat) -> None:
    """Let only somebody act who holds his seat today and is not recused.

    Raises:
        SeatEnded, Recused: see there.
    """
    running = Seat.objects.on(timezone.localdate()).filter(pk=seat.pk)
    if not running.exists():
        raise SeatEnded(seat)
    if Recusal.objects.filter(request=request, user=seat.user_id).exists():
        raise Recused(request)


def check_opened(request: Request, seat: Seat, *, paper: UUID | None = None) -> None:
    """Let only somebody act who has opened the file, or this paper of it.

    Raises:
        NotOpened: he has not.
    """
    rows = Opening.objects.filter(request=request, user=seat.user_id)
    what = Opening.What.FILE if paper is None else Opening.What.PAPER
    rows = rows.filter(what=what)
    if paper is not None:
        rows = rows.filter(paper__uuid=paper)
    if not rows.exists():
        raise NotOpened(request)
