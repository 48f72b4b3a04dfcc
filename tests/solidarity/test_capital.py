"""The money of the fund: provisions, promises, half of what was won, five years."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.capital import (
    NOTHING,
    Assumptions,
    NotEnough,
    available,
    given_back,
    promise,
    provision,
    simulate,
)

AMOUNTS = st.decimals("0.00", "99999.99", places=2)
REVOLVING = Assumptions(
    start=Decimal("12000.00"),
    endowment=NOTHING,
    grants=NOTHING,
    loans=Decimal("1000.00"),
    costs=NOTHING,
    months=12,
    lost=Decimal(0),
)
PLANS = st.builds(
    Assumptions,
    start=AMOUNTS,
    endowment=AMOUNTS,
    grants=AMOUNTS,
    loans=AMOUNTS,
    costs=AMOUNTS,
    months=st.integers(1, 48),
    lost=st.decimals("0", "1", places=3),
)


def test_fifty_thousand_outstanding_set_2500_aside():
    assert provision(Decimal("50000.00")) == Decimal("2500.00")
    assert provision(Decimal("0.10")) == Decimal("0.01")


def test_what_is_promised_is_not_promised_again():
    bank = Decimal("1000.00")
    assert promise(Decimal("400.00"), bank=bank, promised=Decimal("600.00")) == bank
    with pytest.raises(NotEnough):
        promise(Decimal("400.01"), bank=bank, promised=Decimal("600.00"))
    assert available(bank=bank, promised=Decimal("1200.00")) == NOTHING


@pytest.mark.parametrize(
    ("is_won", "damages", "half"),
    [
        (True, "3000.00", "900.01"),
        (True, "0.01", "900.01"),
        (True, "0.00", "0.00"),
        (False, "3000.00", "0.00"),
    ],
)
def test_half_comes_back_of_a_case_that_was_won_with_damages(is_won, damages, half):
    found = given_back(Decimal("1800.01"), is_won=is_won, damages=Decimal(damages))
    assert found == Decimal(half)


def test_capital_that_comes_back_is_lent_again():
    """12,000 lent in a year over a year: as much is out at each year's end."""
    first, second, *_rest = simulate(REVOLVING)
    assert first.lent == Decimal("12000.00")
    assert second.lent == second.returned
    assert len(simulate(REVOLVING)) == 5


def test_losses_shrink_it():
    sound = simulate(REVOLVING)[-1]
    worse = simulate(replace(REVOLVING, lost=Decimal("0.05")))[-1]
    assert worse.capital + worse.outstanding < sound.capital + sound.outstanding


@given(PLANS)
def test_no_cent_appears_or_is_lost(what):
    """What there was and came in is what is there, out, granted, lost and spent."""
    found = simulate(replace(what, costs=NOTHING))
    there = found[-1].capital + found[-1].outstanding
    gone = sum(one.granted + one.lost for one in found)
    assert there + gone == what.start + 5 * what.endowment
    assert all(one.capital >= 0 for one in found)


@given(PLANS)
def test_it_never_falls_below_zero(what):
    assert all(one.capital >= 0 and one.outstanding >= 0 for one in simulate(what))


@pytest.mark.parametrize(
    "wrong",
    [{"start": Decimal(-1)}, {"months": 0}, {"lost": Decimal("1.01")}],
)
def test_what_cannot_be_supposed_is_refused(wrong):
    with pytest.raises(ValueError, match="Assumptions"):
        simulate(replace(REVOLVING, **wrong))
