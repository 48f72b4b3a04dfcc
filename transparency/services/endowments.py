"""Endowments of the solidarity fund: acts of the members, booked and never changed."""

from django.utils import timezone

from koprogo.audit.services import record
from koprogo.ledger.services import credit, debit, post
from koprogo.slots import DecisionRef
from transparency.chart import CARRIED_FORWARD, FUND
from transparency.models import AllocationLine, Endowment

__all__ = ["endow"]


def endow(line: AllocationLine, *, decision: DecisionRef, by) -> Endowment:
    """Owe the fund what a line of an allocation gives it, in its transaction.

    The ASBL owes it from today on; the act says by which decision.
    """
    today = timezone.localdate()
    entry = post(
        journal="misc",
        year=today.year,
        date=today,
        text=decision.text[:200],
        lines=[debit(CARRIED_FORWARD, line.amount), credit(FUND, line.amount)],
        by=by,
        source=f"allocation-line:{line.uuid}",
    )
    act = Endowment.objects.create(
        line=line,
        amount=line.amount,
        given_on=today,
        decision=decision.uuid,
        decision_text=decision.text[:200],
        entry=entry,
        carried_out_by=by,
    )
    record("fund.endowed", target=act, by=by, amount=str(line.amount))
    return act
