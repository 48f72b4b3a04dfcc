"""What is open or decided for the lots of a sale, from calls, budgets and works."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from buildings.models import AllocationKey
from buildings.services import write_version
from finance import services
from finance.models import Budget, BudgetLine, Call, CallItem, Works
from finance.queries.sales import burdens_of, lots_of
from koprogo.ledger import services as ledger
from koprogo.ledger.models import Account
from tests import cast
from tests.finance.factories import draft, issued, item, late, payment
from tests.finance.sales.making import days_ago, planned, started, today


def found(sale, on=None):
    return [
        (one.title, str(one.amount), one.due_on, one.bearing.side, one.bearing.reason)
        for one in burdens_of(sale, lots_of(sale), on=on or today()).items
    ]


def in_days(number):
    return today() + timedelta(days=number)


def test_nothing_is_open_or_decided(acacias):
    sale = started()
    burdens = burdens_of(sale, lots_of(sale), on=today())
    assert (burdens.items, burdens.works, burdens.reserve) == ([], [], [])


def test_calls_open_or_payable_later(acacias):
    late("100.00")
    issued(
        item("200.00", label="Provision"),
        item("300.00", purpose="reserve", label="Reserve"),
        item("400.00", purpose="working_fund", label="Fund"),
        title="Q2",
        due_in=30,
    )
    draft(item("1.00"))
    services.cancel_call(issued(item("999.00")), by=None)
    # The deed is tomorrow.
    sale = planned("A", "K", ago=-1)
    assert found(sale) == [
        ("Late – Provision", "50.00", days_ago(1), "seller", "payable-before"),
        ("Q2 – Provision", "100.00", in_days(30), "by-days", "ordinary"),
        ("Q2 – Reserve", "150.00", in_days(30), "buyer", "payable-later"),
    ]


def test_what_is_paid_and_past_stands_no_more(acacias):
    late("100.00")
    payment("H1", "50.00")
    assert found(started("A")) == []
    assert [row[1] for row in found(started("B"))] == ["30.00"]


def test_the_call_that_asks_is_named(acacias):
    call = issued(item("100.00", purpose="reserve"), title="R", due_in=3)
    sale = started("C")
    burdens = burdens_of(sale, lots_of(sale), on=today())
    assert [(one.call, one.what) for one in burdens.called] == [
        (call.uuid, "Contribution to the reserve fund")
    ]
    assert burdens.reserve == burdens.called


@pytest.mark.parametrize(
    ("proxy", "side", "reason"),
    [(True, "buyer", "proxy"), (False, "seller", "no-proxy")],
)
def test_works_decided_between_contract_and_deed(acacias, proxy, side, reason):
    works = Works.objects.create(
        title="Roof", decision="Assembly, item 7", decided_on=days_ago(5)
    )
    call = draft(item("1000.00", purpose="works", label="Roof"), due_in=20)
    CallItem.objects.filter(call=call).update(works=works)
    services.issue_call(call, by=None)
    sale = planned("A", ago=0, contract_on=days_ago(9), proxy=proxy)
    [row] = found(sale)
    assert row[1:] == ("500.00", in_days(20), side, reason)
    [under_way] = burdens_of(sale, lots_of(sale), on=today()).works
    assert (under_way.works, under_way.called, under_way.booked) == (
        works,
        Decimal("500.00"),
        Decimal("0.00"),
    )


def adopted(*lines, year=None, title="Budget", key=None):
    """A budget of this year, adopted a month ago by that very order."""
    book = year or ledger.open_year(
        since=date(today().year, 1, 1), until=date(today().year + 1, 1, 1), by=None
    )
    budget = Budget.objects.create(
        year=book, title=title, decision="Assembly, item 3", decided_on=days_ago(30)
    )
    key = key or AllocationKey.objects.get(kind="shares")
    for position, (kind, amount) in enumerate(lines, start=1):
        BudgetLine.objects.create(
            budget=budget,
            position=position,
            kind=kind,
            label=kind,
            account=Account.objects.get(code="700"),
            key=key,
            amount=amount,
        )
    budget.adopted_at = timezone.now()
    budget.save()
    return budget


def test_what_a_budget_asks_for_and_did_not_call_yet(acacias):
    budget = adopted(("reserve", 1000), ("extraordinary", 400), ("ordinary", 9000))
    call = draft(item("250.00", purpose="reserve"), title="Q1", due_in=0)
    Call.objects.filter(pk=call.pk).update(budget=budget, instalment=1)
    services.issue_call(call, by=None)
    payment("H1", "125.00")
    sale = planned("A", ago=-1)
    assert [row[:2] + row[3:] for row in found(sale)] == [
        ("Budget – Assembly, item 3", "375.00", "buyer", "payable-later"),
        ("Budget – Assembly, item 3", "200.00", "buyer", "payable-later"),
    ]
    burdens = burdens_of(sale, lots_of(sale), on=today())
    assert [one.amount for one in burdens.decided] == [Decimal("375"), Decimal("200")]
    assert [one.amount for one in burdens.reserve] == [Decimal("375")]


def test_a_budget_that_is_adjusted_keeps_what_was_called(acacias):
    first = adopted(("reserve", 1000))
    call = draft(item("250.00", purpose="reserve"), due_in=0)
    Call.objects.filter(pk=call.pk).update(budget=first, instalment=1)
    services.issue_call(call, by=None)
    adopted(("reserve", 600), year=first.year, title="Adjusted")
    sale = started("A")
    burdens = burdens_of(sale, lots_of(sale), on=today())
    assert [(one.title, one.amount) for one in burdens.decided] == [
        ("Adjusted – Assembly, item 3", Decimal("175.00"))
    ]
    adopted(("reserve", 250), year=first.year, title="All called")
    assert burdens_of(sale, lots_of(sale), on=today()).decided == []


def test_works_called_apart_are_not_asked_for_by_the_budget_again(acacias):
    other = AllocationKey.objects.create(code="new", name="New")
    write_version(other, valid_from=days_ago(30), parts={cast.lot("A").pk: 1}, by=None)
    budget = adopted(("extraordinary", 400), ("extraordinary", "100.01"))
    adopted(("extraordinary", 70), year=budget.year, title="Adjusted", key=other)
    works = Works.objects.create(
        title="Roof", decision="Assembly, item 4", decided_on=days_ago(30)
    )
    for amount in ("33.33", "16.67"):
        call = draft(item(amount, purpose="works"), due_in=0)
        CallItem.objects.filter(call=call).update(works=works, key=other)
        services.issue_call(call, by=None)
    issued(item("90.00", purpose="works"), due_in=0)
    sale = started("A")
    decided = burdens_of(sale, lots_of(sale), on=today()).decided
    assert [(one.title, one.amount) for one in decided] == [
        ("Adjusted – Assembly, item 3", Decimal("20.00"))
    ]


def test_a_call_of_this_year_is_not_one_of_the_next(acacias):
    this = adopted(("reserve", 100)).year
    year = ledger.open_year(
        since=this.until, until=date(this.until.year + 1, 1, 1), by=None
    )
    adopted(("reserve", 30), year=year, title="Next")
    issued(item("60.00", purpose="reserve"), due_in=0)
    sale = started("A")
    decided = burdens_of(sale, lots_of(sale), on=today()).decided
    assert [(one.title, one.amount) for one in decided] == [
        ("Next – Assembly, item 3", Decimal("15.00")),
        ("Budget – Assembly, item 3", Decimal("20.00")),
    ]


def test_a_key_that_is_not_in_force_yet_asks_for_nothing(acacias):
    key = AllocationKey.objects.create(code="new", name="New")
    parts = {cast.lot("A").pk: 1}
    write_version(key, valid_from=in_days(9), parts=parts, by=None)
    adopted(("reserve", 100), key=key)
    assert found(started("A")) == []


def test_the_statements_do_not_grow(acacias):
    sale = planned("A")

    def statements():
        with CaptureQueriesContext(connection) as queries:
            burdens_of(sale, lots_of(sale), on=today())
        return len(queries)

    issued(item("10.00"), due_in=5)
    first = statements()
    for number in range(3):
        issued(item("10.00"), item("5.00", purpose="reserve"), due_in=5 + number)
    assert statements() == first
