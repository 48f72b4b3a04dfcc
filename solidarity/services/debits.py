"""Direct debits of instalments: announced, made for the bank, collected or returned.

The file holds names and accounts: it goes to the treasurer and is kept nowhere, only its
hash; each person reads that it was made.
"""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from finance.sepa.errors import PaymentFileError
from koprogo.audit.services import record
from koprogo.notifications.services import queue, withdraw
from solidarity import notices_loans as notices
from solidarity import repaying
from solidarity.answers import from_json
from solidarity.deadlines import DEBIT_NOTICE_DAYS
from solidarity.errors.loans import (
    NoCreditor,
    NotCollectedYet,
    NothingToCollect,
    NotSoNow,
    NotWritable,
    TooSoon,
)
from solidarity.models import Aid, Debit, DebitBatch, Opening, Repayment
from solidarity.queries.debits import (
    candidates,
    collectable,
    creditor,
    debit_event,
    with_mandate,
)
from solidarity.queries.loans import standings
from solidarity.services.receipts import Incoming, reverse_repayment, take_in
from solidarity.vault import Life, Vault, open_vaults

__all__ = [
    "announce",
    "collected",
    "make_file",
    "returned",
    "stop",
]

#: at what time of the day mails leave
MORNING = time(8)


@transaction.atomic
def announce(*, day: date, by) -> DebitBatch:
    """Collect what is due by a day, and tell each person the amount and the day.

    Asked twice, the second time finds nothing.

    Raises:
        NoCreditor: the bank would not know for whom.
        TooSoon: less than three days are left to tell people.
        NothingToCollect: no instalment is due that is not under way.
    """
    if creditor() is None:
        raise NoCreditor
    first = repaying.first_collection(timezone.localdate(), DEBIT_NOTICE_DAYS)
    if day < first:
        raise TooSoon(first)
    found = candidates(_held(), day=day)
    if not found:
        raise NothingToCollect
    batch = DebitBatch.objects.create(day=day, made_by=by)
    rows = [
        Debit(
            batch=batch,
            aid=one.aid,
            line=one.line,
            amount=one.amount,
            is_first=one.is_first,
        )
        for one in found
    ]
    Debit.objects.bulk_create(rows)
    queue(list(notices.announcements(rows, leaves_at=_leaves_at(day))), by=by)
    record("debits.announced", target=batch, by=by, many=len(rows))
    return batch


def _held() -> list[Aid]:
    """Return the loans to collect of, for this person alone until the commit."""
    keys = list(with_mandate().values_list("pk", flat=True))
    list(Aid.objects.filter(pk__in=keys).order_by("pk").select_for_update())
    return list(with_mandate().filter(pk__in=keys).select_related("request__applicant"))


def _leaves_at(day: date) -> datetime:
    """Return when its mails leave: three days before, in the morning, or now."""
    before = datetime.combine(day - timedelta(days=DEBIT_NOTICE_DAYS), MORNING)
    return max(timezone.make_aware(before), timezone.now())


# The file


@transaction.atomic
def make_file(batch: DebitBatch, *, by) -> bytes:
    """Return the file for the bank; each person reads that his account was opened.

    What was paid or changed since it was announced is left out or made less. Made again,
    it is the same.

    Raises:
        NotSoNow: it was collected, or nothing of it is left.
        NoCreditor, NotWritable: a bank would refuse it.
    """
    batch = DebitBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.collected_at is not None:
        raise NotSoNow(batch)
    rows = _still_due(batch) if batch.ordered_at is None else _live(batch)
    if not rows:
        raise NotSoNow(batch)
    if batch.ordered_at is None:
        batch.ordered_at, batch.ordered_by = timezone.now(), by
        Debit.objects.filter(pk__in=[row.pk for row in rows]).update(
            state=Debit.State.ORDERED
        )
    data = _written(batch, rows)
    batch.file_hash = hashlib.sha256(data).hexdigest()
    batch.save(update_fields=["ordered_at", "ordered_by", "file_hash"])
    Opening.objects.bulk_create(
        Opening(request=row.aid.request, user=by, what=Opening.What.PAYMENT)
        for row in rows
    )
    record("debits.file_made", target=batch, by=by, many=len(rows))
    return data


def _live(batch: DebitBatch) -> list[Debit]:
    """Return what a batch still takes, the loans held: nobody books for them meanwhile."""
    keys = batch.debits.filter(state__in=Debit.LIVE).values("aid")
    list(Aid.objects.filter(pk__in=keys).order_by("pk").select_for_update())
    rows = batch.debits.filter(state__in=Debit.LIVE).order_by("pk")
    return list(rows.select_related("aid__request__applicant", "line"))


def _still_due(batch: DebitBatch) -> list[Debit]:
    """Leave out what is not due any more, and lower what was paid in part."""
    rows = _live(batch)
    found = standings([row.aid for row in rows])
    kept, over = [], []
    for row in rows:
        one = collectable(found.get(row.aid_id), batch.day, set())
        standing = found.get(row.aid_id)
        if one is None or standing is None or not _is_open(standing, row):
            over.append(row)
            continue
        row.amount = min(row.amount, one.amount)
        kept.append(row)
    Debit.objects.bulk_update(kept, ["amount"])
    Debit.objects.filter(pk__in=[row.pk for row in over]).update(
        state=Debit.State.STOPPED, ended_at=timezone.now()
    )
    return kept


def _is_open(standing, row: Debit) -> bool:
    return any(standing.lines[one.number].pk == row.line_id for one in standing.left)


def _written(batch: DebitBatch, rows: Sequence[Debit]) -> bytes:
    # The web process has no room for lxml.
    from finance.sepa import debits

    ours = creditor()
    if ours is None:
        raise NoCreditor
    vaults = open_vaults([row.aid.request for row in rows])
    try:
        return debits.direct_debits(
            message_id=batch.uuid.hex,
            created=timezone.localtime(batch.ordered_at),
            creditor=debits.Creditor(
                name=ours.name,
                iban=ours.iban,
                kbo=ours.kbo,
                identifier=ours.identifier,
            ),
            collections=[
                _collection(batch, row, vaults[row.aid.request_id]) for row in rows
            ],
        )
    except PaymentFileError as error:
        raise NotWritable(batch) from error


def _collection(batch: DebitBatch, row: Debit, vault: Vault):
    from finance.sepa import debits

    request, aid = row.aid.request, row.aid
    place = f"solidarity_request.answers.{request.uuid}"
    kinds = {True: debits.SequenceType.FIRST, False: debits.SequenceType.RECURRENT}
    return debits.Collection(
        end_to_end_id=row.uuid.hex,
        mandate=debits.Mandate(
            reference=aid.mandate,
            signed_on=timezone.localdate(aid.signed_at),
            debtor_name=from_json(vault.open(request.answers, place=place)).name,
            debtor_iban=vault.open(
                aid.iban,
                place=f"solidarity_aid.iban.{aid.uuid}",
                life=Life.PAPERS,
            ),
        ),
        sequence=kinds[row.is_first],
        amount=row.amount,
        collection_date=batch.day,
        message=aid.code,
    )


# What became of it


@transaction.atomic
def collected(batch: DebitBatch, *, by) -> int:
    """Book what the bank collected, but what it returned; return how many.

    Statements do not depend on how many.

    Raises:
        NotSoNow: the file was not made, or this was done.
        NotCollectedYet: the day is still to come.
        BooksClosed: the year of the day is.
    """
    batch = DebitBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.ordered_at is None or batch.collected_at is not None:
        raise NotSoNow(batch)
    if timezone.localdate() < batch.day:
        raise NotCollectedYet(batch)
    rows, now = _live(batch), timezone.now()
    way = Repayment.Way.DEBIT
    repayments = take_in(
        [Incoming(row.aid, row.amount, batch.day, way, uuid4()) for row in rows], by=by
    )
    for row, repayment in zip(rows, repayments, strict=True):
        row.repayment, row.state = repayment, Debit.State.COLLECTED
        row.ended_at = now
    Debit.objects.bulk_update(rows, ["repayment", "state", "ended_at"])
    batch.collected_at, batch.collected_by = now, by
    batch.save(update_fields=["collected_at", "collected_by"])
    record("debits.collected", target=batch, by=by, many=len(rows))
    return len(rows)


@transaction.atomic
def returned(debit: Debit, *, by) -> None:
    """Note that the bank gave a debit back: it costs nothing, the committee hears of it.

    Raises:
        NotSoNow: it is not with the bank, nor collected.
        RepaymentReversed, BooksClosed: of its repayment.
    """
    found = _one(debit)
    if found.state not in (Debit.State.ORDERED, Debit.State.COLLECTED):
        raise NotSoNow(found)
    if found.repayment is not None and found.repayment.mirror_id is None:
        reverse_repayment(found.repayment, by=by)
    found.state, found.ended_at = Debit.State.RETURNED, timezone.now()
    found.save(update_fields=["state", "ended_at"])
    queue(list(notices.debit_returned(found)), by=by)
    record("debit.returned", target=found.aid, by=by)


@transaction.atomic
def stop(debit: Debit, *, by) -> None:
    """Collect nothing by this debit; its mail is kept back if it did not leave.

    Raises:
        NotSoNow: it is over.
    """
    found = _one(debit)
    if found.state not in Debit.LIVE:
        raise NotSoNow(found)
    found.state, found.ended_at = Debit.State.STOPPED, timezone.now()
    found.save(update_fields=["state", "ended_at"])
    withdraw(event=debit_event(found))
    record("debit.stopped", target=found.aid, by=by)


def _one(debit: Debit) -> Debit:
    """Return a debit whose batch and loan are held, in the order of everybody else."""
    DebitBatch.objects.select_for_update().get(pk=debit.batch_id)
    Aid.objects.select_for_update().get(pk=debit.aid_id)
    rows = Debit.objects.select_for_update(of=["self"])
    return rows.select_related("aid__request__applicant", "repayment__aid").get(
        pk=debit.pk
    )
