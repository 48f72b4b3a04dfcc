"""The part of lots in the working fund, from the ledger and the calls."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from buildings.models import AllocationKey, KeyPart, KeyVersion, Lot
from finance.models import Call, CallItem, CallLine
from finance.queries.reserve import working_fund
from finance.working_fund import ZERO, lot_parts


@dataclass(frozen=True, slots=True)
class FundPart:
    """What of the working fund is a lot's, EUR: called for it, and divided by shares."""

    lot: Lot
    called: Decimal
    amount: Decimal

    @property
    def divided(self) -> Decimal:
        return self.amount - self.called


def fund_parts(lots: Sequence[Lot], *, on: date) -> list[FundPart]:
    """Return the part of each of these lots, by the shares of that day: three statements.

    Everything booked so far counts, docs/rules/sale.md says why.
    """
    called = _called()
    parts = lot_parts(working_fund(), called=called, shares=_shares(on))
    return [
        FundPart(lot, called.get(lot.pk, ZERO), parts.get(lot.pk, ZERO)) for lot in lots
    ]


def _called() -> dict[int, Decimal]:
    """Return what each lot was called for the fund by calls that stand, in EUR."""
    lines = CallLine.objects.filter(
        item__purpose=CallItem.Purpose.WORKING_FUND,
        item__call__in=Call.objects.standing(),
    )
    return dict(lines.values_list("lot_id").annotate(sum=Sum("amount")))


def _shares(on: date) -> dict[int, int]:
    """Return the shares of each lot in force on that day, in the order of the deed."""
    of_shares = KeyVersion.objects.filter(key__kind=AllocationKey.Kind.SHARES)
    parts = KeyPart.objects.filter(version__in=of_shares.in_force(on).values("pk"))
    rows = parts.order_by("lot__position", "lot_id")
    return dict(rows.values_list("lot_id", "parts"))
