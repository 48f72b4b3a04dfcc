"""When two disagree: a mediator decides, or both agree to undo what was counted."""

from django.db import transaction
from django.utils import timezone

from community.errors.hours import NoMediator, NotNow, TooLong, Undone
from community.exchanging import LONGEST, Act, State
from community.models import HoursExchange, HoursTransfer, Neighbour
from community.notices_hours import About, tell_mediators, tell_of
from community.queries.hours.mediators import mediators_of
from community.services.hours.counting import count, hold, hold_for
from community.services.hours.ledger import mirror_transfer

__all__ = ["agree_to_undo", "ask_to_undo", "dispute", "mediate", "refuse_to_undo"]


@transaction.atomic
def dispute(
    exchange: HoursExchange, *, reason: str, me: Neighbour, by
) -> HoursExchange:
    """Bring it before a mediator; nothing is counted until he has decided.

    Raises:
        NotNow: see ``hold_for``.
    """
    found = hold_for(exchange, Act.DISPUTE, me=me)
    found.state, found.dispute = State.DISPUTED, reason
    found.disputed_by, found.disputed_at = me, timezone.now()
    found.save(update_fields=["state", "dispute", "disputed_by", "disputed_at"])
    may_decide = mediators_of(found).select_related("neighbour__user")
    tell_of(About.DISPUTED, found, to=[found.other(me)])
    tell_mediators(found, to=[row.neighbour for row in may_decide])
    return found


@transaction.atomic
def mediate(
    exchange: HoursExchange, *, minutes: int, reasons: str, me: Neighbour, by
) -> HoursExchange:
    """Decide how many minutes count; 0: none. It ends the dispute.

    Raises:
        NoMediator: he mediates not, or not between these two.
        NotNow: it is decided, or was never disputed.
        TooLong: less than nothing, or more than a day.
        BeyondLimit: it would pass a limit of one of them.
    """
    found = hold(exchange)
    if not mediators_of(found).filter(neighbour=me).exists():
        raise NoMediator(me)
    if found.state != State.DISPUTED:
        raise NotNow(found)
    if not 0 <= minutes <= LONGEST:
        raise TooLong(minutes)
    found.minutes = minutes
    if minutes:
        count(found, by=None)
    found.state, found.mediator, found.reasons = State.MEDIATED, me, reasons
    found.ended_at = timezone.now()
    found.save(update_fields=["minutes", "state", "mediator", "reasons", "ended_at"])
    tell_of(About.SETTLED, found, to=[found.giver, found.receiver])
    return found


@transaction.atomic
def ask_to_undo(exchange: HoursExchange, *, me: Neighbour, by) -> HoursExchange:
    """Say that what was counted is a mistake; it is undone when the other one agrees.

    Raises:
        NotNow: see ``hold_for``, or somebody asked it already.
        Undone: it is undone, or nothing was counted.
    """
    found = hold_for(exchange, Act.UNDO, me=me)
    _counted(found)
    if found.mirror_asked_by_id is not None:
        raise NotNow(found)
    now = timezone.now()
    _note_wish(found, me, now)
    once = str(int(now.timestamp()))
    tell_of(About.UNDO, found, to=[found.other(me)], once=once)
    return found


@transaction.atomic
def agree_to_undo(exchange: HoursExchange, *, me: Neighbour, by) -> HoursTransfer:
    """Undo it by a transfer the other way round; both entries stay to be read.

    Raises:
        NotNow: the other one does not ask it (any more).
        Undone: it is undone.
        BeyondLimit: it would pass a limit of one of them.
    """
    found = hold_for(exchange, Act.UNDO, me=me)
    row = _counted(found)
    if found.mirror_asked_by_id in (None, me.pk):
        raise NotNow(found)
    return mirror_transfer(row, by=me)


@transaction.atomic
def refuse_to_undo(exchange: HoursExchange, *, me: Neighbour, by) -> HoursExchange:
    """Leave it as it was counted; who asked may take his wish back in the same way.

    Raises:
        NotNow: nobody asks it.
        Undone: it is undone.
    """
    found = hold_for(exchange, Act.UNDO, me=me)
    _counted(found)
    if found.mirror_asked_by_id is None:
        raise NotNow(found)
    _note_wish(found, None, None)
    return found


def _note_wish(exchange: HoursExchange, who: Neighbour | None, when) -> None:
    exchange.mirror_asked_by, exchange.mirror_asked_at = who, when
    exchange.save(update_fields=["mirror_asked_by", "mirror_asked_at"])


def _counted(exchange: HoursExchange) -> HoursTransfer:
    """Return the transfer of an exchange that was not undone."""
    rows = HoursTransfer.objects.filter(exchange=exchange, kind="exchange")
    row = rows.filter(mirror=None).first()
    if row is None:
        raise Undone(exchange)
    return row
