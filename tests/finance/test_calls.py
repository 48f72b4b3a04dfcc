"""From a draft to every holder's part, posted once and frozen."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from buildings import services as buildings
from buildings.models import AllocationKey, KeyVersion, Lot, Ownership
from finance import services
from finance.errors import (
    AlreadyCancelled,
    AlreadyIssued,
    BuildingIncomplete,
    DueInThePast,
    IssuedInTheFuture,
    KeyNotInForce,
    MirroredOnWrongDay,
    NothingToCall,
    NotIssued,
)
from finance.models import Call, CallDocument
from finance.queries import DueKey, settlements
from koprogo.audit.models import AuditEvent
from koprogo.ledger.models import Line
from koprogo.ledger.queries import trial_balance
from tests import cast
from tests.finance.factories import draft, issued, item, payment

SEVERAL = ("shares", "1234.57", "provision"), ("lift", "100.00", "reserve")


def several():
    return [item(amount, key=key, purpose=what) for key, amount, what in SEVERAL]


def documents(call):
    return {
        document.holding.code: (document.working, document.reserve)
        for document in call.documents.select_related("holding").order_by("pk")
    }


def lines(call):
    rows = call.documents.order_by("lines__item__position", "lines__pk").values_list(
        "lines__lot__code", "lines__parts", "lines__amount"
    )
    return list(rows)


def test_each_holder_gets_one_document(acacias):
    assert documents(issued(*several())) == {
        "H1": (Decimal("617.29"), Decimal("0.00")),
        "H2": (Decimal("370.37"), Decimal("33.33")),
        "H3": (Decimal("246.91"), Decimal("66.67")),
    }


def test_each_line_tells_the_lot_and_its_parts(acacias):
    assert lines(issued(*several())) == [
        ("A", 500, Decimal("617.29")),
        ("B", 300, Decimal("370.37")),
        ("C", 200, Decimal("246.91")),
        ("B", 1, Decimal("33.33")),
        ("C", 2, Decimal("66.67")),
    ]


def test_issuing_posts_one_balanced_entry(acacias):
    call = issued(*several())
    assert str(call.entry) == f"calls {timezone.localdate().year}-1"
    assert [
        (balance.account, balance.net)
        for balance in trial_balance(on=timezone.localdate())
    ] == [
        ("4100", Decimal("100.00")),
        ("4101", Decimal("1234.57")),
        ("700", Decimal("-100.00")),
        ("701", Decimal("-1234.57")),
    ]


def test_owner_lines_name_the_holder_and_the_lot(acacias):
    call = issued(*several())
    rows = Line.objects.filter(entry=call.entry, account__code="4101").order_by("pk")
    lots = dict(Lot.objects.values_list("pk", "code"))
    assert [
        (line.party.holding.code, lots[line.unit_id], line.debit) for line in rows
    ] == [
        ("H1", "A", Decimal("617.29")),
        ("H2", "B", Decimal("370.37")),
        ("H3", "C", Decimal("246.91")),
    ]


@pytest.mark.parametrize(
    ("purpose", "debited", "credited"),
    [
        ("provision", "4101", "701"),
        ("reserve", "4100", "700"),
        ("works", "4101", "702"),
        ("working_fund", "4101", "100"),
    ],
)
def test_each_purpose_has_its_accounts(acacias, purpose, debited, credited):
    issued(item("90.00", purpose=purpose))
    assert [
        (balance.account, balance.net)
        for balance in trial_balance(on=timezone.localdate())
    ] == sorted([(debited, Decimal("90.00")), (credited, Decimal("-90.00"))])


def test_a_part_of_nothing_is_shown_and_not_posted(acacias):
    call = issued(item("0.01"))
    assert lines(call) == [
        ("A", 500, Decimal("0.01")),
        ("B", 300, Decimal("0.00")),
        ("C", 200, Decimal("0.00")),
    ]
    assert Line.objects.filter(entry=call.entry).count() == 2


def test_issuing_is_recorded(acacias):
    sophie = cast.user("sophie")
    call = services.issue_call(draft(), by=sophie)
    event = AuditEvent.objects.get(action="call.issued")
    assert (event.actor, event.target) == (sophie, f"finance.Call:{call.pk}")


def test_a_call_is_issued_once(acacias):
    call = draft()
    services.issue_call(call, by=None)
    with pytest.raises(AlreadyIssued):
        services.issue_call(call, by=None)


def test_an_issued_call_is_not_redrafted_nor_discarded(acacias):
    call = issued()
    with pytest.raises(AlreadyIssued):
        services.discard_draft(call, by=None)
    with pytest.raises(AlreadyIssued):
        services.redraft_call(
            call, title="x", due_on=call.due_on, items=[item("1.00")], by=None
        )


def test_a_draft_can_change_and_go(acacias):
    call = draft()
    services.redraft_call(
        call, title="Roof", due_on=call.due_on, items=several(), by=None
    )
    call.refresh_from_db()
    assert (call.title, call.items.count()) == ("Roof", 2)
    services.discard_draft(call, by=None)
    assert Call.objects.count() == 0


def test_a_call_needs_an_item(acacias):
    with pytest.raises(NothingToCall):
        services.draft_call(title="x", due_on=timezone.localdate(), items=[], by=None)


def test_lots_must_add_up_to_the_deed(acacias):
    buildings.update_lot(cast.lot("A"), shares=499, by=None)
    with pytest.raises(BuildingIncomplete):
        issued()
    buildings.update_lot(cast.lot("A"), shares=500, by=None)
    assert issued().is_issued


@pytest.mark.parametrize("field", ["kbo", "working_iban"])
def test_the_association_needs_its_number_and_its_account(acacias, field):
    buildings.update_building(acacias, name=acacias.name, by=None, **{field: ""})
    with pytest.raises(BuildingIncomplete):
        issued()


def test_every_lot_with_shares_needs_a_holder(acacias):
    Ownership.objects.filter(lot__code="C").update(until=timezone.localdate())
    with pytest.raises(BuildingIncomplete):
        issued()


def test_a_lot_outside_the_key_needs_no_holder(acacias):
    Ownership.objects.filter(lot__code="K").delete()
    assert issued().is_issued


@pytest.mark.parametrize(("days", "refused"), [(-1, True), (0, False)])
def test_the_due_date_may_be_today_and_not_before(acacias, days, refused):
    call = draft(due_in=days)
    if refused:
        with pytest.raises(DueInThePast):
            services.issue_call(call, by=None)
    else:
        assert services.issue_call(call, by=None).is_issued


def test_a_call_of_the_past_is_taken_over_as_of_its_day(acacias):
    today = timezone.localdate()
    day = today - timedelta(days=40)
    buildings.hand_over_lot(
        cast.lot("A"), holding=cast.holding("H2"), since=today, by=None
    )
    call = services.issue_call(draft(due_in=-10), by=None, on=day)
    assert (call.date, call.entry.date, call.entry.year) == (day, day, day.year)
    assert documents(call)["H1"] == (Decimal("500.00"), Decimal("0.00"))


def test_a_call_taken_over_was_due_after_its_day(acacias):
    day = timezone.localdate() - timedelta(days=40)
    with pytest.raises(DueInThePast):
        services.issue_call(draft(due_in=-41), by=None, on=day)


def test_no_call_is_issued_in_the_future(acacias):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(IssuedInTheFuture):
        services.issue_call(draft(), by=None, on=tomorrow)


def test_a_key_of_the_future_divides_nothing_today(acacias):
    key = AllocationKey.objects.create(code="solar", name="Solar panels")
    tomorrow = timezone.localdate() + timedelta(days=1)
    buildings.write_version(
        key, valid_from=tomorrow, parts={cast.lot("A").pk: 1}, by=None
    )
    with pytest.raises(KeyNotInForce):
        issued(item("10.00", key="solar"))
    assert CallDocument.objects.count() == 0


def test_past_calls_keep_the_key_they_were_divided_by(acacias):
    before = lines(issued(item("100.00")))
    buildings.update_lot(cast.lot("A"), shares=400, by=None)
    buildings.update_lot(cast.lot("B"), shares=400, by=None)
    after = issued(item("100.00"))
    assert lines(Call.objects.order_by("pk").first()) == before
    assert lines(after)[0] == ("A", 400, Decimal("40.00"))
    assert KeyVersion.objects.filter(key__kind="shares").count() == 2


def test_cancelling_mirrors_the_entry(acacias):
    call = services.cancel_call(issued(*several()), by=None)
    assert call.is_cancelled
    assert {balance.net for balance in trial_balance(on=timezone.localdate())} == {
        Decimal("0.00")
    }


def test_a_call_cancelled_earlier_is_taken_over_with_its_day(acacias):
    today = timezone.localdate()
    sent, taken_back = today - timedelta(days=40), today - timedelta(days=38)
    call = services.issue_call(draft(), by=None, on=sent)
    call = services.cancel_call(call, by=None, on=taken_back)
    mirror = call.entry.mirror
    assert (mirror.date, mirror.year) == (taken_back, taken_back.year)


@pytest.mark.parametrize("days", [-1, 1])
def test_no_call_is_cancelled_before_its_day_or_in_the_future(acacias, days):
    on = timezone.localdate() + timedelta(days=days)
    with pytest.raises(MirroredOnWrongDay):
        services.cancel_call(issued(), by=None, on=on)


def test_a_call_is_cancelled_once_and_a_draft_never(acacias):
    call = issued()
    services.cancel_call(call, by=None)
    with pytest.raises(AlreadyCancelled):
        services.cancel_call(call, by=None)
    with pytest.raises(NotIssued):
        services.cancel_call(draft(), by=None)


def test_a_cancelled_call_leaves_the_payment_as_a_credit(acacias):
    call = issued()
    payment("H1", "500.00")
    services.cancel_call(call, by=None)
    again = issued()
    settlement = settlements([cast.holding("H1").pk])[cast.holding("H1").pk]
    assert [(i.due.id, i.open) for i in settlement.items] == [
        (DueKey.of(again.documents.get(holding__code="H1")), Decimal("0.00"))
    ]


def test_issuing_costs_as_many_statements_for_many_lots(
    acacias, django_assert_num_queries
):
    holding = cast.holding("H1")
    for number in range(20):
        lot = buildings.create_lot(code=f"X{number}", shares=0, by=None)
        buildings.hand_over_lot(lot, holding=holding, since=cast.SINCE, by=None)
    parts = dict.fromkeys(Lot.objects.values_list("pk", flat=True), 1)
    buildings.create_key(code="all", name="All", parts=parts, by=None)
    few, many = draft(item("10.00", key="lift")), draft(item("10.00", key="all"))
    with django_assert_num_queries(STATEMENTS_TO_ISSUE):
        services.issue_call(few, by=None)
    with django_assert_num_queries(STATEMENTS_TO_ISSUE):
        services.issue_call(many, by=None)


# Savepoints included.
STATEMENTS_TO_ISSUE = 32
