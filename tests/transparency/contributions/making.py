"""Participations that contribute, and their payments, on days that are over."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from buildings.models import AddOnUse, Participation, Reduction
from tests.transparency.members import crowd
from transparency.models import Receipt
from transparency.services.contributions import bill_month
from transparency.services.receipts import record_receipt

JANUARY = date(2025, 1, 1)
MARCH = date(2025, 3, 1)


def member(name="Les Tilleuls", *, since=JANUARY, **given) -> Participation:
    """A participation with a running contribution since a day."""
    [row] = crowd(1, since=since, **given)
    row.name = name
    row.save()
    return Participation.objects.select_related("party", "voter").get(pk=row.pk)


def reduced(row, kind, *, since=JANUARY, until=None) -> None:
    Reduction.objects.create(
        participation=row,
        kind=kind,
        contributor="Ann",
        reason="Translates",
        since=since,
        until=until,
    )


def using(row, add_on, *, since=JANUARY, until=None) -> None:
    AddOnUse.objects.create(participation=row, add_on=add_on, since=since, until=until)


def billed(*months) -> int:
    return sum(bill_month(month, by=None) for month in months)


def paid(row, amount="1.00", *, on=date(2025, 3, 9)) -> Receipt:
    return record_receipt(
        uuid=uuid4(), participation=row, amount=Decimal(amount), received_on=on, by=None
    )
