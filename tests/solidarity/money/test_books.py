"""The fund's books: endowments, costs, provision, and what is measured."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from finance.months import add_months
from koprogo.ledger.queries import account_balances
from koprogo.ledger.services import credit, debit, post
from solidarity import chart
from solidarity.capital import simulate
from solidarity.errors.money import (
    DayOff,
    MirroredAlready,
    NotCovered,
    NotedAlready,
    ProvisionRight,
)
from solidarity.models import FundMovement
from solidarity.queries import money as queries
from solidarity.services.movements import mirror_movement, note_movement
from solidarity.services.provision import bring_provision_up_to_date
from tests.solidarity import making

ENDOWMENT, COST = FundMovement.Kind.ENDOWMENT, FundMovement.Kind.COST


def noted(kind, amount, *, uuid=None, on=None):
    return note_movement(
        kind,
        uuid=uuid or uuid4(),
        amount=Decimal(amount),
        on=on or timezone.localdate(),
        reference="Decision of 12 June",
        by=making.person("tess"),
    )


def bank() -> Decimal:
    return queries.capital().bank


def test_accounts_have_the_numbers_of_the_spec():
    assert [queries.shown(code) for code in ("5511", "5513", "554", "550", "100")] == [
        "55.1.1",
        "55.1.3",
        "55.4",
        "550",
        "100",
    ]


def test_an_endowment_is_noted_once(fund):
    uuid = uuid4()
    made = noted(ENDOWMENT, "3000.00", uuid=uuid)
    with pytest.raises(NotedAlready):
        noted(ENDOWMENT, "3000.00", uuid=uuid)
    with pytest.raises(DayOff):
        noted(ENDOWMENT, "1.00", on=timezone.localdate() + timedelta(days=1))
    assert account_balances(chart.BANK, chart.CAPITAL) == {
        chart.BANK: Decimal("53000.00"),
        chart.CAPITAL: Decimal("-53000.00"),
    }
    mirror_movement(made, by=making.person("tess"))
    with pytest.raises(MirroredAlready):
        mirror_movement(made, by=making.person("tess"))
    assert bank() == Decimal("50000.00")


def test_a_cost_takes_nothing_that_is_promised(fund):
    making.decided(making.sent(), amount="49000.00")
    with pytest.raises(NotCovered):
        noted(COST, "1000.01")
    made = noted(COST, "1000.00")
    assert account_balances(chart.COSTS) == {chart.COSTS: Decimal("1000.00")}
    assert queries.capital().available == 0
    mirror_movement(made, by=making.person("tess"))
    assert queries.capital().available == Decimal("1000.00")


def test_an_endowment_that_promises_rest_on_stays(fund):
    made = noted(ENDOWMENT, "100.00")
    making.decided(making.sent(), amount="50050.00")
    with pytest.raises(NotCovered):
        mirror_movement(made, by=making.person("tess"))


def lent(amount: str) -> None:
    today = timezone.localdate()
    post(
        journal="bank",
        year=today.year,
        date=today,
        text="S-TEST",
        lines=[
            debit(chart.LOANS, Decimal(amount)),
            credit(chart.BANK, Decimal(amount)),
        ],
        by=None,
    )


def test_five_per_cent_of_what_is_owed_are_set_aside(fund):
    with pytest.raises(ProvisionRight):
        bring_provision_up_to_date(by=None)
    lent("50000.00")
    found = queries.capital()
    assert (found.outstanding, found.wanted) == (
        Decimal("50000.00"),
        Decimal("2500.00"),
    )
    bring_provision_up_to_date(by=None)
    assert account_balances(chart.PROVISIONED, chart.PROVISION) == {
        chart.PROVISIONED: Decimal("2500.00"),
        chart.PROVISION: Decimal("-2500.00"),
    }
    assert queries.capital().missing == 0
    today = timezone.localdate()
    post(
        journal="bank",
        year=today.year,
        date=today,
        text="S-TEST",
        lines=[
            debit(chart.BANK, Decimal("10000.00")),
            credit(chart.LOANS_BACK, Decimal("10000.00")),
        ],
        by=None,
    )
    bring_provision_up_to_date(by=None)
    assert queries.capital().set_aside == Decimal("2000.00")


# Five years ahead


def test_the_last_twelve_months_are_measured(fund):
    aid = making.running(months_ago=1)
    noted(ENDOWMENT, "6000.00")
    noted(COST, "120.00")
    found = queries.measured(timezone.localdate())
    what = found.assumptions
    assert (what.endowment, what.loans, what.costs, what.months) == (
        Decimal("6000.00"),
        Decimal("266.67"),
        Decimal("10.00"),
        aid.months,
    )
    assert what.start == queries.capital().available
    assert sum(found.due) == aid.amount - aid.plans.get().lines.first().capital * (
        aid.plans.get().lines.first().due <= timezone.localdate()
    )
    assert simulate(what, due=found.due)[-1].year == 5


def test_what_is_older_does_not_count(fund):
    making.running(months_ago=13)
    what = queries.measured(timezone.localdate()).assumptions
    assert what.loans == 0


def test_instalments_ahead_stand_in_their_month(fund):
    making.running()
    on = timezone.localdate()
    ahead = queries.months_ahead(on)
    assert (len(ahead), ahead[0], ahead[-1]) == (
        24,
        Decimal("133.33"),
        Decimal("133.41"),
    )
    assert queries.months_ahead(add_months(on, 24)) == []


def test_earlier_loans_come_back_in_the_simulation(fund):
    what = queries.measured(date(2020, 1, 1)).assumptions
    bare = simulate(what)[0].returned
    assert simulate(what, due=[Decimal("100.00")] * 3)[0].returned == bare + 300
