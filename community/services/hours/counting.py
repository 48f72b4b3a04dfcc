"""Holding an exchange, and counting its hours: what all its steps share."""

from community.errors.hours import NotNow
from community.exchanging import Act, State, acts
from community.models import HoursExchange, HoursTransfer, Neighbour
from community.services.hours.ledger import settle, transfer

__all__ = ["count", "hold", "hold_for"]


def hold(exchange: HoursExchange) -> HoursExchange:
    """Return an exchange locked."""
    return HoursExchange.objects.select_for_update(no_key=True).get(pk=exchange.pk)


def hold_for(exchange: HoursExchange, act: Act, *, me: Neighbour) -> HoursExchange:
    """Return an exchange locked, if one of both may do this now.

    Raises:
        NotNow: it stands otherwise by now, or it is the other one's turn.
    """
    found = hold(exchange)
    if me.pk not in (found.giver_id, found.receiver_id):
        raise NotNow(found)
    allowed = acts(
        State(found.state),
        is_author=found.asked_by_id != me.pk,
        has_confirmed=found.said_by_id == me.pk,
    )
    if act not in allowed:
        raise NotNow(found)
    return found


def count(exchange: HoursExchange, *, by: Neighbour | None) -> HoursTransfer:
    """Move both balances by what an exchange says, once.

    Who has left by then keeps no balance: the common account takes it over at once.

    Raises:
        BeyondLimit: it would pass a limit of one of them.
    """
    row = transfer(exchange, by=by)
    # Asked once the accounts are held: whoever leaves at this moment settles after it.
    both = (exchange.giver_id, exchange.receiver_id)
    for party in Neighbour.objects.filter(pk__in=both, left_at__isnull=False):
        settle(party)
    return row
