"""Reads of the books of a building."""

from finance.queries.accounts import (
    Account,
    DueKey,
    account_of,
    arrears,
    balances,
    holdings_of,
    late_amounts,
    settlements,
)
from finance.queries.calls import call_list, division_of, visible_documents
from finance.queries.explanation import ExplainedLine, explain_document
from finance.queries.opening import standing_opening

__all__ = [
    "Account",
    "DueKey",
    "ExplainedLine",
    "account_of",
    "arrears",
    "balances",
    "call_list",
    "division_of",
    "explain_document",
    "holdings_of",
    "late_amounts",
    "settlements",
    "standing_opening",
    "visible_documents",
]
