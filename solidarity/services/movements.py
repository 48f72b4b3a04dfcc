"""What the treasurer notes: endowments of the ASBL and running costs, or their mirror."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from koprogo.audit.services import record
from koprogo.ledger import services as ledger
from koprogo.ledger.models import Entry, Journal
from koprogo.ledger.services import Draft, credit, debit
from solidarity import chart
from solidarity.errors.money import DayOff, MirroredAlready, NotedAlready
from solidarity.models import FundMovement
from solidarity.services.covering import hold_capital, refuse_uncovered

__all__ = ["mirror_movement", "note_movement"]

Kind = FundMovement.Kind


def _lines(kind: str, amount: Decimal) -> list[Draft]:
    if kind == Kind.ENDOWMENT:
        return [debit(chart.BANK, amount), credit(chart.CAPITAL, amount)]
    return [debit(chart.COSTS, amount), credit(chart.BANK, amount)]


@transaction.atomic
def note_movement(
    kind: str, *, uuid: UUID, amount: Decimal, on: date, reference: str, by
) -> FundMovement:
    """Book an endowment or a running cost, EUR.

    ``reference``: that of the ASBL's decision, or what the cost was for. ``uuid`` is
    drawn when the form is shown: sent twice, it is booked once.

    Raises:
        NotedAlready: this ``uuid`` was booked before.
        DayOff: the day has not come.
        NotCovered: a cost takes what is promised, perhaps since this very moment.
        LedgerError: of ``koprogo.ledger``; the year of the books is closed.
    """
    hold_capital()
    if FundMovement.objects.filter(uuid=uuid).exists():
        raise NotedAlready(uuid)
    if on > timezone.localdate():
        raise DayOff(on)
    if kind == Kind.COST:
        refuse_uncovered(amount)
    movement = FundMovement(
        uuid=uuid, kind=kind, amount=amount, on=on, reference=reference, recorded_by=by
    )
    movement.entry = ledger.post(
        journal=Journal.Code.BANK,
        year=on.year,
        date=on,
        text=reference[:200],
        lines=_lines(kind, amount),
        by=by,
        source=f"fund-movement:{uuid}",
    )
    movement.save(force_insert=True)
    record(f"{kind}.noted", target=movement, by=by, amount=str(amount))
    return movement


@transaction.atomic
def mirror_movement(movement: FundMovement, *, by) -> FundMovement:
    """Take back what was noted wrongly, by the mirror of its entry on the same day.

    Raises:
        MirroredAlready: it has its mirror.
        NotCovered: an endowment that promises rest on.
        LedgerError: of ``koprogo.ledger``; the year of the books is closed.
    """
    hold_capital()
    found = FundMovement.objects.select_for_update().get(pk=movement.pk)
    if found.mirror_id is not None:
        raise MirroredAlready(found)
    if found.kind == Kind.ENDOWMENT:
        refuse_uncovered(found.amount)
    entry = Entry.objects.select_related("journal").get(pk=found.entry_id)
    found.mirror = ledger.mirror(
        entry, year=found.on.year, date=found.on, text=found.reference[:200], by=by
    )
    found.save(update_fields=["mirror"])
    record(f"{found.kind}.mirrored", target=found, by=by, amount=str(found.amount))
    return found
