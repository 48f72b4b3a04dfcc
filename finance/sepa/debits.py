"""Direct debits: the file by which the association collects what owners owe it.

pain.008.001.02, core scheme, as Belgian banks take it (Febelfin). Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import Any

from finance.sepa.accounts import checked_creditor
from finance.sepa.errors import InvalidMandate, MandateNotSigned
from finance.sepa.message import Message, check_ids, checked_id
from finance.sepa.text import identifier

SCHEMA = "pain.008.001.02"

_kind_and_day = attrgetter("sequence", "collection_date")


class SequenceType(StrEnum):
    """Which collection of its mandate this is."""

    FIRST = "FRST"
    RECURRENT = "RCUR"
    ONE_OFF = "OOFF"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """What a debtor signed: from his account, on the creditor's demand."""

    reference: str
    signed_on: date
    debtor_name: str
    debtor_iban: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """One direct debit in EUR; ``reference`` or ``message`` as for a transfer."""

    end_to_end_id: str
    mandate: Mandate
    sequence: SequenceType
    amount: Decimal
    collection_date: date
    reference: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Creditor:
    """Who collects, with the identifier that its bank gave it (``BE..ZZZ..``)."""

    name: str
    iban: str
    kbo: str
    identifier: str


def direct_debits(
    *,
    message_id: str,
    created: datetime,
    creditor: Creditor,
    collections: Sequence[Collection],
) -> bytes:
    """Return the file, in UTF-8; a group has one sequence type and one day.

    Texts are written and cut as for transfers, except the reference of a mandate:
    changed, it would be that of another one. ``created``: local time.

    Raises:
        PaymentFileError: one of ``finance.sepa.errors``.
        InvalidReference: a structured communication has wrong check digits.
        InvalidAmount: an amount is not a whole number of cents.
    """
    check_ids([collection.end_to_end_id for collection in collections])
    message = Message(SCHEMA, message_id, created)
    amounts = [collection.amount for collection in collections]
    header = message.header(amounts, name=creditor.name, kbo=creditor.kbo)
    ordered = sorted(collections, key=_kind_and_day)
    groups = [
        _group(message, number, creditor, list(group))
        for number, (_key, group) in enumerate(groupby(ordered, _kind_and_day), start=1)
    ]
    return message.finish("CstmrDrctDbtInitn", [header, *groups])


def _group(
    message: Message, number: int, creditor: Creditor, collections: list[Collection]
) -> Any:
    sequence, day = collections[0].sequence, collections[0].collection_date
    message.check_day(day)
    make = message.make
    return make.PmtInf(
        *message.group(number, "DD", [collection.amount for collection in collections]),
        make.PmtTpInf(
            make.SvcLvl(make.Cd("SEPA")),
            make.LclInstrm(make.Cd("CORE")),
            make.SeqTp(sequence.value),
        ),
        make.ReqdColltnDt(day.isoformat()),
        *message.party("Cdtr", creditor.name, creditor.iban),
        message.bank("Cdtr"),
        make.ChrgBr("SLEV"),
        _scheme_id(message, creditor),
        *(_collection(message, collection) for collection in collections),
    )


def _scheme_id(message: Message, creditor: Creditor) -> Any:
    make = message.make
    scheme = make.Othr(
        make.Id(checked_creditor(creditor.identifier)),
        make.SchmeNm(make.Prtry("SEPA")),
    )
    return make.CdtrSchmeId(make.Id(make.PrvtId(scheme)))


def _collection(message: Message, collection: Collection) -> Any:
    make = message.make
    mandate = _checked_mandate(collection)
    signed = make.MndtRltdInf(
        make.MndtId(mandate.reference), make.DtOfSgntr(mandate.signed_on.isoformat())
    )
    return make.DrctDbtTxInf(
        make.PmtId(make.EndToEndId(checked_id(collection.end_to_end_id))),
        message.amount(collection.amount),
        make.DrctDbtTx(signed),
        message.bank("Dbtr"),
        *message.party("Dbtr", mandate.debtor_name, mandate.debtor_iban),
        message.remittance(collection.reference, collection.message),
    )


def _checked_mandate(collection: Collection) -> Mandate:
    mandate = collection.mandate
    if not mandate.reference or identifier(mandate.reference) != mandate.reference:
        raise InvalidMandate(mandate.reference)
    if mandate.signed_on > collection.collection_date:
        raise MandateNotSigned(mandate.reference)
    return mandate
