"""What the owners paid for the reserve and still lies on the working account."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Sum

from finance import chart
from finance.models import AccountCharge, Payment
from finance.queries.accounts import standing_documents
from finance.queries.opening import opening_rows
from koprogo.ledger.models import Line
from koprogo.ledger.queries import account_balances

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class ReserveTransfer:
    """EUR up to a day. ``received``: reserve parts that owners paid, wherever;
    ``paid_there``: of it what came to the reserve account at once; ``transferred``:
    what was moved there since (finance.md §1, call for funds).
    """

    received: Decimal
    paid_there: Decimal
    transferred: Decimal

    @property
    def amount(self) -> Decimal:
        """What is proposed as an internal transfer."""
        return max(self.received - self.paid_there - self.transferred, ZERO)


def reserve_to_transfer(*, on: date) -> ReserveTransfer:
    """Return what is to be moved to the reserve account by the end of a day.

    What was asked for the reserve, less what is owed of it by the books (4100): so a
    credit that settled a reserve part counts like a payment. Six statements.
    """
    owed = account_balances(chart.OWNERS_RESERVE, on=on)[chart.OWNERS_RESERVE]
    there = Payment.BankAccount.RESERVE
    paid = Payment.objects.standing().filter(bank_account=there, date__lte=on)
    return ReserveTransfer(
        received=_asked(on) - owed,
        paid_there=_sum(paid, "amount"),
        transferred=_transferred(on),
    )


def _asked(on: date) -> Decimal:
    documents = standing_documents().filter(call__date__lte=on)
    charges = AccountCharge.objects.standing().filter(date__lte=on)
    opening = opening_rows().filter(opening__date__lte=on)
    return sum((_sum(rows, "reserve") for rows in (documents, charges, opening)), ZERO)


def _transferred(on: date) -> Decimal:
    """Return what left the working account by 58, and was not taken back."""
    on_the_way = Line.objects.filter(
        entry=OuterRef("entry"), account__code=chart.INTERNAL_TRANSFER
    )
    left = Line.objects.filter(
        Exists(on_the_way),
        account__code=chart.BANK_WORKING,
        entry__date__lte=on,
        entry__reverses=None,
        entry__mirror=None,
    )
    return _sum(left, "credit")


def _sum(rows, field: str) -> Decimal:
    return rows.order_by().aggregate(sum=Sum(field, default=ZERO))["sum"]
