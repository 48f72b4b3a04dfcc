"""What adopted lines paid for: noted by the treasurer, never beyond what is left."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from koprogo.audit.services import record
from transparency.errors import (
    BookedWhole,
    MoreThanLeft,
    MoreThanSpent,
    NotAdoptedYet,
    SpendingRecorded,
    SpentOnAnotherDay,
)
from transparency.models import AllocationLine, Spending
from transparency.queries.allocations import BOOKED, NOTHING
from transparency.services.publishing import soon

__all__ = ["record_spending"]


@transaction.atomic
def record_spending(
    line: AllocationLine,
    *,
    uuid: UUID,
    amount: Decimal,
    spent_on: date,
    description: str,
    by,
) -> Spending:
    """Note what a line paid, EUR; below 0 it corrects what was noted too much.

    ``uuid`` is drawn when the form is shown: sent twice, it is noted once.

    Raises:
        SpendingRecorded: this ``uuid`` was noted before.
        NotAdoptedYet: the members have not adopted the line.
        BookedWhole: it goes to the reserve or to the fund.
        SpentOnAnotherDay: before the decision, or in the future.
        MoreThanLeft: the line has less left, perhaps since this very moment.
        MoreThanSpent: it would take back more than was noted.
    """
    rows = AllocationLine.objects.select_for_update(of=["self"])
    found = rows.select_related("allocation").get(pk=line.pk)
    if Spending.objects.filter(uuid=uuid).exists():
        raise SpendingRecorded(uuid)
    _check_day(found, spent_on)
    _check_amount(found, amount)
    spending = Spending.objects.create(
        uuid=uuid,
        line=found,
        amount=amount,
        spent_on=spent_on,
        description=description,
        recorded_by=by,
    )
    record("spending.recorded", target=spending, by=by, amount=str(amount))
    soon()
    return spending


def _check_day(line: AllocationLine, spent_on: date) -> None:
    adopted_on = line.allocation.adopted_on
    if adopted_on is None:
        raise NotAdoptedYet(line)
    if line.purpose in BOOKED:
        raise BookedWhole(line)
    if not adopted_on <= spent_on <= timezone.localdate():
        raise SpentOnAnotherDay(spent_on)


def _check_amount(line: AllocationLine, amount: Decimal) -> None:
    spent = line.spendings.aggregate(sum=Sum("amount"))["sum"] or NOTHING
    if spent + amount > line.amount:
        raise MoreThanLeft(line.amount - spent)
    if spent + amount < 0:
        raise MoreThanSpent(spent)
