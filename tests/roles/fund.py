"""The solidarity fund: all its addresses, each area with things of its own."""

from tests.roles import (
    fund_committee,
    fund_loans,
    fund_money,
    fund_public,
    fund_requests,
)

AREAS = {
    "requests": fund_requests.TABLE,
    "committee": fund_committee.TABLE,
    "money": fund_money.TABLE,
    "loans": fund_loans.TABLE,
    "public": fund_public.TABLE,
}
TABLE = {name: cell for table in AREAS.values() for name, cell in table.items()}
AREA = {name: area for area, table in AREAS.items() for name in table}
API = fund_requests.API
PARITY = fund_requests.PARITY


def address(name: str, arguments: dict) -> dict:
    """Return the arguments with those of the area that the page belongs to."""
    area = AREA.get(name)
    return arguments | arguments["of_fund"][area] if area else arguments
