"""Surpluses, divisions of them, and decisions of members, for tests."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from buildings.models import Owner
from koprogo.ledger.queries.balances import account_balances
from koprogo.ledger.services import credit, debit, post
from koprogo.slots import DecisionRef
from transparency.models import Allocation
from transparency.months import add_months, first_of_month
from transparency.queries.allocations import (
    AllocationDraft,
    LineDraft,
    allocation_list,
)
from transparency.services.allocations import adopt_allocation, prepare_allocation
from transparency.services.spendings import record_spending

FIVE = "features 30, fund 25, infrastructure 25, price-cut 15, reserve 5"
TWO = "features 50, reserve 50"


def today() -> date:
    return timezone.localdate()


def month_ago(months: int = 1) -> date:
    """The first day of a month before this one."""
    return add_months(first_of_month(today()), -months)


def lines(text: str, *, idea=None) -> list[LineDraft]:
    """``features 30, reserve 70``; ``idea``: of the first line."""
    pairs = [each.split(" ") for each in text.split(", ")]
    found = [LineDraft(purpose, Decimal(part)) for purpose, part in pairs]
    if idea is not None:
        found[0] = LineDraft(found[0].purpose, found[0].percent, "", idea)
    return found


def draft(amount="72000.00", text=FIVE, *, title="Surplus of 2026", idea=None):
    return AllocationDraft(title, Decimal(amount), lines(text, idea=idea))


def proposed(amount="72000.00", text=FIVE, **values) -> Allocation:
    return prepare_allocation(draft(amount, text, **values), by=None)


def decision(number=1, *, on=None) -> DecisionRef:
    return DecisionRef(uuid4(), f"Decision {number} of the assembly", on or today())


def adopted(amount="72000.00", text=FIVE, *, on=None, **values) -> Allocation:
    made = adopt_allocation(
        proposed(amount, text, **values), decision=decision(on=on), by=None
    )
    return allocation_list().get(pk=made.pk)


def line_of(allocation, purpose):
    return allocation.lines.get(purpose=purpose)


def spent(line, amount, *, on=None, uuid=None, description="Server", by=None):
    return record_spending(
        line,
        uuid=uuid or uuid4(),
        amount=Decimal(amount),
        spent_on=on or today(),
        description=description,
        by=by,
    )


def booked(debited, credited, amount, *, on):
    """An entry by hand: a result, the reserve of before, a cost."""
    return post(
        journal="misc",
        year=on.year,
        date=on,
        text="For a test",
        lines=[debit(debited, Decimal(amount)), credit(credited, Decimal(amount))],
        by=None,
    )


def balance(code) -> Decimal:
    """Debit minus credit of an account."""
    return account_balances(code)[code]


def registered(user, *, name="") -> Owner:
    """Somebody of the register of the ASBL who signs in."""
    return Owner.objects.create(
        code=user.email[:30],
        last_name=name or user.name,
        email=user.email,
        channel="email",
        language="en",
        user=user,
    )
