"""The invariants of a year see what is wrong: each with an entry that no service makes."""

from decimal import Decimal

import pytest
from django.db import transaction

from finance.fiscal_year import fiscal_year
from koprogo.ledger import services as ledger
from koprogo.tenancy import enter
from tests.finance.year import calling, invariants
from tests.finance.year.building import found, furnish
from tests.finance.year.clock import first_day, standing_at
from tests.finance.year.test_year import FULL

AMOUNT = Decimal("10.00")
CHECKS = {
    "551": invariants.money,
    "499": invariants.money,
    "58": invariants.money,
    "160": invariants.reserve_is_called_less_withdrawn,
    "4101": invariants.people_add_up,
    "440": invariants.suppliers_add_up,
    "490": invariants.deferrals_add_up,
    "6103000": invariants.settled,
}


@pytest.fixture
def scene(db):
    with standing_at(first_day(FULL.house.first_month)) as clock:
        building = found(FULL.house)
        with transaction.atomic(), enter(building.pk, by=None):
            made = furnish(building, FULL, clock)
            calling.bring_along(made)
            yield made


@pytest.mark.parametrize("account", CHECKS)
def test_an_entry_from_nowhere_is_seen(scene, account):
    check = CHECKS[account]
    invariants.all_hold(scene)
    check(scene)
    party = {
        "4101": scene.holdings()[0].party_id,
        "440": scene.suppliers[0].party_id,
    }.get(account)
    ledger.post(
        journal="misc",
        year=fiscal_year(scene.since, first_month=FULL.house.first_month),
        date=scene.since,
        text="From nowhere",
        lines=[
            ledger.debit(account, AMOUNT, party_id=party),
            ledger.credit("100", AMOUNT),
        ],
        by=None,
    )
    with pytest.raises(AssertionError):
        check(scene)
