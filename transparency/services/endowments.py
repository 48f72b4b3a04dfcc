"""Endowments of the solidarity fund: acts of the members, booked and never changed."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from koprogo.audit.services import record
from koprogo.ledger.errors import AlreadyPosted
from koprogo.ledger.models import Journal
from koprogo.ledger.services import credit, debit, post
from koprogo.slots import DecisionRef
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from solidarity.services.movements import note_movement
from transparency.chart import BANK, CARRIED_FORWARD, FUND
from transparency.errors import EndowmentPaid, NoFund, PaidBeforeGiven
from transparency.models import AllocationLine, Endowment
from transparency.queries.allocations import paid_source
from transparency.services.books import hold_open_books, refuse_shut
from transparency.services.publishing import soon

__all__ = ["endow", "pay_endowment"]


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


@transaction.atomic
def pay_endowment(act: Endowment, *, on: date, by) -> None:
    """Note that the bank transferred an endowment: booked here and in the fund, or not.

    Raises:
        EndowmentPaid: it was paid.
        PaidBeforeGiven: the members gave it later.
        NoFund: there is none yet.
        NotYet, QuarterClosed: of the day.
    """
    refuse_shut(on, hold_open_books())
    if on < act.given_on:
        raise PaidBeforeGiven(act.given_on)
    fund = Tenant.objects.filter(kind=Tenant.Kind.FUND).first()
    if fund is None:
        raise NoFund
    try:
        post(
            journal=Journal.Code.BANK,
            year=on.year,
            date=on,
            text=act.decision_text,
            lines=[debit(FUND, act.amount), credit(BANK, act.amount)],
            by=by,
            source=paid_source(act),
        )
    except AlreadyPosted as error:
        raise EndowmentPaid(act) from error
    record("fund.paid", target=act, by=by, amount=str(act.amount), day=str(on))
    with enter(fund.pk, by=by):
        note_movement(
            "endowment",
            uuid=act.uuid,
            amount=act.amount,
            on=on,
            reference=act.decision_text,
            by=by,
        )
    soon()
