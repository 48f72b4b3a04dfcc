"""Credit transfers: the file by which the association pays its suppliers (law.md §7).

pain.001.001.03, as Belgian banks take it (Febelfin). Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import Any

from finance.sepa.message import Message, check_ids, checked_id

SCHEMA = "pain.001.001.03"

_day = attrgetter("execution_date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """One payment in EUR.

    ``reference``: a Belgian structured communication; otherwise ``message``, of which
    140 characters are kept. ``end_to_end_id`` comes back on the bank statement.
    """

    end_to_end_id: str
    name: str
    iban: str
    amount: Decimal
    execution_date: date
    reference: str = ""
    message: str = ""


def credit_transfers(
    *,
    message_id: str,
    created: datetime,
    debtor_name: str,
    debtor_iban: str,
    debtor_kbo: str,
    payments: Sequence[Transfer],
) -> bytes:
    """Return the file, in UTF-8; payments of the same day are one group.

    Texts are written in the characters that every bank accepts, and cut: 70 of a name,
    140 of a message, 35 of an identifier. ``created``: local time.

    Raises:
        PaymentFileError: one of ``finance.sepa.errors``.
        InvalidReference: a structured communication has wrong check digits.
        InvalidAmount: an amount is not a whole number of cents.
    """
    check_ids([payment.end_to_end_id for payment in payments])
    message = Message(SCHEMA, message_id, created)
    amounts = [payment.amount for payment in payments]
    header = message.header(amounts, name=debtor_name, kbo=debtor_kbo)
    debtor = debtor_name, debtor_iban
    groups = [
        _group(message, number, day, debtor, list(group))
        for number, (day, group) in enumerate(
            groupby(sorted(payments, key=_day), _day), start=1
        )
    ]
    return message.finish("CstmrCdtTrfInitn", [header, *groups])


def _group(
    message: Message,
    number: int,
    day: date,
    debtor: tuple[str, str],
    payments: list[Transfer],
) -> Any:
    message.check_day(day)
    make = message.make
    return make.PmtInf(
        *message.group(number, "TRF", [payment.amount for payment in payments]),
        make.PmtTpInf(make.SvcLvl(make.Cd("SEPA"))),
        make.ReqdExctnDt(day.isoformat()),
        *message.party("Dbtr", *debtor),
        message.bank("Dbtr"),
        make.ChrgBr("SLEV"),
        *(_transfer(message, payment) for payment in payments),
    )


def _transfer(message: Message, payment: Transfer) -> Any:
    make = message.make
    return make.CdtTrfTxInf(
        make.PmtId(make.EndToEndId(checked_id(payment.end_to_end_id))),
        make.Amt(message.amount(payment.amount)),
        *message.party("Cdtr", payment.name, payment.iban),
        message.remittance(payment.reference, payment.message),
    )
