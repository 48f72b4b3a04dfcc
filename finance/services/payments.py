"""Payments of owners: booked once, settled on the oldest dues, reversed by a mirror."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from buildings.models import Holding
from finance import chart
from finance.errors import AlreadyCancelled, AlreadyRecorded, PaymentInTheFuture
from finance.errors.bank import PaymentOfTheBank
from finance.models import BankMovement, Payment
from finance.queries import settlements
from finance.queries.years import year_of
from finance.services.alignment import align_reserve
from finance.services.books import mirror_day
from finance.services.opening import refuse_before_opening
from finance.services.reminders import cancel_cleared
from finance.settlement import PaymentSplit, split_payment
from koprogo.audit.services import record
from koprogo.ledger import services as ledger
from koprogo.ledger.errors import AlreadyPosted, AlreadyReversed
from koprogo.ledger.models import Journal


@transaction.atomic
def record_payment(
    *,
    uuid: UUID,
    holding: Holding,
    date: date,
    amount: Decimal,
    by,
    bank_account: str = Payment.BankAccount.WORKING,
    communication: str = "",
) -> Payment:
    """Book money that arrived from a holding; it pays the oldest dues first.

    Once nothing is overdue, a reminder that was to be sent is cancelled.

    ``uuid`` is drawn when the form is shown: sent twice, it books once.

    Raises:
        AlreadyRecorded: this ``uuid`` was booked before.
        PaymentInTheFuture: ``date`` has not come yet.
        BeforeOpening: the opening balances hold what was paid until then.
    """
    if date > timezone.localdate():
        raise PaymentInTheFuture(date)
    holding = Holding.objects.select_for_update().get(pk=holding.pk)
    refuse_before_opening(date)
    payment = book_payment(
        Payment(
            uuid=uuid,
            holding=holding,
            date=date,
            amount=amount,
            bank_account=bank_account,
            communication=communication,
        ),
        text=communication or f"{holding.code}",
        by=by,
    )
    cancel_cleared([holding.pk])
    record("payment.recorded", target=payment, by=by, amount=str(amount))
    return payment


def book_payment(
    payment: Payment, *, text: str, by, debited: str | None = None
) -> Payment:
    """Post a payment on the oldest dues of its holding, which the caller has locked.

    ``debited``: where the money is, if not at the bank.

    Raises:
        AlreadyRecorded: its ``uuid`` was booked before.
    """
    split = _split(payment.holding, payment.amount)
    try:
        payment.entry = ledger.post(
            journal=Journal.Code.BANK,
            year=year_of(payment.date),
            date=payment.date,
            text=text,
            lines=[
                ledger.debit(debited or payment.bank_account, payment.amount),
                *owner_lines(payment.holding.party_id, split),
            ],
            by=by,
            source=f"payment:{payment.uuid}",
        )
    except AlreadyPosted:
        raise AlreadyRecorded(payment.uuid) from None
    payment.working, payment.reserve = split.working, split.reserve
    payment.save(force_insert=True)
    return payment


def owner_lines(party_id: int, split: PaymentSplit) -> list[ledger.Draft]:
    """Return what a payment gives to the two accounts of its payer."""
    parts = (
        (chart.OWNERS_WORKING, split.working),
        (chart.OWNERS_RESERVE, split.reserve),
    )
    return [
        ledger.credit(account, part, party_id=party_id)
        for account, part in parts
        if part
    ]


@transaction.atomic
def reverse_payment(payment: Payment, *, by, on: date | None = None) -> Payment:
    """Take back a payment that was booked wrongly, by the mirror of its entry.

    ``on`` takes over what was reversed on an earlier day.

    Raises:
        AlreadyCancelled: it has its mirror.
        MirroredOnWrongDay: ``on`` has not come yet, or lies before the payment.
        PaymentOfTheBank: a statement of the bank says that it came.
    """
    if BankMovement.objects.filter(entry=payment.entry_id, entry__mirror=None).exists():
        raise PaymentOfTheBank(payment)
    day = mirror_day(payment.entry, on=on)
    year = year_of(day)
    try:
        ledger.mirror(
            payment.entry,
            year=year,
            date=day,
            text=payment.entry.text,
            by=by,
        )
    except AlreadyReversed:
        raise AlreadyCancelled(payment) from None
    align_reserve(
        [payment.holding_id],
        year=year,
        date=day,
        text=payment.entry.text,
        by=by,
    )
    record("payment.reversed", target=payment, by=by, amount=str(payment.amount))
    return Payment.objects.select_related("entry__mirror").get(pk=payment.pk)


def _split(holding: Holding, amount: Decimal) -> PaymentSplit:
    settlement = settlements([holding.pk])[holding.pk]
    received = settlement.credit + sum(
        item.working_paid + item.reserve_paid for item in settlement.items
    )
    return split_payment([item.due for item in settlement.items], received, amount)
