"""The day of the deed: lots, working fund, meters; and how it is undone."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from buildings import services as buildings
from buildings.queries import holders_on
from finance import services
from finance.errors import BeforeOpening
from finance.errors.sales import (
    AlreadyCarriedOut,
    AlreadyUndone,
    BookedSince,
    DeedInClosedYear,
    DeedIncomplete,
    DeedInTheFuture,
    ImpossibleReading,
    LotPassedOn,
    NotCarriedOut,
    NotTheSellers,
    PreviewOutdated,
    SaleClosed,
)
from finance.models import AccountCharge, Meter, MeterGroup, MeterReading, Sale
from finance.opening import Balances
from finance.queries import account_of
from finance.queries.reserve import working_fund
from finance.queries.sales import fund_parts, sale_state
from finance.services.sale_deed import carry_out_sale, deed_of, undo_sale
from finance.services.sales import give_up_sale
from koprogo.ledger import services as ledger
from koprogo.ledger.queries import findings, trial_balance
from tests import cast
from tests.finance.factories import issued, item, payment
from tests.finance.sales.making import (
    buyer,
    carried_out,
    days_ago,
    planned,
    started,
    today,
)
from tests.worked_tables import worked_tables

TABLES = worked_tables("rules/sale.md")


def funded(*, opening="1000.01", called="600.00", ago=400):
    """A working fund that came by the opening and by a call."""
    balances = Balances({"551": Decimal(opening), "100": -Decimal(opening)})
    services.open_balances(balances, date=days_ago(ago), by=None)
    return issued(item(called, purpose="working_fund", label="Working fund"))


def lines_of(entry):
    return [
        (line.account.code, line.party_id, line.debit, line.credit)
        for line in entry.lines.order_by("pk").select_related("account")
    ]


def balance(holding):
    [found] = account_of(type(holding).objects.filter(pk=holding.pk), on=today())
    return found.balance


def test_the_parts_of_the_table(acacias):
    funded()
    rows = TABLES["The working fund"]
    parts = fund_parts([cast.lot(row["lot"]) for row in rows], on=today())
    assert [
        (one.lot.code, f"{one.called:.2f}", f"{one.divided:.2f}", f"{one.amount:.2f}")
        for one in parts
    ] == [(row["lot"], row["called"], row["of the rest"], row["part"]) for row in rows]
    assert working_fund() == sum(one.amount for one in parts)


def test_the_entry_of_the_table(acacias):
    funded()
    sale = carried_out(planned("A", ago=3))
    parties = {
        "seller": sale.seller.party_id,
        "buyer": sale.buyer.party_id,
        "": None,
    }
    assert lines_of(sale.entry) == [
        (
            row["account"],
            parties[row["whose"]],
            Decimal(row["debit"]),
            Decimal(row["credit"]),
        )
        for row in TABLES["The entry when A is sold"]
    ]
    assert sale.working_fund == Decimal("800.01")
    assert sale.entry.date == days_ago(3)
    assert working_fund() == Decimal("1600.01")
    assert findings() == []


def test_lots_and_accounts_change_hands(acacias):
    funded()
    new = buyer()
    sale = carried_out(planned("A", "K", ago=3, to=new))
    held = holders_on(days_ago(4)), holders_on(days_ago(3))
    for lot in (cast.lot("A"), cast.lot("K")):
        assert [day[lot.pk] for day in held] == [sale.seller_id, new.pk]
    assert sale_state(sale) == "carried-out"
    # He was called 300.00 and gets 800.01 back.
    assert balance(sale.seller) == Decimal("-500.01")
    assert balance(new) == Decimal("800.01")
    given, asked = AccountCharge.objects.order_by("pk")
    assert (given.kind, given.working, given.holding) == (
        "working_fund",
        Decimal("-800.01"),
        sale.seller,
    )
    assert (asked.working, asked.due_on, asked.holding) == (
        Decimal("800.01"),
        today() + timedelta(days=15),
        new,
    )


def test_two_lots_of_three_and_co_holders(acacias):
    """Jean and Fatima sell C to Omar and keep the garage."""
    funded(opening="0.01", called="600.00")
    garage = buildings.create_lot(code="G", shares=0, by=None)
    buildings.hand_over_lot(
        garage, holding=cast.holding("H3"), since=cast.SINCE, by=None
    )
    sale = carried_out(planned("C", ago=1, to=cast.holding("H1")))
    assert holders_on(today())[garage.pk] == cast.holding("H3").pk
    assert sale.working_fund == Decimal("120.00")
    assert balance(cast.holding("H3")) == 0
    assert balance(cast.holding("H1")) == Decimal("420.00")


def test_a_sale_with_open_calls_keeps_them_with_the_seller(acacias):
    """4100 follows the settlement: what he gets back pays what is due first."""
    funded(called="100.00")
    issued(item("400.00"), item("200.00", purpose="reserve"), due_in=10)
    sale = carried_out(planned("A", ago=0))
    seller = sale.seller
    # 50.00 + 200.00 + 100.00 called; 550.01 given back.
    assert balance(seller) == Decimal("-200.01")
    assert findings() == []
    [account] = account_of(type(seller).objects.filter(pk=seller.pk), on=today())
    assert account.open_items == []


def test_without_a_fund_nothing_is_booked(acacias):
    sale = carried_out(planned("A"))
    assert (sale.entry, sale.working_fund) == (None, Decimal("0.00"))
    assert trial_balance(on=today()) == []
    assert holders_on(today())[cast.lot("A").pk] == sale.buyer_id
    undone = undo_sale(sale, by=None)
    assert sale_state(undone) == "undone"
    assert holders_on(today())[cast.lot("A").pk] == sale.seller_id


def test_a_fund_below_zero_goes_the_other_way(acacias):
    """The books say that the lots owe the fund something: the seller pays it."""
    lines = [
        ledger.debit("100", Decimal("10.00")),
        ledger.credit("551", Decimal("10.00")),
    ]
    ledger.post(
        journal="misc",
        year=today().year,
        date=today(),
        text="x",
        lines=lines,
        by=None,
    )
    sale = carried_out(planned("A", ago=0))
    assert sale.working_fund == Decimal("-5.00")
    assert balance(sale.seller) == Decimal("5.00")
    assert balance(sale.buyer) == Decimal("-5.00")
    assert findings() == []


def test_what_was_not_seen_is_not_booked(acacias):
    sale = planned("A")
    seen = deed_of(sale).seen
    funded()
    with pytest.raises(PreviewOutdated):
        carried_out(sale, seen=seen)
    assert Sale.objects.get().carried_out_at is None
    assert holders_on(today())[cast.lot("A").pk] == sale.seller_id


def test_a_deed_is_planned_and_has_come(acacias):
    bare = started("B")
    with pytest.raises(DeedIncomplete):
        deed_of(bare)
    with pytest.raises(DeedIncomplete):
        carry_out_sale(bare, due_on=today(), seen="", by=None)
    with pytest.raises(DeedInTheFuture):
        carried_out(planned("A", ago=-1))


def test_a_sale_is_carried_out_once_and_stays(acacias):
    sale = planned("A")
    carried_out(sale)
    with pytest.raises(AlreadyCarriedOut):
        carried_out(sale)
    with pytest.raises(SaleClosed):
        give_up_sale(sale, by=None)
    other = planned("B", to=sale.buyer)
    give_up_sale(other, by=None)
    with pytest.raises(SaleClosed):
        carried_out(other)


def test_no_deed_before_the_opening(acacias):
    funded(ago=10)
    sale = planned("A", ago=11)
    with pytest.raises(BeforeOpening):
        carried_out(sale)
    assert holders_on(today())[cast.lot("A").pk] == sale.seller_id


def test_no_deed_in_a_closed_year(acacias):
    funded()
    year = days_ago(370).year
    ledger.open_year(since=date(year, 1, 1), until=date(year + 1, 1, 1), by=None)
    sale = planned("A", ago=370)
    ledger.close_year(year=year, by=None)
    with pytest.raises(DeedInClosedYear) as refused:
        carried_out(sale)
    assert refused.value.year == year
    assert holders_on(today())[cast.lot("A").pk] == sale.seller_id


def test_the_seller_has_the_lot_on_that_day_and_since(acacias):
    sale = planned("A", ago=5)
    other = buyer("H8", "Maes")
    buildings.hand_over_lot(cast.lot("A"), holding=other, since=days_ago(2), by=None)
    with pytest.raises(NotTheSellers):
        carried_out(sale)
    buildings.undo_hand_over(cast.lot("A"), since=days_ago(2), by=None)
    buildings.hand_over_lot(cast.lot("A"), holding=other, since=days_ago(9), by=None)
    with pytest.raises(NotTheSellers) as refused:
        carried_out(sale)
    assert refused.value.lot == cast.lot("A")


# Meters


def a_meter(lot="A", *, serial="W1", since=cast.SINCE, until=None):
    group, _new = MeterGroup.objects.get_or_create(name="Water", unit="m3")
    return Meter.objects.create(
        group=group, lot=cast.lot(lot), serial=serial, since=since, until=until
    )


def test_meters_are_read_on_the_day_of_the_deed(acacias):
    meter = a_meter()
    carried_out(planned("A", ago=3), readings={meter: Decimal("123.456")})
    reading = MeterReading.objects.get()
    assert (reading.meter, reading.date, reading.value, reading.kind) == (
        meter,
        days_ago(3),
        Decimal("123.456"),
        "handover",
    )


@pytest.mark.parametrize("value", ["-0.001", "100000", "0.0001"])
def test_a_counter_cannot_show_everything(acacias, value):
    meter, sale = a_meter(), planned("A", ago=3)
    with pytest.raises(ImpossibleReading):
        carried_out(sale, readings={meter: Decimal(value)})


def test_only_meters_of_the_lots_in_use_are_read(acacias):
    wrong = [
        a_meter("B"),
        a_meter(serial="W2", until=days_ago(3)),
        a_meter(serial="W3", since=days_ago(2)),
    ]
    read = a_meter(serial="W4")
    MeterReading.objects.create(meter=read, date=days_ago(3), value=1, kind="periodic")
    sale = planned("A", ago=3)
    for meter in [*wrong, read]:
        with pytest.raises(ImpossibleReading) as refused:
            carried_out(sale, readings={meter: Decimal(2)})
        assert refused.value.meter == meter


# Undone


def test_undoing_puts_everything_back(acacias):
    funded()
    before = [(one.account, one.net) for one in trial_balance(on=today()) if one.net]
    meter = a_meter()
    sale = carried_out(planned("A", "K", ago=3), readings={meter: Decimal(5)})
    undone = undo_sale(sale, by=None)
    assert sale_state(undone) == "undone"
    assert undone.entry.mirror.date == today()
    after = [(one.account, one.net) for one in trial_balance(on=today()) if one.net]
    assert after == before
    assert holders_on(today())[cast.lot("A").pk] == sale.seller_id
    assert balance(sale.seller) == Decimal("300.00")
    assert not MeterReading.objects.get().void
    assert findings() == []
    # The right one is begun anew, on the same day.
    again = carried_out(planned("A", ago=3, to=sale.buyer))
    assert again.working_fund == Decimal("800.01")


def test_undoing_what_was_not_done_or_twice(acacias):
    sale = planned("A")
    with pytest.raises(NotCarriedOut):
        undo_sale(sale, by=None)
    undo_sale(carried_out(sale), by=None)
    with pytest.raises(AlreadyUndone):
        undo_sale(sale, by=None)


def test_nothing_is_undone_once_something_was_booked(acacias):
    funded()
    sale = carried_out(planned("A"))
    call = issued(item("100.00"))
    with pytest.raises(BookedSince) as refused:
        undo_sale(sale, by=None)
    assert refused.value.entry == call.entry
    services.cancel_call(call, by=None)
    paid = payment("H9", "10.00")
    with pytest.raises(BookedSince):
        undo_sale(sale, by=None)
    services.reverse_payment(paid, by=None)
    assert sale_state(undo_sale(sale, by=None)) == "undone"


def test_what_was_booked_for_others_keeps_nothing(acacias):
    funded()
    sale = carried_out(planned("A"))
    issued(item("90.00", key="lift"))
    payment("H1", "5.00")
    assert sale_state(undo_sale(sale, by=None)) == "undone"


def test_a_lot_that_was_passed_on_is_not_taken_back(acacias):
    sale = carried_out(planned("A", ago=5))
    buildings.hand_over_lot(
        cast.lot("A"), holding=buyer("H8", "Maes"), since=days_ago(1), by=None
    )
    with pytest.raises(LotPassedOn) as refused:
        undo_sale(sale, by=None)
    assert refused.value.lot == cast.lot("A")


def test_nothing_is_undone_in_a_closed_year(acacias):
    funded()
    sale = carried_out(planned("A"))
    year = today().year
    ledger.open_year(since=date(year, 1, 1), until=date(year + 1, 1, 1), by=None)
    ledger.close_year(year=year, by=None)
    with pytest.raises(DeedInClosedYear):
        undo_sale(sale, by=None)
    assert holders_on(today())[cast.lot("A").pk] == sale.buyer_id
