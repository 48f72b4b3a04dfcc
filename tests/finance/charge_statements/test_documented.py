"""The worked example of docs/rules/charges.md, through the services and the books."""

from datetime import date

import pytest

from buildings import services as buildings
from buildings.models import Lot
from koprogo.tenancy import enter
from tests.finance.charge_statements.books import (
    DEED,
    JULY,
    SINCE,
    UNTIL,
    WITHDRAWAL,
    called,
    cost,
    eur,
    ordinary_result,
    posted,
)
from tests.finance.factories import item
from tests.worked_tables import worked_tables

LONG_AGO = date(2000, 1, 1)
LOTS = {"A": 400, "B": 350, "C": 250}
HOLDERS = {"Peeters": "A", "Dupont": "B", "Janssens": "C"}
*ROWS, SUMS = worked_tables("rules/charges.md")["The statements of the four"]


@pytest.fixture
def documented(db):
    """The three lots of the documentation; Dupont sells B to Martin."""
    building = buildings.create_building(
        name="Documented",
        slug="documented",
        deed_total=1000,
        kbo="0999001416",
        working_iban="BE85999001400106",
        by=None,
    )
    with enter(building.pk, by=None):
        for code, shares in LOTS.items():
            lot = buildings.create_lot(code=code, shares=shares, by=None)
            buildings.create_key(code=code, name=code, parts={lot.pk: 1}, by=None)
        holdings = {name: holder(name) for name in (*HOLDERS, "Martin")}
        for name, code in HOLDERS.items():
            hand_over(code, holdings[name], LONG_AGO)
        hand_over("B", holdings["Martin"], DEED)
        yield holdings


def holder(name):
    owner = buildings.create_owner(last_name=name, language="nl", by=None)
    return buildings.create_holding(
        code=name, members=[buildings.Member(owner, full=1)], by=None
    )


def hand_over(code, holding, since):
    lot = Lot.objects.get(code=code)
    buildings.hand_over_lot(lot, holding=holding, since=since, by=None)


def test_the_statements_of_the_four(documented):
    called(item("500.00", key="A"), item("300.00", key="B"), item("400.00", key="C"))
    called(item("100.00", key="B"), on=date(2025, 11, 1))
    cost("1000.00", occupant_percent=60)
    cost("1000.00", since=JULY, until=date(2026, 7, 1))
    cost("-100.03", since=JULY, until=UNTIL)
    cost("60.00", basis="lot", lot=Lot.objects.get(code="B"), on=DEED)
    cost("-500.00", account=WITHDRAWAL, withdrawal=True)
    statement = posted()
    found = [
        {
            "holder": one.holding.code,
            "private": str(one.private),
            "costs": str(one.costs),
            "of which occupant": str(one.occupant),
            "provisions": str(one.provisions),
            "balance": str(one.balance),
        }
        for one in statement.documents.select_related("holding").order_by("pk")
    ]
    assert found == [{name: row[name] for name in found[0]} for row in ROWS]
    balances = [one.balance for one in statement.documents.all()]
    assert sum(balances) == eur(SUMS["balance"])
    assert ordinary_result(SINCE, UNTIL) == 0
