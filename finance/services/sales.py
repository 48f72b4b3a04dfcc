"""Sales of lots: begun, asked about by the notary, planned, given up (art. 3.94)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from buildings.models import Building, Holding, Lot, Owner
from buildings.queries import holders_on
from buildings.services import Member, create_holding, create_owner
from buildings.services.changes import write_changes
from finance.deeds import answer_by
from finance.errors import LotWithoutHolder
from finance.errors.sales import (
    AlreadyRequested,
    AlreadyTold,
    BuyerIsSeller,
    DeedBeforeContract,
    LotInSale,
    NothingSold,
    RequestedInTheFuture,
    SaleClosed,
    SeveralSellers,
    ToldBeforeDeed,
)
from finance.models import Sale, SaleDocument, SoldLot
from finance.services.sale_links import close_links
from koprogo.audit.services import record


@transaction.atomic
def start_sale(*, lots: Sequence[Lot], by, **notary) -> Sale:
    """Begin the sale of lots that one holding has today.

    ``notary``: fields of ``Sale`` about the notary, and ``contract_on``.

    Raises:
        NothingSold: no lots.
        LotWithoutHolder: nobody could sell this lot.
        SeveralSellers: they are not held by the same holding.
        LotInSale: a sale of this lot is under way.
    """
    Building.objects.select_for_update().get()
    seller = _seller_of(lots)
    running = SoldLot.objects.filter(lot__in=lots, sale__in=Sale.objects.under_way())
    if sold := running.select_related("lot").first():
        raise LotInSale(sold.lot)
    sale = Sale.objects.create(seller_id=seller, created_by=by, **notary)
    SoldLot.objects.bulk_create(SoldLot(sale=sale, lot=lot) for lot in lots)
    record("sale.started", target=sale, by=by)
    return sale


def _seller_of(lots: Sequence[Lot]) -> int:
    """Return the one holding (primary key) that has all these lots today."""
    if not lots:
        raise NothingSold
    holders = holders_on(timezone.localdate())
    for lot in lots:
        if lot.pk not in holders:
            raise LotWithoutHolder(lot.pk)
    sellers = {holders[lot.pk] for lot in lots}
    if len(sellers) > 1:
        raise SeveralSellers(lots)
    return sellers.pop()


@transaction.atomic
def change_sale(sale: Sale, *, by, **fields) -> Sale:
    """Change what is known of the notary and of the contract.

    Raises:
        SaleClosed: it is no longer under way.
        DeedBeforeContract: the deed is planned before that contract.
    """
    sale = lock_under_way(sale)
    _check_days(fields.get("contract_on", sale.contract_on), sale.deed_on)
    if write_changes(sale, **fields):
        # Without what it was: the history is read by more people than the sale.
        record("sale.changed", target=sale, by=by)
    return sale


@transaction.atomic
def request_document(
    sale: Sale, *, paragraph: str, requested_on: date, by
) -> SaleDocument:
    """Note that the notary asked for the information of §1 or §2; it gets its last day.

    Raises:
        SaleClosed: the sale is no longer under way.
        RequestedInTheFuture: ``requested_on`` has not come yet.
        AlreadyRequested: this request is noted.
    """
    sale = lock_under_way(sale)
    if requested_on > timezone.localdate():
        raise RequestedInTheFuture(requested_on)
    same = sale.documents.filter(paragraph=paragraph, requested_on=requested_on)
    if same.exists():
        raise AlreadyRequested(sale)
    document = SaleDocument.objects.create(
        sale=sale,
        paragraph=paragraph,
        requested_on=requested_on,
        due_on=answer_by(paragraph, requested_on),
        created_by=by,
    )
    record(
        "sale.document_requested",
        target=sale,
        by=by,
        paragraph=paragraph,
        due_on=str(document.due_on),
    )
    return document


@transaction.atomic
def plan_deed(
    sale: Sale,
    *,
    deed_on: date,
    buyer: Holding,
    by,
    contract_on: date | None = None,
    proxy: bool = False,
) -> Sale:
    """Note the day of the deed and the buyer. Nothing changes hands yet.

    Raises:
        SaleClosed: it is no longer under way.
        BuyerIsSeller: the buyer sells.
        DeedBeforeContract: the contract follows the deed.
    """
    sale = lock_under_way(sale)
    if buyer.pk == sale.seller_id:
        raise BuyerIsSeller(sale)
    _check_days(contract_on, deed_on)
    sale.deed_on, sale.buyer = deed_on, buyer
    sale.contract_on, sale.proxy = contract_on, proxy
    sale.save(update_fields=["deed_on", "buyer", "contract_on", "proxy"])
    record("sale.planned", target=sale, by=by, deed_on=str(deed_on))
    return sale


@transaction.atomic
def register_buyer(*, by, **fields) -> Holding:
    """Add somebody who is new in the building, and the account that he gets.

    ``fields``: of ``Owner``.
    """
    owner: Owner = create_owner(by=by, **fields)
    return create_holding(members=[Member(owner, full=1)], by=by)


@transaction.atomic
def note_told(sale: Sale, *, told_on: date, by) -> Sale:
    """Note when the notary told the syndic the deed (art. 3.95 §3); it is noted once.

    Raises:
        AlreadyTold: it is on record.
        ToldBeforeDeed: there is no deed yet, or ``told_on`` has not come.
    """
    sale = Sale.objects.select_for_update().get(pk=sale.pk)
    if sale.told_on:
        raise AlreadyTold(sale)
    if sale.deed_on is None or not sale.deed_on <= told_on <= timezone.localdate():
        raise ToldBeforeDeed(sale)
    sale.told_on = told_on
    sale.save(update_fields=["told_on"])
    record("sale.told", target=sale, by=by, told_on=str(told_on))
    return sale


@transaction.atomic
def give_up_sale(sale: Sale, *, by) -> Sale:
    """Close a sale that does not take place; the notary's links open nothing any more.

    Raises:
        SaleClosed: it was carried out or given up before.
    """
    sale = lock_under_way(sale)
    sale.given_up_at = timezone.now()
    sale.save(update_fields=["given_up_at"])
    close_links(sale)
    record("sale.given_up", target=sale, by=by)
    return sale


def lock_under_way(sale: Sale) -> Sale:
    """Lock a sale that is neither carried out nor given up.

    Raises:
        SaleClosed: it is.
    """
    locked = Sale.objects.select_for_update(of=("self",)).get(pk=sale.pk)
    if not locked.is_under_way:
        raise SaleClosed(sale)
    return locked


def _check_days(contract_on: date | None, deed_on: date | None) -> None:
    if contract_on and deed_on and deed_on < contract_on:
        raise DeedBeforeContract(deed_on)
