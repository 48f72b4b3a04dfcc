"""Sales, the latest first, and the requests that wait for an answer."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    OuterRef,
    Prefetch,
    QuerySet,
    prefetch_related_objects,
)

from buildings.models import HoldingMember, Lot
from finance.models import Sale, SaleDocument, SoldLot


class SaleState(StrEnum):
    UNDER_WAY = "under-way"
    CARRIED_OUT = "carried-out"
    UNDONE = "undone"
    GIVEN_UP = "given-up"


def sale_state(sale: Sale) -> SaleState:
    if sale.undone_at:
        return SaleState.UNDONE
    if sale.carried_out_at:
        return SaleState.CARRIED_OUT
    return SaleState.GIVEN_UP if sale.given_up_at else SaleState.UNDER_WAY


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for on a day, and the document made last: it is the one that counts.

    ``days_left`` until the last day on which it is in time; below zero it is late.
    """

    document: SaleDocument
    on: date

    @property
    def days_left(self) -> int:
        return (self.document.due_on - self.on).days

    @property
    def days_late(self) -> int:
        return -self.days_left

    @property
    def is_answered(self) -> bool:
        return self.document.sent_at is not None

    @property
    def is_late(self) -> bool:
        return not self.is_answered and self.days_left < 0


def sales_with_parties() -> QuerySet[Sale]:
    """Return the sales, each with ``codes`` of its lots, its seller and its buyer.

    ``name_parties`` fetches the names of those that are shown.
    """
    return Sale.objects.annotate(codes=_codes("pk")).select_related("seller", "buyer")


def sale_list() -> QuerySet[Sale]:
    """Return the same with their documents at hand: two statements."""
    return sales_with_parties().prefetch_related("documents")


def name_parties(sales: Iterable[Sale]) -> list[Sale]:
    """Return these sales with the names of sellers and buyers: one statement."""
    found = list(sales)
    parties = [party for sale in found for party in (sale.seller, sale.buyer) if party]
    members = HoldingMember.objects.select_related("owner")
    prefetch_related_objects(parties, Prefetch("members", members))
    return found


def lots_of(sale: Sale) -> list[Lot]:
    """Return the lots of a sale in the order of the deed."""
    return list(Lot.objects.filter(pk__in=sale.lots.values("lot")))


def requests_of(documents: Iterable[SaleDocument], *, on: date) -> list[Request]:
    """Return the requests of one sale, by the day on which they were made."""
    last = {(one.requested_on, one.paragraph): one for one in documents}
    return [Request(last[key], on) for key in sorted(last)]


def open_requests(*, on: date) -> list[Request]:
    """Return what is asked for and not yet handed over, the most urgent first.

    Of sales that are under way; each document has its sale, and ``codes`` of its lots.
    One statement.
    """
    documents = (
        SaleDocument.objects.filter(sale__in=Sale.objects.under_way())
        .annotate(codes=_codes("sale"))
        .select_related("sale")
    )
    by_sale: dict[int, list[SaleDocument]] = defaultdict(list)
    for document in documents:
        by_sale[document.sale_id].append(document)
    waiting = [
        request
        for found in by_sale.values()
        for request in requests_of(found, on=on)
        if not request.is_answered
    ]
    return sorted(waiting, key=lambda request: request.days_left)


def _codes(sale: str) -> ArraySubquery:
    """The codes of the lots of the sale in the column ``sale``."""
    sold = SoldLot.objects.filter(sale=OuterRef(sale)).order_by("lot__position", "lot")
    return ArraySubquery(sold.values("lot__code"))
