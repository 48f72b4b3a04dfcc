"""Whatever an invoice covers: its costs and what waits are its total, and 490 empties."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finance.booking import BookCalendar, lay_out
from finance.models import Cost, DeferralStep, FixedAmount
from finance.services.deferrals import release_deferrals
from finance.services.invoice_posting import cancel_invoice
from koprogo.ledger.queries import account_balances, verify
from koprogo.money import from_cents
from tests import cast
from tests.finance.invoices.making import a_line, every, posted

DAYS = st.dates(date(2022, 1, 1), date(2026, 6, 30))
CENTS = st.integers(1, 10_000_000)
PERIODS = st.sampled_from([1, 3, 6, 12])
ZERO = Decimal("0.00")


@st.composite
def spans(draw):
    since = draw(DAYS)
    return since, since + timedelta(days=draw(st.integers(1, 1500)))


@st.composite
def calendars(draw):
    shut = draw(st.lists(spans(), max_size=3))
    return BookCalendar(draw(st.integers(1, 12)), draw(PERIODS), tuple(shut))


@given(spans(), CENTS, st.sampled_from([1, -1]), DAYS, calendars())
def test_a_layout_is_the_cost(span, cents, sign, on, calendar):
    since, until = span
    amount = sign * from_cents(cents)
    day = calendar.first_open(on)
    layout = lay_out(amount, since=since, until=until, on=day, calendar=calendar)
    pieces = sorted([*layout.now, *layout.waiting], key=lambda piece: piece.since)
    assert sum((piece.amount for piece in pieces), ZERO) == amount
    assert all(piece.amount * sign > 0 for piece in pieces)
    assert all(a.until <= b.since for a, b in pairwise(pieces))
    first, end = calendar.period_of(day)
    assert first <= day < end
    for piece in layout.waiting:
        assert not (piece.since < end and piece.until > first)
        assert piece.since >= end or calendar.first_open(piece.since) < piece.until


@given(DAYS, calendars())
def test_the_first_open_day_is_open_and_the_first(day, calendar):
    found = calendar.first_open(day)
    assert found >= day
    assert not any(since <= found < until for since, until in calendar.shut)
    for step in range(min((found - day).days, 400)):
        between = day + timedelta(days=step)
        assert any(since <= between < until for since, until in calendar.shut)


LINES = st.lists(
    st.tuples(CENTS, spans() | st.none(), st.booleans()), min_size=1, max_size=4
)


@pytest.mark.django_db
@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(LINES, DAYS, PERIODS, st.sampled_from(["invoice", "credit_note"]), st.booleans())
def test_costs_and_what_waits_are_the_total(acacias, rows, on, months, kind, cancelled):
    """Les Acacias with one random invoice: booked, released, perhaps taken back."""
    with transaction.atomic():
        every(months)
        lines = [_line(*row) for row in rows]
        invoice = posted(*lines, date=on, kind=kind)
        signed = invoice.sign * invoice.total
        costs = sum(
            invoice.entry.costs.filter(withdrawal=False).values_list(
                "amount", flat=True
            ),
            ZERO,
        )
        steps = sum(DeferralStep.objects.values_list("amount", flat=True), ZERO)
        assert costs + steps == signed
        release_deferrals(until=date(2040, 1, 1), by=None)
        if cancelled:
            cancel_invoice(invoice, by=None)
        assert account_balances("490") == {"490": ZERO}
        borne = Cost.objects.filter(withdrawal=False).values_list("amount", flat=True)
        assert sum(borne, ZERO) == (ZERO if cancelled else signed)
        assert verify() == []
        transaction.set_rollback(True)
    assert FixedAmount.objects.count() == 0


def _line(cents, span, from_reserve):
    since, until = span or (None, None)
    amount = from_cents(cents)
    fixed = {cast.lot("A"): amount}
    return a_line(
        str(amount),
        basis="fixed",
        key=None,
        fixed=fixed,
        since=since,
        until=until,
        from_reserve=from_reserve,
    )
