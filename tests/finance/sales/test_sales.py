"""Sales begun, changed, asked about, planned and given up."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from buildings import services as buildings
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
from finance.models import GuestLink, Sale
from finance.queries.sales import (
    lots_of,
    name_parties,
    open_requests,
    requests_of,
    sale_list,
    sale_state,
)
from finance.services.sale_links import share_sale
from finance.services.sales import (
    change_sale,
    give_up_sale,
    note_told,
    plan_deed,
    register_buyer,
    start_sale,
)
from koprogo.audit.models import AuditEvent
from tests import cast
from tests.finance.sales.making import (
    ORIGIN,
    buyer,
    carried_out,
    days_ago,
    handed_over,
    made,
    planned,
    requested,
    started,
    today,
)


def test_two_lots_of_a_holding_of_three(acacias):
    garage = buildings.create_lot(code="G", shares=0, by=None)
    buildings.hand_over_lot(
        garage, holding=cast.holding("H1"), since=cast.SINCE, by=None
    )
    sale = started("K", "A")
    assert sale.seller == cast.holding("H1")
    assert [lot.code for lot in lots_of(sale)] == ["A", "K"]
    [found] = name_parties(sale_list())
    assert (found.codes, str(found.seller), found.buyer) == (
        ["A", "K"],
        "Omar Haddad",
        None,
    )
    assert sale_state(found) == "under-way"
    assert AuditEvent.objects.latest("pk").action == "sale.started"


def test_a_sale_needs_lots_of_one_seller(acacias):
    empty = buildings.create_lot(code="X", shares=0, by=None)
    with pytest.raises(NothingSold):
        start_sale(lots=[], by=None)
    with pytest.raises(SeveralSellers):
        started("A", "B")
    with pytest.raises(LotWithoutHolder) as refused:
        started("X")
    assert refused.value.lot_id == empty.pk
    assert Sale.objects.count() == 0


def test_a_lot_is_in_one_sale_at_a_time(acacias):
    first = started("A")
    with pytest.raises(LotInSale) as refused:
        started("K", "A")
    assert refused.value.lot == cast.lot("A")
    give_up_sale(first, by=None)
    assert started("A").is_under_way


def test_changing_notary_and_contract(acacias):
    sale = change_sale(
        started(), by=None, notary="Maître Petit", contract_on=days_ago(9)
    )
    assert (sale.notary, sale.contract_on) == ("Maître Petit", days_ago(9))
    events = AuditEvent.objects.filter(action="sale.changed")
    assert events.count() == 1
    change_sale(sale, by=None, notary="Maître Petit")
    assert events.count() == 1
    assert events.get().data == {}


def test_the_deed_follows_the_contract(acacias):
    sale = planned(ago=5)
    with pytest.raises(DeedBeforeContract):
        change_sale(sale, by=None, contract_on=days_ago(4))
    with pytest.raises(DeedBeforeContract):
        plan_deed(
            sale,
            deed_on=days_ago(5),
            buyer=sale.buyer,
            contract_on=days_ago(4),
            by=None,
        )


def test_nobody_buys_from_himself(acacias):
    with pytest.raises(BuyerIsSeller):
        planned(to=cast.holding("H1"))


def test_a_buyer_who_is_new(acacias):
    found = register_buyer(last_name="Peeters", language="nl", by=None)
    assert str(found) == "Peeters"
    assert [member.full for member in found.members.all()] == [1]


@pytest.mark.parametrize(("paragraph", "days"), [("1", 15), ("2", 30)])
def test_a_request_has_its_last_day(acacias, paragraph, days):
    document = requested(started(), paragraph, ago=3)
    assert document.due_on == days_ago(3) + timedelta(days=days)
    [request] = requests_of([document], on=today())
    assert (request.days_left, request.is_late) == (days - 3, False)
    [later] = requests_of([document], on=document.due_on + timedelta(days=2))
    assert (later.days_left, later.days_late, later.is_late) == (-2, 2, True)


def test_a_request_is_noted_once_and_when_it_has_come(acacias):
    sale = started()
    requested(sale)
    with pytest.raises(AlreadyRequested):
        requested(sale)
    with pytest.raises(RequestedInTheFuture):
        requested(sale, ago=-1)
    requested(sale, "2")
    requested(sale, ago=1)
    assert sale.documents.count() == 3


def test_the_document_made_last_counts(acacias):
    sale = started()
    first = made(requested(sale))
    second = made(first)
    assert second.pk > first.pk
    [request] = requests_of(sale.documents.all(), on=today())
    assert request.document == second
    assert not request.is_answered
    handed_over(second)
    [request] = requests_of(sale.documents.all(), on=today())
    assert request.is_answered
    assert not request.is_late


def test_what_is_asked_for_the_most_urgent_first(acacias):
    later = requested(started("B"), "2", ago=9)
    sale = started("A")
    urgent = requested(sale, ago=20)
    handed_over(made(requested(sale, "2")))
    given_up = started("C")
    requested(given_up)
    give_up_sale(given_up, by=None)
    found = [(one.document.codes, one.document) for one in open_requests(on=today())]
    assert found == [(["A"], urgent), (["B"], later)]


def test_a_sale_given_up_is_closed(acacias):
    sale = started()
    document = made(requested(sale))
    share_sale(sale, origin=ORIGIN, by=None)
    sale = give_up_sale(sale, by=None)
    assert sale_state(sale) == "given-up"
    assert GuestLink.objects.filter(revoked_at=None).count() == 0
    for act in (
        lambda: give_up_sale(sale, by=None),
        lambda: change_sale(sale, by=None, notary="X"),
        lambda: requested(sale, "2"),
        lambda: made(document),
        lambda: handed_over(document),
        lambda: plan_deed(sale, deed_on=today(), buyer=buyer(), by=None),
    ):
        with pytest.raises(SaleClosed):
            act()


def test_the_notary_tells_the_deed_once(acacias):
    sale = started()
    with pytest.raises(ToldBeforeDeed):
        note_told(sale, told_on=today(), by=None)
    sale = carried_out(planned("B", ago=10))
    for day in (days_ago(11), days_ago(-1)):
        with pytest.raises(ToldBeforeDeed):
            note_told(sale, told_on=day, by=None)
    assert note_told(sale, told_on=days_ago(10), by=None).told_on == days_ago(10)
    with pytest.raises(AlreadyTold):
        note_told(sale, told_on=today(), by=None)


def test_only_what_was_carried_out_is_undone_and_both_stay(acacias):
    sale = started()
    with (
        pytest.raises(IntegrityError, match="sale_undone_was_carried_out"),
        transaction.atomic(),
    ):
        Sale.objects.filter(pk=sale.pk).update(undone_at=timezone.now())
    done = carried_out(planned("B"))
    for change in ({"working_fund": 1}, {"deed_on": days_ago(9)}, {"buyer": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Sale.objects.filter(pk=done.pk).update(**change)
    Sale.objects.filter(pk=done.pk).update(undone_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Sale.objects.filter(pk=done.pk).update(undone_at=None)
