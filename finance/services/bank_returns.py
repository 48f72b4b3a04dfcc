"""What a part of a movement was said to be is taken back: by mistake, or by the bank.

A payment that comes back is mirrored on the day on which it does: what it paid is owed
again. The two movements of the bank then explain each other.
"""

from collections.abc import Iterable
from datetime import date

from finance import chart
from finance.bank.statement import NO_REASON
from finance.errors.bank import AlreadyUndone, OtherAmount
from finance.models import BankMovement, MovementMatch, OrderedPayment
from finance.movement_parts import ReturnPart
from finance.queries.bank import open_day
from finance.queries.bank_sent import returnable
from finance.queries.years import year_of
from finance.services.alignment import align_reserve
from finance.services.bank_posting import entry_text
from finance.services.costs import turn_costs
from finance.services.deferrals import on_account
from koprogo.audit.services import record
from koprogo.ledger import services as ledger
from koprogo.ledger.models import Journal


def take_back(
    match: MovementMatch,
    *,
    holders: Iterable[int],
    day: date,
    by,
    source: str | None = None,
) -> None:
    """Put what a match explains in suspense again, by a mirror of this day.

    ``holders``: whose account it moves; the caller has locked them and the journals.
    """
    entry, movement = match.entry, match.movement
    year = year_of(day)
    mirror = ledger.mirror(
        entry, year=year, date=day, text=entry.text, by=by, source=source
    )
    turn_costs(entry, mirror)
    if entry.pk == movement.entry_id:
        _back_in_suspense(movement, match, day, by=by)
    align_reserve(holders, year=year, date=day, text=entry.text, by=by)


def _back_in_suspense(
    movement: BankMovement, match: MovementMatch, day: date, *, by
) -> None:
    """The mirror took the money from the bank as well: it is there all the same."""
    ledger.post(
        journal=Journal.Code.BANK,
        year=year_of(day),
        date=day,
        text=entry_text(movement.statement, movement.position),
        lines=[
            on_account(movement.statement.bank_account, movement.amount),
            on_account(chart.SUSPENSE, -movement.amount),
        ],
        by=by,
        source=f"again:{match.uuid}",
    )


def book_return(movement: BankMovement, part: ReturnPart, *, by) -> MovementMatch:
    """Take a payment back that the bank gives back; return the match of ``movement``.

    What it paid is owed again, and an invoice may be ordered again.

    Raises:
        AlreadyUndone: it came back before, or somebody took it back.
        OtherAmount: a bank gives all of a payment back.
    """
    found = (
        returnable()
        .select_related("movement__statement", "entry__journal")
        .filter(pk=part.match.pk)
        .first()
    )
    if found is None:
        raise AlreadyUndone(part.match)
    if found.amount != -part.amount:
        raise OtherAmount(found.amount)
    day = max(open_day(movement.booked_on), found.entry.date)
    holders = [found.payment.holding_id] if found.payment else []
    source = f"{MovementMatch.TAKEN_BACK}{found.uuid}"
    take_back(found, holders=holders, day=day, by=by, source=source)
    if found.invoice is not None:
        ordered = OrderedPayment.objects.filter(invoice=found.invoice, open=True)
        ordered.update(open=False)
    return _explain_each_other(found, movement, day, by=by)


def _explain_each_other(
    found: MovementMatch, movement: BankMovement, day: date, *, by
) -> MovementMatch:
    """Match a movement with the one that gives it back: nothing of both is left."""
    entry = ledger.post(
        journal=Journal.Code.BANK,
        year=year_of(day),
        date=day,
        text=entry_text(movement.statement, movement.position),
        lines=[
            on_account(chart.SUSPENSE, found.amount),
            on_account(chart.SUSPENSE, -found.amount),
        ],
        by=by,
        source=f"{MovementMatch.CAME_BACK}{found.uuid}",
    )
    first, second = (
        MovementMatch(
            movement=one,
            kind=MovementMatch.Kind.RETURNED,
            amount=amount,
            entry=entry,
            matched_by=by,
        )
        for one, amount in (
            (found.movement, found.amount),
            (movement, -found.amount),
        )
    )
    first.save()
    record(
        "bank.returned",
        target=found.movement,
        by=by,
        amount=str(abs(found.amount)),
        reason=movement.return_reason or NO_REASON,
    )
    return second
