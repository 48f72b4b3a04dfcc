"""What leaves the bank never leaves a promise uncovered."""

from decimal import Decimal

from django.db import connection

from koprogo.tenancy import current_tenant_id
from solidarity.errors.money import NotCovered
from solidarity.queries.money import capital

__all__ = ["hold_capital", "refuse_uncovered"]


def hold_capital() -> None:
    """Let nobody promise until the commit; the trigger of an aid takes the same lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('solidarity.capital', %s))",
            [current_tenant_id()],
        )


def refuse_uncovered(leaving: Decimal) -> None:
    """Refuse that so much leaves the bank; the caller holds the capital.

    Raises:
        NotCovered: the fund would have promised more than it has.
    """
    found = capital()
    if found.held - leaving < found.promised:
        raise NotCovered(leaving)
