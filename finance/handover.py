"""The books' part of an archive: how frozen rows come back, and what people read."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.handover import table_part
from finance.lists import handover as lists
from koprogo import slots
from koprogo.slots import ArchivePart, ArchiveRows

slots.archive_rows |= {
    # The ledger knows no lots.
    "ledger.Line": ArchiveRows(relations={"unit_id": "buildings.Lot"}),
    "finance.AccountsCheck": ArchiveRows(frozen_by="signed_at", frozen_with=["report"]),
    "finance.Budget": ArchiveRows(frozen_by="adopted_at", frozen_with=["adopted_by"]),
    "finance.Call": ArchiveRows(frozen_by="issued_at", frozen_with=["date", "entry"]),
    "finance.ChargeStatement": ArchiveRows(
        frozen_by="posted_at", frozen_with=["entry", "cancelled_at"]
    ),
    "finance.Contest": ArchiveRows(frozen_by="closed_at", frozen_with=["outcome"]),
    "finance.Invoice": ArchiveRows(
        frozen_by="entry", frozen_with=["state", "decided_at"]
    ),
    # The database compares all balances of an opening with its entry at once.
    "finance.OpeningBalance": ArchiveRows(together="opening"),
    "finance.Sale": ArchiveRows(
        frozen_by="carried_out_at", frozen_with=["entry", "undone_at"]
    ),
    "finance.Works": ArchiveRows(frozen_by="ended_on", frozen_with=["entry"]),
}


def _parts() -> Iterator[ArchivePart]:
    today = timezone.localdate()
    yield table_part(
        "books/trial-balance.csv",
        _("The trial balance: all accounts with their totals."),
        lambda: lists.trial_balance_table(on=today),
    )
    yield table_part(
        "books/owners.csv",
        _("What each account holder owes, and what of it is late."),
        lambda: lists.holders_table(on=today),
    )
    yield table_part(
        "books/open-items.csv",
        _("What is not paid yet: by account holder and due date."),
        lambda: lists.open_items_table(on=today),
    )


slots.archive_part.append(_parts)
