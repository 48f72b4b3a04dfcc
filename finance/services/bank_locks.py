"""Whoever books what the bank says takes these locks, in this order."""

from buildings.models import Building, Holding
from koprogo.ledger.models import Journal


def lock_building() -> Building:
    """Let nobody else import statements of the building entered until the commit."""
    return Building.objects.select_for_update(no_key=True).get()


def lock_accounts(holdings=None) -> None:
    """Let nobody pay for these holdings, or any, nor post anything until the commit.

    A payment locks its holding and then its journal, as here.
    """
    found = Holding.objects.all() if holdings is None else holdings
    list(found.order_by("pk").select_for_update(no_key=True).values_list("pk"))
    list(Journal.objects.order_by("pk").select_for_update().values_list("pk"))
