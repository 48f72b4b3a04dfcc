"""The solidarity fund: all its addresses, each area with things of its own."""

from tests.roles import (
    fund_committee,
    fund_loans,
    fund_money,
    fund_public,
    fund_requests,
)

AREAS = {
    "requests": fund_requests,
    "committee": fund_committee,
    "money": fund_money,
    "loans": fund_loans,
    "public": fund_public,
}


def _all(what: str) -> dict:
    tables = [getattr(module, what) for module in AREAS.values()]
    return {name: cell for table in tables for name, cell in table.items()}


TABLE, API, PARITY = _all("TABLE"), _all("API"), _all("PARITY")
AREA = {
    name: area
    for area, module in AREAS.items()
    for name in (*module.TABLE, *module.API)
}


def address(name: str, arguments: dict) -> dict:
    """Return the arguments with those of the area that the page belongs to."""
    area = AREA.get(name)
    return arguments | arguments["of_fund"][area] if area else arguments
