"""The books on their way: entries are posted anew, and must get the same numbers."""

from dataclasses import astuple
from datetime import date

from django.db.models import Max, Window

from koprogo import slots
from koprogo.ledger.queries import findings, trial_balance
from koprogo.slots import ArchiveRows

# The order in which entries were posted: by moment, but in each book by number, should
# a clock have been put back.
_POSTED = Window(
    Max("posted_at"), partition_by=["journal", "year"], order_by=["number"]
)

slots.archive_rows |= {
    "ledger.Entry": ArchiveRows(
        frozen_by="posted_at",
        given=["number"],
        parts=["ledger.Line"],
        order=[_POSTED, "number", "pk"],
    ),
    # In their order: a year is closed when no earlier one is open.
    "ledger.FiscalYear": ArchiveRows(
        frozen_by="closed_at", frozen_with=["closed_by"], order=["since"]
    ),
}


def _trial_balance() -> list[list[str]]:
    balances = trial_balance(on=date.max)
    return [[str(value) for value in astuple(balance)] for balance in balances]


def _findings() -> list[list[str]]:
    """Broken books come in as broken as they were, and everybody is told so."""
    return sorted([finding.rule, finding.what] for finding in findings())


slots.archive_proofs |= {"trial balance": _trial_balance, "nightly check": _findings}
