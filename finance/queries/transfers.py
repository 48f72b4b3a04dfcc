"""What the owners paid for the reserve and still lies on the working account."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, Expression, F, OuterRef, QuerySet, Sum

from finance import chart
from finance.models import AccountCharge, Payment
from finance.queries.accounts import standing_documents
from finance.queries.opening import opening_rows
from finance.queries.tallies import ask, scalar
from koprogo.ledger.models import Line

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
    credit that settled a reserve part counts like a payment. One statement.
    """
    return transfer_of(ask(**transfer_sums(on=on)))


def transfer_sums(*, on: date) -> dict[str, Expression]:
    """Return what ``transfer_of`` reads, to be asked together with other things."""
    owed = Line.objects.filter(account__code=chart.OWNERS_RESERVE, entry__date__lte=on)
    paid = Payment.objects.standing().filter(
        bank_account=Payment.BankAccount.RESERVE, date__lte=on
    )
    charges = AccountCharge.objects.standing().filter(date__lte=on)
    opening = opening_rows().filter(opening__date__lte=on)
    return {
        "reserve_called": _sum(
            standing_documents().filter(call__date__lte=on), "reserve"
        ),
        "reserve_charged": _sum(charges, "reserve"),
        "reserve_brought": _sum(opening, "reserve"),
        "reserve_owed": _sum(owed, F("debit") - F("credit")),
        "reserve_paid": _sum(paid, "amount"),
        "reserve_moved": _sum(_moved(on), "credit"),
    }


def transfer_of(sums: Mapping[str, Decimal]) -> ReserveTransfer:
    asked = ("reserve_called", "reserve_charged", "reserve_brought")
    return ReserveTransfer(
        received=sum((sums[name] for name in asked), ZERO) - sums["reserve_owed"],
        paid_there=sums["reserve_paid"],
        transferred=sums["reserve_moved"],
    )


def _moved(on: date) -> QuerySet[Line]:
    """Return what left the working account by 58, and was not taken back."""
    on_the_way = Line.objects.filter(
        entry=OuterRef("entry"), account__code=chart.INTERNAL_TRANSFER
    )
    return Line.objects.filter(
        Exists(on_the_way),
        account__code=chart.BANK_WORKING,
        entry__date__lte=on,
        entry__reverses=None,
        entry__mirror=None,
    )


def _sum(rows: QuerySet, amount: str | Expression) -> Expression:
    return scalar(rows, Sum(amount, default=ZERO))
