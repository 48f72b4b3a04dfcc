"""Files of direct debits: announced to who pays, made, and given up."""

from collections.abc import Collection as Chosen
from collections.abc import Sequence
from datetime import date
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from buildings.mailings import Letterhead, letterhead
from finance.collecting import first_day
from finance.errors.orders import (
    CollectionGivenUp,
    NoCreditor,
    NothingToCollect,
    TooSoon,
)
from finance.models import CollectedAmount, Collection, DebitMandate, Payment
from finance.notices.collections import announcements
from finance.queries.collections import (
    collectables,
    collection_event,
    mandate_list,
)
from finance.queries.settings import book_settings
from finance.services.orders import own_iban
from finance.structured_reference import format_reference
from koprogo.audit.services import record
from koprogo.documents import services as documents
from koprogo.documents.kinds import CONTENT_TYPES, Kind
from koprogo.documents.models import File
from koprogo.notifications.services import queue, withdraw


@transaction.atomic
def collect(*, mandates: Chosen[DebitMandate], on: date, by) -> Collection:
    """Collect by these mandates what their holders owe by a day, and tell them so.

    Each pays what is due by then and not under way (``collecting``), computed now: who
    owes nothing more is left out. Asked twice, the second time finds nothing.

    Raises:
        TooSoon: less than 14 days are left to tell who pays.
        NoCreditor, AssociationIncomplete: a bank would not know who collects.
        NoSyndic: nobody can announce it.
        NothingToCollect: nobody of them owes anything.
    """
    today = timezone.localdate()
    if on < first_day(today):
        raise TooSoon(first_day(today))
    creditor = book_settings().creditor_id
    if not creditor:
        raise NoCreditor
    head = letterhead(on=today)
    iban = own_iban(head.building, Payment.BankAccount.WORKING)
    found = collectables(_locked(mandates), on=on, today=today)
    if not found:
        raise NothingToCollect
    collection = Collection(uuid=uuid4(), date=on, created_by=by)
    rows = [
        CollectedAmount(
            collection=collection,
            mandate=one.mandate,
            amount=one.amount,
            first=one.first,
        )
        for one in found
    ]
    collection.file = _file(collection, rows, head, iban, creditor)
    collection.save()
    CollectedAmount.objects.bulk_create(rows)
    queue(list(announcements(collection, rows, head=head, creditor=creditor)), by=by)
    record(
        "collection.made",
        target=collection,
        by=by,
        debtors=len(rows),
        amount=str(sum(row.amount for row in rows)),
    )
    return collection


@transaction.atomic
def give_up_collection(collection: Collection, *, by) -> None:
    """Take a collection for not made: what it was to take is owed as before.

    E-mails that did not leave yet are kept back.

    Raises:
        CollectionGivenUp: somebody did it before.
    """
    running = Collection.objects.filter(pk=collection.pk, given_up_at=None)
    if not running.update(given_up_at=timezone.now()):
        raise CollectionGivenUp(collection)
    withdraw(event=collection_event(collection))
    record("collection.given_up", target=collection, by=by)


def _locked(mandates: Chosen[DebitMandate]) -> list[DebitMandate]:
    """Return the mandates for this person alone: nobody collects by them meanwhile."""
    keys = [mandate.pk for mandate in mandates]
    rows = DebitMandate.objects.filter(pk__in=keys).order_by("pk")
    list(rows.select_for_update().values_list("pk"))
    return list(mandate_list().filter(pk__in=keys))


def _file(
    collection: Collection,
    rows: Sequence[CollectedAmount],
    head: Letterhead,
    iban: str,
    creditor: str,
) -> File:
    # The web process has no room for lxml.
    from finance.sepa import debits

    building = head.building
    kinds = {True: debits.SequenceType.FIRST, False: debits.SequenceType.RECURRENT}
    data = debits.direct_debits(
        message_id=collection.uuid.hex,
        created=timezone.localtime(),
        creditor=debits.Creditor(
            name=building.name, iban=iban, kbo=building.kbo, identifier=creditor
        ),
        collections=[
            debits.Collection(
                end_to_end_id=one.uuid.hex,
                mandate=debits.Mandate(
                    reference=one.mandate.reference,
                    signed_on=one.mandate.signed_on,
                    debtor_name=one.mandate.debtor,
                    debtor_iban=one.mandate.iban,
                ),
                sequence=kinds[one.first],
                amount=one.amount,
                collection_date=collection.date,
                reference=format_reference(one.mandate.holding.party.reference_base),
            )
            for one in rows
        ],
    )
    return documents.store(
        data,
        name=f"direct-debits-{collection.date}.xml",
        content_type=CONTENT_TYPES[Kind.XML],
        by=collection.created_by,
    )
