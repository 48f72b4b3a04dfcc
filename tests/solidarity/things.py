"""What the addresses of the fund name, for the tables of roles: area by area."""

from tests.solidarity import making
from tests.solidarity.committee import things as committee
from tests.solidarity.loans import things as loans
from tests.solidarity.money import things as money
from tests.solidarity.public import things as public
from tests.solidarity.requests import things as requests


def things() -> dict:
    """Several areas use the same names for other rows."""
    found = {"public": public.things(), "requests": requests.things()}
    found["committee"] = committee.things()
    with making.inside():
        found["money"] = money.things()
        found["loans"] = loans.things()
    return {"of_fund": found}
