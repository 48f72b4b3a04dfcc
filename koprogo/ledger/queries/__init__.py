"""What the books say. Sums are made by the database, in exact decimals."""

from koprogo.ledger.queries.accounts import account_lines, entries, own_names
from koprogo.ledger.queries.balances import (
    Balance,
    Movement,
    account_balances,
    party_balances,
    trial_balance,
    trial_balance_between,
)
from koprogo.ledger.queries.integrity import findings, verify
from koprogo.ledger.queries.years import opened_year
from koprogo.slots import Finding

__all__ = [
    "Balance",
    "Finding",
    "Movement",
    "account_balances",
    "account_lines",
    "entries",
    "findings",
    "opened_year",
    "own_names",
    "party_balances",
    "trial_balance",
    "trial_balance_between",
    "verify",
]
