"""Transfers: approved payouts go to the bank as one file, and are booked once paid."""

import hashlib
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from koprogo.audit.services import record
from koprogo.ledger import services as ledger
from koprogo.ledger.models import Entry, Journal
from koprogo.ledger.services import EntryDraft, credit, debit
from koprogo.notifications.services import queue
from solidarity import chart
from solidarity.errors.money import (
    BackAlready,
    BatchEnded,
    DayOff,
    NoAccount,
    NothingApproved,
    TooLateToReturn,
)
from solidarity.models import Aid, Opening, Payout, TransferBatch
from solidarity.notices_money import news
from solidarity.queries import payouts as queries
from solidarity.queries.money import account_of_fund
from solidarity.services.covering import hold_capital
from solidarity.services.paid_out import finish, resume
from solidarity.vault import open_vaults

__all__ = [
    "discard_batch",
    "execute_batch",
    "make_batch",
    "open_file",
    "return_transfer",
]

State = Payout.State


@transaction.atomic
def make_batch(*, on: date, by) -> TransferBatch:
    """Order all approved payouts for a day, as one list.

    Raises:
        NoAccount: the board has not said yet from which account.
        DayOff: the day is over.
        NothingApproved: none waits, perhaps since this very moment.
    """
    account = account_of_fund()
    if account is None:
        raise NoAccount
    if on < timezone.localdate():
        raise DayOff(on)
    found = list(
        queries.approved().select_for_update(of=["self"]).select_related("aid__request")
    )
    if not found:
        raise NothingApproved
    batch = TransferBatch(account=account, on=on, made_by=by, made_at=timezone.now())
    batch.sha256 = hashlib.sha256(_file(batch, _by_code(found))).hexdigest()
    batch.save()
    for payout in found:
        payout.state, payout.batch = State.ORDERED, batch
    Payout.objects.bulk_update(found, ["state", "batch"])
    total = queries.total_of(found)
    record("transfers.ordered", target=batch, by=by, amount=str(total))
    return batch


@transaction.atomic
def open_file(batch: TransferBatch, *, by) -> bytes:
    """Return the file for the bank; each person reads that his payment was opened.

    Raises:
        BatchEnded: it was paid or not sent: nobody needs it any more.
        Forgotten: a key is gone.
    """
    if batch.state != TransferBatch.State.ORDERED:
        raise BatchEnded(batch)
    payouts = list(queries.payouts_of(batch))
    Opening.objects.bulk_create(
        Opening(request=one.aid.request, user=by, what=Opening.What.PAYMENT)
        for one in payouts
    )
    return _file(batch, payouts)


def _by_code(payouts: Sequence[Payout]) -> list[Payout]:
    return sorted(payouts, key=lambda one: (one.aid.code, one.number))


def _file(batch: TransferBatch, payouts: Sequence[Payout]) -> bytes:
    """Return the file: the same payouts always give the same bytes."""
    # The web process has no room for lxml.
    from finance.sepa.transfers import Transfer, credit_transfers

    vaults = open_vaults([one.aid.request for one in payouts])
    transfers = []
    for one in payouts:
        said = queries.details_of(one, vaults[one.aid.request_id])
        transfers.append(
            Transfer(
                end_to_end_id=one.code,
                name=said.name,
                iban=said.iban,
                amount=one.amount,
                execution_date=batch.on,
                message=said.message or one.code,
            )
        )
    return credit_transfers(
        message_id=batch.uuid.hex,
        created=timezone.localtime(batch.made_at),
        debtor_name=batch.account.holder,
        debtor_iban=batch.account.iban,
        debtor_kbo=batch.account.kbo,
        payments=transfers,
    )


@transaction.atomic
def execute_batch(batch: TransferBatch, *, on: date, by) -> TransferBatch:
    """Book what the bank paid on a day; what is wholly paid begins to come back.

    Raises:
        BatchEnded: it was executed or discarded before.
        DayOff: before the list was made, or in the future.
        LedgerError: of ``koprogo.ledger``; the year of the books is closed.
    """
    found = _hold_batch(batch)
    if not timezone.localdate(found.made_at) <= on <= timezone.localdate():
        raise DayOff(on)
    payouts = list(queries.payouts_of(found))
    aids = _hold_aids(payouts)
    entries = ledger.post_many([_draft(one, on) for one in payouts], by=by)
    for payout, entry in zip(payouts, entries, strict=True):
        payout.state, payout.booked_on, payout.entry = State.BOOKED, on, entry
        aids[payout.aid_id].paid += payout.amount
    Payout.objects.bulk_update(payouts, ["state", "booked_on", "entry"])
    for aid in aids.values():
        aid.save(update_fields=["paid"])
        if aid.paid == aid.amount:
            finish(aid, on=on, by=by)
    _end(found, TransferBatch.State.EXECUTED, on, by)
    queue([news(one.aid, event=f"payout:{one.uuid}") for one in payouts], by=None)
    total = queries.total_of(payouts)
    record("transfers.executed", target=found, by=by, amount=str(total))
    return found


@transaction.atomic
def discard_batch(batch: TransferBatch, *, by) -> TransferBatch:
    """Give back to the waiting what was not sent to the bank.

    Raises:
        BatchEnded: it was executed or discarded before.
    """
    found = _hold_batch(batch)
    payouts = list(Payout.objects.filter(batch=found).select_for_update())
    for payout in payouts:
        payout.state, payout.batch = State.APPROVED, None
    Payout.objects.bulk_update(payouts, ["state", "batch"])
    _end(found, TransferBatch.State.DISCARDED, timezone.localdate(), by)
    total = queries.total_of(payouts)
    record("transfers.discarded", target=found, by=by, amount=str(total))
    return found


@transaction.atomic
def return_transfer(payout: Payout, *, on: date, by) -> Payout:
    """Note that a transfer came back: its entry is mirrored, and it can be paid anew.

    Raises:
        BackAlready: it came back before, or was never paid.
        DayOff: before it was paid, or in the future.
        TooLateToReturn: its instalments are due already.
        LedgerError: of ``koprogo.ledger``; the year of the books is closed.
    """
    hold_capital()
    rows = Aid.objects.select_related("request__applicant")
    aid = rows.select_for_update(of=["self"]).get(pk=payout.aid_id)
    found = Payout.objects.select_for_update().get(pk=payout.pk)
    found.aid = aid
    _check_return(found, on)
    entry = Entry.objects.select_related("journal").get(pk=found.entry_id)
    found.mirror = ledger.mirror(entry, year=on.year, date=on, text=found.code, by=by)
    found.state, found.returned_on = State.RETURNED, on
    found.save(update_fields=["mirror", "state", "returned_on"])
    aid.paid -= found.amount
    if aid.state != Aid.State.SIGNED:
        resume(aid)
    aid.save(update_fields=["paid", "state", "ended_at"])
    queue([news(aid, event=f"payout-back:{found.uuid}")], by=None)
    record("transfer.returned", target=found, by=by, amount=str(found.amount))
    return found


def _check_return(payout: Payout, on: date) -> None:
    if payout.state != State.BOOKED:
        raise BackAlready(payout)
    if not payout.booked_on <= on <= timezone.localdate():
        raise DayOff(on)
    if payout.aid.state == Aid.State.SIGNED:
        return
    due = queries.first_due(payout.aid)
    if due is not None and due <= timezone.localdate():
        raise TooLateToReturn(payout)


def _hold_batch(batch: TransferBatch) -> TransferBatch:
    found = TransferBatch.objects.select_for_update().get(pk=batch.pk)
    if found.state != TransferBatch.State.ORDERED:
        raise BatchEnded(found)
    return found


def _hold_aids(payouts: Sequence[Payout]) -> dict[int, Aid]:
    """Return the aids of payouts, locked in the order in which everybody locks them."""
    rows = Aid.objects.filter(pk__in={one.aid_id for one in payouts}).order_by("pk")
    held = rows.select_for_update(of=["self"]).select_related("request__applicant")
    aids = {aid.pk: aid for aid in held}
    for payout in payouts:
        payout.aid = aids[payout.aid_id]
    return aids


def _draft(payout: Payout, on: date) -> EntryDraft:
    return EntryDraft(
        journal=Journal.Code.BANK,
        year=on.year,
        date=on,
        text=payout.code,
        lines=[
            debit(chart.PAID[payout.aid.kind], payout.amount),
            credit(chart.BANK, payout.amount),
        ],
        source=f"payout:{payout.uuid}",
    )


def _end(batch: TransferBatch, state: str, on: date, by) -> None:
    batch.state, batch.ended_on, batch.ended_by = state, on, by
    batch.save(update_fields=["state", "ended_on", "ended_by"])
