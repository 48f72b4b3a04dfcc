"""What participations paid: booked once, taken back by a mirror."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from buildings.models import Participation
from koprogo.audit.services import record
from koprogo.ledger import services as ledger
from koprogo.ledger.models import Entry, Journal
from koprogo.ledger.services import EntryDraft
from transparency import chart
from transparency.errors import ReceiptRecorded, ReceiptReversed
from transparency.models import Receipt
from transparency.services.books import (
    hold_open_books,
    mirror_drafts,
    open_day,
    refuse_shut,
)
from transparency.services.publishing import soon

__all__ = ["book_receipts", "record_receipt", "reverse_receipt"]


@transaction.atomic
def record_receipt(
    *,
    uuid: UUID,
    participation: Participation,
    amount: Decimal,
    received_on: date,
    by,
) -> Receipt:
    """Book money that came in for a participation.

    ``uuid`` is drawn when the form is shown: sent twice, it books once.

    Raises:
        ReceiptRecorded: this ``uuid`` was booked before.
        NotYet, QuarterClosed: of the day.
    """
    first_open = hold_open_books()
    if Receipt.objects.filter(uuid=uuid).exists():
        raise ReceiptRecorded(uuid)
    refuse_shut(received_on, first_open)
    receipt = Receipt(
        uuid=uuid, participation=participation, amount=amount, received_on=received_on
    )
    book_receipts([receipt], first_open=first_open, by=by)
    record("receipt.recorded", target=receipt, by=by, amount=str(amount))
    return receipt


def book_receipts(receipts: Sequence[Receipt], *, first_open: date | None, by) -> None:
    """Post and write receipts; the caller holds the books and knows that they are new.

    Money of a closed quarter that was not booked in time is booked on the first open
    day.
    """
    days = [open_day(one.received_on, first_open) for one in receipts]
    entries = ledger.post_many(
        [_draft(one, day) for one, day in zip(receipts, days, strict=True)], by=by
    )
    for one, entry in zip(receipts, entries, strict=True):
        one.entry, one.recorded_by = entry, by
    Receipt.objects.bulk_create(receipts)
    soon()


def _draft(receipt: Receipt, day: date) -> EntryDraft:
    party = receipt.participation.party_id
    return EntryDraft(
        journal=Journal.Code.BANK,
        year=day.year,
        date=day,
        text=receipt.participation.name,
        lines=[
            ledger.debit(chart.BANK, receipt.amount),
            ledger.credit(chart.MEMBERS, receipt.amount, party_id=party),
        ],
        source=f"receipt:{receipt.uuid}",
    )


@transaction.atomic
def reverse_receipt(receipt: Receipt, *, by) -> Receipt:
    """Take back a payment that was noted wrongly, by the mirror of its entry.

    It stands on the day of the payment; of a closed quarter, on the first open day. A
    movement of the bank may be taken again afterwards.

    Raises:
        ReceiptReversed: it has its mirror.
    """
    first_open = hold_open_books()
    receipt = Receipt.objects.select_for_update().get(pk=receipt.pk)
    if receipt.mirror_id is not None:
        raise ReceiptReversed(receipt)
    entries = Entry.objects.select_related("journal").prefetch_related("lines__account")
    [receipt.mirror] = ledger.post_many(
        mirror_drafts(
            [entries.get(pk=receipt.entry_id)],
            day_of=lambda entry: open_day(entry.date, first_open),
        ),
        by=by,
    )
    receipt.save(update_fields=["mirror"])
    record("receipt.reversed", target=receipt, by=by, amount=str(receipt.amount))
    soon()
    return receipt
