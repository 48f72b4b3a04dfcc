"""Whatever happens in whatever order, the books and the settlement say the same."""

from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from buildings.models import Holding
from finance import chart, services
from finance.models import AccountCharge, Call, Opening, Payment
from finance.queries import settlements, standing_opening
from finance.services.charges import ChargeDraft, charge_accounts
from koprogo.ledger import services as ledger
from koprogo.ledger.queries import account_balances, party_balances
from tests import cast
from tests.finance.factories import issued, item, opened, payment

cents = st.integers(1, 100_000).map(lambda number: Decimal(number).scaleb(-2))
acts = st.lists(
    st.one_of(
        st.tuples(st.just("call"), cents, cents, st.integers(0, 60)),
        st.tuples(st.just("pay"), st.sampled_from(["H1", "H2", "H3"]), cents),
        st.tuples(st.just("cancel"), st.integers(0, 5)),
        st.tuples(st.just("reverse"), st.integers(0, 5)),
        st.tuples(st.just("open"), st.sampled_from(["H1", "H2", "H3"]), cents, cents),
        st.tuples(st.just("credit"), st.sampled_from(["H1", "H2", "H3"]), cents),
        st.tuples(st.just("close")),
    ),
    max_size=9,
)


def perform(kind, *details):
    if kind == "call":
        working, reserve, due_in = details
        issued(item(working), item(reserve, purpose="reserve"), due_in=due_in)
    elif kind == "pay":
        payment(*details)
    elif kind in OPENINGS:
        OPENINGS[kind](*details)
    else:
        _take_back(kind, *details)


def _open(holding, *parts):
    if standing_opening() is None:
        opened(**{holding: parts})


def _credit(holding, amount):
    _open(holding, "0.00", "0.00", amount)


def _close():
    for opening in Opening.objects.standing():
        services.reverse_opening(opening, by=None)


OPENINGS = {"open": _open, "credit": _credit, "close": _close}


def _take_back(kind, number):
    rows = Call.objects if kind == "cancel" else Payment.objects
    act = services.cancel_call if kind == "cancel" else services.reverse_payment
    for row in rows.standing().order_by("pk")[number : number + 1]:
        act(row, by=None)


def open_parts():
    """Working and reserve parts still open, by party, as the settlement has them."""
    parties = dict(Holding.objects.values_list("pk", "party_id"))
    return {
        parties[key]: (
            sum(found.working_open for found in settlement.items) - settlement.credit,
            sum(found.reserve_open for found in settlement.items),
        )
        for key, settlement in settlements(parties).items()
    }


def booked():
    working = party_balances([chart.OWNERS_WORKING])
    reserve = party_balances([chart.OWNERS_RESERVE])
    return {
        party: (working.get(party, 0), reserve.get(party, 0))
        for party in Holding.objects.values_list("party_id", flat=True)
    }


@pytest.fixture
def rollback():
    """Undo what an example did: the fixture's building serves them all."""

    @contextmanager
    def undone():
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    return undone


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(acts)
def test_the_owner_accounts_follow_the_settlement(acacias, rollback, story):
    with rollback():
        for act in story:
            perform(*act)
        assert booked() == open_parts()


def test_a_credit_pays_the_reserve_part_of_the_next_call(acacias):
    issued(item("1000.00"))
    payment("H1", "700.00")
    issued(item("100.00"), item("100.00", purpose="reserve"))
    assert account_balances(*chart.OWNERS) == {
        "4100": Decimal("50.00"),
        "4101": Decimal("450.00"),
    }


@pytest.mark.parametrize(("due_in", "still_open"), [(9, "100.00"), (11, "50.00")])
def test_an_older_due_is_paid_first_whenever_it_was_called(acacias, due_in, still_open):
    issued(item("100.00", purpose="reserve"), due_in=10)
    payment("H1", "50.00")
    issued(item("100.00"), due_in=due_in)
    assert account_balances("4100") == {"4100": Decimal(still_open)}


def test_a_call_that_is_due_before_something_charged_takes_its_credit(acacias):
    """A statement's balance due in a month is half paid; a call due now comes first."""
    [day, later] = [timezone.localdate() + timedelta(days=days) for days in (0, 30)]
    draft = ChargeDraft(
        holding=cast.holding("H1"),
        kind=AccountCharge.Kind.PRIVATE,
        text="Keys",
        due_on=later,
        working=Decimal("100.00"),
    )
    against = [ledger.credit(chart.SUSPENSE, Decimal("100.00"))]
    charge_accounts(
        [draft], against=against, date=day, text="Keys", by=None, source="k"
    )
    payment("H1", "60.00")
    issued(item("80.00", purpose="reserve"), due_in=0)
    assert booked() == open_parts()
    assert account_balances("4101", "4100") == {
        "4101": Decimal("80.00"),
        "4100": Decimal("40.00"),
    }
