"""Random years of a building: what finance.md §3 promises holds in each (2 and 6)."""

from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finance.errors.charge_statements import NothingToSettle
from finance.models import Basis, ChargeCost, Cost
from finance.services.charge_statements import cancel_statement, post_statement
from koprogo.ledger.queries import account_balances, verify
from koprogo.money import from_cents
from tests import cast
from tests.finance.charge_statements.books import (
    SINCE,
    UNTIL,
    WITHDRAWAL,
    computed,
    cost,
    key,
    ordinary_result,
    provisions,
    sold,
    somebody,
)
from tests.finance.charge_statements.meters import metered, read

DAYS = (UNTIL - SINCE).days
cents = st.integers(-500_000, 500_000).filter(bool).map(from_cents)
days = st.integers(0, DAYS - 1).map(lambda number: SINCE + timedelta(days=number))
kinds = st.sampled_from(["shares", "lift", "private", "reserve", "meters"])
costs = st.lists(
    st.tuples(kinds, cents, days, st.none() | days, st.integers(0, 100)), max_size=8
)
calls = st.lists(st.tuples(st.integers(1, 300_000), days), max_size=4)
sales = st.lists(
    st.tuples(st.sampled_from("ABC"), days), max_size=3, unique_by=lambda s: s[0]
)


def book(kind, amount, day, since, percent, water):
    of = {"on": day, "occupant_percent": percent}
    if since is not None:
        of |= {"since": since, "until": since + timedelta(days=90)}
    if kind == "private":
        return cost(str(amount), basis=Basis.LOT, lot=cast.lot("B"), **of)
    if kind == "meters":
        return cost(str(amount), basis=Basis.METERS, meters=water, on=day)
    if kind == "reserve":
        return cost(str(amount), account=WITHDRAWAL, withdrawal=True, **of)
    return cost(str(amount), key=key(kind), **of)


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(booked=costs, called=calls, sold_lots=sales)
def test_a_year(acacias, booked, called, sold_lots):
    with transaction.atomic():
        _year(booked, called, sold_lots)
        transaction.set_rollback(True)


def _year(booked, called, sold_lots):
    water = metered("A", "B", "C")
    read(water, SINCE, A="1", B="2", C="3")
    read(water, UNTIL, A="2", B="5", C="3.125")
    for amount, day in called:
        provisions(str(from_cents(amount)), on=day)
    for one in booked:
        book(*one, water)
    for lot, day in sold_lots:
        sold(lot, to=somebody(), on=day)
    statement = computed(due_on=timezone.localdate())
    try:
        with transaction.atomic():
            post_statement(statement, by=None)
    except NothingToSettle:
        assert ordinary_result() == 0
        return
    _holds(statement)
    cancel_statement(statement, by=None)
    again = post_statement(computed(title="Again"), by=None)
    _holds(again)
    assert verify() == []


def _holds(statement):
    statement.refresh_from_db()
    for division in ChargeCost.objects.filter(statement=statement).select_related(
        "cost"
    ):
        assert from_cents(sum(division.cents)) == division.cost.amount
    rows = list(statement.documents.all())
    total = sum(Cost.objects.values_list("amount", flat=True), Decimal(0))
    assert sum(one.costs for one in rows) == total
    assert sum(one.balance for one in rows) == total - sum(
        one.provisions for one in rows
    )
    assert ordinary_result() == 0
    assert account_balances("701")["701"] == -total
