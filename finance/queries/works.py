"""Works with calls of their own: what was called for them, and what they cost."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum

from finance.models import CallItem, CallLine, Cost, Invoice, InvoiceLine, Works

ZERO = Decimal("0.00")
Purpose = CallItem.Purpose


@dataclass(frozen=True, slots=True)
class WorksAccount:
    """Works, EUR: ``called`` by calls that stand, ``spent`` by the books."""

    works: Works
    called: Decimal
    spent: Decimal

    @property
    def left(self) -> Decimal:
        """What was called and not spent; below zero: spent and not called."""
        return self.called - self.spent


def works_accounts(works: Collection[Works] | None = None) -> list[WorksAccount]:
    """Return these works, or all, the latest decision first: three statements."""
    found = list(Works.objects.all() if works is None else works)
    called = dict(
        _called().filter(works__in=found).values_list("works").annotate(Sum("amount"))
    )
    costs = Cost.objects.filter(works__in=found).order_by()
    spent = dict(costs.values_list("works").annotate(Sum("amount")))
    return [
        WorksAccount(one, called.get(one.pk, ZERO), spent.get(one.pk, ZERO))
        for one in found
    ]


def called_without_works() -> Decimal:
    """Return what calls that stand asked for works that they do not name."""
    return (
        _called().filter(works=None).aggregate(sum=Sum("amount", default=ZERO))["sum"]
    )


def _called():
    issued = CallItem.objects.filter(
        purpose=Purpose.WORKS, call__issued_at__isnull=False, call__entry__mirror=None
    )
    return issued.order_by()


def called_by_lot(works: Works) -> dict[tuple[int, int], Decimal]:
    """Return what was called for the works by (holding, lot), in the order of the deed."""
    lines = CallLine.objects.filter(
        item__works=works,
        item__call__issued_at__isnull=False,
        item__call__entry__mirror=None,
    )
    rows = (
        lines.order_by("lot__position", "lot_id", "document__holding_id")
        .values_list("document__holding_id", "lot_id")
        .annotate(sum=Sum("amount"))
    )
    return {(holding_id, lot_id): amount for holding_id, lot_id, amount in rows}


def pending_of(works: Works) -> int:
    """Return how many invoices and drafts of calls name the works and are not booked."""
    over = [Invoice.State.POSTED, Invoice.State.REJECTED]
    lines = InvoiceLine.objects.filter(works=works).exclude(invoice__state__in=over)
    drafts = CallItem.objects.filter(works=works, call__issued_at=None)
    invoices = lines.aggregate(many=Count("invoice", distinct=True))["many"]
    calls = drafts.aggregate(many=Count("call", distinct=True))["many"]
    return invoices + calls
